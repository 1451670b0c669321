import Domain
import Storage

/// The records from which the rules of a company are made, as they stand or as somebody would have them.
struct RuleRecords: Sendable {
    var shifts: [Shift]
    var weeklyOffs: [WeeklyOff]
    var locationWeeklyOffs: [String: [WeeklyOff]]
    var holidays: [Holiday]
    var policies: [NamedPolicy]
    var policyAssignments: [PolicyAssignment]
    var patterns: [RotationPattern]
    var leaveTypes: [LeaveType]
    var zone: ZoneRules

    init(_ db: any SQLConnection) throws {
        let calendars = try Calendars(stored: db)
        shifts = try ShiftStore(db).all()
        weeklyOffs = calendars.weeklyOffs
        locationWeeklyOffs = calendars.locationWeeklyOffs
        holidays = calendars.holidays
        policies = try PolicyStore(db).all()
        policyAssignments = try PolicyStore(db).assignments()
        patterns = try RotationStore(db).all()
        leaveTypes = try LeaveTypeStore(db).all()
        zone = try SettingStore(db).companyZone()
    }

    var book: RuleBook {
        RuleBook(
            shifts: shifts, weeklyOffs: weeklyOffs, holidays: holidays, zone: zone,
            locationWeeklyOffs: locationWeeklyOffs, policies: policies, policyAssignments: policyAssignments,
            patterns: patterns,
            unpaidLeave: Set(leaveTypes.filter { $0.paidPercent == 0 }.map(\.id)),
            leaveCodes: Dictionary(uniqueKeysWithValues: leaveTypes.map { ($0.id, $0.code) }))
    }
}
