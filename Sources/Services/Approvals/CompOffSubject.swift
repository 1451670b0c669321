import Domain
import Storage

/// Time off for work on a rest day that the rules themselves neither pay as overtime nor give time off for.
struct CompOffSubject: ApprovalSubject {
    var date: Int32
    var halfDays: Int

    var kind: ApprovalKind { .compOff }
    var days: ClosedRange<CivilDate> { CivilDate(daysSinceEpoch: date)...CivilDate(daysSinceEpoch: date) }

    func size(_ scene: ApprovalScene) -> (length: Int32, leaveType: String) { (Int32(halfDays) * 500, "") }

    func summary(_ zone: ZoneRules) -> String {
        "\(halfDays == 1 ? "half a day" : "a day") for work on \(days.lowerBound)"
    }

    func check(_ scene: ApprovalScene) throws {
        guard (1...2).contains(halfDays) else {
            throw ServiceError.invalid("days", "Time off for one day of work is half a day or a day.")
        }
        try scene.checkEmployed(days)
        if let other = try scene.others([.compOff], days).first {
            throw ServiceError.invalid(
                "date", "Request \(other.id.rawValue) is for the same day’s work; withdraw or cancel it first.")
        }
        if let other = try scene.others([.overtime], days).first {
            throw ServiceError.invalid(
                "date",
                "Request \(other.id.rawValue) is for overtime on that day: it is one or the other; withdraw or cancel it "
                    + "first.")
        }
        try checkWork(scene)
        guard try LeaveTypeStore(scene.db).all().contains(where: { $0.kind == .compensatory }) else {
            throw ServiceError.invalid("type", "There is no type of leave for time off earned; add one first.")
        }
    }

    private func checkWork(_ scene: ApprovalScene) throws {
        let worked = try DayResultStore(scene.db).find(scene.employee.id, days.lowerBound)
        guard let worked, worked.status == .weeklyOffPresent || worked.status == .holidayPresent else {
            throw ServiceError.invalid(
                "date", "\(scene.employee.name) did not work on a weekly off or holiday on \(days.lowerBound).")
        }
        if worked.compensatoryHalfDays > 0 {
            let amount = LeaveAmount(halfDays: Int(worked.compensatoryHalfDays)).halfDayWords
            throw ServiceError.invalid(
                "date",
                "The rules give \(amount) off for the work on \(days.lowerBound) by themselves; nothing needs to be asked for."
            )
        }
        if worked.payableOvertime > 0 {
            throw ServiceError.invalid(
                "date",
                "The work on \(days.lowerBound) counts as overtime already; it is never paid and taken off both.")
        }
    }

    func apply(_ scene: ApprovalScene) throws {
        try check(scene)
        _ = try DayBookings(scene.db, by: scene.stamp).grant(
            halfDays, to: scene.employee.id, workedOn: days.lowerBound)
    }

    /// What of it has been taken already cannot be taken back: then the request stays approved.
    func undo(_ scene: ApprovalScene) throws {
        let taken = try DayBookings(scene.db, by: scene.stamp).grant(
            0, to: scene.employee.id, workedOn: days.lowerBound)
        guard taken <= .zero else {
            throw ServiceError.invalid("days", "\(taken.inWords) of the time off has been taken already.")
        }
    }
}
