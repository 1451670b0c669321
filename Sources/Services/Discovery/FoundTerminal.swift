package import Devices
package import Domain
package import Storage

/// A terminal that a search came upon.
package struct FoundTerminal: Hashable, Sendable, Identifiable {
    package enum Way: Hashable, Sendable {
        case answered(DiscoveredTerminal)
        /// Some program collects from it right now, so that it was left in peace.
        case collected
        /// It calls by itself, and did not answer.
        case calls
    }

    package var way: Way
    package var address: String
    /// Nil for one that calls.
    package var port: Int?
    package var serialNumber: String?
    package var model: String?
    /// The device that it is already.
    package var device: Domain.ID<Device>?
    package var deviceName: String?
    package var isRetired = false
    /// Another terminal than the one that was read before answers at the device's address.
    package var isOther = false
    /// Its calls, where it calls too and nobody has adopted it.
    package var sighting: DeviceSighting?

    package var id: String { "\(address):\(port ?? 0)/\(serialNumber ?? "")" }

    package var isNew: Bool { device == nil }

    /// What it is to the company, for people.
    package var status: String {
        guard let deviceName else { return sighting == nil ? "new" : "new; it calls by itself" }
        if isOther { return "at the address of \(deviceName), with another serial number" }
        if isRetired { return "\(deviceName), retired" }
        return way == .collected ? "\(deviceName), being collected" : deviceName
    }

    /// What the form that adds it starts with; nil where it is one of the company's, or calls by itself alone.
    package var draft: DeviceDraft? {
        guard isNew, case .answered(let terminal) = way else { return nil }
        return DeviceDraft(
            host: address, port: String(terminal.port), transport: DeviceTransport(terminal.transport))
    }
}

extension DeviceTransport {
    init(_ transport: DeviceEndpoint.Transport) {
        switch transport {
        case .tcp: self = .tcp
        case .udp: self = .udp
        default: self = .automatic
        }
    }
}
