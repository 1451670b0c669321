import Domain
import Storage

/// What people work as the roster stands today, in a few words for a list of them: `G`, `Line A (department)`.
struct EmployeeWork {
    private let roster: Roster
    private let shifts: [ID<Shift>: String]
    private let patterns: [ID<RotationPattern>: String]
    private let today: CivilDate

    init(_ db: any SQLConnection, of employees: [Employee], today: CivilDate) throws {
        roster = try Roster(db, of: employees)
        shifts = Dictionary(uniqueKeysWithValues: try ShiftStore(db).all().map { ($0.id, $0.code) })
        patterns = Dictionary(uniqueKeysWithValues: try RotationStore(db).all().map { ($0.id, $0.name) })
        self.today = today
    }

    func code(_ shift: ID<Shift>) -> String? { shifts[shift] }

    /// Of whoever has not joined yet, as it will be on the first day; of whoever has left, as it was on the last.
    ///
    /// - Parameter next: the person's own assignment that is still to come; it stands where nothing holds today.
    /// - Returns: empty where no roster says anything.
    func text(of employee: Employee, next: RosterAssignment?) -> String {
        let last = max(employee.joined, employee.left ?? .distantFuture)
        let date = min(max(today, employee.joined), last)
        let entries = roster.schedule(of: employee, days: date...date).entries
        guard let layer = entries.first?.layer else { return next.map { name(ScheduleEntry.Duty($0)) } ?? "" }
        let names = entries.map { name($0.duty) }.filter { !$0.isEmpty }.joined(separator: "+")
        return names + (Self.remarks[layer].map { " (\($0))" } ?? "")
    }

    private static let remarks: [RosterLayer: String] = [
        .override: "that day alone", .department: "department", .location: "location", .company: "company",
    ]

    private func name(_ duty: ScheduleEntry.Duty) -> String {
        switch duty {
        case .off: "off"
        case .shift(let id, _): shifts[id] ?? ""
        case .pattern(let id): patterns[id] ?? ""
        }
    }
}

extension ScheduleEntry.Duty {
    fileprivate init(_ assignment: RosterAssignment) {
        switch assignment.duty {
        case .shift(let id): self = .shift(id, rest: .company)
        case .pattern(let id): self = .pattern(id)
        }
    }
}
