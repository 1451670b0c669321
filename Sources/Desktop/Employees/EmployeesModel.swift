package import Domain
package import Services

/// The list of employees.
package final class EmployeesModel {
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
        let words = search.lowercased().split(separator: " ")
        return all.filter { entry in words.allSatisfy { entry.searchText.contains($0) } }
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

    /// The form for a new employee, or for one of the list.
    package func form(for entry: EmployeeEntry? = nil) -> EmployeeForm {
        EmployeeForm(session: session, entry: entry, shifts: shifts)
    }
}

extension EmployeeEntry {
    var searchText: String {
        "\(employee.code) \(employee.name) \(employee.department) \(shiftCode) \(deviceUser)".lowercased()
    }
}
