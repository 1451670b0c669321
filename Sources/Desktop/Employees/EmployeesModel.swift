package import Domain
package import Services

package typealias EmployeeForm = DraftForm<EmployeeDraft, EmployeeEntry>

/// The list of employees.
package final class EmployeesModel: SearchedModel {
    package private(set) var all: [EmployeeEntry] = []
    package private(set) var shifts: [Shift] = []
    package private(set) var isLoaded = false
    package private(set) var problem: Problem?
    package var search = "" {
        didSet { if search != oldValue { onChange() } }
    }
    package var onChange: () -> Void = {}

    private let session: Session
    private var generation = 0

    package init(session: Session) {
        self.session = session
    }

    package var rows: [EmployeeEntry] {
        let words = SearchWords(search)
        return all.filter { words.fit($0.searchText) }
    }

    package var isEmpty: Bool { all.isEmpty }

    /// `400 people`; `7 of 400 people` while words narrow the list.
    package var countSentence: String {
        guard !all.isEmpty else { return "" }
        let people = Words.count(all.count, "person", "people")
        return search.isEmpty ? people : "\(Words.grouped(rows.count)) of \(people)"
    }

    package func load() async {
        generation += 1
        let mine = generation
        do {
            let (people, shifts) = try await (
                session.services.employees.list(by: session.actor), session.services.shifts.list()
            )
            guard mine == generation else { return }
            (all, self.shifts, problem) = (people, shifts, nil)
        } catch is CancellationError {
            return
        } catch {
            guard mine == generation else { return }
            problem = Problem("The employees could not be read", error, consequence: "Nothing was changed.")
        }
        isLoaded = true
        onChange()
    }

    /// Where there is one shift only, it is everybody's.
    private var newDraft: EmployeeDraft { EmployeeDraft(shift: shifts.count == 1 ? shifts[0].code : "") }

    /// The form for a new employee, or for one of the list.
    package func form(for entry: EmployeeEntry? = nil) -> EmployeeForm {
        EmployeeForm(entry?.draft ?? newDraft, isNew: entry == nil) { [session] draft in
            let employees = session.services.employees
            guard let id = entry?.id else { return try await employees.add(draft, by: session.actor) }
            return try await employees.update(id, to: draft, by: session.actor)
        }
    }
}

extension EmployeesModel {
    /// The form for a new shift.
    package func shiftForm() -> ShiftForm {
        ShiftForm(ShiftEntry(), isNew: true) { [session] entry in
            try await session.services.shifts.add(entry.draft, by: session.actor)
        }
    }
}

extension EmployeeEntry {
    var searchText: String {
        "\(employee.code) \(employee.name) \(department) \(works) \(deviceUser)".lowercased()
    }
}
