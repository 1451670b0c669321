package import Domain
package import Services

/// A terminal being typed. What was typed stays, whatever becomes of saving it.
package final class DeviceForm {
    package let isNew: Bool
    package var draft: DeviceDraft
    package private(set) var problems: [DeviceField: String] = [:]
    package private(set) var failure: Problem?
    package private(set) var isSaving = false
    package var onChange: () -> Void = {}

    private let session: Session
    private let id: ID<Device>?
    private var left: Set<DeviceField> = []

    package init(session: Session, id: ID<Device>?, draft: DeviceDraft) {
        self.session = session
        self.id = id
        self.draft = draft
        isNew = id == nil
    }

    package func leave(_ field: DeviceField) {
        left.insert(field)
        check()
    }

    package func typed() {
        check()
    }

    package func save() async -> DeviceSummary? {
        guard !isSaving else { return nil }
        left = Set(DeviceField.allCases)
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
            if let id { return try await session.services.devices.update(id, to: draft, by: session.actor) }
            return try await session.services.devices.add(draft, by: session.actor)
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

    private func take(_ found: [FieldProblem]) {
        for problem in found {
            if let field = DeviceField(rawValue: problem.field) {
                problems[field] = problem.sentence
            } else {
                failure = Problem(heading: "This could not be saved", text: problem.sentence)
            }
        }
    }
}
