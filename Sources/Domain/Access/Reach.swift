/// Over whom a permission holds.
package enum Reach: Hashable, Sendable {
    /// Over the person alone.
    case own
    /// Over all who report to the person, directly or through others.
    case team
    /// By name.
    case department(String)
    /// By name.
    case location(String)
    case everyone
}

extension Reach {
    /// `team`, `department=Stores`: as it is stored and typed.
    package var text: String {
        switch self {
        case .own: "own"
        case .team: "team"
        case .department(let name): "department=\(name)"
        case .location(let name): "location=\(name)"
        case .everyone: "everyone"
        }
    }

    /// Nil for a text that names none.
    package init?(text: String) {
        switch text {
        case "own": self = .own
        case "team": self = .team
        case "everyone": self = .everyone
        default:
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return nil }
            switch parts[0] {
            case "department": self = .department(parts[1])
            case "location": self = .location(parts[1])
            default: return nil
            }
        }
    }
}
