package import Domain
import Storage

/// Who works when: rotations, whom they are for, single days, and swaps.
///
/// Each change is one transaction, marks exactly the days that it changes, works them out again before it returns, and
/// says which limits it strains; what a limit refuses is not done.
package struct RosterService: Sendable {
    let context: ServiceContext

    /// By name.
    package func patterns() async throws -> [RotationPattern] {
        try await context.database.read { try RotationStore($0).all() }
    }

    /// - Throws: ``ServiceError/unknownRoster(name:)``
    package func pattern(named name: String) async throws -> RotationPattern {
        try await context.database.read { try Self.pattern(named: name, $0) }
    }

    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field.
    @discardableResult
    package func addPattern(_ draft: RotationDraft, by actor: Actor) async throws -> RotationPattern {
        try actor.requires(.changeShifts)
        return try await change(by: actor) { db, stamp in
            let pattern = try Self.checked(draft, ID(0), db)
            return try RotationStore(db).insert(pattern, by: stamp)
        }
    }

    /// - Returns: what it brings that a limit warns of, for all who work by it.
    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field, or for each limit that refuses it.
    @discardableResult
    package func updatePattern(
        _ id: ID<RotationPattern>, to draft: RotationDraft, acceptingChangedCases isAccepted: Bool = false,
        by actor: Actor
    ) async throws -> [RosterConflict] {
        try actor.requires(.changeShifts)
        return try await change(acceptingChangedCases: isAccepted, by: actor) { db, stamp in
            let pattern = try Self.checked(draft, id, db)
            return try RosterEdit(db, by: stamp).run { try RotationStore(db).update(pattern, by: stamp) }
        }
    }

    /// - Throws: ``ServiceError/invalid(_:)`` where somebody works by it, or ever did.
    package func removePattern(_ id: ID<RotationPattern>, by actor: Actor) async throws {
        try actor.requires(.changeShifts)
        try await change(by: actor) { db, stamp in
            let users = try RosterStore(db).all().filter { $0.pattern == id }
            guard users.isEmpty else {
                let names = try JournalNames(db)
                let whom = Set(users.map { names.scope($0.scope) }).sorted().prefix(3).joined(separator: ", ")
                throw ServiceError.invalid([
                    FieldProblem(
                        field: "pattern",
                        sentence:
                            "This roster is, or was, worked by \(whom), so it cannot be removed; end it for them with "
                            + "“etime roster unassign” instead.")
                ])
            }
            try RotationStore(db).remove(id, by: stamp)
        }
    }

    /// What is assigned, narrow to wide; of single people those in reach.
    package func assignments(by actor: Actor) async throws -> [RosterAssignment] {
        try await context.reading(.readPeople, by: actor) { db, people in
            try RosterStore(db).all().filter { $0.employee.map(people.contains) ?? true }
                .sorted { ($0.layer, $0.from, $0.id) < ($1.layer, $1.from, $1.id) }
        }
    }

    /// From `from` on the scope works this, in the place of what was assigned to the same scope on those days.
    /// - Parameters:
    ///   - scope: anything but a shift.
    ///   - last: nil: until further notice.
    ///   - alongside: a further shift on the same days, beside those assigned already.
    /// - Returns: what it brings that a limit warns of.
    /// - Throws: ``ServiceError/invalid(_:)``, also for each limit that refuses it.
    @discardableResult
    package func assign(
        _ duty: RosterAssignment.Duty, to scope: Scope, from first: CivilDate, through last: CivilDate? = nil,
        alongside: Bool = false, acceptingChangedCases isAccepted: Bool = false, by actor: Actor
    ) async throws -> [RosterConflict] {
        if let last, last < first {
            throw ServiceError.invalid([FieldProblem(field: "to", sentence: "The roster ends before it starts.")])
        }
        return try await rostering(acceptingChangedCases: isAccepted, by: actor) { db, stamp, people in
            try people.require(scope, for: actor)
            let whom = try Self.people(in: scope, db)
            return try RosterEdit(db, by: stamp, days: (first, last)).run(of: whom) {
                try RosterWriter(db, by: stamp).assign(
                    RosterAssignment(scope, duty, from: first, to: last), alongside: alongside)
            }
        }
    }

    /// Nothing is assigned to the scope itself from `first` on; wider layers then hold.
    /// - Returns: nil where there was nothing to end; else what it brings that a limit warns of.
    @discardableResult
    package func unassign(
        _ scope: Scope, from first: CivilDate, acceptingChangedCases isAccepted: Bool = false, by actor: Actor
    ) async throws -> [RosterConflict]? {
        try await rostering(acceptingChangedCases: isAccepted, by: actor) { db, stamp, people in
            try people.require(scope, for: actor)
            let whom = try Self.people(in: scope, db)
            var isEnded = false
            let conflicts = try RosterEdit(db, by: stamp, days: (first, nil)).run(of: whom) {
                isEnded = try RosterWriter(db, by: stamp).unassign(scope, from: first)
            }
            return isEnded ? conflicts : nil
        }
    }

    static func pattern(named name: String, _ db: any SQLConnection) throws -> RotationPattern {
        guard let found = try RotationStore(db).find(name: name.trimmed) else {
            throw ServiceError.unknownRoster(name: name.trimmed)
        }
        return found
    }

    private static func checked(
        _ draft: RotationDraft, _ id: ID<RotationPattern>, _ db: any SQLConnection
    ) throws -> RotationPattern {
        let pattern = try draft.pattern(id, shifts: ShiftStore(db).all())
        if let other = try RotationStore(db).find(name: pattern.name), other.id != id {
            throw ServiceError.invalid([
                FieldProblem(
                    field: RotationField.name.rawValue, sentence: "There is a roster “\(other.name)” already.")
            ])
        }
        return pattern
    }

    /// Whom a change of the scope's roster can concern; nil: everybody.
    /// - Throws: ``ServiceError/invalid(_:)`` where nobody has been in such a department or location.
    private static func people(in scope: Scope, _ db: any SQLConnection) throws -> [ID<Employee>]? {
        let what: String
        switch scope {
        case .company, .shift: return nil
        case .employee(let id): return [id]
        case .department(let name): what = "department “\(name)”"
        case .location(let name): what = "location “\(name)”"
        }
        let people = try EmployeeStore(db).allByID().filter { $0.postings.all.contains { $0.belongs(to: scope) } }
        guard !people.isEmpty else {
            throw ServiceError.invalid([
                FieldProblem(field: "scope", sentence: "Nobody is in the \(what); see the list of employees.")
            ])
        }
        return people.map(\.id)
    }

    /// A change of what people work, with those over whom the actor has the permission.
    func rostering<T: Sendable>(
        _ permission: Permission = .changeRosters, acceptingChangedCases isAccepted: Bool = true, by actor: Actor,
        _ body: @Sendable (any SQLConnection, Stamp, PeopleInReach) throws -> T
    ) async throws -> T {
        try actor.requiresSome(permission)
        return try await change(acceptingChangedCases: isAccepted, by: actor) { db, stamp in
            try body(db, stamp, PeopleInReach(actor, permission, db, now: stamp.at))
        }
    }

    /// Who may do it is the body's affair.
    /// - Parameter isAccepted: kept cases may come out differently; without it they are looked at, and such a change is
    /// refused.
    func change<T: Sendable>(
        acceptingChangedCases isAccepted: Bool = true, by actor: Actor,
        _ body: @Sendable (any SQLConnection, Stamp) throws -> T
    ) async throws -> T {
        let stamp = context.stamp(actor)
        let result = try await context.database.write { db in
            try KeptCaseCheck.guarding(db, now: stamp.at, accepting: isAccepted) { try body(db, stamp) }
        }
        context.hub.send(.shifts, .employees)
        try await AttendanceService(context: context).recomputeTouched()
        return result
    }
}
