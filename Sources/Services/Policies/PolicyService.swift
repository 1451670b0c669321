package import Domain
import Storage

/// A named policy and for whom it holds.
package struct PolicySummary: Hashable, Sendable {
    package var policy: NamedPolicy
    /// Ascending by first day.
    package var assignments: [PolicyAssignment]
}

/// The rules by which days are judged, under names, and for whom they hold: of those that concern a shift of a date the
/// narrowest wins, as a whole.
///
/// Each change marks the days it touches, and works them out again before it returns.
package struct PolicyService: Sendable {
    let context: ServiceContext

    /// By name.
    package func list() async throws -> [PolicySummary] {
        try await context.database.read { db in
            let assignments = try PolicyStore(db).assignments()
            return try PolicyStore(db).all().map { policy in
                PolicySummary(policy: policy, assignments: assignments.filter { $0.policy == policy.id })
            }
        }
    }

    /// Nil where there is none.
    package func find(name: String) async throws -> PolicySummary? {
        try await list().first { $0.policy.name == name.trimmed }
    }

    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field.
    @discardableResult
    package func add(_ name: String, _ rules: AttendancePolicy, by actor: Actor) async throws -> NamedPolicy {
        try await change(by: actor) { db, stamp in
            try Self.check(name, rules, for: nil, db)
            return try PolicyStore(db).insert(NamedPolicy(id: ID(0), name: name.trimmed, rules: rules), by: stamp)
        }
    }

    /// The days of everybody for whom it holds are worked out by the new rules.
    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field.
    @discardableResult
    package func update(
        _ id: ID<NamedPolicy>, name: String, to rules: AttendancePolicy, acceptingChangedCases isAccepted: Bool = false,
        by actor: Actor
    ) async throws -> NamedPolicy {
        try await change(acceptingChangedCases: isAccepted, by: actor) { db, stamp in
            try Self.check(name, rules, for: id, db)
            let policy = NamedPolicy(id: id, name: name.trimmed, rules: rules)
            try PolicyStore(db).update(policy, by: stamp)
            let marks = try PolicyMarks(db, now: stamp.at)
            for assignment in try PolicyStore(db).assignments() where assignment.policy == id {
                try Self.checkShift(of: assignment.scope, under: policy, db)
                try marks.mark(assignment)
            }
            return policy
        }
    }

    /// - Throws: ``ServiceError/invalid(_:)`` where it holds or held for somebody: past days would lose their rules.
    package func remove(_ id: ID<NamedPolicy>, by actor: Actor) async throws {
        try await change(by: actor) { db, stamp in
            let store = PolicyStore(db)
            guard let policy = try store.find(id) else { throw StorageError.notFound("policy no. \(id.rawValue)") }
            if let held = try store.assignments().first(where: { $0.policy == id }) {
                let whom = try PolicyNames(db).name(held.scope)
                throw ServiceError.invalid([
                    FieldProblem(
                        field: "policy",
                        sentence: "“\(policy.name)” holds for \(whom) from \(held.from) on, so it cannot be removed; "
                            + "take the assignment back first.")
                ])
            }
            try store.remove(policy, by: stamp)
        }
    }

    /// - Throws: ``ServiceError/invalid(_:)`` where the last day is before the first, where nobody or nothing of that
    ///   name exists, or another policy holds for the same people on one of the days.
    package func assign(_ assignment: PolicyAssignment, acceptingChangedCases isAccepted: Bool = false, by actor: Actor)
        async throws
    {
        try await change(acceptingChangedCases: isAccepted, by: actor) { db, stamp in
            try Self.check(assignment, db)
            try PolicyStore(db).assign(assignment, by: stamp)
            try PolicyMarks(db, now: stamp.at).mark(assignment)
        }
    }

    /// From `first` on no named policy holds for the scope itself; what held before that day stays.
    /// - Returns: false where there was nothing to end.
    @discardableResult
    package func unassign(
        _ scope: Scope, from first: CivilDate, acceptingChangedCases isAccepted: Bool = false, by actor: Actor
    ) async throws -> Bool {
        try await change(acceptingChangedCases: isAccepted, by: actor) { db, stamp in
            let store = PolicyStore(db)
            let marks = try PolicyMarks(db, now: stamp.at)
            let ended = try store.assignments().filter { $0.scope == scope && ($0.to.map { $0 >= first } ?? true) }
            for assignment in ended {
                try store.end(assignment, on: assignment.from < first ? first - 1 : nil, by: stamp)
                var gone = assignment
                gone.from = max(first, assignment.from)
                try marks.mark(gone)
            }
            return !ended.isEmpty
        }
    }

    /// For each shift of a date which policy judges it, and which stand behind it; past or to come.
    package func which(_ employee: ID<Employee>, on date: CivilDate, by actor: Actor) async throws -> [String] {
        try await AttendanceService(context: context).explain(employee, on: date, by: actor).trace.entries
            .filter { $0.rule == "policy" }.map(\.text)
    }

    /// The scope in words: `department Stores`, `Asha Verma (0042)`; none for people out of reach.
    package func names(of scopes: [Scope], by actor: Actor) async throws -> [Scope: String] {
        try await context.reading(.readPeople, by: actor) { db, people in
            let names = try PolicyNames(db)
            let told = scopes.filter { if case .employee(let id) = $0 { people.contains(id) } else { true } }
            return Dictionary(told.map { ($0, names.name($0)) }) { first, _ in first }
        }
    }

    private func change<T: Sendable>(
        acceptingChangedCases isAccepted: Bool = true, by actor: Actor,
        _ body: @Sendable (any SQLConnection, Stamp) throws -> T
    ) async throws -> T {
        try actor.requires(.changeShifts)
        let stamp = context.stamp(actor)
        let result = try await context.database.write { db in
            try KeptCaseCheck.guarding(db, now: stamp.at, accepting: isAccepted) { try body(db, stamp) }
        }
        context.hub.send(.shifts)
        try await AttendanceService(context: context).recomputeTouched()
        return result
    }
}

