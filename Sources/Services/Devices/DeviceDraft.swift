import Devices
package import Domain

package enum DeviceField: String, Hashable, Sendable, CaseIterable {
    case name, host, port, transport, commKey, zone, zoneChange, direction, connection
}

/// How a terminal is spoken to.
package enum DeviceTransport: String, Hashable, Sendable, CaseIterable, Codable {
    /// TCP, and UDP where the terminal keeps silent on TCP.
    case automatic
    case tcp
    case udp
}

/// A terminal as somebody types it: text, not yet believed.
package struct DeviceDraft: Hashable, Sendable {
    /// What people call it: `Gate 1`. Unique.
    package var name: String
    package var family: DeviceFamily
    /// An address or a host name; of a serial line or a folder its path; of a push terminal its serial number.
    package var host: String
    package var port: String
    package var transport: DeviceTransport
    /// The terminal's communication key; `0` is none.
    package var commKey: String
    /// The zone of the terminal's clock by its IANA name; empty: the company's.
    package var zone: String
    /// What another zone means for the punches there are; it matters where the zone is changed.
    package var zoneChange: ZoneChange
    package var direction: DeviceDirection
    package var connection: DeviceConnection

    package init(
        name: String = "", family: DeviceFamily = .zk, host: String = "", port: String = "4370",
        transport: DeviceTransport = .automatic,
        commKey: String = "0", zone: String = "", zoneChange: ZoneChange = .unsaid,
        direction: DeviceDirection = .automatic, connection: DeviceConnection = DeviceConnection()
    ) {
        self.name = name
        self.family = family
        self.host = host
        self.port = port
        self.transport = transport
        self.commKey = commKey
        self.zone = zone
        self.zoneChange = zoneChange
        self.direction = direction
        self.connection = connection
    }
}

extension DeviceDraft {
    /// The terminals' own limit for a communication key.
    static let largestCommKey: UInt32 = 999_999

    package func problems() -> [DeviceField: String] {
        var found: [DeviceField: String] = [:]
        found[.name] = nameProblem
        found[.host] = placeProblem
        found[.port] = portNumber == nil ? "The port is a number from 1 to 65535; terminals come with 4370." : nil
        found[.connection] = connectionProblem
        found[.commKey] = keyNumber == nil ? "The comm key is a number from 0 to \(Self.largestCommKey)." : nil
        found[.zone] = zoneProblem
        return found
    }

    func validated() throws(ServiceError) -> ValidDevice {
        let problems = problems()
        guard problems.isEmpty, let port = portNumber, let key = keyNumber else {
            throw .invalid(
                DeviceField.allCases.compactMap { field in
                    problems[field].map { FieldProblem(field: field.rawValue, sentence: $0) }
                })
        }
        let zone = zone.trimmed
        return ValidDevice(
            name: name.trimmed, host: place, port: port, transport: transport, commKey: key,
            zone: zone.isEmpty ? nil : zone, direction: direction, family: family, connection: connection)
    }

    /// Where it is, for people and for the list.
    private var place: String {
        if let serial = connection.serial, family == .zk || connection.lines?.way == .serial { return serial.path }
        let host = host.trimmed
        return host.isEmpty ? "0.0.0.0" : host
    }

    /// Whether its place has a port.
    private var hasPort: Bool {
        switch family {
        case .zk: connection.serial == nil
        case .lines: connection.lines?.way != .serial
        case .push, .folder: false
        }
    }

    private var portNumber: UInt16? {
        guard hasPort else { return 1 }
        return UInt16(port.trimmed).flatMap { $0 == 0 ? nil : $0 }
    }

    private var keyNumber: UInt32? {
        let text = commKey.trimmed
        if text.isEmpty { return 0 }
        return UInt32(text).flatMap { $0 <= Self.largestCommKey ? $0 : nil }
    }

    private var nameProblem: String? {
        let name = name.trimmed
        if name.isEmpty { return "Enter a name, such as the place where the terminal hangs." }
        return name.count > 60 ? "A device's name has at most 60 characters." : nil
    }

    private var placeProblem: String? {
        switch family {
        case .zk where connection.serial == nil: hostProblem
        case .lines where connection.lines?.way == .connect: hostProblem
        case .zk, .lines: nil
        case .push: serialNumberProblem
        case .folder: host.trimmed.hasPrefix("/") ? nil : "Enter the folder's whole path, such as /srv/punches."
        }
    }

    private var serialNumberProblem: String? {
        let number = host.trimmed
        if number.isEmpty {
            return "Enter the terminal's serial number; it is on its back, and in its menu under System Info."
        }
        let isPlain =
            number.count <= 40 && number.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
        return isPlain ? nil : "A serial number has at most 40 letters and digits."
    }

    private var connectionProblem: String? {
        let serial = connection.serial?.problems ?? []
        var problems = serial
        if family == .lines {
            guard let lines = connection.lines else { return "Say how its lines come in and how they are read." }
            problems += lines.format.problems
            if lines.way == .serial, connection.serial == nil { problems.append("Say which serial port it is on.") }
        }
        problems += connection.folder?.format?.problems ?? []
        for other in connection.alternatives where !(1...65_535).contains(other.port) || other.host.isEmpty {
            let written = other.port == 0 ? other.host : other.text
            problems.append(
                "The other address \(written) is none; write it as 10.0.0.7, 10.0.0.7:4371/udp or [fd00::7]:4371.")
        }
        return problems.isEmpty ? nil : problems.joined(separator: " ")
    }

    private var hostProblem: String? {
        let host = host.trimmed
        if host.isEmpty { return "Enter the terminal's address; its menu shows it under Comm., Ethernet." }
        if host.contains(where: \.isWhitespace) { return "An address has no blanks in it." }
        if host.contains("/") { return "Enter the address alone, without http:// or a path." }
        // An IPv6 address has more colons than one.
        let parts = host.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 ? "Enter the address alone; the port \(parts[1]) has its own place." : nil
    }

    private var zoneProblem: String? {
        let zone = zone.trimmed
        if zone.isEmpty || SystemZones.rules(of: zone) != nil { return nil }
        return ServiceError.unknownZone(zone).description
    }
}

/// A draft whose every field could be read.
struct ValidDevice: Hashable {
    var name: String
    var host: String
    var port: UInt16
    var transport: DeviceTransport
    var commKey: UInt32
    /// Nil: the company's.
    var zone: String?
    var direction: DeviceDirection
    var family: DeviceFamily
    var connection: DeviceConnection
}
