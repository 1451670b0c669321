import Devices
import Domain
import Storage

/// Reads what is new on a connected terminal that keeps a log, and looks whether it is the terminal it should be and
/// whether the clocks can be believed. Nothing is stored here.
struct TerminalReader: Sendable {
    let record: DeviceRecord
    let zone: ZoneRules
    let consent: SyncConsent
    let now: @Sendable () -> Instant
    let tell: @Sendable (SyncProgress) -> Void

    init(
        _ record: DeviceRecord, accepting consent: SyncConsent = [], now: @escaping @Sendable () -> Instant,
        tell: @escaping @Sendable (SyncProgress) -> Void = { _ in }
    ) throws(ServiceError) {
        zone = try record.zoneRules
        self.record = record
        self.consent = consent
        self.now = now
        self.tell = tell
    }

    /// The first reading over a connection.
    func read(_ terminal: any DeviceAdapter, from start: ReadingStart) async throws -> TerminalReading {
        let information =
            terminal.capabilities.contains(.information) ? try await terminal.information() : DeviceInformation()
        // First: whoever sets a clock that shows nonsense wants to know whose it is.
        let other = try otherTerminal(information)
        let (shown, readAt) = try await clocks(terminal, start)
        // Where another terminal has taken its place, the log begins anew.
        let start = other == nil ? start : ReadingStart()
        let log = try await log(terminal, start, held: information.sizes.records.map { Int($0) })
        return TerminalReading(
            information: information, shown: shown, readAt: readAt, log: log, start: start,
            users: terminal.capabilities.contains(.users) ? try await terminal.users() : nil, otherSerialNumber: other)
    }

    /// A later one over the same connection, which began with a look at the log itself.
    ///
    /// - Parameter counterTells: whether a counter that has not moved says that the log is as it was.
    /// - Parameter since: where the collection began of which this is a part, in records.
    func readAgain(
        _ terminal: any DeviceAdapter, from start: ReadingStart, knowing users: Set<DeviceUserID>, counterTells: Bool,
        since: Int? = nil
    ) async throws -> TerminalReading {
        let (shown, readAt) = try await clocks(terminal, start)
        let held = try await terminal.recordCount()
        var reading = TerminalReading(
            shown: shown, readAt: readAt,
            log: AttendanceRead(records: [], position: start.position, terminalCount: held, wasFullRead: false),
            start: start)
        if counterTells, let held, held == start.position?.recordCount ?? 0 { return reading }
        reading.log = try await log(terminal, start, held: held, since: since)
        let isStranger = reading.log.records.contains { !users.contains($0.userID) }
        if isStranger, terminal.capabilities.contains(.users) { reading.users = try await terminal.users() }
        return reading
    }

    private func clocks(
        _ terminal: any DeviceAdapter, _ start: ReadingStart
    ) async throws -> (shown: LocalTime, readAt: Instant) {
        let shown = try await terminal.time()
        let readAt = now()
        try ComputerClockCheck(
            device: record.name, zone: zone, now: readAt,
            drift: Int32(clamping: shown.seconds - zone.local(at: readAt).seconds),
            collectedBefore: start.collectedBefore
        ).check()
        return (shown, readAt)
    }

    private func log(
        _ terminal: any DeviceAdapter, _ start: ReadingStart, held: Int?, since: Int? = nil
    ) async throws -> AttendanceRead {
        let position = start.position?.recordCount ?? 0
        let done = position - (since ?? position)
        let left = max(0, (held ?? 0) - position)
        tell(.reading(done, of: done + left))
        let log = try await terminal.attendance(
            after: start.position, inParts: consent.isEmpty && start.allowsParts,
            acceptingAnyCount: consent.contains(.count)
        ) { [tell] bytes in
            guard bytes.total > 0, left > 0 else { return }
            tell(.reading(done + min(left, left * bytes.received / bytes.total), of: done + left))
        }
        let read = (log.wasFullRead ? 0 : done) + log.records.count
        tell(.reading(read, of: read + (log.remaining ?? 0)))
        return log
    }

    /// Hands over what was read, and what is behind it where the log comes in parts: the next one is read while one is
    /// taken. `take` is called once at least.
    func handOver(
        _ first: TerminalReading, of terminal: any DeviceAdapter, knowing users: Set<DeviceUserID>,
        isolation: isolated (any _Concurrency.Actor)? = #isolation, to take: (TerminalReading) async throws -> Void
    ) async throws {
        let since = first.start.position?.recordCount ?? 0
        var (reading, known) = (first, users)
        while reading.log.remaining != nil {
            let start = reading.next(in: zone)
            // Whoever is not on the list was looked for there once.
            let seen = known.union(reading.log.records.lazy.map(\.userID))
            async let next = readAgain(terminal, from: start, knowing: seen, counterTells: false, since: since)
            try await take(reading)
            (reading, known) = (try await next, seen)
        }
        try await take(reading)
    }

    /// The serial number of a terminal that has taken this one's place; nil for the one that was read before.
    /// - Throws: ``ServiceError/otherTerminal(device:expected:found:)`` where nobody has accepted it.
    private func otherTerminal(_ information: DeviceInformation) throws -> String? {
        guard let refusal = record.taken(by: information) else { return nil }
        guard consent.contains(.terminal) else { throw refusal }
        return information.serialNumber
    }
}

extension DeviceRecord {
    /// Why it is not the terminal that is meant, where another one was read before.
    func taken(by terminal: any DeviceAdapter) async throws -> ServiceError? {
        guard contact.serialNumber != nil, terminal.capabilities.contains(.information) else { return nil }
        return taken(by: try await terminal.information())
    }

    fileprivate func taken(by information: DeviceInformation) -> ServiceError? {
        guard let expected = contact.serialNumber, let found = information.serialNumber, expected != found
        else { return nil }
        return .otherTerminal(device: name, expected: expected, found: found)
    }
}
