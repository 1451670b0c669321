/// A database on a server: where it is, who asks for it, and how.
package struct ServerAddress: Hashable, Sendable {
    package var product: DatabaseProduct
    /// At least one; they are tried in this order.
    package var hosts: [Host]
    /// Oracle: the service, or the SID where ``namesSID`` says so.
    package var database: String
    package var user: String?
    /// Nil: the address has none. An empty one was meant to be empty.
    package var password: Secret?

    package var namesSID = false
    /// PostgreSQL: the schema that the tables are in.
    package var schema: String?
    package var transport = TransportWishes()
    package var pool = PoolWishes()
    /// In seconds.
    package var connectTimeout: Int?
    package var applicationName: String?
    package var target = TargetSession.any
    package var pooler = Pooler.none
    /// The ODBC driver, by its registered name or the path of its library.
    package var driver: String?
    package var passwordFile: String?
    /// What the driver is to be told besides, in the order of the address.
    package var options: [DriverOption] = []

    package init(product: DatabaseProduct, hosts: [Host], database: String) {
        self.product = product
        self.hosts = hosts
        self.database = database
    }
}

extension ServerAddress {
    package struct Host: Hashable, Sendable {
        /// A name or an IP address (without brackets), or a path from the root: PostgreSQL's folder of sockets, MySQL's socket.
        package var name: String
        package var port: Int
        /// SQL Server: the named instance, whose port the server tells; ``port`` says nothing then.
        package var instance: String?

        package init(name: String, port: Int, instance: String? = nil) {
            self.name = name
            self.port = port
            self.instance = instance
        }

        package var isSocket: Bool { name.hasPrefix("/") }
    }

    /// What the address says about encryption; ``TransportSecurity`` makes the rest of it.
    package struct TransportWishes: Hashable, Sendable {
        package var mode: TransportSecurity.Mode?
        /// SQL Server: `encrypt=strict`, TLS before anything else is said.
        package var isStrict = false
        /// SQL Server: whatever certificate the server shows will do.
        package var trustsAnyCertificate = false
        package var authorityFile: String?
        package var certificateFile: String?
        package var keyFile: String?

        package init() {}
    }

    /// Nil: as the pool sees fit. Times are in seconds.
    package struct PoolWishes: Hashable, Sendable {
        package var size: Int?
        /// How long somebody waits for a free connection.
        package var timeout: Int?
        /// How long an unused connection is kept.
        package var idle: Int?

        package init() {}
    }

    /// Which of several servers will do, in libpq's words.
    package enum TargetSession: String, Hashable, Sendable, CaseIterable {
        case any, primary, standby
        case readWrite = "read-write"
        case readOnly = "read-only"
        case preferStandby = "prefer-standby"
    }

    /// What a pooler between this program and the server keeps for one client: with `transaction` no session state outlives a
    /// transaction.
    package enum Pooler: String, Hashable, Sendable, CaseIterable {
        case transaction, session, none
    }

    package struct DriverOption: Hashable, Sendable {
        /// As the driver or the server's library calls it, without `odbc.`.
        package var name: String
        package var value: String
        /// It was written `odbc.NAME=`: an attribute of the ODBC connection string.
        package var isVerbatim: Bool

        package init(name: String, value: String, isVerbatim: Bool = false) {
            self.name = name
            self.value = value
            self.isVerbatim = isVerbatim
        }
    }
}
