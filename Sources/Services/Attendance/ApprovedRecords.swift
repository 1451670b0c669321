import Domain
import Storage

/// What approvals say about people during some days: corrected punches, work elsewhere, overtime.
struct ApprovedRecords {
    let overlays: [ID<Employee>: [PunchOverlay]]
    /// Ascending by date.
    let outsideWork: [ID<Employee>: [OutsideWork]]
    let overtime: [ID<Employee>: [CivilDate: Int32]]
    /// Ascending by date.
    let leaves: [ID<Employee>: [LeaveOnDay]]

    /// - Parameter window: the moments between which punches are read.
    init(
        _ db: any SQLConnection, of employees: ClosedRange<ID<Employee>>, _ window: (from: Instant, through: Instant)
    ) throws {
        overlays = try PunchOverlayStore(db).overlays(of: employees, from: window.from, through: window.through)
        // No zone is a day away from UTC.
        let days = (Self.date(window.from) - 1)...(Self.date(window.through) + 1)
        overtime = try OvertimeApprovalStore(db).all(of: employees, days)
        var leaves: [ID<Employee>: [LeaveOnDay]] = [:]
        try LeaveDayStore(db).each(in: employees, days) { leaves[$0, default: []].append($1.leave) }
        self.leaves = leaves
        let records = try OutsideWorkStore(db).all(of: employees, days)
        outsideWork = Dictionary(grouping: records, by: \.employee).mapValues { records in
            records.flatMap { $0.byDate(within: days) }.sorted { $0.date < $1.date }
        }
    }

    private static func date(_ instant: Instant) -> CivilDate { ZoneRules.utc.local(at: instant).date }
}

extension OutsideWorkRecord {
    fileprivate func byDate(within range: ClosedRange<CivilDate>) -> [OutsideWork] {
        days.clamped(to: range).map { OutsideWork(kind: kind, date: $0, portion: portion) }
    }
}
