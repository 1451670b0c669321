import Domain
import Storage

extension Roster {
    /// - Parameter employees: nil: everybody. Else only what can matter to these.
    init(_ db: any SQLConnection, of employees: [Employee]? = nil) throws {
        let store = RosterStore(db)
        let overrides = RosterOverrideStore(db)
        guard let employees else {
            self.init(try store.all(), overrides: try overrides.all())
            return
        }
        self.init(
            try store.wide() + employees.flatMap { try store.assignments(of: $0.id) },
            overrides: try employees.flatMap { try overrides.overrides(of: $0.id) })
    }
}
