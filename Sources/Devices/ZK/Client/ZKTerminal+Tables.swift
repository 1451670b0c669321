import Logging
import NIOCore

extension ZKTerminal {
    package func users() async throws(DeviceError) -> [DeviceUser] {
        try await userRecords().map(DeviceUser.init)
    }

    /// As the terminal stores them.
    package func userRecords() async throws(DeviceError) -> [UserRecord] {
        let count = try await freeSizes().users.map(Int.init)
        if count == 0 { return [] }
        let rows = try await connection.perform(TableRead(.users)).rows
        guard let width = RecordWidth.users(rows, count: count) else {
            throw .unknownRecordWidth(table: "user", size: rows.readableBytes, count: count)
        }
        return RecordTable.users(rows, width: width)
    }

    package func attendance(
        after position: LogPosition?, progress: (@Sendable (ReadProgress) -> Void)?
    ) async throws(DeviceError) -> AttendanceRead {
        let reading = AttendanceReading(terminal: self, progress: progress)
        do throws(DeviceError) { return try await reading.read(after: position) } catch {
            guard case .countMismatch = error else { throw error }
            // A record deleted or a counter updated in the middle of the read: once more, from the start.
            logger.warning("the log was not as long as the terminal's counter said, reading it again")
            return try await reading.read(after: nil)
        }
    }
}

/// One read of the log, checked against the terminal's counter.
private struct AttendanceReading: Sendable {
    let terminal: ZKTerminal
    let progress: (@Sendable (ReadProgress) -> Void)?

    func read(after position: LogPosition?) async throws(DeviceError) -> AttendanceRead {
        let before = try await count()
        if before == 0 { return AttendanceRead(records: [], position: nil, terminalCount: 0, wasFullRead: true) }
        let content = try await terminal.connection.perform(
            TableRead(.attendance, resume: position), progress: progress)
        let after = try await count()
        // Punches come in while we read, so that the counter may have grown.
        let counts = before.map { $0...max($0, after ?? $0) }
        return try await outcome(content, counts: counts, terminalCount: after)
    }

    private func count() async throws(DeviceError) -> Int? {
        try await terminal.freeSizes().records.map(Int.init)
    }

    private func outcome(
        _ content: TableContent, counts: ClosedRange<Int>?, terminalCount: Int?
    ) async throws(DeviceError) -> AttendanceRead {
        guard let width = content.known?.width ?? RecordWidth.attendance(content.rows, counts: counts) else {
            throw .unknownRecordWidth(table: "attendance", size: content.rows.readableBytes, count: terminalCount)
        }
        let total = (content.known?.recordCount ?? 0) + content.rows.readableBytes / width.rawValue
        if let counts, !counts.contains(total) { throw .countMismatch(expected: counts, read: total) }
        var records = RecordTable.attendance(content.rows, width: width)
        if width == .short { try await resolveUsers(&records) }
        return AttendanceRead(
            records: records, position: position(content, width, total), terminalCount: terminalCount,
            wasFullRead: content.known == nil)
    }

    private func position(_ content: TableContent, _ width: AttendanceRecord.Width, _ total: Int) -> LogPosition? {
        let rows = content.rows
        guard rows.readableBytes >= width.rawValue else { return content.known }
        let last = rows.getBytes(at: rows.writerIndex - width.rawValue, length: width.rawValue) ?? []
        return LogPosition(recordCount: total, lastRecord: last)
    }

    /// 8-byte rows hold the index into the user table alone. An index without a user stands for itself.
    private func resolveUsers(_ records: inout [AttendanceRecord]) async throws(DeviceError) {
        guard !records.isEmpty else { return }
        let users = try await terminal.userRecords()
        let ids = Dictionary(users.map { (UInt32($0.uid), $0.userID) }, uniquingKeysWith: { first, _ in first })
        for index in records.indices {
            records[index].userID = ids[records[index].uid] ?? DeviceUserID(records[index].uid)
        }
    }
}
