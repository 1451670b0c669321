package import DeviceSimulator
package import Devices

/// A virtual terminal and its network, for tests in which something has to time out.
///
/// `body` connects with `network` as often as it likes. Where nothing is to time out, real sockets
/// (`withVirtualTerminal`) and a long timeout prove more.
package func withVirtualTime<Result>(
    _ configuration: VirtualTerminalConfiguration, spoil: @escaping VirtualNetwork.Spoil = { [$0] },
    _ body: (_ terminal: VirtualTerminal, _ network: VirtualNetwork) async throws -> Result
) async throws -> Result {
    var terminal: VirtualTerminal?
    return try await VirtualNetwork.with(spoil: spoil) { loop in
        let made = VirtualTerminal(configuration, on: loop)
        terminal = made
        return { channel, overTCP in try made.serve(channel, overTCP: overTCP) }
    } _: { network in
        guard let terminal else { preconditionFailure("the network was made with a terminal") }
        return try await body(terminal, network)
    }
}

/// A terminal's address in a virtual network; any would do.
package func virtualEndpoint(
    _ transport: DeviceEndpoint.Transport, commKey: UInt32 = 0, timeout: Duration = .seconds(4), attempts: Int = 4
) -> DeviceEndpoint {
    DeviceEndpoint(
        host: "terminal.example", transport: transport, commKey: commKey, timeout: timeout, attempts: attempts)
}
