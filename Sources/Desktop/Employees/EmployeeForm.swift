package import Domain
package import Services

/// An employee being typed. What was typed stays, whatever becomes of saving it.
package final class EmployeeForm {
    package let isNew: Bool
    package let shifts: [Shift]
    package var draft: EmployeeDraft
    /// What is wrong, by field; only of fields that were left once, or all after a try to save.
    package private(set) var problems: [EmployeeField: String] = [:]
    package private(set) var failure: Problem?
    package private(set) var isSaving = false
    package var onChange: () -> Void = {}

    private let session: Session
    private let id: ID<Employee>?
    private var left: Set<EmployeeField> = []

    package init(session: Session, entry: EmployeeEntry?, shifts: [Shift]) {
        self.session = session
        self.shifts = shifts
        id = entry?.id
        isNew = entry == nil
        draft = entry?.draft ?? EmployeeDraft()
    }

    /// The person goes on to another field: time to say what is wrong with this one.
    package func leave(_ field: EmployeeField) {
        left.insert(field)
        check()
    }

    /// A sentence goes as soon as what it complains of is put right.
    package func typed() {
        check()
    }

    /// - Returns: the employee as stored, or nil where something is wrong, which then is in `problems` or `failure`.
    package func save() async -> EmployeeEntry? {
        guard !isSaving else { return nil }
        left = Set(EmployeeField.allCases)
        failure = nil
        check()
        guard problems.isEmpty else { return nil }
        isSaving = true
        onChange()
        defer {
            isSaving = false
            onChange()
        }
        do {
            if let id { return try await session.services.employees.update(id, to: draft, by: session.actor) }
            return try await session.services.employees.add(draft, by: session.actor)
        } catch ServiceError.invalid(let found) {
            take(found)
        } catch {
            failure = Problem(
                "This could not be saved", error, consequence: "What you typed is still here; nothing was stored.")
        }
        return nil
    }

    private func check() {
        problems = draft.problems().filter { left.contains($0.key) }
        onChange()
    }

    /// Some things only the database knows, such as a code that somebody else has.
    private func take(_ found: [FieldProblem]) {
        for problem in found {
            if let field = EmployeeField(rawValue: problem.field) {
                problems[field] = problem.sentence
            } else {
                failure = Problem(heading: "This could not be saved", text: problem.sentence)
            }
        }
    }
}
