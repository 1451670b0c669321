import Devices
import Domain
import Storage

/// Keeps a terminal's own log of what was changed at it, and notes what may have cost punches.
///
/// Nothing is noted of what stands in a terminal's log when it is read for the first time: that is its history. What this
/// program did itself is known from the journal.
struct OperationIntake {
    /// Between this computer's clock and the terminal's, and between an order and its end.
    private static let tolerance: Int64 = 600
    private static let mostNamed = 3
    /// The latest, of what the journal has of the terminal since the first operation.
    private static let mostActs = 10_000

    let record: DeviceRecord
    let now: Instant
    let db: any SQLConnection

    /// - Parameter operations: not numbered yet.
    /// - Parameter lease: must be ours in the transaction that stores them.
    static func keep(
        _ operations: [DeviceOperation], of record: DeviceRecord, _ tools: CollectorTools, _ lease: Lease? = nil
    ) async throws {
        guard !operations.isEmpty else { return }
        let now = tools.context.now()
        let isNoted = try await tools.context.database.write { db in
            if let lease { try LeaseStore(db).check(lease) }
            return try OperationIntake(record: record, now: now, db: db).keep(DeviceOperation.numbered(operations))
        }
        if isNoted { tools.context.hub.send(.devices) }
    }

    /// - Returns: whether there is a new note.
    private func keep(_ operations: [DeviceOperation]) throws -> Bool {
        let store = DeviceOperationStore(db)
        var isNoted = false
        let touching = operations.filter { TerminalOperation($0.operation).touchesPunches }
        if !touching.isEmpty, try store.hasAny(of: record.id) {
            let kinds = Set(touching.map(\.operation))
            let known = Set(try kinds.flatMap { try store.all(of: record.id, being: $0) })
            isNoted = try note(touching.filter { !known.contains($0) })
        }
        try store.add(operations)
        return isNoted
    }

    private func note(_ fresh: [DeviceOperation]) throws -> Bool {
        guard !fresh.isEmpty else { return false }
        let own = try ownActs(since: fresh)
        let strange = fresh.filter { operation in !own.contains { isSame($0, operation) } }.sorted {
            $0.local < $1.local
        }
        guard !strange.isEmpty else { return false }
        let more = strange.count - Self.mostNamed
        let named = strange.suffix(Self.mostNamed).map { operation in
            "\(TerminalOperation(operation.operation).title.lowercasedFirst) (\(operation.local.toTheMinute)"
                + (operation.user.isEmpty ? ")" : ", by its user \(operation.user))")
        }
        try DeviceNoteStore(db).add(
            DeviceNote(
                device: record.id, notedAt: now, topic: .menu,
                sentence: "Somebody was in the menu of \(record.name): \(named.joined(separator: ", "))"
                    + (more > 0 ? " and \(more) more" : "")
                    + ". What was collected before stays; ask who did it, and look at the punches around that time."))
        return true
    }

    /// Of the time from the first of the operations on: a terminal's journal grows for years.
    private func ownActs(since operations: [DeviceOperation]) throws -> [JournalEntry] {
        guard let first = operations.compactMap(instant).min() else { return [] }
        let filter = JournalFilter(
            since: first + -Self.tolerance, entity: .device, entityID: String(record.id.rawValue))
        return try JournalStore(db).page(limit: Self.mostActs, matching: filter).filter {
            [.setClock, .startClearing, .clearLog].contains($0.action)
        }
    }

    private func isSame(_ entry: JournalEntry, _ operation: DeviceOperation) -> Bool {
        let isOfKind = entry.action == .setClock ? operation.operation == 21 : [13, 23].contains(operation.operation)
        return isOfKind && instant(operation).map { abs($0 - entry.stamp.at) <= Self.tolerance } ?? false
    }

    /// Nil where the terminal wrote a day that no calendar has.
    private func instant(_ operation: DeviceOperation) -> Instant? {
        guard operation.local.impossibleRawTime == nil else { return nil }
        return SystemZones.rules(of: record.zone)?.place(operation.local).instant
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
