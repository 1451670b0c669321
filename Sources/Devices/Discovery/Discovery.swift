package import Logging

/// Looks for terminals: everybody in a network is called over UDP, and each address is tried over UDP and TCP.
///
/// A terminal serves few programs at a time, some of them one. Each session that a search opens is ended before the next
/// question; terminals that somebody is connected to are to be left out.
package struct Discovery: Sendable {
    package var port = DeviceEndpoint.standardPort
    /// Tried at terminals that ask for one. 0: none.
    package var commKey: UInt32 = 0
    /// Addresses that are asked over TCP at once.
    package var concurrency = 64
    /// Attempts to reach somebody, over both transports.
    package var packetsPerSecond = 300
    /// For the first word of an answer.
    package var timeout = Duration.milliseconds(800)
    /// Nobody is asked there.
    package var leavingOut: Set<IPv4Address> = []

    private let addresses: [IPv4Address]
    package var broadcasts: [IPv4Address]

    /// - Parameter broadcasts: Where everybody hears a call (``LocalNetwork``).
    /// - Parameter isLargeMeant: Whether somebody said that more than a /20 is to be searched.
    package init(
        _ ranges: [AddressRange], broadcasts: [IPv4Address] = [], isLargeMeant: Bool = false
    ) throws(AddressRangeError) {
        let count = ranges.reduce(0) { $0 + $1.count }
        guard count <= AddressRange.mostEver else { throw .muchTooLarge(count: count) }
        guard count <= AddressRange.mostAddresses || isLargeMeant else { throw .tooLarge(count: count) }
        var seen: Set<IPv4Address> = []
        addresses = ranges.flatMap { Array($0.addresses) }.filter { seen.insert($0).inserted }
        self.broadcasts = broadcasts
    }

    /// Each terminal once. The search ends with its consumer, and leaves no session behind then either.
    package func run(logger: Logger) -> AsyncStream<DiscoveryEvent> {
        let (stream, continuation) = AsyncStream.makeStream(of: DiscoveryEvent.self)
        let task = Task {
            await DiscoveryRun(self, logger: logger, continuation).run()
            continuation.finish()
        }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }

    fileprivate var targets: [IPv4Address] { addresses.filter { !leavingOut.contains($0) } }
    fileprivate var calls: [IPv4Address] { broadcasts }
}

private actor DiscoveryRun {
    private let discovery: Discovery
    private let logger: Logger
    private let continuation: AsyncStream<DiscoveryEvent>.Continuation
    private let pace: Pace
    private let targets: [IPv4Address]
    private var done = 0
    private var total: Int
    private var shown = -1
    private var found: Set<IPv4Address> = []

    init(_ discovery: Discovery, logger: Logger, _ continuation: AsyncStream<DiscoveryEvent>.Continuation) {
        self.discovery = discovery
        self.logger = logger
        self.continuation = continuation
        pace = Pace(perSecond: discovery.packetsPerSecond)
        targets = discovery.targets
        total = targets.count * 2 + discovery.calls.count
    }

    func run() async {
        let probe = try? await DatagramProbe.open(port: discovery.port)
        let answers = await callAll(probe)
        await inquire(targets + strangers(answers.keys), answers)
        // Whoever took longer to answer than anybody should: its session was ended, and it is a terminal all the same.
        let all = await probe?.answers() ?? [:]
        let late = all.filter { answers[$0.key] == nil && !found.contains($0.key) }
        let others = late.keys.filter { !discovery.leavingOut.contains($0) }.sorted()
        total += others.count
        await inquire(others, late)
        await probe?.close()
    }

    /// Who heard the call and is in no range.
    private func strangers(_ answered: some Sequence<IPv4Address>) -> [IPv4Address] {
        let known = Set(targets)
        let strangers = answered.filter { !known.contains($0) && !discovery.leavingOut.contains($0) }
        total += strangers.count
        return strangers.sorted()
    }

    /// Over UDP, where nothing has to be waited for one by one.
    private func callAll(_ probe: DatagramProbe?) async -> [IPv4Address: DatagramProbe.Answer] {
        guard let probe else { return [:] }
        do {
            for address in discovery.calls + targets { try await call(address, probe) }
            try await Task.sleep(for: discovery.timeout / 2)
            // Datagrams get lost; whoever has answered is not asked again.
            for address in targets where await !probe.hasAnswer(from: address) {
                try await pace.turn()
                probe.ask(address)
            }
        } catch {
            // Cancelled: whoever was asked may still answer, and what that opens has to be ended.
        }
        let timeout = discovery.timeout
        await Task { try? await Task.sleep(for: timeout) }.value
        return await probe.answers()
    }

    private func call(_ address: IPv4Address, _ probe: DatagramProbe) async throws {
        try await pace.turn()
        probe.ask(address)
        step()
    }

    private func inquire(_ addresses: [IPv4Address], _ answers: [IPv4Address: DatagramProbe.Answer]) async {
        await withTaskGroup(of: Void.self) { group in
            var running = 0
            for address in addresses {
                if running >= max(1, discovery.concurrency) {
                    await group.next()
                    running -= 1
                }
                guard (try? await pace.turn()) != nil else { break }
                running += 1
                let inquiry = inquiry(address, answers[address])
                group.addTask { await self.finish(await inquiry.run()) }
            }
        }
    }

    private func inquiry(_ address: IPv4Address, _ answer: DatagramProbe.Answer?) -> TerminalInquiry {
        TerminalInquiry(
            address: address, port: discovery.port, commKey: discovery.commKey, timeout: discovery.timeout,
            logger: logger, answer: answer)
    }

    private func finish(_ terminal: DiscoveredTerminal?) {
        if let terminal, found.insert(terminal.address).inserted { continuation.yield(.found(terminal)) }
        step()
    }

    /// Told by hundredths: a screen needs no more.
    private func step() {
        done += 1
        let hundredth = done * 100 / max(1, total)
        guard hundredth != shown else { return }
        shown = hundredth
        continuation.yield(.progress(done: done, of: total))
    }
}
