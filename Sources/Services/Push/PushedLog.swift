import Devices
import Domain
import Storage

/// The log of a terminal that pushes, which nobody can read: it is uploaded once more, and held against the ledger.
struct PushedLog: Sendable {
    let context: ServiceContext
    let record: DeviceRecord
    let terminal: PushAdapter

    /// Looks whether the ledger holds every punch that the terminal does.
    /// - Returns: how many those are; nil where its log is empty.
    /// - Throws: ``ServiceError/notDone(_:lifting:)`` where something does not agree.
    func keptWhole() async throws -> LogPosition? {
        guard try await counted() > 0 else { return nil }
        let sent = try await terminal.uploadAllAgain()
        guard sent.unreadable.isEmpty else {
            throw refused(
                "\(sent.unreadable.count) of its rows could not be read as punches; see “etime inbox unreadable”, and clear it "
                    + "in its menu when they are settled")
        }
        let counted = try await counted()
        guard counted == sent.count, let some = sent.times.keys.first else {
            throw refused(
                "it counts \(Count.punches(counted)) and has sent \(sent.count) of them again; ask again when nobody punches"
            )
        }
        let missing = try await missing(sent)
        guard missing == 0 else {
            throw refused(
                "\(Count.punches(missing)) that it has sent again \(missing == 1 ? "is" : "are") not in the ledger")
        }
        return LogPosition(recordCount: counted, lastRecord: some.bytes(width: .standard))
    }

    private func counted() async throws -> Int {
        guard let count = try await terminal.wholeCount() else {
            throw refused(
                "it does not say how many punches it holds; clear it in its menu after its last punch is in the list")
        }
        return count
    }

    private func missing(_ sent: PushedPunches) async throws -> Int {
        let keys = Self.keys(sent)
        guard let first = keys.lazy.map(\.local).min(), let last = keys.lazy.map(\.local).max() else { return 0 }
        return try await context.database.read { db in
            let ledger = try PunchLedger(db).keys(on: record.id, from: first, through: last)
            // A file may have brought them first, without how the person was recognised.
            let known: Set<Int> =
                try TakenFileStore(db).any(of: record.id) ? VerifyMatching(keys, in: ledger).known(keys) : []
            return keys.indices.count { !ledger.contains(keys[$0]) && !known.contains($0) }
        }
    }

    /// As the ledger numbers those that say the same.
    private static func keys(_ sent: PushedPunches) -> [PunchKey] {
        var numbering = EqualNumbering<PunchKey>()
        return sent.times.flatMap { record, times in
            (0..<times).map { _ in
                var key = PunchKey(record)
                key.sequence = numbering.number(key)
                return key
            }
        }
    }

    private func refused(_ why: String) -> ServiceError {
        .notDone("Nothing was cleared from \(record.name): \(why).")
    }
}
