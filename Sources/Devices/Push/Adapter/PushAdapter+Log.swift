package import Domain

extension PushAdapter {
    /// Has a period uploaded again, as punches of the usual way. What is kept already is not kept twice.
    package func uploadAgain(from: LocalTime, through: LocalTime) async throws(DeviceError) {
        try await carryOut(.queryLog(from: from, through: through))
    }

    /// How many punches of the period the terminal holds; nil where it cannot count them.
    package func count(from: LocalTime, through: LocalTime) async throws(DeviceError) -> Int? {
        let result = try await mailbox.run(.countLog(from: from, through: through), within: patience).result
        let sum = result.values.first { $0.key.lowercased() == "attlogsum" }?.value
        switch result.code {
        case 0...: return PushText.number(sum)
        case -1, -1002: return nil
        default: throw .refused(request: "the count of punches", answer: result.reason)
        }
    }

    /// Clears the log if the terminal counts as many punches in it as `position` says are kept. Punches of the seconds
    /// between the count and the clearing are not protected: let it happen when nobody punches.
    package func clearAttendance(through position: LogPosition) async throws(DeviceError) {
        guard let count = try await wholeCount() else {
            throw Self.unwritable(
                "counting its punches", "Clear the log in its menu, after its last punch is in the list of punches.")
        }
        guard count == position.recordCount else { throw .logMovedOn }
        try await carryOut(.clearLog)
    }

    private func wholeCount() async throws(DeviceError) -> Int? {
        let (first, last) = (LocalTime(Self.firstDay), LocalTime(Self.lastDay, TimeOfDay(23, 59, 59)))
        if let count = try await count(from: first, through: last) { return count }
        return PushText.number(try await option("AttLogCount"))
    }

    // What a terminal's clock can show.
    private static let firstDay = CivilDate(daysSinceEpoch: 10_957)
    private static let lastDay = CivilDate(daysSinceEpoch: 47_481)
}
