import Logging

/// Asks one address who is there, and says goodbye.
struct TerminalInquiry: Sendable {
    let address: IPv4Address
    let port: Int
    let commKey: UInt32
    let timeout: Duration
    let logger: Logger
    /// What it answered over UDP.
    let answer: DatagramProbe.Answer?

    /// Nil where nobody is there who speaks the protocol.
    func run() async -> DiscoveredTerminal? {
        let overTCP = await ask(.tcp)
        guard let answer else { return overTCP }
        if var both = overTCP {
            both.transport = .automatic
            both.latency = min(answer.latency, both.latency)
            return both
        }
        if answer.code == .ackUnauthorised, commKey == 0 { return known(by: answer) }
        return await ask(.udp) ?? known(by: answer)
    }

    private func known(by answer: DatagramProbe.Answer) -> DiscoveredTerminal {
        DiscoveredTerminal(
            address: address, port: port, transport: .udp, needsCommKey: answer.code == .ackUnauthorised,
            latency: answer.latency)
    }

    private func ask(_ transport: DeviceEndpoint.Transport) async -> DiscoveredTerminal? {
        guard !Task.isCancelled else { return nil }
        // Over UDP it has answered before, and a session that it opens after we gave up would be left behind.
        let endpoint = DeviceEndpoint(
            host: "\(address)", port: port, transport: transport, commKey: commKey,
            timeout: transport == .udp ? max(timeout * 2, .seconds(3)) : timeout * 2, connectTimeout: timeout,
            attempts: transport == .udp ? 4 : 2)
        let started = ContinuousClock.now
        do throws(DeviceError) {
            let terminal = try await ZKTerminal.connect(endpoint, logger: logger)
            var found = blank(transport, started)
            found.tookCommKey = terminal.connection.tookCommKey
            await describe(terminal, &found)
            await terminal.disconnect()
            return found
        } catch {
            return refusal(error, blank(transport, started))
        }
    }

    private func blank(_ transport: DeviceEndpoint.Transport, _ started: ContinuousClock.Instant) -> DiscoveredTerminal
    {
        DiscoveredTerminal(address: address, port: port, transport: transport, latency: .now - started)
    }

    /// What it does not say stays nil; a terminal that knows one question need not know the next.
    private func describe(_ terminal: ZKTerminal, _ found: inout DiscoveredTerminal) async {
        do throws(DeviceError) {
            found.serialNumber = try await terminal.option("~SerialNumber")
            found.name = try await terminal.option("~DeviceName")
            let version = try await terminal.connection.perform(Ask(Request(.getVersion)))
            if version.command == .ackOK { found.firmware = OptionText.decode(version.data) }
        } catch .wrongCommKey {
            found.needsCommKey = true
        } catch {
            found.hindrance = error
        }
    }

    /// A terminal that says no is a terminal.
    private func refusal(_ error: DeviceError, _ found: DiscoveredTerminal) -> DiscoveredTerminal? {
        var found = found
        switch error {
        case .commKeyRequired, .wrongCommKey: found.needsCommKey = true
        case .unsupported, .refused: found.hindrance = error
        default: return nil
        }
        return found
    }
}
