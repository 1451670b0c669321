import Domain

/// A scenario of a whole company: who works there, and what happens one thing after the other. It is lived through in a
/// database of its own, by the services that the programs use.
struct CompanyStory: Sendable {
    var people: [EmployeeDraft]
    var steps: [CompanyStep]
}

/// One thing that happens in a company, or that is looked at.
struct CompanyStep: Sendable {
    enum Deed: Sendable {
        /// A terminal is read at a time of the company's clock; it has these punches besides what it had.
        case collect(terminal: String, at: LocalTime, [StoryPunch])
        case lock(Month)
        case recompute(ClosedRange<CivilDate>)
        /// Fields of an employee's form, by the code that the person has now.
        case change(code: String, [EmployeeField: String])
        /// Whose a terminal's user is.
        case map(user: String, terminal: String, to: String, MappedTime)
        /// Employee code and what its days must be.
        case days([(code: String, expectations: [DayExpectation])])
        /// All differences of locked days, by employee code and date.
        case adjustments([String])
        /// All users whose punches wait, and how many.
        case inbox([String: Int])
        /// Sums over everybody.
        case totals(ClosedRange<CivilDate>, [StoryTotal])
    }

    var deed: Deed
    /// What must be refused, and with which words; nil: nothing.
    var refused: [String]?

    var punches: [StoryPunch] { if case .collect(_, _, let punches) = deed { punches } else { [] } }
}

/// A punch by the number that the terminal knows.
struct StoryPunch: Hashable, Sendable {
    var user: String
    var local: LocalTime
    var state: UInt8
}

/// A sum over all days of all people that must come out.
struct StoryTotal: Hashable, Sendable {
    /// A status, or the name of a duration.
    var name: String
    /// Days, or seconds.
    var amount: Int

    init(name: String, amount: Int) {
        self.name = name
        self.amount = amount
    }
}

extension StoryTotal {
    static let durations = ["work", "late", "early", "overtime"]

    var text: String {
        guard Self.durations.contains(name) else { return "\(amount)" }
        return "\(amount / 3600):\((amount / 60 % 60).padded(2))"
    }

    /// `1080000:30`, or a number of days.
    init?(_ name: String, _ text: String) {
        self.name = name
        guard Self.durations.contains(name) else {
            guard let count = Int(text), count >= 0 else { return nil }
            amount = count
            return
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let hours = parts[0], let minutes = parts[1], hours >= 0, (0..<60).contains(minutes)
        else { return nil }
        amount = hours * 3600 + minutes * 60
    }
}
