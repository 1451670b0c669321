import Domain
package import Services

extension InboxModel {
    package var candidates: [EmployeeEntry] {
        let words = SearchWords(search)
        return employees.filter { words.fit($0.searchText) }
    }

    /// Those to be matched, as they are listed.
    package var users: [UnknownUser] { unknown.filter { chosenUsers.contains($0.id) } }

    package func choose(users: Set<UnknownUser.ID>) {
        guard users != chosenUsers else { return }
        chosenUsers = users
        onChange()
    }

    package func choose(employee: EmployeeEntry?) {
        self.employee = employee
        onChange()
    }

    /// What the button says: the consequence, with names.
    package var verb: String {
        guard let employee, !users.isEmpty else { return "Match" }
        let punches = Words.count(users.reduce(0) { $0 + $1.punchCount }, "punch", "punches")
        let of = users.count == 1 ? "" : " of \(users.count) users"
        return "Give \(punches)\(of) to \(employee.employee.name)"
    }

    package var canMap: Bool { !users.isEmpty && employee != nil && !isBusy }

    /// Gives what waits of the chosen users to the chosen employee.
    @discardableResult
    package func map() async -> Bool {
        guard canMap, let employee else { return false }
        let users = users
        return await attempt("Not everything was matched", "What was not matched still waits; none is lost.") {
            var (punches, days) = (0, 0)
            for user in users {
                let report = try await inbox.map(user.id, to: employee.id, by: session.actor)
                punches += report.punches
                days += report.daysComputed
            }
            self.employee = nil
            return "\(Words.count(punches, "punch is", "punches are")) \(employee.employee.name)’s now; "
                + "\(Words.count(days, "day", "days")) worked out again."
        }
    }
}
