package import Devices
import Storage

/// What is wanted of a terminal and its kind does not have.
package struct DeviceLack: Hashable, Sendable {
    package var device: String
    package var family: DeviceFamily
    package var lacks: DeviceCapabilities

    /// Nil where terminals of the family have all of it.
    init?(_ needs: DeviceCapabilities, of device: String, _ family: DeviceFamily) {
        lacks = needs.subtracting(family.capabilities)
        if lacks.isEmpty { return nil }
        self.device = device
        self.family = family
    }

    init?(_ needs: DeviceCapabilities, of record: DeviceRecord) {
        self.init(needs, of: record.name, DeviceFamily(record.family))
    }
}

extension DeviceSummary {
    /// What it would take and the terminal does not have; nil where it can be asked.
    package func lack(for order: DeviceOrder) -> DeviceLack? { DeviceLack(order.needs, of: name, family) }
}

extension DeviceLack: CustomStringConvertible {
    /// `Canteen is a reader that only sends lines; it does not offer setting its clock.`
    package var description: String { "\(device) is \(family.kind); it does not offer \(lacks)." }
}

extension DeviceFamily {
    /// What such terminals can be asked for, as their adapter declares it. Behind a folder there is nobody to ask.
    package var capabilities: DeviceCapabilities {
        switch self {
        case .zk: ZKTerminal.offers
        case .lines: LineReader.offers
        case .push: PushAdapter.offers
        case .folder: []
        }
    }

    /// Whether it is of any use to ask such a terminal for it.
    package func takes(_ order: DeviceOrder) -> Bool { capabilities.isSuperset(of: order.needs) }

    /// As a sentence calls one of them.
    var kind: String {
        switch self {
        case .zk: "a terminal of the ZKTeco protocol"
        case .lines: "a reader that only sends lines"
        case .push: "a push terminal"
        case .folder: "a folder of files"
        }
    }
}
