package import Domain
import Storage

/// The people whose time is kept.
package struct EmployeeService: Sendable {
    let context: ServiceContext

    /// By code.
    /// - Parameter search: part of a code, a name, a department or a location, whatever the case; empty for all.
    package func list(matching search: String = "", by actor: Actor) async throws -> [EmployeeEntry] {
        let now = context.now()
        let wanted = search.trimmed.lowercased()
        return try await context.reading(.readPeople, by: actor) { db, people in
            let employees = try EmployeeStore(db).all().filter { people.contains($0.id) }
            let entries = try EmployeeEntry.entries(db, employees, now)
            return wanted.isEmpty ? entries : entries.filter { $0.has(wanted) }
        }
    }

    /// Nil where nobody in reach has the code.
    package func find(code: String, by actor: Actor) async throws -> EmployeeEntry? {
        let now = context.now()
        return try await context.reading(.readPeople, by: actor) { db, people in
            guard let employee = try EmployeeStore(db).find(code: code.trimmed), people.contains(employee.id) else {
                return nil
            }
            return try EmployeeEntry.entries(db, [employee], now).first
        }
    }

    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field.
    @discardableResult
    package func add(_ draft: EmployeeDraft, by actor: Actor) async throws -> EmployeeEntry {
        try actor.requiresSome(.changePeople)
        let valid = try draft.validated()
        return try await change(nil, by: actor) { try $0.add(valid) }
    }

    /// A field of the shift left empty leaves the shift as it is. Another department or location holds from the draft's
    /// day on, or from today; days before it keep theirs.
    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field.
    @discardableResult
    package func update(
        _ id: ID<Employee>, to draft: EmployeeDraft, by actor: Actor
    ) async throws -> EmployeeEntry {
        try actor.requiresSome(.changePeople)
        let valid = try draft.validated()
        return try await change(id, by: actor) { try $0.update(id, to: valid) }
    }

    /// The same for whoever says what is to be different alone: nothing that somebody else changes meanwhile is undone.
    /// - Parameter change: given the person as stored; it may be asked again.
    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field.
    @discardableResult
    package func update(
        _ id: ID<Employee>, by actor: Actor, _ change: @Sendable @escaping (EmployeeEntry) throws -> EmployeeDraft
    ) async throws -> EmployeeEntry {
        try await self.change(id, by: actor) { writer in
            guard let employee = try EmployeeStore(writer.db).find(id),
                let entry = try EmployeeEntry.entries(writer.db, [employee], writer.stamp.at).first
            else { throw ServiceError.unknownEmployee(code: "with the id \(id.rawValue)") }
            return try writer.update(id, to: change(entry).validated())
        }
    }

    /// Corrects the day of a move, or takes the move back.
    /// - Parameter new: nil: there is no such move.
    /// - Throws: ``ServiceError/invalid(_:)`` where nobody moves on `old`, another move is in the way, or one of the days
    ///   that would change lies in a locked month.
    @discardableResult
    package func changeMove(
        of id: ID<Employee>, on old: CivilDate, to new: CivilDate?, by actor: Actor
    ) async throws -> EmployeeEntry {
        try await change(id, by: actor) { try $0.changeMove(of: id, on: old, to: new) }
    }

    /// - Parameter lastDay: nil: the employment goes on.
    package func setLeaveDate(of id: ID<Employee>, to lastDay: CivilDate?, by actor: Actor) async throws {
        try await update(id, by: actor) { entry in
            var draft = entry.draft
            draft.left = lastDay?.description ?? ""
            return draft
        }
    }

    /// - Parameter id: nil: somebody new, who has to come within the actor's reach.
    private func change(
        _ id: ID<Employee>?, by actor: Actor,
        _ body: @Sendable @escaping (EmployeeWriter) throws -> EmployeeWriter.Written
    ) async throws -> EmployeeEntry {
        try actor.requiresSome(.changePeople)
        let stamp = context.stamp(actor)
        let entry = try await context.database.write { db in
            if let id { try PeopleInReach(actor, .changePeople, db, now: stamp.at).require(id) }
            let written = try body(try EmployeeWriter(db, by: stamp))
            if id == nil, try !PeopleInReach(actor, .changePeople, db, now: stamp.at).contains(written.employee.id) {
                throw ServiceError.outOfReach(actor: actor.name)
            }
            try DeviceUserLinks(db, by: stamp).claim()
            // Whose last day has passed already does not wait for whoever looks next.
            if try written.employee.hasLeft(before: FingerConsent.today(db, at: stamp.at)) {
                try BiometricService.purgeLeavers(db, by: stamp)
            }
            guard var entry = try EmployeeEntry.entries(db, [written.employee], stamp.at).first else {
                throw ServiceError.unknownEmployee(code: written.employee.code)
            }
            entry.notes = written.notes
            return entry
        }
        try await announce()
        return entry
    }

    private func announce() async throws {
        context.hub.send(.employees, .inbox)
        try await AttendanceService(context: context).recomputeTouched()
    }
}

extension EmployeeEntry {
    /// - Parameter text: in lower case.
    fileprivate func has(_ text: String) -> Bool {
        [employee.code, employee.name, department, location].contains { $0.lowercased().contains(text) }
    }
}

extension EmployeeEntry {
    static func entries(_ db: any SQLConnection, _ employees: [Employee], _ now: Instant) throws -> [EmployeeEntry] {
        let today = try SettingStore(db).companyZone().local(at: now).date
        let work = try EmployeeWork(db, of: employees, today: today)
        let numbers = try DeviceNumberStore(db).all()
        let roster = RosterStore(db)
        let all = try employees.count == 1 ? roster.assignments(of: employees[0].id) : roster.all()
        let assignments = Dictionary(grouping: all, by: \.employee)
        let managers = try managerCodes(db, of: employees)
        return employees.map { employee in
            let shift = assignments[employee.id]?.current(on: today)
            return EmployeeEntry(
                employee: employee, posting: employee.postings.on(today),
                deviceUser: numbers[employee.id] ?? employee.code,
                managerCode: employee.manager.flatMap { managers[$0] } ?? "", shift: shift,
                shiftCode: shift?.shift.flatMap(work.code) ?? "", works: work.text(of: employee, next: shift))
        }
    }

    private static func managerCodes(_ db: any SQLConnection, of employees: [Employee]) throws -> [Domain.ID<Employee>:
        String]
    {
        let store = EmployeeStore(db)
        let people =
            try employees.count == 1
            ? employees[0].manager.flatMap { try store.find($0) }.map { [$0] } ?? [] : store.all()
        return Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0.code) })
    }
}
