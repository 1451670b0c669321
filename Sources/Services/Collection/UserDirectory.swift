import Domain

/// Which employee a terminal's user number means, where nobody has said so by hand.
struct UserDirectory {
    private var byNumber: [String: ID<Employee>] = [:]
    private var byTrimmed: [String: ID<Employee>?] = [:]

    /// - Parameter numbers: numbers given to employees apart from their codes.
    init(_ employees: [Employee], numbers: [ID<Employee>: String]) {
        for employee in employees {
            let number = numbers[employee.id] ?? employee.code
            byNumber[number] = employee.id
            // Two codes that differ in leading zeros alone: neither can be guessed.
            let trimmed = Self.withoutLeadingZeros(number)
            byTrimmed[trimmed] = byTrimmed[trimmed] == nil ? employee.id : .some(nil)
        }
        // A number given by hand wins over somebody else's code.
        for (employee, number) in numbers { byNumber[number] = employee }
    }

    /// - Parameter present: all users of the terminal: where several differ in leading zeros alone, only the one with the
    ///   very number is meant.
    func employee(for user: String, among present: Set<String>) -> ID<Employee>? {
        if let exact = byNumber[user] { return exact }
        let trimmed = Self.withoutLeadingZeros(user)
        let alike = present.lazy.filter { $0 != user && Self.withoutLeadingZeros($0) == trimmed }
        return alike.isEmpty ? employee(for: user) : nil
    }

    /// Terminals that know only numbers drop leading zeros: `0042` is enrolled as `42`.
    func employee(for user: String) -> ID<Employee>? {
        byNumber[user] ?? byTrimmed[Self.withoutLeadingZeros(user)] ?? nil
    }

    static func withoutLeadingZeros(_ number: String) -> String {
        let rest = number.drop { $0 == "0" }
        return rest.isEmpty && !number.isEmpty ? "0" : String(rest)
    }
}
