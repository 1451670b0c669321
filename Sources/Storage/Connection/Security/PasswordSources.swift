/// Where a password may come from that the address does not hold.
package protocol PasswordSources: Sendable {
    /// A variable of the environment; nil where it is not set or empty.
    func setting(_ name: String) -> String?

    /// - Throws: ``StorageError``
    func password(inFile path: String) throws(StorageError) -> Secret

    /// What the desktop keeps for this address; nil where it keeps nothing, or there is no desktop.
    func storedPassword(for url: DatabaseURL) -> Secret?
}

extension PasswordSources {
    package func password(inFile path: String) throws(StorageError) -> Secret { try PasswordFile(path: path).read() }
}

extension DatabaseURL {
    /// The address with a password, as far as one is needed and found: in the address itself, in
    /// `ETIME_DATABASE_PASSWORD`, in the file that the option `password_file` or `ETIME_DATABASE_PASSWORD_FILE` names, in
    /// the desktop's secret service.
    ///
    /// - Throws: ``StorageError`` where a file is named that holds no password, or that others can read.
    package func withPassword(from sources: some PasswordSources) throws(StorageError) -> DatabaseURL {
        guard takesPassword else { return self }
        if let password = sources.setting("ETIME_DATABASE_PASSWORD") { return withPassword(Secret(password)) }
        if let path = passwordFile ?? sources.setting("ETIME_DATABASE_PASSWORD_FILE") {
            return withPassword(try sources.password(inFile: path))
        }
        return sources.storedPassword(for: self).map(withPassword) ?? self
    }

    /// A file needs no password; an address that has one already needs no other.
    package var takesPassword: Bool {
        switch location {
        case .sqlite: false
        case .server(let address): address.password == nil
        case .odbc(let address): !address.hasPassword
        }
    }

    package func withPassword(_ password: Secret) -> DatabaseURL {
        switch location {
        case .sqlite: return self
        case .server(var address):
            address.password = password
            return DatabaseURL(.server(address))
        case .odbc(let address): return DatabaseURL(.odbc(address.withPassword(password)))
        }
    }

    private var passwordFile: String? {
        guard case .server(let address) = location else { return nil }
        return address.passwordFile
    }
}
