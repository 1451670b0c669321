import Devices
import NIOCore
import SeededRandom

/// The terminal as a whole: firmware, faults, and the links to its clients. Confined to one event loop, which is what
/// makes a run repeatable: requests are answered in the order in which they arrive.
final class Machine {
    let firmware: Firmware
    private let eventLoop: any EventLoop
    private var injector: FaultInjector
    private var connections: [ObjectIdentifier: Link] = [:]
    private var peers: [SocketAddress: Link] = [:]
    private var isOff = false
    private var requestsUnderTheseFaults = 0
    private var cutsLeft: Int?
    private var isStopped = false
    private var watchers: [Watcher] = []

    private struct Watcher {
        var condition: (VirtualTerminalStatus) -> Bool
        var promise: EventLoopPromise<VirtualTerminalStatus>
        var limit: Scheduled<Void>
    }

    init(_ configuration: VirtualTerminalConfiguration, on eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        firmware = Firmware(configuration)
        injector = FaultInjector(faults: configuration.faults, chance: SeededGenerator(seed: configuration.seed))
        cutsLeft = configuration.faults.cutConnections
    }

    // MARK: What arrives

    func receive(_ received: ReceivedFrame, on link: Link) {
        guard !isOff, link.isOpen else { return }
        firmware.counters.note(received)
        defer { tellWatchers() }
        guard !isSilent(on: link), !injector.losesRequest(over: link.transport) else { return }
        requestsUnderTheseFaults += 1
        let response = firmware.respond(to: received.frame, on: link)
        send(response.frames, on: link)
        carryOut(response.consequence, link)
    }

    private func isSilent(on link: Link) -> Bool {
        injector.faults.silentTCP && link.transport == .tcp
            || injector.faults.silentAfterRequests.map { requestsUnderTheseFaults >= $0 } ?? false
    }

    private func send(_ frames: [Frame], on link: Link) {
        let packets = injector.spoil(frames, previous: link.lastSent)
        link.send(
            packets, style: firmware.configuration.writing, delay: injector.faults.delay,
            pace: firmware.configuration.pace)
    }

    private func carryOut(_ consequence: Firmware.Consequence, _ link: Link) {
        switch consequence {
        case .nothing: break
        case .restart, .powerOff:
            isOff = true
            // The answer still goes out to the client that asked.
            if let session = link.session { firmware.forget(session) }
            link.closeWhenSent()
            switchOff()
            guard consequence == .restart else { return }
            let downtime = TimeAmount.milliseconds(Int64(firmware.configuration.restartMilliseconds))
            eventLoop.assumeIsolated().scheduleTask(in: downtime) { [self] in switchOn() }
        }
    }

    /// As somebody at the terminal does after it was switched off.
    func switchOn() {
        guard isOff, !isStopped else { return }
        isOff = false
        firmware.note(.powerOn)
        tellWatchers()
    }

    private func switchOff() {
        firmware.reboot()
        for link in connections.values where !link.isClosing { link.close() }
        peers.removeAll()
    }

    // MARK: Links

    /// Nil while the terminal is off: the connection is to be closed at once.
    func open(_ link: Link) -> Bool {
        guard !isOff else { return false }
        connections[ObjectIdentifier(link)] = link
        arm(link)
        return true
    }

    func closed(_ link: Link) {
        connections[ObjectIdentifier(link)] = nil
        link.close()
        if let session = link.session { firmware.forget(session) }
        tellWatchers()
    }

    /// The link for datagrams from `address`. A CONNECT revives one that was cut: the client has started over.
    func peer(_ address: SocketAddress, sending frame: Frame, make: () -> Link) -> Link {
        if let link = peers[address], link.isOpen || frame.command != .connect { return link }
        let link = make()
        peers[address] = link
        arm(link)
        return link
    }

    private func arm(_ link: Link) {
        guard cutsLeft != 0 else { return link.bytesUntilCut = nil }
        link.bytesUntilCut = injector.faults.cutAfterBytes
        link.onCut = { [self] in
            cutsLeft? -= 1
            if link.transport == .udp { closed(link) }
        }
    }

    /// For good: a connection that was on its way in finds nobody, and nobody waits for what cannot happen any more.
    func stop() {
        isOff = true
        isStopped = true
        closeLinks()
        for watcher in watchers { forget(watcher.promise, because: neverHappened) }
    }

    func closeLinks() {
        for link in Array(connections.values) { link.close() }
        for link in peers.values { closed(link) }
        peers.removeAll()
    }

    // MARK: What a test or a program does to the terminal

    var faults: Faults {
        get { injector.faults }
        set {
            injector.faults = newValue
            firmware.memory.faults = newValue
            requestsUnderTheseFaults = 0
            cutsLeft = newValue.cutConnections
            for link in Array(connections.values) + Array(peers.values) { arm(link) }
        }
    }

    /// False when the terminal is disabled, off or full: nobody can punch then.
    func punch(_ punch: VirtualPunch, isReported: Bool = true) -> Bool {
        guard !isOff, firmware.takesPunches, let stored = firmware.memory.store(punch) else { return false }
        if isReported {
            for (session, frame) in firmware.events(for: stored) { send([frame], on: session.link) }
        }
        tellWatchers()
        return true
    }

    func status() -> VirtualTerminalStatus {
        VirtualTerminalStatus(
            isEnabled: firmware.takesPunches, sessions: firmware.sessions.count, connections: connections.count,
            buffersHeld: firmware.sessions.values.count { $0.buffer != nil || $0.upload != nil },
            listeners: firmware.sessions.values.count { $0.eventMask != 0 }, users: firmware.memory.users.count,
            records: firmware.memory.logs.count, templates: firmware.memory.fingers.count,
            operations: firmware.memory.operations.count, isOff: isOff, state: firmware.state, panel: firmware.panel,
            time: firmware.clock.now, counters: firmware.counters)
    }

    func watch(
        within limit: TimeAmount, until condition: @escaping (VirtualTerminalStatus) -> Bool,
        _ promise: EventLoopPromise<VirtualTerminalStatus>
    ) {
        let status = status()
        if condition(status) { return promise.succeed(status) }
        if isStopped { return promise.fail(neverHappened) }
        let timer = eventLoop.assumeIsolated().scheduleTask(in: limit) { [self] in
            forget(promise, because: neverHappened)
        }
        watchers.append(Watcher(condition: condition, promise: promise, limit: timer))
    }

    /// Also where the waiting has not begun: a task may be cancelled before it waits.
    func forget(_ promise: EventLoopPromise<VirtualTerminalStatus>, because error: any Error) {
        for watcher in watchers where watcher.promise.futureResult === promise.futureResult { watcher.limit.cancel() }
        watchers.removeAll { $0.promise.futureResult === promise.futureResult }
        promise.fail(error)
    }

    private var neverHappened: SimulatorError { .neverHappened(status: "\(status())") }

    private func tellWatchers() {
        guard !watchers.isEmpty else { return }
        let status = status()
        let satisfied = watchers.filter { $0.condition(status) }
        watchers.removeAll { watcher in
            satisfied.contains { $0.promise.futureResult === watcher.promise.futureResult }
        }
        for watcher in satisfied {
            watcher.limit.cancel()
            watcher.promise.succeed(status)
        }
    }
}
