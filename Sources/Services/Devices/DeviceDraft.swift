package import Domain

package enum DeviceField: String, Hashable, Sendable, CaseIterable {
    case name, host, port, transport, commKey, zone, zoneChange, direction
}

/// How a terminal is spoken to.
package enum DeviceTransport: String, Hashable, Sendable, CaseIterable {
    /// TCP, and UDP where the terminal keeps silent on TCP.
    case automatic
    case tcp
    case udp
}

/// A terminal as somebody types it: text, not yet believed.
package struct DeviceDraft: Hashable, Sendable {
    /// What people call it: `Gate 1`. Unique.
    package var name: String
    /// An address or a host name.
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

    package init(
        name: String = "", host: String = "", port: String = "4370", transport: DeviceTransport = .automatic,
        commKey: String = "0", zone: String = "", zoneChange: ZoneChange = .unsaid,
        direction: DeviceDirection = .automatic
    ) {
        self.name = name
        self.host = host
        self.port = port
        self.transport = transport
        self.commKey = commKey
        self.zone = zone
        self.zoneChange = zoneChange
        self.direction = direction
    }
}

extension DeviceDraft {
    /// The terminals' own limit for a communication key.
    static let largestCommKey: UInt32 = 999_999

    package func problems() -> [DeviceField: String] {
        var found: [DeviceField: String] = [:]
        found[.name] = nameProblem
        found[.host] = hostProblem
        found[.port] = portNumber == nil ? "The port is a number from 1 to 65535; terminals come with 4370." : nil
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
            name: name.trimmed, host: host.trimmed, port: port, transport: transport, commKey: key,
            zone: zone.isEmpty ? nil : zone, direction: direction)
    }

    private var portNumber: UInt16? { UInt16(port.trimmed).flatMap { $0 == 0 ? nil : $0 } }

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
}
