import Devices
import Domain
import Storage

/// Looks for terminals that are not the company's yet.
package struct DiscoveryService: Sendable {
    let context: ServiceContext

    /// Each terminal once: those that answer, marked where they are devices already, and those that call by themselves.
    /// The search ends with its consumer.
    ///
    /// A terminal that some program collects from is not asked: many serve one program at a time.
    /// - Throws: `AddressRangeError`; ``ServiceError/nothingToSearch``
    package func scan(
        _ search: TerminalSearch = TerminalSearch(), by actor: Actor
    ) async throws -> AsyncStream<SearchEvent> {
        try actor.requires(.changeDevices)
        let networks = LocalNetwork.all()
        var (discovery, ranges) = try search.discovery(networks)
        var known = try await context.database.read { try KnownTerminals($0) }
        await known.lookUpNames()
        let inUse = known.inUse(at: search.port).filter { found in ranges.contains { $0.contains(found.address) } }
        discovery.leavingOut = Set(inUse.compactMap { IPv4Address($0.address) })
        discovery.spareCalls(in: networks)
        return Self.stream(discovery.run(logger: context.logger), known, inUse)
    }

    private static func stream(
        _ events: AsyncStream<DiscoveryEvent>, _ known: KnownTerminals, _ inUse: [FoundTerminal]
    ) -> AsyncStream<SearchEvent> {
        let (stream, continuation) = AsyncStream.makeStream(of: SearchEvent.self)
        let task = Task {
            var known = known
            for found in inUse { continuation.yield(.found(found)) }
            for await event in events {
                switch event {
                case .progress(let done, let total): continuation.yield(.progress(done: done, of: total))
                case .found(let terminal): continuation.yield(.found(known.identify(terminal)))
                }
            }
            for found in known.calling() { continuation.yield(.found(found)) }
            continuation.finish()
        }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }
}

extension Discovery {
    /// Everybody hears a call into a network, also who is not to be asked; there, each address is asked alone.
    mutating func spareCalls(in networks: [LocalNetwork]) {
        let spared = networks.filter { network in leavingOut.contains { network.range.contains("\($0)") } }
        broadcasts.removeAll { broadcast in spared.contains { $0.broadcast == broadcast } }
    }
}

extension AddressRange {
    fileprivate func contains(_ address: String) -> Bool {
        IPv4Address(address).map { (first...last).contains($0) } ?? false
    }
}
