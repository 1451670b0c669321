import Devices
import Domain
import Logging
import Storage

/// Connects to terminals, each in the way of its kind.
struct Terminals: Sendable {
    let logger: Logger
    /// This computer's clock.
    var now: @Sendable () -> Instant = LineReader.systemTime
    var network: any Network = Sockets()
    var partSize = DeviceEndpoint.standardPart

    /// - Throws: `DeviceError`
    func connect(_ record: DeviceRecord, within limit: Duration? = nil) async throws -> any DeviceAdapter {
        let connection = try DeviceConnection(stored: record.connection, of: record.name)
        switch record.family {
        case .zk: return try await connectZK(record, connection, limit)
        case .lines: return try await connectLines(record, connection, limit)
        case .push, .folder: throw DeviceError.notOffered(.log)
        }
    }

    private func connectZK(
        _ record: DeviceRecord, _ connection: DeviceConnection, _ limit: Duration?
    ) async throws -> any DeviceAdapter {
        var endpoint = DeviceEndpoint(record)
        endpoint.alternatives = connection.alternatives.map {
            DeviceEndpoint.Route(host: $0.host, port: $0.port, transport: DeviceEndpoint.Transport($0.transport))
        }
        endpoint.partSize = partSize
        if let limit {
            (endpoint.connectTimeout, endpoint.connectLimit) = (limit, limit)
            endpoint.timeout = min(endpoint.timeout, limit)
        }
        guard let serial = connection.serial else {
            return try await ZKTerminal.connect(endpoint, logger: logger, network: network)
        }
        (endpoint.transport, endpoint.alternatives) = (.tcp, [])
        return try await ZKTerminal.connect(endpoint, logger: logger, network: SerialNetwork(serial))
    }

    private func connectLines(
        _ record: DeviceRecord, _ connection: DeviceConnection, _ limit: Duration?
    ) async throws -> any DeviceAdapter {
        guard let lines = connection.lines, let zone = SystemZones.rules(of: record.zone) else {
            throw ServiceError.unreadableConnection(device: record.name)
        }
        return try await LineReader.open(
            lines.source(record, connection.serial), parser: try LineParser(lines.format, zone: zone), logger: logger,
            connectTimeout: limit ?? .seconds(30), now: now)
    }

    /// Connects, runs `body`, and says goodbye on every way out: return, error, cancellation.
    func with<Result: Sendable>(
        _ record: DeviceRecord, within limit: Duration? = nil, _ body: (any DeviceAdapter) async throws -> Result
    ) async throws -> Result {
        let terminal = try await connect(record, within: limit)
        return try await terminal.whileConnected { try await body(terminal) }
    }
}

extension DeviceRecord {
    /// Nil where it has not been read yet. A push terminal is known by it from the start.
    var serialNumber: String? { family == .push ? host : contact.serialNumber }

    /// Of its clock.
    /// - Throws: ``ServiceError/unknownZone(_:)``
    var zoneRules: ZoneRules {
        get throws(ServiceError) {
            guard let rules = SystemZones.rules(of: zone) else { throw .unknownZone(zone) }
            return rules
        }
    }
}

extension DeviceConnection.Lines {
    fileprivate func source(_ record: DeviceRecord, _ serial: SerialPort?) -> LineSource {
        switch way {
        case .connect: .tcpConnect(host: record.host, port: Int(record.port))
        case .tcp: .tcpListen(host: record.host, port: Int(record.port), sender: sender)
        case .udp: .udpListen(host: record.host, port: Int(record.port), sender: sender)
        case .serial: .serial(serial ?? SerialPort(path: record.host))
        }
    }
}

extension DeviceEndpoint.Transport {
    init(_ transport: DeviceTransport) {
        switch transport {
        case .automatic: self = .automatic
        case .tcp: self = .tcp
        case .udp: self = .udp
        }
    }
}
