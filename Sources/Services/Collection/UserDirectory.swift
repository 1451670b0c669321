import Domain

/// Which employees a terminal's user number means, where nobody has said so by hand.
struct UserDirectory {
    private var byNumber: [String: [Employee]] = [:]
    /// Nil: several numbers differ in leading zeros alone, and neither can be guessed.
    private var byTrimmed: [String: String?] = [:]

    /// - Parameter numbers: numbers given to employees apart from their codes.
    init(_ employees: [Employee], numbers: [ID<Employee>: String]) {
        // A number given by hand wins over the code of somebody employed at the same time.
        let byHand = employees.filter { numbers[$0.id] != nil }
        for employee in byHand + employees.filter({ numbers[$0.id] == nil }) {
            add(employee, numbers[employee.id] ?? employee.code)
        }
    }

    private mutating func add(_ employee: Employee, _ number: String) {
        let others = byNumber[number] ?? []
        guard !others.contains(where: employee.isEmployed(togetherWith:)) else { return }
        byNumber[number] = (others + [employee]).sorted { $0.joined < $1.joined }
        let trimmed = Self.withoutLeadingZeros(number)
        byTrimmed[trimmed] = (byTrimmed[trimmed] ?? number) == number ? .some(number) : .some(nil)
    }

    /// One after the other, in the order in which they joined; empty where the number is nobody's.
    /// - Parameter present: all users of the terminal: where several differ in leading zeros alone, only the one with the
    ///   very number is meant.
    func people(for user: String, among present: PresentUsers) -> [Employee] {
        if let exact = byNumber[user] { return exact }
        return present.hasAnother(like: user) ? [] : people(for: user)
    }

    /// Terminals that know only numbers drop leading zeros: `0042` is enrolled as `42`.
    func people(for user: String) -> [Employee] {
        if let exact = byNumber[user] { return exact }
        let number = byTrimmed[Self.withoutLeadingZeros(user)] ?? nil
        return number.flatMap { byNumber[$0] } ?? []
    }

    static func withoutLeadingZeros(_ number: String) -> String {
        let rest = number.drop { $0 == "0" }
        return rest.isEmpty && !number.isEmpty ? "0" : String(rest)
    }
}

/// All users of a terminal.
struct PresentUsers {
    private let users: Set<String>
    /// How many differ in leading zeros alone.
    private let alike: [String: Int]

    init(_ users: Set<String>) {
        self.users = users
        alike = users.reduce(into: [:]) { $0[UserDirectory.withoutLeadingZeros($1), default: 0] += 1 }
    }

    /// Whether there is somebody else whose number differs in leading zeros alone.
    func hasAnother(like user: String) -> Bool {
        alike[UserDirectory.withoutLeadingZeros(user), default: 0] > (users.contains(user) ? 1 : 0)
    }
}

extension Employee {
    func isEmployed(togetherWith other: Employee) -> Bool {
        let (ends, othersEnd) = (left ?? .distantFuture, other.left ?? .distantFuture)
        return joined <= othersEnd && other.joined <= ends
    }
}
