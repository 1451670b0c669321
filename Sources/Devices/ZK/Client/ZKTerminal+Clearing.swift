import Domain
import Logging
import NIOCore

// The log is cleared only where nothing came behind the position, and while nothing can come.
extension ZKTerminal {
    package func clearAttendance(through position: LogPosition) async throws(DeviceError) {
        try await connection.together { () async throws(DeviceError) in
            // Before anybody is kept from punching.
            try await expectEnd(at: position)
            try await pausing { pause async throws(DeviceError) in
                try await expectEnd(at: position)
                try await expectCount(position.recordCount)
                try await clear(within: pause)
            }
        }
    }

    /// The counter and the last record, both: a log that was cleared and filled again may be as long.
    private func expectEnd(at position: LogPosition) async throws(DeviceError) {
        try await expectCount(position.recordCount)
        let content = try await connection.perform(TableRead(.attendance, resume: position))
        guard content.known == position, content.rows.readableBytes == 0 else { throw .logMovedOn }
    }

    private func expectCount(_ count: Int) async throws(DeviceError) {
        if let records = try await sizes().records, Int(records) != count { throw .logMovedOn }
    }

    /// From here on nothing is left half done, not even where the task is cancelled: what became of the log is known
    /// at the end.
    private func clear(within pause: Pause) async throws(DeviceError) {
        if Task.isCancelled { throw .cancelled }
        guard await pause.isSafe(at: connection.now) else {
            throw .timedOut(waitingFor: "the log to be checked before it is cleared")
        }
        do throws(DeviceError) {
            // Once only: after the pause there may be punches that the second request would take.
            try await order(Request(.clearAttendance), isRepeatable: false, toTheEnd: true)
        } catch {
            guard error.isLoss else { throw error }
            logger.warning("the answer to \(Command.clearAttendance) was lost; the counter tells whether it was heard")
        }
        try await order(Request(.refreshData), toTheEnd: true)
        try await expectEmpty()
    }

    private func expectEmpty() async throws(DeviceError) {
        let sizes = FreeSizes(try await order(Request(.freeSizes), toTheEnd: true))
        let left = if let count = sizes.records { Int(count) } else { try await recordsInTable() }
        guard left == 0 else {
            throw .refused(request: "clearing its log", answer: "that it holds \(left.counted("record"))")
        }
    }

    /// For terminals that do not count: what the table holds, in rows of the usual width.
    private func recordsInTable() async throws(DeviceError) -> Int {
        do throws(DeviceError) {
            let rows = try await connection.finish(TableRead(.attendance)).rows
            return (rows.readableBytes + 39) / 40
        } catch {
            // A terminal that has nothing may refuse to lay it out.
            if case .refused = error { return 0 }
            throw error
        }
    }
}
