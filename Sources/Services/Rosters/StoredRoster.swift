import Domain
import Storage

extension Roster {
    /// Up to so many people, what is said of them is looked up; reading all there is pays beyond.
    static let few = 500

    /// - Parameter employees: nil: everybody. Else what can matter to these is there, and perhaps more.
    init(_ db: any SQLConnection, of employees: [Employee]? = nil) throws {
        let store = RosterStore(db)
        let overrides = RosterOverrideStore(db)
        guard let employees, employees.count <= Self.few else {
            self.init(try store.all(), overrides: try overrides.all())
            return
        }
        let ids = employees.map(\.id)
        self.init(
            try store.wide() + store.assignments(of: ids), overrides: try overrides.overrides(of: ids))
    }
}
