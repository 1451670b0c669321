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
        let ids = employees.map(\.id)
        self.init(
            try store.wide() + store.assignments(of: ids), overrides: try overrides.overrides(of: ids))
    }
}
