import Foundation

/// How a connection is encrypted: what the address says, filled up by one policy.
///
/// A host that is not this computer gets an encrypted connection or none. What would fall back to clear text by itself is
/// refused; clear text that somebody wrote down (`sslmode=disable`, `encrypt=no`) is their decision.
package struct TransportSecurity: Hashable, Sendable {
    /// PostgreSQL's names, and their meaning for every product.
    ///
    /// From the least safe to the safest.
    package enum Mode: String, Hashable, Sendable, CaseIterable, Comparable {
        case disable
        /// In clear unless the server wants it otherwise.
        case allow
        /// Encrypted unless the server cannot.
        case prefer
        /// Encrypted, with whoever answers.
        case require
        /// Encrypted, with somebody whom the authority vouches for.
        case verifyCA = "verify-ca"
        /// Encrypted, with the host that the address names.
        case verifyFull = "verify-full"

        package var isVerifying: Bool { self >= .verifyCA }

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

        package static func < (one: Mode, other: Mode) -> Bool { one.rank < other.rank }
    }

    package var mode: Mode
    /// SQL Server's `encrypt=strict`.
    package var isStrict: Bool
    package var authorityFile: String?
    package var certificateFile: String?
    package var keyFile: String?

    package init(
        mode: Mode, isStrict: Bool = false, authorityFile: String? = nil, certificateFile: String? = nil,
        keyFile: String? = nil
    ) {
        self.mode = mode
        self.isStrict = isStrict
        self.authorityFile = authorityFile
        self.certificateFile = certificateFile
        self.keyFile = keyFile
    }
}

extension TransportSecurity {
    /// - Parameter fileExists: whether a file can be read.
    /// - Throws: ``StorageError/passwordInClear(host:product:)``, ``StorageError/securityFileMissing(path:option:)``
    package static func policy(
        for address: ServerAddress, host: ServerAddress.Host,
        fileExists: (String) -> Bool = { FileManager.default.isReadableFile(atPath: $0) }
    ) throws(StorageError) -> TransportSecurity {
        let wishes = address.transport
        let files = [
            (wishes.authorityFile, "sslrootcert"), (wishes.certificateFile, "sslcert"), (wishes.keyFile, "sslkey"),
        ]
        for case (let path?, let option) in files where !fileExists(path) {
            throw .securityFileMissing(path: path, option: option)
        }
        guard let mode = chosen(wishes) ?? standard(wishes, address.product, isLocal: host.isLocal),
            host.isLocal || !fallsBack(mode)
        else { throw .passwordInClear(host: host.name, product: address.product) }
        return TransportSecurity(
            mode: mode, isStrict: wishes.isStrict, authorityFile: wishes.authorityFile,
            certificateFile: wishes.certificateFile, keyFile: wishes.keyFile)
    }

    private static func fallsBack(_ mode: Mode) -> Bool { mode == .allow || mode == .prefer }

    private static func chosen(_ wishes: ServerAddress.TransportWishes) -> Mode? {
        guard wishes.trustsAnyCertificate, wishes.mode != .disable else { return wishes.mode }
        return .require
    }

    /// Nil: nothing is safe enough to be assumed.
    private static func standard(
        _ wishes: ServerAddress.TransportWishes, _ product: DatabaseProduct, isLocal: Bool
    ) -> Mode? {
        switch product {
        case .postgresql, .mysql: isLocal ? .prefer : wishes.authorityFile == nil ? .require : .verifyFull
        // A server always has a certificate, by default one that nobody vouches for.
        case .sqlServer: isLocal ? .require : .verifyFull
        // Its usual port speaks in clear, and encryption has a port of its own.
        case .oracle: isLocal ? .disable : nil
        }
    }
}

extension ServerAddress.Host {
    /// What is said to it does not leave this computer. By its name alone: what a name server says is not to be relied on.
    package var isLocal: Bool {
        isSocket || IPAddress.isLoopback(name) || ["localhost", "localhost."].contains(name.lowercased())
    }
}
