import Logging
import NIOCore

extension ZKTerminal {
    package func users() async throws(DeviceError) -> [DeviceUser] {
        try await userRecords().map(DeviceUser.init)
    }

    /// As the terminal stores them, checked against its own counter.
    ///
    /// A counter that stays wrong does not keep a list back whose rows look like users: without names there are still
    /// punches, and they wait for this list.
    package func userRecords() async throws(DeviceError) -> [UserRecord] {
        let list = try await userList()
        guard let count = list.count, !list.isCounted else { return list.users }
        guard list.isPlausible else { throw .countMismatch(expected: count...count, read: list.users.count) }
        logger.warning("the terminal counts \(count) users and lists \(list.users.count); the list is taken")
        return list.users
    }

    func userList() async throws(DeviceError) -> UserList {
        let list = try await readUsers()
        if list.isCounted { return list }
        logger.warning("the user table was not as long as the terminal's counter said, reading it again")
        return try await readUsers()
    }

    private func readUsers() async throws(DeviceError) -> UserList {
        let count = try await sizes().users.map(Int.init)
        let rows = try await table(TableRead(.users), count: count).rows
        guard let width = RecordWidth.users(rows, count: count) else {
            throw .unknownRecordWidth(table: "user", size: rows.readableBytes, count: count)
        }
        return UserList(
            users: RecordTable.users(rows, width: width), width: width, count: count,
            isPlausible: Plausibility.users(rows, width) > 0.5)
    }

    /// A counter of 0 is no proof of an empty table: the table itself is asked. Only together do a refusal and the
    /// counter say that there is nothing.
    func table(
        _ read: TableRead, count: Int?, progress: (@Sendable (ReadProgress) -> Void)? = nil
    ) async throws(DeviceError) -> TableContent {
        do throws(DeviceError) { return try await connection.perform(read, progress: progress) } catch {
            switch error {
            case .unsupported where count == 0, .refused where count == 0: return .empty
            default: throw error
            }
        }
    }

    package func attendance(
        after position: LogPosition?, inParts: Bool, acceptingAnyCount: Bool,
        progress: (@Sendable (ReadProgress) -> Void)?
    ) async throws(DeviceError) -> AttendanceRead {
        let reading = AttendanceReading(
            terminal: self, earlierWidth: position?.width ?? recordWidth, progress: progress)
        do throws(DeviceError) { return try await reading.read(after: position, inParts: inParts) } catch {
            guard case .countMismatch = error else { throw error }
            // A record deleted or a counter updated in the middle of the read: once more, from the start.
            logger.warning("the log was not as long as the terminal's counter said, reading it again")
            return try await reading.read(after: nil, acceptingAnyCount: acceptingAnyCount)
        }
    }
}

/// The table of users, and what the terminal's counter says about it.
struct UserList: Sendable {
    var users: [UserRecord]
    var width: UserRecord.Width
    var count: Int?
    var isPlausible: Bool

    var isCounted: Bool { count == nil || count == users.count }
}

/// One read of the log, checked against the terminal's counter.
private struct AttendanceReading: Sendable {
    let terminal: ZKTerminal
    let earlierWidth: AttendanceRecord.Width?
    let progress: (@Sendable (ReadProgress) -> Void)?

    func read(
        after position: LogPosition?, inParts: Bool = false, acceptingAnyCount: Bool = false
    ) async throws(DeviceError) -> AttendanceRead {
        let before = try await count()
        let content = try await terminal.table(
            TableRead(.attendance, resume: position, inParts: inParts), count: before, progress: progress)
        let after = try await count()
        // Punches come in while we read, so that the counter may have grown.
        let counts = before.map { $0...max($0, after ?? $0) }
        var read = try outcome(content, counts: counts, terminalCount: after)
        // Only a whole log shows whether its rows are of the shortest form throughout.
        if read.remaining != nil, read.position?.width == .short { return try await self.read(after: nil) }
        let total = (read.position?.recordCount ?? 0) + (read.remaining ?? 0)
        if let counts, !counts.contains(total) {
            guard acceptingAnyCount else { throw .countMismatch(expected: counts, read: total) }
            read.contradictingCount = after ?? counts.upperBound
        }
        return read
    }

    private func count() async throws(DeviceError) -> Int? {
        try await terminal.sizes().records.map(Int.init)
    }

    private func outcome(
        _ content: TableContent, counts: ClosedRange<Int>?, terminalCount: Int?
    ) throws(DeviceError) -> AttendanceRead {
        let width =
            content.known?.width
            ?? RecordWidth.attendance(content.rows, remaining: content.remaining, counts: counts, earlier: earlierWidth)
        guard let width else {
            throw .unknownRecordWidth(table: "attendance", size: content.rows.readableBytes, count: terminalCount)
        }
        let total = (content.known?.recordCount ?? 0) + content.rows.readableBytes / width.rawValue
        var read = AttendanceRead(
            records: RecordTable.attendance(content.rows, width: width), position: position(content, width, total),
            terminalCount: terminalCount,
            wasFullRead: content.known == nil)
        if content.remaining > 0 { read.remaining = content.remaining / width.rawValue }
        return read
    }

    private func position(_ content: TableContent, _ width: AttendanceRecord.Width, _ total: Int) -> LogPosition? {
        let rows = content.rows
        guard rows.readableBytes >= width.rawValue else { return content.known }
        let last = rows.getBytes(at: rows.writerIndex - width.rawValue, length: width.rawValue) ?? []
        return LogPosition(recordCount: total, lastRecord: last)
    }
}
