import Domain
import Storage

/// Who stands above whom, and who stands in for whom today.
struct ApprovalPeople {
    let db: any SQLConnection
    let today: CivilDate

    /// `Asha Verma (0042)`.
    func name(_ id: ID<Employee>) throws -> String {
        try EmployeeStore(db).find(id).map { "\($0.name) (\($0.code))" } ?? "employee no. \(id.rawValue)"
    }

    func names(_ ids: [ID<Employee>], joinedBy word: String = "or") throws -> String {
        let names = try ids.map(name)
        guard let last = names.last, names.count > 1 else { return names.first ?? "nobody" }
        return names.dropLast().joined(separator: ", ") + " \(word) \(last)"
    }

    /// - Parameter chain: whom it names is looked up too.
    func line(above employee: Employee, for chain: ApprovalChain) throws -> ReportingLine {
        let named = chain.levels.flatMap(\.people)
        let gone = try named.filter { try EmployeeStore(db).find($0).map { !$0.isEmployed(on: today) } ?? true }
        let department = employee.department(on: today)
        var head = try DepartmentHeadStore(db).head(of: department)
        if let id = head, try EmployeeStore(db).find(id).map({ !$0.isEmployed(on: today) }) ?? true { head = nil }
        return ReportingLine(
            person: employee.id, department: department, superiors: try superiors(of: employee),
            headOfDepartment: head, gone: Set(gone))
    }

    /// Those who have left are passed over.
    private func superiors(of employee: Employee) throws -> [ID<Employee>] {
        let store = EmployeeStore(db)
        var found: [ID<Employee>] = []
        var seen: Set<ID<Employee>> = [employee.id]
        var next = employee.manager
        while let id = next, seen.insert(id).inserted, let manager = try store.find(id) {
            if manager.isEmployed(on: today) { found.append(id) }
            next = manager.manager
        }
        return found
    }

    /// - Parameter approvers: those for whom somebody may stand in.
    func deputies(for approvers: [ID<Employee>]) throws -> Deputies {
        let delegations = try DelegationStore(db).holding(on: today)
        let people = Set(approvers + delegations.flatMap { [$0.approver, $0.delegate] })
        var deputies = Deputies(date: today, delegations: delegations)
        // The manager of one who is away may be away as well.
        var open = Array(people)
        var seen = people
        while let id = open.popLast() {
            guard let person = try EmployeeStore(db).find(id), try isAway(person) else { continue }
            deputies.away.insert(id)
            guard let manager = person.manager else { continue }
            deputies.managers[id] = manager
            if seen.insert(manager).inserted { open.append(manager) }
        }
        return deputies
    }

    /// On leave the whole day, or no longer employed.
    private func isAway(_ person: Employee) throws -> Bool {
        guard person.isEmployed(on: today) else { return true }
        let portions = try LeaveDayStore(db).days(of: person.id, today...today).map(\.leave.portion)
        return portions.contains(.full) || portions.contains(.firstHalf) && portions.contains(.secondHalf)
    }
}

extension ApprovalLevel {
    /// Those whom it names.
    fileprivate var people: [ID<Employee>] {
        approvers.compactMap { if case .employee(let id) = $0 { id } else { nil } }
            + (escalation.flatMap { if case .employee(let id) = $0.target { [id] } else { nil } } ?? [])
    }
}
