import Devices

/// Where terminals are looked for.
package struct TerminalSearch: Hashable, Sendable {
    /// Such as `192.168.1.0/24`, `192.168.1.10-60` or one address; empty: the networks that this computer is in.
    package var ranges: [String]
    package var port: Int
    /// Tried at terminals that ask for one. 0: none.
    package var commKey: UInt32
    /// Whether more than 4096 addresses are meant.
    package var isLargeMeant: Bool

    package init(
        _ ranges: [String] = [], port: Int = DeviceEndpoint.standardPort, commKey: UInt32 = 0,
        isLargeMeant: Bool = false
    ) {
        self.ranges = ranges
        self.port = port
        self.commKey = commKey
        self.isLargeMeant = isLargeMeant
    }
}

extension TerminalSearch {
    /// What is asked, and the ranges that this means.
    /// - Throws: `AddressRangeError`; ``ServiceError/nothingToSearch``
    func discovery(_ networks: [LocalNetwork] = LocalNetwork.all()) throws -> (Discovery, [AddressRange]) {
        guard (1...65_535).contains(port) else {
            throw ServiceError.invalid("port", "The port is a number from 1 to 65535; terminals come with 4370.")
        }
        let chosen = try ranges.map { text throws(AddressRangeError) in try AddressRange(text) }
        if chosen.isEmpty, networks.isEmpty { throw ServiceError.nothingToSearch }
        let searched = chosen.isEmpty ? Self.searchable(networks) : chosen
        var discovery = try Discovery(
            searched, broadcasts: chosen.isEmpty ? networks.map(\.broadcast) : [], isLargeMeant: isLargeMeant)
        discovery.port = port
        discovery.commKey = commKey
        return (discovery, searched)
    }

    /// A network too large to ask everybody in it is only called over its broadcast address.
    private static func searchable(_ networks: [LocalNetwork]) -> [AddressRange] {
        var left = AddressRange.mostAddresses
        return networks.map(\.range).sorted { $0.count < $1.count }.filter { range in
            left -= range.count
            return left >= 0
        }
    }
}

/// How a search goes on.
package enum SearchEvent: Hashable, Sendable {
    /// Of all steps of the search.
    case progress(done: Int, of: Int)
    case found(FoundTerminal)
}
