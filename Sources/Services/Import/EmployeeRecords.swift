import Domain
import Storage

/// Everybody with all that a file of employees says of them, read once.
struct EmployeeRecords {
    let all: [Employee]
    private let byCode: [String: Employee]
    private let codes: [ID<Employee>: String]
    private let numbers: [ID<Employee>: String]
    private let shifts: [ID<Shift>: String]
    private let assignments: [ID<Employee>: [RosterAssignment]]
    private let today: CivilDate

    init(_ db: any SQLConnection, today: CivilDate) throws {
        all = try EmployeeStore(db).all()
        byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })
        codes = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0.code) })
        numbers = try DeviceNumberStore(db).all()
        shifts = Dictionary(uniqueKeysWithValues: try ShiftStore(db).all().map { ($0.id, $0.code) })
        var assignments: [ID<Employee>: [RosterAssignment]] = [:]
        for assignment in try RosterStore(db).all() {
            if let employee = assignment.employee { assignments[employee, default: []].append(assignment) }
        }
        self.assignments = assignments
        self.today = today
    }

    func find(_ code: String) -> Employee? { byCode[code] }

    /// What is assigned to the person alone and holds today, else the next to come.
    func shift(of employee: Employee) -> RosterAssignment? { assignments[employee.id]?.current(on: today) }

    /// As a file says it.
    /// - Parameter date: of department and location; nil: today.
    func draft(of employee: Employee, on date: CivilDate? = nil) -> EmployeeDraft {
        let posting = employee.postings.on(date ?? today)
        return EmployeeDraft(
            code: employee.code, name: employee.name, department: posting.department, location: posting.location,
            postedFrom: posting.from > employee.joined ? posting.from.description : "",
            gender: employee.gender?.word ?? "", manager: employee.manager.flatMap { codes[$0] } ?? "",
            joined: employee.joined.description, left: employee.left?.description ?? "",
            shift: shift(of: employee)?.shift.flatMap { shifts[$0] } ?? "",
            deviceUser: numbers[employee.id] ?? "")
    }

    /// What the file leaves empty stays as it is.
    func merged(_ draft: EmployeeDraft, with employee: Employee) -> EmployeeDraft {
        let known = self.draft(of: employee, on: CivilDate(typed: draft.postedFrom))
        var merged = draft
        for field in EmployeeField.allCases where field != .postedFrom && field != .shift && draft[field].isEmpty {
            merged[field] = known[field]
        }
        return merged
    }

    /// What would become of the person's fields. The day of a move is told with what moves.
    func changes(of employee: Employee, to valid: ValidEmployee) -> [ImportReport.FieldChange] {
        let before = draft(of: employee, on: valid.postedFrom)
        var after = before
        (after.name, after.department, after.location) = (valid.name, valid.department, valid.location)
        after.gender = valid.gender?.word ?? ""
        after.manager = valid.manager ?? ""
        (after.joined, after.left) = (valid.joined.description, valid.left?.description ?? "")
        if let shift = valid.shift { after.shift = shift }
        after.deviceUser = valid.deviceUser ?? ""
        return EmployeeField.allCases.filter { before[$0] != after[$0] }.map {
            ImportReport.FieldChange(field: $0.column, before: before[$0], after: after[$0])
        }
    }
}
