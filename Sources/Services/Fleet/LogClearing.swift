import Domain
import Foundation
import Storage

/// The clearing of a terminal's log as the journal has it, within one transaction. It is begun there before the terminal is
/// told: where the answer gets lost, a log that is empty afterwards is known for what it is.
struct LogClearing {
    private static let mostEntries = 1000

    private let db: any SQLConnection
    private let device: ID<Device>

    init(_ db: any SQLConnection, of device: ID<Device>) {
        self.db = db
        self.device = device
    }

    /// - Parameter count: punches that the log holds, all of them in the ledger.
    func begin(_ count: Int, by stamp: Stamp) throws { try append(.startClearing, count, stamp) }

    /// The terminal has not done it.
    func giveUp(_ count: Int, by stamp: Stamp) throws { try append(.leaveLog, count, stamp) }

    /// It is known to have been done.
    func end(_ count: Int, by stamp: Stamp) throws { try append(.clearLog, count, stamp) }

    /// The log begins anew.
    func forgetPosition() throws {
        guard var mark = try WatermarkStore(db).find(device) else { return }
        (mark.recordCount, mark.lastRecord) = (0, nil)
        try WatermarkStore(db).save(mark)
    }

    /// Of how many punches one has begun of whose end nobody knows; nil where there is none.
    func open() throws -> Int? {
        guard let last = try last(), last.action == .startClearing else { return nil }
        return last.punches
    }

    /// How many were cleared at last, if that was no earlier.
    func done(since: Instant) throws -> Int? {
        guard let last = try last(), last.action == .clearLog, last.stamp.at >= since else { return nil }
        return last.punches
    }

    private func last() throws -> JournalEntry? {
        let filter = JournalFilter(entity: .device, entityID: String(device.rawValue))
        return try JournalStore(db).page(limit: Self.mostEntries, matching: filter).first {
            [.startClearing, .leaveLog, .clearLog].contains($0.action)
        }
    }

    private func append(_ action: JournalAction, _ count: Int, _ stamp: Stamp) throws {
        _ = try JournalStore(db).append(
            action, .device, id: String(device.rawValue), before: ["punches": count],
            after: action == .clearLog ? ["punches": 0] : nil, by: stamp)
    }
}

extension JournalEntry {
    fileprivate var punches: Int? {
        before.flatMap { try? JSONDecoder().decode([String: Int].self, from: Data($0.utf8)) }?["punches"]
    }
}

extension JournalAction {
    /// A terminal is about to be told to clear its log, all of which is in the ledger.
    static let startClearing = JournalAction(rawValue: "start-clearing")
    /// A terminal did not clear its log.
    static let leaveLog = JournalAction(rawValue: "leave-log")
    /// A terminal's log was cleared after all of it was in the ledger.
    static let clearLog = JournalAction(rawValue: "clear-log")
}
