import Domain
package import Services

/// One employee out of all, looked for by words.
package final class EmployeeChoice: EmployeeChoosing {
    package private(set) var employee: EmployeeEntry?
    package private(set) var isLoaded = false
    package private(set) var failure: Problem?
    package var search = "" {
        didSet { if search != oldValue { onChange() } }
    }
    package var onChange: () -> Void = {}

    private let session: Session
    private var employees: [EmployeeEntry] = []

    package init(session: Session) {
        self.session = session
    }

    package var candidates: [EmployeeEntry] {
        let words = SearchWords(search)
        return employees.filter { words.fit($0.searchText) }
    }

    package var isEmpty: Bool { isLoaded && employees.isEmpty }

    package func load() async {
        do {
            employees = try await session.services.employees.list(by: session.actor)
            failure = nil
        } catch is CancellationError {
            return
        } catch {
            failure = Problem("The employees could not be read", error, consequence: "Nothing was changed.")
        }
        isLoaded = true
        onChange()
    }

    package func choose(employee: EmployeeEntry?) {
        guard employee != self.employee else { return }
        self.employee = employee
        onChange()
    }
}
