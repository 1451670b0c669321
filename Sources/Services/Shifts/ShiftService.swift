package import Domain
import Storage

/// Working times, who works which, and the days on which nobody does.
///
/// Each change marks the days it touches, and works them out again before it returns.
package struct ShiftService: Sendable {
    let context: ServiceContext

    /// By code.
    package func list() async throws -> [Shift] {
        try await context.database.read { try ShiftStore($0).all() }
    }

    /// Nil where there is none.
    package func find(code: String) async throws -> Shift? {
        try await context.database.read { try ShiftStore($0).find(code: code.trimmed) }
    }

    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field.
    @discardableResult
    package func add(_ draft: ShiftDraft, by actor: Actor) async throws -> Shift {
        try actor.requires(.changeShifts)
        try draft.validated()
        return try await change(by: actor) { db, stamp in
            try Self.checkCode(draft, for: nil, db)
            return try ShiftStore(db).insert(draft.shift(ID(0)), by: stamp)
        }
    }

    /// The days of everybody who works it are worked out by the new rules.
    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field; ``ServiceError/keptCasesChange(_:)``.
    @discardableResult
    package func update(
        _ id: ID<Shift>, to draft: ShiftDraft, acceptingChangedCases isAccepted: Bool = false, by actor: Actor
    ) async throws -> Shift {
        try actor.requires(.changeShifts)
        try draft.validated()
        return try await change(acceptingChangedCases: isAccepted, by: actor) { db, stamp in
            try Self.store(draft, as: id, db, stamp)
        }
    }

    /// The same for whoever says what is to be different alone: nothing that somebody else changes meanwhile is undone.
    /// - Parameter change: given the shift as stored; it may be asked again.
    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field; ``ServiceError/keptCasesChange(_:)``.
    @discardableResult
    package func update(
        _ id: ID<Shift>, acceptingChangedCases isAccepted: Bool = false, by actor: Actor,
        _ change: @Sendable (ShiftDraft) throws -> ShiftDraft
    ) async throws -> Shift {
        try actor.requires(.changeShifts)
        return try await self.change(acceptingChangedCases: isAccepted, by: actor) { db, stamp in
            guard let before = try ShiftStore(db).find(id) else {
                throw ServiceError.unknownShift(code: "with the id \(id.rawValue)")
            }
            let draft = try change(ShiftDraft(before))
            try draft.validated()
            return try Self.store(draft, as: id, db, stamp)
        }
    }

    private static func store(
        _ draft: ShiftDraft, as id: ID<Shift>, _ db: any SQLConnection, _ stamp: Stamp
    ) throws -> Shift {
        try checkCode(draft, for: id, db)
        let shift = draft.shift(id)
        try checkPolicies(of: shift, db)
        try ShiftStore(db).update(shift, by: stamp)
        let marks = try DayMarks(db, now: stamp.at)
        try RosterMarks(db, marks).markWorkers(of: id)
        return shift
    }

    /// In order of their first days.
    package func assignments(of employee: ID<Employee>, by actor: Actor) async throws -> [RosterAssignment] {
        try await context.reading(.readPeople, by: actor) { db, people in
            try people.require(employee)
            return try RosterStore(db).assignments(of: employee)
        }
    }

    /// The employee works this shift from `first` on, in the place of what was assigned on those days.
    /// - Parameters:
    ///   - last: nil: until further notice.
    ///   - alongside: a further shift on the same days, beside those assigned already.
    /// - Returns: what it brings that a limit warns of.
    @discardableResult
    package func assign(
        _ shift: ID<Shift>, to employee: ID<Employee>, from first: CivilDate, through last: CivilDate? = nil,
        alongside: Bool = false, acceptingChangedCases isAccepted: Bool = false, by actor: Actor
    ) async throws -> [RosterConflict] {
        try await RosterService(context: context).assign(
            .shift(shift), to: .employee(employee), from: first, through: last, alongside: alongside,
            acceptingChangedCases: isAccepted, by: actor)
    }

    /// The employee works no shift from `first` on; what was worked before stays.
    /// - Returns: false where there was nothing to end.
    @discardableResult
    package func unassign(
        _ employee: ID<Employee>, from first: CivilDate, acceptingChangedCases isAccepted: Bool = false, by actor: Actor
    ) async throws -> Bool {
        try await RosterService(context: context).unassign(
            .employee(employee), from: first, acceptingChangedCases: isAccepted, by: actor) != nil
    }

    private static func checkCode(_ draft: ShiftDraft, for id: ID<Shift>?, _ db: any SQLConnection) throws {
        guard let other = try ShiftStore(db).find(code: draft.code.trimmed), other.id != id else { return }
        let sentence = "The code \(other.code) is the shift \(other.name)'s already."
        throw ServiceError.invalid([FieldProblem(field: ShiftField.code.rawValue, sentence: sentence)])
    }

    /// The named policies that are assigned to the shift must fit its hours.
    private static func checkPolicies(of shift: Shift, _ db: any SQLConnection) throws {
        let store = PolicyStore(db)
        let problems = try store.assignments().filter { $0.scope == .shift(shift.id) }.flatMap { assignment in
            guard let policy = try store.find(assignment.policy) else { return [FieldProblem]() }
            return shift.problems(under: policy.rules).map {
                FieldProblem(field: $0.field, sentence: "By its policy “\(policy.name)”: \($0.sentence)")
            }
        }
        if !problems.isEmpty { throw ServiceError.invalid(problems) }
    }

    /// Who may do it is the caller's affair.
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
        context.hub.send(.shifts)
        try await AttendanceService(context: context).recomputeTouched()
        return result
    }
}
