package import Domain

extension PushAdapter {
    /// Has a period uploaded again, as punches of the usual way: when it returns, they are kept. What is kept already is not
    /// kept twice.
    @discardableResult
    package func uploadAgain(from: LocalTime, through: LocalTime) async throws(DeviceError) -> PushedPunches {
        try await carryOut(.queryLog(from: from, through: through)).punches
    }

    /// The same of all that its log holds.
    package func uploadAllAgain() async throws(DeviceError) -> PushedPunches {
        try await uploadAgain(from: Self.first, through: Self.last)
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

    /// Clears the log if the terminal counts as many punches in it as `position` says are kept, and uploads none before it is
    /// told to clear. A punch of the moment in which it does so is not protected: let it happen when nobody punches.
    package func clearAttendance(through position: LogPosition) async throws(DeviceError) {
        guard let count = try await wholeCount() else {
            throw Self.unwritable(
                "counting its punches", "Clear the log in its menu, after its last punch is in the list of punches.")
        }
        guard count == position.recordCount else { throw .logMovedOn }
        try await carryOut(.clearLog)
    }

    /// How many punches its log holds; nil where it cannot say.
    package func wholeCount() async throws(DeviceError) -> Int? {
        if let count = try await count(from: Self.first, through: Self.last) { return count }
        return PushText.number(try await option("AttLogCount"))
    }

    // What a terminal's clock can show.
    private static let first = LocalTime(CivilDate(daysSinceEpoch: 10_957))
    private static let last = LocalTime(CivilDate(daysSinceEpoch: 47_481), TimeOfDay(23, 59, 59))
}
