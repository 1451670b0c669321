package import Services

/// Something typed into fields, not yet believed.
package protocol FormDraft: Equatable {
    associatedtype Field: CaseIterable, Hashable, RawRepresentable<String>

    /// One sentence a field with something wrong.
    func problems() -> [Field: String]
}

extension EmployeeDraft: nonisolated FormDraft {}
extension TerminalEntry: nonisolated FormDraft {}
extension LineReaderEntry: nonisolated FormDraft {}
extension UserEntry: nonisolated FormDraft {}
extension CopyEntry: nonisolated FormDraft {}
extension EnrolEntry: nonisolated FormDraft {}
extension RemovalEntry: nonisolated FormDraft {}
extension ShiftEntry: nonisolated FormDraft {}
extension SettleEntry: nonisolated FormDraft {}
extension DismissEntry: nonisolated FormDraft {}
extension PasswordEntry: nonisolated FormDraft {}
extension AdministratorEntry: nonisolated FormDraft {}
extension CompanyEntry: nonisolated FormDraft {}
extension PlaceEntry: nonisolated FormDraft {}

/// A record being typed. What was typed stays, whatever becomes of saving it.
package final class DraftForm<Draft: FormDraft, Saved> {
    package let isNew: Bool
    package var draft: Draft
    /// What is wrong, by field; only of fields that were left once, or all after a try to save.
    package private(set) var problems: [Draft.Field: String] = [:]
    package private(set) var failure: Problem?
    package private(set) var isSaving = false
    package var onChange: () -> Void = {}

    /// Something was typed that would be lost.
    package var isTouched: Bool { draft != given }

    private let given: Draft
    private let store: (Draft) async throws -> Saved
    private var left: Set<Draft.Field> = []
    /// What only the database knows, such as a code that somebody else has. It stands until the field is typed into:
    /// going from field to field must not wipe it out.
    private var refusals: [Draft.Field: String] = [:]

    package init(_ draft: Draft, isNew: Bool, store: @escaping (Draft) async throws -> Saved) {
        self.draft = draft
        given = draft
        self.isNew = isNew
        self.store = store
    }

    /// The person goes on to another field: time to say what is wrong with this one.
    package func leave(_ field: Draft.Field) {
        left.insert(field)
        check()
    }

    /// A sentence goes as soon as what it complains of is put right.
    package func typed(_ field: Draft.Field) {
        refusals[field] = nil
        check()
    }

    /// - Returns: the record as stored, or nil where something is wrong, which then is in `problems` or `failure`.
    package func save() async -> Saved? {
        guard !isSaving else { return nil }
        left = Set(Draft.Field.allCases)
        failure = nil
        refusals = [:]
        check()
        guard problems.isEmpty else { return nil }
        isSaving = true
        onChange()
        defer {
            isSaving = false
            check()
        }
        do {
            return try await store(draft)
        } catch ServiceError.invalid(let found) {
            take(found)
        } catch {
            failure = Problem(
                "This could not be saved", error, consequence: "What you typed is still here; nothing was stored.")
        }
        return nil
    }

    private func check() {
        problems = draft.problems().filter { left.contains($0.key) }.merging(refusals) { own, _ in own }
        onChange()
    }

    private func take(_ found: [FieldProblem]) {
        for problem in found {
            let sentence = CommandWords.onDesktop(problem.sentence)
            if let field = Draft.Field(rawValue: problem.field) {
                refusals[field] = sentence
            } else {
                failure = Problem(heading: "This could not be saved", text: sentence)
            }
        }
    }
}
