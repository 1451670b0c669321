import Storage

extension ConnectionString {
    func addPostgreSQL(to attributes: inout ConnectionAttributes) throws(StorageError) {
        try attributes.add("Servername", host.name)
        try attributes.add("Port", "\(host.port)")
        try attributes.add("SSLmode", security.mode.rawValue)
        var library = libraryOptions
        for (name, own, value) in [("Database", "dbname", address.database), ("UID", "user", address.user)] {
            guard let value else { continue }
            if ConnectionAttributes.standsBare(value) {
                try attributes.add(name, value)
            } else {
                library.insert((own, value), at: 0)
            }
        }
        try attributes.add("PWD", braced: address.password?.reveal())
        if !library.isEmpty {
            try attributes.add("pqopt", braced: library.map { "\($0)=\(Self.quoted($1))" }.joined(separator: " "))
        }
        try addHabits(to: &attributes)
    }

    /// What goes to libpq by its own names.
    private var libraryOptions: [(name: String, value: String)] {
        let typed = [
            ("application_name", address.applicationName), ("sslrootcert", security.authorityFile),
            ("sslcert", security.certificateFile), ("sslkey", security.keyFile),
        ]
        let given = address.options.filter { !$0.isVerbatim }.map { ($0.name, $0.value) }
        let keepalive = Keepalive(connectTimeout: address.connectTimeout ?? ServerEndpoint.standardTimeout).options
        return typed.compactMap { name, value in value.map { (name, $0) } } + given
            + (host.isSocket ? [] : keepalive.filter { option in !given.contains { $0.0 == option.name } })
    }

    private func addHabits(to attributes: inout ConnectionAttributes) throws(StorageError) {
        // Else the driver would paste the parameters into the statement.
        try attributes.add("UseServerSidePrepare", "1")
        // -0: after an error the whole transaction is rolled back, without a savepoint before every statement.
        try attributes.add("Protocol", "7.4-0")
        let habits = [
            ("ByteaAsLongVarBinary", "1"), ("MaxVarcharSize", "4000"), ("BoolsAsChar", "0"), ("UpdatableCursors", "0"),
            ("Debug", "0"), ("CommLog", "0"),
        ]
        for (name, value) in habits { try attributes.add(name, value) }
    }

    /// As libpq reads it: in single quotes, with a backslash before quotes and backslashes.
    static func quoted(_ value: String) -> String {
        let escaped = value.unicodeScalars.reduce(into: "") { result, scalar in
            if scalar == "'" || scalar == "\\" { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return "'\(escaped)'"
    }
}
