import Devices
import Storage

/// Where a device is heard. Two at one place would take each other's punches, or have each of them twice.
enum DeviceSpot: Hashable {
    case network(host: String, port: UInt16)
    /// A port of this computer.
    case listening(DeviceConnection.LineWay, host: String, port: UInt16)
    case serial(path: String)
    case push(serialNumber: String)
    case folder(path: String)

    init(_ family: DeviceRecord.Family, host: String, port: UInt16, _ connection: DeviceConnection) {
        let network = Self.network(host: host.lowercased(), port: port)
        switch family {
        case .push: self = .push(serialNumber: host.lowercased())
        case .folder: self = .folder(path: host)
        case .zk: self = connection.serial == nil ? network : .serial(path: host)
        case .lines:
            switch connection.lines?.way {
            case .some(.tcp), .some(.udp):
                self = .listening(connection.lines?.way ?? .tcp, host: host.lowercased(), port: port)
            case .some(.serial): self = .serial(path: host)
            case .some(.connect), nil: self = network
            }
        }
    }

    init(_ record: DeviceRecord) throws {
        self.init(
            record.family, host: record.host, port: record.port,
            try DeviceConnection(stored: record.connection, of: record.name))
    }

    /// Whether both cannot be.
    func meets(_ other: DeviceSpot) -> Bool {
        guard case .listening(let way, let host, let port) = self,
            case .listening(let otherWay, let otherHost, let otherPort) = other
        else { return self == other }
        let isEverywhere = [host, otherHost].contains { ["0.0.0.0", "::"].contains($0) }
        return way == otherWay && port == otherPort && (host == otherHost || isEverywhere)
    }

    /// Of a device that wants to be where another one is.
    func taken(by other: String) -> String {
        guard case .listening(_, _, let port) = self else {
            return "\(other) is there already: a terminal that is there twice would have each of its punches twice."
        }
        return "\(other) listens on port \(port) already, and only one reader can; choose another port for this one."
    }
}
