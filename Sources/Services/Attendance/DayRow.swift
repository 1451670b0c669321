package import Domain

/// The groups by which a day is counted; a row may be in several of them.
package enum DayGroup: String, Hashable, Sendable, CaseIterable {
    /// Inside now; on a day that is over: whoever came.
    case `in`
    case late
    case notInYet
    case absent
    /// Weekly off, holiday or leave.
    case off
    /// Somebody should look: a punch is missing, no shift, a date that cannot be right.
    case toLookAt
}

/// Why a day's figures may still change.
package enum ProvisionalReason: Hashable, Sendable {
    /// The day goes on: punches count for it until then, on the company's wall clock.
    case running(until: LocalTime)
    /// It is over, but these terminals have not been read past its end; none where there is no terminal.
    case uncollected([DeviceCompleteness])
}

/// One person's day, as a table shows it.
package struct DayRow: Hashable, Sendable, Identifiable {
    package var employee: Employee
    /// Empty where the day has no shift.
    package var shiftCode: String
    package var result: DayResult
    /// As it stands in the muster roll: `P`, `½CL ½P`.
    package var statusCode: String
    package var groups: Set<DayGroup>
    /// Nil where the figures stand.
    package var provisional: ProvisionalReason?

    /// The person came on the day before and has not left since.
    package var isInsideSinceYesterday: Bool

    /// - Parameters:
    ///   - dayBefore: of a day that goes on.
    ///   - leaveCodes: those of leave types, for the status.
    package init(
        employee: Employee, shiftCode: String, result: DayResult, isLive: Bool, dayBefore: DayResult? = nil,
        leaveCodes: [ID<LeaveType>: String] = [:]
    ) {
        self.employee = employee
        self.shiftCode = shiftCode
        self.result = result
        statusCode = result.code(leaveCodes)
        let dayBefore = dayBefore.flatMap { $0.date < result.date ? $0 : nil }
        isInsideSinceYesterday = dayBefore?.flags.contains(.inside) ?? false
        groups = Self.groups(of: result, isLive: isLive)
        guard isInsideSinceYesterday else { return }
        groups.insert(.in)
        groups.remove(.notInYet)
    }

    package var id: ID<Employee> { employee.id }
    package var code: String { employee.code }
    package var name: String { employee.name }
    package var department: String { employee.department(on: result.date) }
    package var status: DayStatus { result.status }
    package var flags: DayFlags { result.flags }
    /// What the wall clock showed.
    package var firstIn: LocalTime? { result.localFirstIn }
    package var lastOut: LocalTime? { result.localLastOut }
    /// Seconds.
    package var work: Int32 { result.work }
    package var late: Int32 { result.late }
    package var early: Int32 { result.early }
    package var overtime: Int32 { result.overtime }
    package var isProvisional: Bool { result.flags.contains(.provisional) }

    private static func groups(of result: DayResult, isLive: Bool) -> Set<DayGroup> {
        var groups: Set<DayGroup> = []
        let cameIn = result.punchCount > 0 && result.status != .blank
        if isLive ? result.flags.contains(.inside) : cameIn { groups.insert(.in) }
        if result.late > 0 { groups.insert(.late) }
        switch result.status {
        case .notInYet: groups.insert(.notInYet)
        case .absent: groups.insert(.absent)
        case .weeklyOff, .holiday, .onLeave: groups.insert(.off)
        case .onDuty, .workFromHome: groups.insert(.in)
        case .noShift: groups.insert(.toLookAt)
        case .blank, .present, .halfDay, .weeklyOffPresent, .holidayPresent: break
        }
        if needsLook(result) { groups.insert(.toLookAt) }
        return groups
    }

    /// An open pair of somebody who is still inside is no missing punch.
    private static func needsLook(_ result: DayResult) -> Bool {
        let isOpen = result.flags.contains(.inside)
        return result.flags.contains(.missingIn) || result.flags.contains(.quarantined)
            || result.flags.contains(.missingOut) && !isOpen
    }
}

extension DayResult {
    package var localFirstIn: LocalTime? {
        firstIn.map { LocalTime(seconds: $0.seconds + Int64(firstInOffset)) }
    }

    package var localLastOut: LocalTime? {
        lastOut.map { LocalTime(seconds: $0.seconds + Int64(lastOutOffset)) }
    }
}
