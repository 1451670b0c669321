import Domain
import Storage

/// Writes employees within one transaction: the record, the shift, the number on the terminals, and the marks on the
/// days that all this touches.
struct EmployeeWriter {
    let db: any SQLConnection
    let stamp: Stamp
    private let marks: DayMarks
    private let numbers: NumberHandover
    let today: CivilDate

    /// What became of an employee.
    struct Written {
        var employee: Employee
        /// False where nothing was different.
        var isChanged: Bool
        /// What else it did, one sentence each.
        var notes: [String]
    }

    init(_ db: any SQLConnection, by stamp: Stamp) throws {
        self.db = db
        self.stamp = stamp
        marks = try DayMarks(db, now: stamp.at)
        numbers = try NumberHandover(db, by: stamp)
        today = try SettingStore(db).companyZone().local(at: stamp.at).date
    }

    private var roster: RosterWriter { RosterWriter(db, by: stamp) }

    func add(_ valid: ValidEmployee) throws -> Written {
        let number = valid.deviceUser ?? valid.code
        try check(valid, for: nil, dispute: numbers.conflict(for: valid.employee(ID(0), manager: nil), number: number))
        let employee = try EmployeeStore(db).insert(valid.employee(ID(0), manager: manager(of: valid)), by: stamp)
        try DeviceNumberStore(db).set(valid.deviceUser, of: employee.id, by: stamp)
        try assign(valid.shift, to: employee, from: valid.shiftFrom ?? employee.joined)
        try marks.mark(employee.id, from: employee.joined, through: employee.left)
        return Written(employee: employee, isChanged: true, notes: try numbers.handOver(number, to: employee))
    }

    func update(_ id: ID<Employee>, to valid: ValidEmployee) throws -> Written {
        let store = EmployeeStore(db)
        guard let before = try store.find(id) else { throw ServiceError.unknownEmployee(code: valid.code) }
        var after = try valid.employee(id, manager: manager(of: valid))
        let move = try PostingEdit(before: before, today: today, locks: PeriodLocks(db)).take(valid)
        after.postings = move.postings
        let oldNumber = try DeviceNumberStore(db).number(of: id)
        let number = try valid.deviceUser ?? keptNumber(valid, before, oldNumber)
        let renumbering = Renumbering(from: oldNumber ?? before.code, to: number ?? after.code)
        try check(
            valid, for: before, dispute: dispute(before, after, renumbering), renumbering, move: move.problem)
        try store.update(after, by: stamp)
        if (before.joined, before.left) != (after.joined, after.left) { try markEmployment(before, after) }
        let leave = try markMove(before, after)
        if before.joined != after.joined { try numbers.move(after, joinedBefore: before.joined) }
        try DeviceNumberStore(db).set(number, of: id, by: stamp)
        let notes = [move.note].compactMap(\.self) + leave + (renumbering.isOne ? try renumber(after, renumbering) : [])
        let isOtherShift = try reassign(valid, after)
        return Written(
            employee: after, isChanged: before != after || oldNumber != number || isOtherShift, notes: notes)
    }

    /// - Parameter new: nil: the person does not move on `old` after all.
    func changeMove(of id: ID<Employee>, on old: CivilDate, to new: CivilDate?) throws -> Written {
        guard let before = try EmployeeStore(db).find(id) else {
            throw ServiceError.unknownEmployee(code: "with the id \(id.rawValue)")
        }
        let edit = try PostingEdit(before: before, today: today, locks: PeriodLocks(db)).changeMove(on: old, to: new)
        if let problem = edit.problem { throw ServiceError.invalid(EmployeeField.postedFrom.rawValue, problem) }
        var after = before
        after.postings = edit.postings
        try EmployeeStore(db).update(after, by: stamp)
        let leave = try markMove(before, after)
        return Written(employee: after, isChanged: before != after, notes: [edit.note].compactMap(\.self) + leave)
    }

    /// The days on which the person is elsewhere than before, and no others.
    /// - Returns: what to look at about leave on them.
    private func markMove(_ before: Employee, _ after: Employee) throws -> [String] {
        guard before.postings != after.postings else { return [] }
        let employment = after.joined...max(after.joined, after.left ?? .distantFuture)
        for days in after.postings.changes(from: before.postings, in: employment) {
            try marks.mark(after.id, from: days.lowerBound, through: days.upperBound)
        }
        return try MovedLeave(db).notes(from: before, to: after)
    }

    private struct Renumbering {
        var from: String
        var to: String
        var isOne: Bool { from != to }
    }

    private func renumber(_ employee: Employee, _ renumbering: Renumbering) throws -> [String] {
        let old = UserDirectory.withoutLeadingZeros(renumbering.from)
        let users = try DeviceUserStore(db).all(of: employee.id).filter {
            UserDirectory.withoutLeadingZeros($0.deviceUser) == old && $0.punchCount > 0
        }
        let kept = users.map(\.deviceUser).first.map { user in
            "What the number \(user) has punched stays \(employee.name)’s; if it never was \(employee.name)’s number, "
                + "give it to whom it belongs with “etime inbox map \(user) CODE --all”."
        }
        return try [kept].compactMap { $0 } + numbers.handOver(renumbering.to, to: employee)
    }

