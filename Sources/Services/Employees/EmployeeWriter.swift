import Domain
import Storage

/// Writes employees within one transaction: the record, the shift, the number on the terminals, and the marks on the
/// days that all this touches.
struct EmployeeWriter {
    private let db: any SQLConnection
    private let stamp: Stamp
    private let marks: DayMarks
    private let today: CivilDate

    init(_ db: any SQLConnection, by stamp: Stamp) throws {
        self.db = db
        self.stamp = stamp
        marks = try DayMarks(db, now: stamp.at)
        today = try SettingStore(db).companyZone().local(at: stamp.at).date
    }

    private var roster: RosterWriter { RosterWriter(db, by: stamp, marks: marks) }

    func add(_ valid: ValidEmployee) throws -> Employee {
        try check(valid, for: nil)
        let employee = try EmployeeStore(db).insert(valid.employee(ID(0)), by: stamp)
        if let number = valid.deviceUser { try DeviceNumberStore(db).set(number, of: employee.id, by: stamp) }
        try assign(valid.shift, to: employee, from: valid.shiftFrom ?? employee.joined)
        try marks.mark(employee.id, from: employee.joined, through: employee.left)
        return employee
    }

    /// - Returns: false where nothing was different.
    func update(_ id: ID<Employee>, to valid: ValidEmployee) throws -> Bool {
        let store = EmployeeStore(db)
        guard let before = try store.find(id) else { throw ServiceError.unknownEmployee(code: valid.code) }
        try check(valid, for: id)
        let after = valid.employee(id)
        let oldNumber = try DeviceNumberStore(db).number(of: id)
        try store.update(after, by: stamp)
        if (before.joined, before.left) != (after.joined, after.left) { try markEmployment(before, after) }
        let number = try valid.deviceUser ?? keptNumber(valid, before, oldNumber)
        try DeviceNumberStore(db).set(number, of: id, by: stamp)
        let isOtherShift = try reassign(valid, after)
        return before != after || oldNumber != number || isOtherShift
    }

    /// A new code does not change what the terminals know: where they know the person by the old one, that stays the
    /// number.
    private func keptNumber(_ valid: ValidEmployee, _ before: Employee, _ oldNumber: String?) throws -> String? {
        guard !valid.isNumberTyped, oldNumber == nil, before.code != valid.code,
            try DeviceNumberStore(db).employee(numbered: before.code) == nil
        else { return nil }
        let old = UserDirectory.withoutLeadingZeros(before.code)
        let isKnown = try DeviceUserStore(db).all(of: before.id).contains {
            UserDirectory.withoutLeadingZeros($0.deviceUser) == old
        }
        return isKnown ? before.code : nil
    }

    /// What only the database can say.
    private func check(_ valid: ValidEmployee, for id: ID<Employee>?) throws {
        var problems: [EmployeeField: String] = [:]
        if let other = try EmployeeStore(db).find(code: valid.code), other.id != id {
            problems[.code] = "The code \(valid.code) is \(other.name)'s already."
        }
        if let code = valid.shift, try ShiftStore(db).find(code: code) == nil {
            problems[.shift] = ServiceError.unknownShift(code: code).description
        }
        if let number = valid.deviceUser, let other = try DeviceNumberStore(db).employee(numbered: number), other != id
        {
            let name = try EmployeeStore(db).find(other)?.name ?? "somebody else"
            problems[.deviceUser] = "The number \(number) is \(name)'s already."
        }
        if !problems.isEmpty { throw ServiceError.invalid(problems.inOrder) }
    }

    private func markEmployment(_ before: Employee, _ after: Employee) throws {
        if before.joined != after.joined {
            try marks.mark(
                after.id, from: min(before.joined, after.joined), through: max(before.joined, after.joined))
        }
        if before.left != after.left {
            let firsts = [before.left, after.left].compactMap { $0 }
            let isOpen = before.left == nil || after.left == nil
            try marks.mark(after.id, from: firsts.min() ?? after.joined, through: isOpen ? nil : firsts.max())
        }
    }

    private func reassign(_ valid: ValidEmployee, _ employee: Employee) throws -> Bool {
        guard let code = valid.shift else {
            return try valid.endsShift && roster.unassign(employee.id, from: valid.shiftFrom ?? today)
        }
        let all = try RosterStore(db).assignments(of: employee.id)
        let current = all.current(on: today)
        let currentCode = try current.flatMap { try ShiftStore(db).find($0.shift)?.code }
        if code == currentCode, valid.shiftFrom == nil || valid.shiftFrom == current?.from { return false }
        let first = valid.shiftFrom ?? (all.isEmpty ? employee.joined : max(today, employee.joined))
        try assign(code, to: employee, from: first)
        return true
    }

    private func assign(_ code: String?, to employee: Employee, from first: CivilDate) throws {
        guard let code, let shift = try ShiftStore(db).find(code: code) else { return }
        try roster.assign(
            ShiftAssignment(employee: employee.id, shift: shift.id, from: first))
    }
}

extension ValidEmployee {
    fileprivate func employee(_ id: ID<Employee>) -> Employee {
        Employee(id: id, code: code, name: name, department: department, joined: joined, left: left)
    }
}

extension [ShiftAssignment] {
    /// The one that holds on the date, else the next to come.
    func current(on date: CivilDate) -> ShiftAssignment? {
        last { $0.holds(on: date) } ?? filter { $0.from > date }.min { $0.from < $1.from }
    }
}
