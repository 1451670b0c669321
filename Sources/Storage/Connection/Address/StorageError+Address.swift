extension StorageError {
    /// What was given is shown as far as it cannot be a password.
    static func notAnAddress(redacting text: String, reason: String) -> StorageError {
        .notAnAddress(Redaction.redacted(text), reason: reason)
    }
}

extension StorageError {
    static func sentence(unsupportedScheme scheme: String) -> String {
        let name = String(scheme.prefix { $0 != "+" })
        let nearest = Spelling.nearest(name, among: AddressScheme.names)
        let question = nearest.map { " Did you mean \($0)\($0 == "odbc" ? ":" : "://")?" } ?? ""
        return "This program cannot talk to “\(scheme)” databases; it understands sqlite:///relative/path, "
            + "sqlite:////absolute/path, a plain path to a SQLite file, and addresses that begin with postgresql://, "
            + "mysql://, mariadb://, mssql://, oracle:// or odbc:.\(question)"
    }

    static func sentence(unknownOption name: String, nearest: String?) -> String {
        let advice = nearest.map { "did you mean “\($0)”?" } ?? "correct or remove it."
        return
            "The database address has the option “\(name)”, which is not known (one of the ODBC driver's own begins with "
            + "“odbc.”); \(advice)"
    }

    /// - Parameter host: as in the address.
    static func sentence(passwordInClear host: String, product: DatabaseProduct) -> String {
        let safe: String
        let open: String
        switch product {
        case .postgresql: (safe, open) = ("sslmode=verify-full&sslrootcert=/path/to/ca.pem", "sslmode=disable")
        case .mysql: (safe, open) = ("ssl-mode=VERIFY_IDENTITY&ssl-ca=/path/to/ca.pem", "ssl-mode=DISABLED")
        case .sqlServer: (safe, open) = ("encrypt=yes", "encrypt=no")
        case .oracle: (safe, open) = ("sslmode=verify-full", "sslmode=disable")
        }
        return "The connection to \(host) might not be encrypted and would show the password to the network; write "
            + "?\(safe) behind the database's address, or ?\(open) to accept that."
    }
}
