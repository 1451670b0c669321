import Storage

extension ConnectionString {
    /// - Throws: ``StorageError/driverCannotTake(what:reason:)``
    func addMariaDB(to attributes: inout ConnectionAttributes) throws(StorageError) {
        if let password = address.password?.reveal(), Self.hasSpaceAtEnd(password) {
            throw .driverCannotTake(what: "password", reason: "it has a space at its ends, which MariaDB's would drop")
        }
        try addPlace(to: &attributes)
        if security.mode >= .require { try attributes.add("FORCETLS", "1") }
        // A certificate authority alone has the chain checked, this the host's name too. Without an authority the system's
        // are asked, and there is no way to leave the name out.
        if security.mode == .verifyFull || security.mode == .verifyCA && security.authorityFile == nil {
            try attributes.add("SSLVERIFY", "1")
        }
        if security.mode != .disable {
            try attributes.add("SSLCA", security.authorityFile)
            try attributes.add("SSLCERT", security.certificateFile)
            try attributes.add("SSLKEY", security.keyFile)
        }
        try addOptions(
            [
                "tls_version": "TLSVERSION", "ssl_cipher": "SSLCIPHER", "ssl_crl": "SSLCRL",
                "read_timeout": "READ_TIMEOUT",
                "write_timeout": "WRITE_TIMEOUT",
            ], to: &attributes)
    }

    func addMySQL(to attributes: inout ConnectionAttributes) throws(StorageError) {
        try addPlace(to: &attributes)
        let words: [TransportSecurity.Mode: String] = [
            .disable: "DISABLED", .allow: "PREFERRED", .prefer: "PREFERRED", .require: "REQUIRED",
            .verifyCA: "VERIFY_CA",
            .verifyFull: "VERIFY_IDENTITY",
        ]
        try attributes.add("SSLMODE", words[security.mode])
        try attributes.add("SSLCA", security.authorityFile)
        try attributes.add("SSLCERT", security.certificateFile)
        try attributes.add("SSLKEY", security.keyFile)
        try addOptions(
            [
                "tls_version": "TLS-VERSIONS", "ssl_cipher": "SSLCIPHER", "ssl_crl": "SSL-CRL",
                "read_timeout": "READTIMEOUT",
                "write_timeout": "WRITETIMEOUT",
            ], to: &attributes)
    }

    private func addPlace(to attributes: inout ConnectionAttributes) throws(StorageError) {
        // Both drivers want a name beside the socket.
        try attributes.add("Server", host.isSocket ? "localhost" : host.name)
        if host.isSocket { try attributes.add("Socket", host.name) } else { try attributes.add("Port", "\(host.port)") }
        try attributes.add("Database", address.database)
        try attributes.add("UID", address.user)
        try attributes.add("PWD", braced: address.password?.reveal())
        try attributes.add("CHARSET", "utf8mb4")
        // An UPDATE counts the rows it found, also those that had the values already: each driver has its own word for it.
        if driver.kind == .mariaDB { try attributes.add("OPTION", "2") } else { try attributes.add("FOUND_ROWS", "1") }
        try attributes.add("NO_PROMPT", "1")
    }

    func addOptions(_ names: KeyValuePairs<String, String>, to attributes: inout ConnectionAttributes)
        throws(StorageError)
    {
        for (name, own) in names { try attributes.add(own, option(name)) }
    }

    private static func hasSpaceAtEnd(_ text: String) -> Bool {
        [text.unicodeScalars.first, text.unicodeScalars.last].contains { $0?.properties.isWhitespace == true }
    }
}
