import NIOCore

/// A network that this computer is in.
package struct LocalNetwork: Hashable, Sendable {
    package var interface: String
    package var range: AddressRange
    /// What everybody in it hears.
    package var broadcast: IPv4Address

    /// Without the loopback; networks that were left unconfigured have no address and are not here.
    package static func all() -> [LocalNetwork] {
        ((try? System.enumerateDevices()) ?? []).compactMap(LocalNetwork.init)
    }

    private init?(_ device: NIONetworkDevice) {
        guard let own = device.address?.ipAddress.flatMap({ IPv4Address($0) }), own.number >> 24 != 127,
            let mask = device.netmask?.ipAddress.flatMap({ IPv4Address($0) }),
            let broadcast = device.broadcastAddress?.ipAddress.flatMap({ IPv4Address($0) }),
            let range = try? AddressRange("\(own)/\(mask.number.nonzeroBitCount)")
        else { return nil }
        self.interface = device.name
        self.range = range
        self.broadcast = broadcast
    }
}