extension PolicyService {
    private static func check(
        _ name: String, _ rules: AttendancePolicy, for id: ID<NamedPolicy>?, _ db: any SQLConnection
    ) throws {
        var problems: [FieldProblem] = []
        let name = name.trimmed
        if name.isEmpty {
            problems.append(FieldProblem(field: "name", sentence: "Enter the policy's name."))
        } else if name.count > 100 {
            problems.append(FieldProblem(field: "name", sentence: "A policy's name has at most 100 characters."))
        } else if let other = try PolicyStore(db).find(name: name), other.id != id {
            problems.append(FieldProblem(field: "name", sentence: "There is a policy “\(name)” already."))
        }
        problems += rules.problems().map { FieldProblem(field: $0.field, sentence: $0.sentence) }
        if !problems.isEmpty { throw ServiceError.invalid(problems) }
    }

    /// A policy of a shift must fit its hours; one that is assigned wider judges shifts of all hours.
    private static func checkShift(of scope: Scope, under policy: NamedPolicy, _ db: any SQLConnection) throws {
        guard case .shift(let id) = scope, let shift = try ShiftStore(db).find(id) else { return }
        let problems = shift.problems(under: policy.rules)
        guard !problems.isEmpty else { return }
        throw ServiceError.invalid(
            problems.map {
                FieldProblem(
                    field: $0.field, sentence: "For shift \(shift.code) by “\(policy.name)”: \($0.sentence)")
            })
    }

    private static func check(_ new: PolicyAssignment, _ db: any SQLConnection) throws {
        if let last = new.to, last < new.from {
            throw ServiceError.invalid([
                FieldProblem(field: "to", sentence: "The policy's last day, \(last), is before its first, \(new.from).")
            ])
        }
        let names = try PolicyNames(db)
        if let sentence = names.problem(new.scope) {
            throw ServiceError.invalid([FieldProblem(field: "scope", sentence: sentence)])
        }
        let store = PolicyStore(db)
        if let policy = try store.find(new.policy) { try checkShift(of: new.scope, under: policy, db) }
        guard let other = try store.assignments().first(where: { $0.contradicts(new) }) else { return }
        let name = try store.find(other.policy)?.name ?? ""
        let span = "from \(other.from)" + (other.to.map { " to \($0)" } ?? " on")
        throw ServiceError.invalid([
            FieldProblem(
                field: "from",
                sentence:
                    "“\(name)” holds for \(names.name(new.scope)) \(span) already, and only one policy can; take that "
                    + "back first, or choose other days.")
        ])
    }
}
