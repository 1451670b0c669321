/// For whom a rule, a roster or a calendar holds.
package enum Scope: Hashable, Sendable {
    case company
    /// By name.
    case location(String)
    /// By name.
    case department(String)
    case shift(ID<Shift>)
    case employee(ID<Employee>)

    /// The narrower of two wins: 0 is the whole company, 4 one person.
    package var rank: Int {
        switch self {
        case .company: 0
        case .location: 1
        case .department: 2
        case .shift: 3
        case .employee: 4
        }
    }
}
