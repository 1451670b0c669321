import Domain
import Storage

/// The types that most companies have, to begin with. They are ordinary types: every rule can be changed.
enum StarterLeaveTypes {
    /// Adds those whose codes are free.
    static func add(_ db: any SQLConnection, on today: CivilDate, by stamp: Stamp) throws -> [LeaveType] {
        let store = LeaveTypeStore(db)
        var added: [LeaveType] = []
        func add(_ type: LeaveType) throws -> LeaveType {
            if let known = try store.find(code: type.code) { return known }
            let stored = try store.insert(type, by: stamp)
            added.append(stored)
            return stored
        }
        let unpaid = try add(self.unpaid(today))
        for type in types(today, excess: unpaid.overdraft == .unlimited ? unpaid.id : nil) { _ = try add(type) }
        return added
    }

    private static func unpaid(_ today: CivilDate) -> LeaveType {
        var type = made("LWP", "Leave without pay", .other, today)
        type.paidPercent = 0
        type.overdraft = .unlimited
        return type
    }

    private static func types(_ today: CivilDate, excess: ID<LeaveType>?) -> [LeaveType] {
        var sick = made("SL", "Sick leave", .sick, today)
        sick.grant = .yearly(LeaveAmount(days: 12))
        sick.request.documentAfter = LeaveAmount(days: 2)
        var vacation = made("VL", "Vacation", .vacation, today)
        vacation.grant = .monthly(yearly: LeaveAmount(days: 18), on: .firstDay, trueUp: true)
        vacation.request.noticeDays = 7
        vacation.carry = LeaveCarry(cap: LeaveAmount(days: 10))
        vacation.encashment = LeaveEncashment(most: LeaveAmount(days: 10), keeps: LeaveAmount(days: 5))
        (vacation.onLeaving, vacation.isProratedOnLeaving) = (.isPaidOut, true)
        var emergency = made("EL", "Emergency leave", .emergency, today)
        emergency.grant = .yearly(LeaveAmount(days: 3))
        emergency.request.longestRun = LeaveAmount(days: 3)
        var urgent = made("UL", "Urgent leave", .urgent, today)
        urgent.grant = .yearly(LeaveAmount(days: 2))
        urgent.request.hoursADay = 8 * 3600
        var timeOff = made("CO", "Compensatory off", .compensatory, today)
        timeOff.compensatoryDays = 90
        return [sick, vacation, emergency, urgent, timeOff].map { type in
            var type = type
            if type.kind != .compensatory { type.excess = excess }
            return type
        }
    }

    /// Grants begin with the leave year that is going on.
    private static func made(
        _ code: String, _ name: String, _ kind: LeaveType.Kind, _ today: CivilDate
    ) -> LeaveType {
        LeaveType(
            id: ID(0), code: code, name: name, kind: kind, grantsFrom: MonthDay.newYear.last(through: today))
    }
}
