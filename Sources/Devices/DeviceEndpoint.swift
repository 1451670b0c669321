/// Where a terminal is and how to talk to it.
package struct DeviceEndpoint: Hashable, Sendable {
    package enum Transport: String, Hashable, Sendable, CaseIterable {
        case tcp
        case udp
        /// TCP, and UDP where the terminal does not answer over TCP: some units accept the connection and then
        /// serve only UDP.
        case automatic
        /// A serial line; the host is the path of its device, such as `/dev/ttyUSB0`.
        case serial
    }

    /// One way to the terminal.
    package struct Route: Hashable, Sendable {
        package var host: String
        package var port: Int
        package var transport: Transport

        package init(
            host: String, port: Int = DeviceEndpoint.standardPort, transport: Transport = .automatic
        ) {
            self.host = host
            self.port = port
            self.transport = transport
        }
    }

    package static let standardPort = 4370
    /// 9,800 rows of a K20, which it sends in some seconds.
    package static let standardPart = 100 * 3920

    package var host: String
    package var port: Int
    package var transport: Transport
    /// Tried one after the other where the terminal is not heard from at `host`; it must be the same terminal.
    package var alternatives: [Route]
    /// As set in the terminal's menu, 0 to 999,999; 0 means none.
    package var commKey: UInt32
    /// How long silence may last before an attempt counts as failed.
    package var timeout: Duration
    /// How long finding the terminal's address and opening the connection may take, by each way.
    package var connectTimeout: Duration
    /// How long it may take until the terminal answers, by all ways together; nil: each way as long as it takes.
    package var connectLimit: Duration?
    /// Attempts a request gets, the first included.
    package var attempts: Int
    /// A few firmwares compute the checksum wrongly in all they send. Everything else that has a wrong one was
    /// damaged on the way.
    package var acceptsWrongChecksums: Bool
    /// Of the log's rows, where earlier reads told: a few rows alone can fit several widths.
    package var recordWidth: AttendanceRecord.Width?
    /// Bytes of a long log that are taken at once. Of a log whose width is not known yet, only a multiple of 3,920 holds
    /// whole rows.
    package var partSize = DeviceEndpoint.standardPart

    package init(
        host: String, port: Int = DeviceEndpoint.standardPort, transport: Transport = .automatic, commKey: UInt32 = 0,
        timeout: Duration = .seconds(5), connectTimeout: Duration? = nil, attempts: Int = 4,
        acceptsWrongChecksums: Bool = false, alternatives: [Route] = [], recordWidth: AttendanceRecord.Width? = nil
    ) {
        self.alternatives = alternatives
        self.host = host
        self.port = port
        self.transport = transport
        self.commKey = commKey
        self.timeout = timeout
        self.connectTimeout = connectTimeout ?? timeout
        self.attempts = max(1, attempts)
        self.acceptsWrongChecksums = acceptsWrongChecksums
        self.recordWidth = recordWidth
    }
}

extension DeviceEndpoint {
    /// All ways, in the order in which they are tried.
    package var routes: [Route] { [Route(host: host, port: port, transport: transport)] + alternatives }

    /// The same terminal by one way alone.
    package func by(_ route: Route) -> DeviceEndpoint {
        var endpoint = self
        (endpoint.host, endpoint.port, endpoint.transport) = (route.host, route.port, route.transport)
        endpoint.alternatives = []
        return endpoint
    }
}

extension DeviceEndpoint: CustomStringConvertible {
    /// `192.168.1.201:4370`; the comm key is not shown.
    package var description: String { "\(Route(host: host, port: port, transport: transport))" }
}

extension DeviceEndpoint.Route: CustomStringConvertible {
    package var description: String {
        if transport == .serial { return host }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