    private func dispute(
        _ before: Employee, _ after: Employee, _ renumbering: Renumbering
    ) throws -> NumberHandover.Conflict? {
        let isSame = (before.joined, before.left) == (after.joined, after.left) && !renumbering.isOne
        return isSame ? nil : try numbers.conflict(for: after, number: renumbering.to)
    }

    /// A new code does not change what the terminals know: where they know the person by the old one, that stays the
    /// number.
    private func keptNumber(_ valid: ValidEmployee, _ before: Employee, _ oldNumber: String?) throws -> String? {
        guard !valid.isNumberTyped, oldNumber == nil, before.code != valid.code,
            try DeviceNumberStore(db).employees(numbered: before.code).isEmpty
        else { return nil }
        let old = UserDirectory.withoutLeadingZeros(before.code)
        let isKnown = try DeviceUserStore(db).all(of: before.id).contains {
            UserDirectory.withoutLeadingZeros($0.deviceUser) == old
        }
        return isKnown ? before.code : nil
    }

    /// What only the database can say.
    private func check(
        _ valid: ValidEmployee, for before: Employee?, dispute: NumberHandover.Conflict?,
        _ renumbering: Renumbering? = nil, move: String? = nil
    ) throws {
        var problems: [EmployeeField: String] = [:]
        problems[.postedFrom] = move
        if let dispute {
            let field: EmployeeField =
                if let before, renumbering?.isOne == false { before.left != valid.left ? .left : .joined } else {
                    valid.deviceUser == nil ? .code : .deviceUser
                }
            problems[field] = dispute.sentence(for: valid.employee(ID(0), manager: nil))
        }
        if let other = try EmployeeStore(db).find(code: valid.code), other.id != before?.id {
            problems[.code] = "The code \(valid.code) is \(other.name)'s already."
        }
        problems[.manager] = try managerProblem(valid, before)
        if let code = valid.shift, try ShiftStore(db).find(code: code) == nil {
            problems[.shift] = ServiceError.unknownShift(code: code).description
        }
        if !problems.isEmpty { throw ServiceError.invalid(problems.inOrder) }
    }

    private func manager(of valid: ValidEmployee) throws -> ID<Employee>? {
        try valid.manager.flatMap { try EmployeeStore(db).find(code: $0)?.id }
    }

    /// Who reports to whom must lead up to somebody who reports to nobody.
    private func managerProblem(_ valid: ValidEmployee, _ before: Employee?) throws -> String? {
        guard let code = valid.manager else { return nil }
        let store = EmployeeStore(db)
        guard let manager = try store.find(code: code) else {
            return "There is no employee \(code) to report to; add that person first."
        }
        var above = manager
        var seen: Set<ID<Employee>> = []
        while seen.insert(above.id).inserted {
            if above.id == before?.id {
                return "\(manager.name) reports to \(valid.name) already, directly or through others."
            }
            guard let next = try above.manager.flatMap({ try store.find($0) }) else { break }
            above = next
        }
        return nil
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
            return try valid.endsShift && endShift(of: employee, from: valid.shiftFrom ?? today)
        }
        let all = try RosterStore(db).assignments(of: employee.id)
        let current = all.current(on: today)
        let currentCode = try current?.shift.flatMap { try ShiftStore(db).find($0)?.code }
        if code == currentCode, valid.shiftFrom == nil || valid.shiftFrom == current?.from { return false }
        let first = valid.shiftFrom ?? (all.isEmpty ? employee.joined : max(today, employee.joined))
        try assign(code, to: employee, from: first)
        return true
    }

    /// The form knows shifts alone; a rotation of the person's own goes on.
    private func endShift(of employee: Employee, from first: CivilDate) throws -> Bool {
        let isEnded = try roster.unassign(.employee(employee.id), from: first) { $0.shift != nil }
        if isEnded { try marks.mark(employee.id, from: first) }
        return isEnded
    }

    private func assign(_ code: String?, to employee: Employee, from first: CivilDate) throws {
        guard let code, let shift = try ShiftStore(db).find(code: code) else { return }
        try roster.assign(RosterAssignment(employee: employee.id, shift: shift.id, from: first))
        try marks.mark(employee.id, from: first)
    }
}

extension NumberHandover.Conflict {
    fileprivate func sentence(for person: Employee) -> String {
        guard let left = other.left else {
            return
                "The number \(number) is \(other.name)’s on the terminals; enter \(other.name)’s last day first, or give "
                + "another number."
        }
        return "The number \(number) was \(other.name)’s until \(left), and \(person.name) joined on \(person.joined): "
            + "correct the date that is wrong, or give another number; “etime inbox map \(number) CODE --from DATE” hands "
            + "over on another day."
    }
}

extension ValidEmployee {
    fileprivate func employee(_ id: ID<Employee>, manager: ID<Employee>?) -> Employee {
        var person = Employee(
            id: id, code: code, name: name, gender: gender, manager: manager, joined: joined, left: left)
        let from = max(joined, postedFrom ?? joined)
        person.postings = Postings(
            Posting(from: joined), moves: [Posting(from: from, department: department, location: location)])
        return person
    }
}

extension [RosterAssignment] {
    /// The one that holds on the date, else the next to come.
    func current(on date: CivilDate) -> RosterAssignment? {
        last { $0.holds(on: date) } ?? filter { $0.from > date }.min { $0.from < $1.from }
    }
}
