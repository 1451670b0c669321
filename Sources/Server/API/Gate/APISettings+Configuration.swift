package import Services

extension APISettings {
    /// As the settings under `serve` say.
    /// - Throws: `ConfigurationError`
    package init(_ configuration: ProgramConfiguration) throws {
        self.init(address: try configuration.address(.listen) ?? ServerAddress(port: 8080))
        certificate = try Certificate(configuration)
        isClearAllowed = try configuration.flag(.clear)
        allowedOrigins = Set(try configuration.list(.allowedOrigins))
        rate = try configuration.number(.rate)
        burst = rate * 2
    }
}

extension APISettings.Certificate {
    /// Nil where none is set.
    /// - Throws: ``HalfCertificate``
    init?(_ configuration: ProgramConfiguration) throws {
        let (chain, key) = (try configuration.text(.certificate), try configuration.text(.certificateKey))
        if chain == nil, key == nil { return nil }
        guard let chain, let key else { throw HalfCertificate() }
        self.init(chain: chain, key: key)
    }
}

/// Of a certificate and its key, one is set.
package struct HalfCertificate: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String {
        "A certificate and its key are set together: serve.certificate and serve.key, or --certificate and --key."
    }
}

extension ProgramConfiguration {
    /// Of a setting that says where to listen: `127.0.0.1:8080`, or `8080` on every address.
    /// - Throws: `ConfigurationError`
    package func address(_ setting: ProgramSetting) throws(ConfigurationError) -> ServerAddress? {
        guard let (text, place) = try found(setting) else { return nil }
        guard let address = ServerAddress(text) else {
            throw .wrongValue(
                text, key: setting.key, place: place, expected: "an address such as 127.0.0.1:8080, or a port")
        }
        return address
    }
}

extension ServerAddress {
    /// `127.0.0.1:8080`, or `8080` on every address of this computer; nil for anything else.
    package init?(_ text: String) {
        let colon = text.lastIndex(of: ":")
        let host = colon.map { String(text[..<$0]) } ?? "0.0.0.0"
        guard let port = Int(colon.map { text[text.index(after: $0)...] } ?? text[...]),
            (0...65_535).contains(port), !host.isEmpty
        else { return nil }
        self.init(host: host, port: port)
    }
}
