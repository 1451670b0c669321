/// How far a log was read: its length then, and its last record.
///
/// The log only grows at its end until somebody clears it. If the record at the same place still has the same
/// bytes, everything before it is what was read already.
package struct LogPosition: Hashable, Sendable, Codable {
    package var recordCount: Int
    /// As the terminal sent it; its length is the width of the log's rows.
    package var lastRecord: [UInt8]

    /// Nil where there is nothing to continue from.
    package init?(recordCount: Int, lastRecord: [UInt8]) {
        guard recordCount > 0, AttendanceRecord.Width(rawValue: lastRecord.count) != nil else { return nil }
        self.recordCount = recordCount
        self.lastRecord = lastRecord
    }

    package var width: AttendanceRecord.Width? { AttendanceRecord.Width(rawValue: lastRecord.count) }
}

/// The outcome of reading a log.
package struct AttendanceRead: Hashable, Sendable, Codable {
    /// In storage order. All of the log, or what is behind the position that was given. Times can go back where
    /// somebody set the clock.
    package var records: [AttendanceRecord]
    /// To continue from next time; nil when the log is empty.
    package var position: LogPosition?
    /// The terminal's own count after the read; nil where it does not say.
    package var terminalCount: Int?
    /// False when only what is behind the given position was read.
    package var wasFullRead: Bool
    /// Records behind the last of these that the next read brings; nil where these are all.
    package var remaining: Int?
    /// What the terminal counts, where that contradicts what it holds and the caller accepted it.
    package var contradictingCount: Int?

    package init(records: [AttendanceRecord], position: LogPosition?, terminalCount: Int?, wasFullRead: Bool) {
        self.records = records
        self.position = position
        self.terminalCount = terminalCount
        self.wasFullRead = wasFullRead
    }
}

/// Bytes of a table that are in, of those that were asked for.
package struct ReadProgress: Hashable, Sendable {
    package var received: Int
    package var total: Int

    package init(received: Int, total: Int) {
        self.received = received
        self.total = total
    }
}
