import Devices
import Domain
import Storage

/// What a search has to know of the company's terminals, to tell those that are new.
struct KnownTerminals: Sendable {
    private let devices: [DeviceRecord]
    private let collected: Set<String>
    /// By serial number; what is found takes its own away.
    private var sightings: [String: DeviceSighting]
    /// What the names stand for by which terminals are reached.
    private var names: [String: [IPv4Address]] = [:]

    init(_ db: any SQLConnection) throws {
        // A retired one comes last: its address may be another's now.
        devices = try DeviceStore(db).all().sorted { $0.retiredAt == nil && $1.retiredAt != nil }
        collected = Set(try CollectorLease.holders(db).keys)
        let all = try DeviceSightingStore(db).all()
        sightings = Dictionary(all.map { ($0.serialNumber, $0) }) { first, _ in first }
    }

    /// A terminal that is reached by a name is known at an address only after this.
    mutating func lookUpNames() async {
        let hosts = devices.filter { $0.family == .zk }.flatMap { $0.routes.map(\.host) }
        names = await NameLookup.ipv4Addresses(of: hosts.filter { IPv4Address($0) == nil })
    }

    private func addresses(of host: String) -> [IPv4Address] { IPv4Address(host).map { [$0] } ?? names[host] ?? [] }

    /// Terminals that some program is connected to, at each of their addresses: an old one would lose that connection.
    func inUse(at port: Int) -> [FoundTerminal] {
        devices.filter { device in
            device.family == .zk && collected.contains(CollectorLease.name(of: device.id))
        }.flatMap { device in
            addresses(of: device, at: port).map { address in
                var found = FoundTerminal(way: .collected, address: "\(address)", port: port)
                found.serialNumber = device.contact.serialNumber
                found.model = device.contact.model.isEmpty ? nil : device.contact.model
                found.describe(device)
                return found
            }
        }
    }

    private func addresses(of device: DeviceRecord, at port: Int) -> [IPv4Address] {
        Set(device.routes.filter { $0.port == port }.flatMap { addresses(of: $0.host) }).sorted()
    }

    mutating func identify(_ terminal: DiscoveredTerminal) -> FoundTerminal {
        var found = FoundTerminal(way: .answered(terminal), address: "\(terminal.address)", port: terminal.port)
        found.serialNumber = terminal.serialNumber
        found.model = terminal.name
        found.sighting = terminal.serialNumber.flatMap { sightings.removeValue(forKey: $0) }
        if let device = device(of: terminal) {
            found.describe(device)
            let known = device.contact.serialNumber
            found.isOther = device.family == .zk && known != nil && found.serialNumber.map { $0 != known } ?? false
        }
        return found
    }

    /// Terminals that call, and that did not answer.
    func calling() -> [FoundTerminal] {
        sightings.values.sorted { $0.serialNumber < $1.serialNumber }.map { sighting in
            var found = FoundTerminal(way: .calls, address: sighting.address)
            found.serialNumber = sighting.serialNumber
            found.model = sighting.deviceType
            found.sighting = sighting
            return found
        }
    }

    /// By serial number, wherever it is; else by its address.
    private func device(of terminal: DiscoveredTerminal) -> DeviceRecord? {
        let byNumber = terminal.serialNumber.flatMap { serial in devices.first { $0.serialNumber == serial } }
        return byNumber
            ?? devices.first { device in
                device.family == .zk && addresses(of: device, at: terminal.port).contains(terminal.address)
            }
    }
}

extension FoundTerminal {
    fileprivate mutating func describe(_ known: DeviceRecord) {
        device = known.id
        deviceName = known.name
        isRetired = known.retiredAt != nil
    }
}

extension DeviceRecord {
    fileprivate var routes: [(host: String, port: Int)] {
        let others = (try? DeviceConnection(stored: connection, of: name))?.alternatives ?? []
        return [(host, Int(port))] + others.map { ($0.host, Int($0.port)) }
    }
}
