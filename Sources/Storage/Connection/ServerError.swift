/// What a database server, or the way to it, said.
package struct ServerError: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        // The way to it.
        case noDriver, unknownHost, noAnswer, noSecureConnection, tooManyConnections, wrongPassword, databaseMissing
        /// Nothing is known about what was under way.
        case connectionLost
        /// The connection ended while a transaction was being committed, and it could not be found out how that ended.
        case outcomeUnknown
        /// No connection came free in time.
        case poolExhausted
        /// This program has closed the database.
        case closed

        // What it may do.
        case noRights, readOnly, diskFull
        /// It lacks memory, or its disk does not work.
        case unwell

        /// Deadlock, serialisation or certification failure: the same transaction may succeed when it is run again.
        case conflict
        /// A lock was not had in time.
        case lockTimeout
        case other
    }

    package var kind: Kind
    /// The address without its password.
    package var database: String
    /// Five characters of the SQL standard; empty where nothing gave one.
    package var sqlState: String
    package var code: Int
    /// In the server's words.
    package var message: String

    package init(_ kind: Kind, database: String, sqlState: String = "", code: Int = 0, message: String = "") {
        self.kind = kind
        self.database = database
        self.sqlState = sqlState
        self.code = code
        self.message = message
    }
}

extension ServerError {
    /// Whether the transaction certainly left nothing behind and may simply be run again.
    package var isWorthAnotherTry: Bool { [.conflict, .lockTimeout].contains(kind) }

    /// Whether another connection, perhaps to another host, may get further.
    package var endsConnection: Bool { [.connectionLost, .readOnly, .outcomeUnknown].contains(kind) }
}

extension ServerError: CustomStringConvertible {
    package var description: String {
        switch kind {
        case .noDriver:
            "The driver manager finds no ODBC driver for \(database)\(words); correct its name, or install it "
                + "(odbcinst -q -d lists the drivers, odbcinst -q -s the sources)."
        case .unknownHost:
            "No host of \(database) is known by that name\(words); correct the address or the network's name service."
        case .noAnswer:
            "The database server at \(database) does not answer\(words); start it, or correct host and port in the address."
        case .noSecureConnection:
            "No encrypted connection to \(database) could be made\(words); correct the certificate or what the address says of TLS."
        case .tooManyConnections:
            "The server of \(database) takes no more connections; close other programs or raise its limit."
        case .wrongPassword:
            "\(database) does not accept this user and password\(words); correct them in the address or where the password is kept."
        case .databaseMissing:
            "There is no database \(database); make it with `etime db create`, or correct its name."
        case .connectionLost:
            "The connection to \(database) was lost\(words); nothing was changed. Try again once the server answers."
        case .outcomeUnknown:
            "The connection to \(database) was lost while it was saving; look whether the change is there before making it again."
        case .poolExhausted:
            "All connections to \(database) were busy for too long; try again, or allow more with pool_size in the address."
        case .closed: "\(database) has been closed; open it again."
        case .noRights:
            "The user of \(database) may not do this\(words); nothing was changed. Have the database's administrator grant it."
        case .readOnly:
            "\(database) takes no changes now\(words); name the server that does, or wait until it does again."
        case .diskFull:
            "The disk of the server of \(database) is full; nothing was changed. Free some space and try again."
        case .unwell:
            "The server of \(database) lacks memory or cannot use its disk\(words); nothing was changed. Try again; if it stays "
                + "so, have its administrator look at it."
        case .conflict, .lockTimeout:
            "Others were changing \(database) at the same time; nothing was changed. Try again."
        case .other:
            "\(database) refused the operation (\(message), SQLSTATE \(sqlState), code \(code)); nothing was changed."
        }
    }

    private var words: String { message.isEmpty ? "" : " (\(message))" }
}
