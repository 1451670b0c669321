/// Where a terminal is and how to talk to it.
package struct DeviceEndpoint: Hashable, Sendable {
    package enum Transport: String, Hashable, Sendable, CaseIterable {
        case tcp
        case udp
        /// TCP, and UDP where the terminal does not answer over TCP: some units accept the connection and then
        /// serve only UDP.
        case automatic
    }

    package static let standardPort = 4370

    package var host: String
    package var port: Int
    package var transport: Transport
    /// As set in the terminal's menu, 0 to 999,999; 0 means none.
    package var commKey: UInt32
    /// How long silence may last before an attempt counts as failed.
    package var timeout: Duration
    /// How long finding the terminal's address and opening the connection may take.
    package var connectTimeout: Duration
    /// Attempts a request gets, the first included.
    package var attempts: Int
    /// A few firmwares compute the checksum wrongly in all they send. Everything else that has a wrong one was
    /// damaged on the way.
    package var acceptsWrongChecksums: Bool

    package init(
        host: String, port: Int = DeviceEndpoint.standardPort, transport: Transport = .automatic, commKey: UInt32 = 0,
        timeout: Duration = .seconds(5), connectTimeout: Duration? = nil, attempts: Int = 4,
        acceptsWrongChecksums: Bool = false
    ) {
        self.host = host
        self.port = port
        self.transport = transport
        self.commKey = commKey
        self.timeout = timeout
        self.connectTimeout = connectTimeout ?? timeout
        self.attempts = max(1, attempts)
        self.acceptsWrongChecksums = acceptsWrongChecksums
    }
}

extension DeviceEndpoint: CustomStringConvertible {
    /// `192.168.1.201:4370`; the comm key is not shown.
    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
