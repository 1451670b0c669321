/// A terminal that answered.
package struct DiscoveredTerminal: Hashable, Sendable {
    package var address: IPv4Address
    package var port: Int
    /// `.automatic` where it answers over both.
    package var transport: DeviceEndpoint.Transport
    package var serialNumber: String?
    package var name: String?
    package var firmware: String?
    /// It asked for a comm key that it was not given, or another one; what it says of itself is not known then.
    package var needsCommKey: Bool
    /// It asked for a comm key, and took the one that it was given.
    package var tookCommKey = false
    /// From asking to its first answer.
    package var latency: Duration
    /// Why it could not be asked for more, where that is not for want of a comm key.
    package var hindrance: DeviceError?

    package init(
        address: IPv4Address, port: Int, transport: DeviceEndpoint.Transport, needsCommKey: Bool = false,
        latency: Duration
    ) {
        self.address = address
        self.port = port
        self.transport = transport
        self.needsCommKey = needsCommKey
        self.latency = latency
    }
}

package enum DiscoveryEvent: Hashable, Sendable {
    /// Of all steps of the search.
    case progress(done: Int, of: Int)
    case found(DiscoveredTerminal)
}
