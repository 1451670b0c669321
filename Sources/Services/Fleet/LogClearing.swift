import Domain
import Foundation
import Storage

/// The clearing of a terminal's log as the journal has it, within one transaction. It is begun there before the terminal is
/// told: where the answer gets lost, a log that is empty afterwards is known for what it is.
struct LogClearing {
    private static let mostEntries = 1000

    /// What is written down of one.
    struct Statement: Codable, Hashable {
        /// That the log holds, all of them in the ledger.
        var punches: Int
        /// Of the order.
        var run: Int64
    }

    private let db: any SQLConnection
    private let device: ID<Device>

    init(_ db: any SQLConnection, of device: ID<Device>) {
        self.db = db
        self.device = device
    }

    func begin(_ statement: Statement, by stamp: Stamp) throws { try append(.startClearing, statement, stamp) }

    /// The terminal has not done it.
    func giveUp(_ statement: Statement, by stamp: Stamp) throws { try append(.leaveLog, statement, stamp) }

    /// It is known to have been done.
    func end(_ statement: Statement, by stamp: Stamp) throws { try append(.clearLog, statement, stamp) }

    /// The log begins anew.
    func forgetPosition() throws {
        guard var mark = try WatermarkStore(db).find(device) else { return }
        (mark.recordCount, mark.lastRecord) = (0, nil)
        try WatermarkStore(db).save(mark)
    }

    /// One that has begun and of whose end nobody knows; nil where there is none.
    func open() throws -> Statement? {
        guard let last = try last(), last.action == .startClearing else { return nil }
        return last.clearing
    }

    /// The last, where it is done and was this order's.
    func done(by run: ID<DeviceRun>) throws -> Statement? {
        guard let last = try last(), last.action == .clearLog else { return nil }
        return last.clearing.flatMap { $0.run == run.rawValue ? $0 : nil }
    }

    private func last() throws -> JournalEntry? {
        let filter = JournalFilter(entity: .device, entityID: String(device.rawValue))
        return try JournalStore(db).page(limit: Self.mostEntries, matching: filter).first {
            [.startClearing, .leaveLog, .clearLog].contains($0.action)
        }
    }

    private func append(_ action: JournalAction, _ statement: Statement, _ stamp: Stamp) throws {
        _ = try JournalStore(db).append(
            action, .device, id: String(device.rawValue), before: statement,
            after: action == .clearLog ? ["punches": 0] : nil, by: stamp)
    }
}

extension JournalEntry {
    fileprivate var clearing: LogClearing.Statement? {
        before.flatMap { try? JSONDecoder().decode(LogClearing.Statement.self, from: Data($0.utf8)) }
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
