extension DayResult {
    /// The day as it stands in a muster roll, its halves in their order: `P`, `CL`, `½CL ½P`, `½A ½SL`, `OD`, `RH`, `P ½H`.
    ///
    /// - Parameter leaveCodes: the codes of leave types; one that is not among them is `L`.
    package func code(_ leaveCodes: [ID<LeaveType>: String]) -> String {
        let first = firstHalfLeave.map { leaveCodes[$0] ?? DayStatus.onLeave.code }
        let second = secondHalfLeave.map { leaveCodes[$0] ?? DayStatus.onLeave.code }
        switch status {
        case .blank, .weeklyOff, .weeklyOffPresent, .noShift, .holidayPresent: return status.code
        case .holiday: return flags.contains(.optionalHoliday) ? "RH" : status.code
        case .onLeave: return leaveCode(first, second)
        case .present, .halfDay, .absent, .notInYet, .onDuty, .workFromHome: break
        }
        if let first { return "½\(first) \(otherHalf)" }
        if let second { return "\(otherHalf) ½\(second)" }
        return flags.contains(.halfHoliday) ? "\(status.code) ½H" : status.code
    }

    private func leaveCode(_ first: String?, _ second: String?) -> String {
        switch (first, second) {
        case (nil, nil): DayStatus.onLeave.code
        case (let first?, let second?): firstHalfLeave == secondHalfLeave ? first : "½\(first) ½\(second)"
        case (let first?, nil): flags.contains(.halfHoliday) ? "½\(first) ½H" : "½\(first)"
        case (nil, let second?): flags.contains(.halfHoliday) ? "½H ½\(second)" : "½\(second)"
        }
    }

    /// What the half beside half a day of leave came to.
    private var otherHalf: String {
        switch status {
        case .halfDay, .present: "½P"
        case .absent: "½A"
        default: status == .notInYet ? status.code : "½\(status.code)"
        }
    }
}
