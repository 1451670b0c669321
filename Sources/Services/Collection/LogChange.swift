import Devices
import Domain

/// How a terminal's log differs from the one that was read before, other than by punches added at its end.
package enum LogChange: Hashable, Sendable, Codable {
    /// Nothing of what was read is in it any more: it was cleared, or a full one has overwritten all of it.
    case cleared(before: Int, now: Int)
    /// The oldest punches are gone, all of which had been read. A full terminal drops them by itself.
    case shortened(dropped: Int)
    /// The last punch that was read is gone while others that were read are there: some were deleted, or an older
    /// state of the log was restored.
    case replaced(known: Int)
    /// There are more punches before the last one that was read than there were.
    case refilled(added: Int)

    /// Whether punches that had not been read may have gone with it.
    package var mayHaveLost: Bool {
        switch self {
        case .cleared, .replaced: true
        case .shortened, .refilled: false
        }
    }
}

extension LogChange {
    /// Nil where the log goes on as it was left, and where nothing had been read before.
    ///
    /// The old position is looked for in the log itself: a log is also read whole when its counter was wrong for a moment.
    /// - Parameter known: how many of the records the ledger had already.
    init?(from position: LogPosition?, to read: AttendanceRead, known: Int) {
        guard read.wasFullRead, let position, let last = position.record else { return nil }
        let (expected, records) = (position.recordCount - 1, read.records)
        if records.indices.contains(expected), records[expected] == last { return nil }
        if let place = records.prefix(expected).lastIndex(of: last) {
            self = .shortened(dropped: expected - place)
        } else if let place = records.firstIndex(of: last) {
            self = .refilled(added: place - expected)
        } else if known > 0 {
            self = .replaced(known: known)
        } else {
            self = .cleared(before: position.recordCount, now: records.count)
        }
    }
}

/// A changed log in words.
struct LogChangeSentence {
    var device: String
    var change: LogChange
    /// The terminal's wall clock when it had been read before.
    var readAt: LocalTime
    /// Its earliest punch since; nil where it has none.
    var goesOnAt: LocalTime?

    var text: String {
        switch change {
        case .cleared(let before, let now):
            "The log of \(device) was cleared since it was read at \(readAt.toTheMinute): it held "
                + "\(Count.punches(before)) then, \(now == 0 ? "and is empty now" : "and now \(now), none of them known"). "
                + loss
        case .replaced(let known):
            "The log of \(device) is not the one that was read at \(readAt.toTheMinute): the last punch read then is "
                + "gone, \(Count.punches(known)) from before \(known == 1 ? "is" : "are") there. " + loss
        case .shortened(let dropped):
            "The oldest \(Count.punches(dropped)) are no longer in the log of \(device), as happens when a terminal is "
                + "full. All had been read before, so nothing is lost."
        case .refilled(let added):
            "\(Count.punches(added)) came back into the log of \(device) before those that were read at "
                + "\(readAt.toTheMinute), as after a restored backup. Those that were not known are taken."
        }
    }

    private var loss: String {
        let end = goesOnAt.map { " and before \($0.toTheMinute)" } ?? ""
        return "All that had been read is kept; a punch made after \(readAt.toTheMinute)\(end) may be lost, so ask the "
            + "people about that time."
    }
}

/// Counted words.
enum Count {
    static func punches(_ count: Int) -> String { "\(count) \(count == 1 ? "punch" : "punches")" }
}
