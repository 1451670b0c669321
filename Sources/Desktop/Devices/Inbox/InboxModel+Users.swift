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
            var given = Giving(to: employee.employee.name)
            for user in users {
                given.add(try await inbox.map(user.id, to: employee.id, by: session.actor), of: user.id)
                undoable = given.deed
            }
            self.employee = nil
            return given.sentence
        }
    }

    /// A match was wrong: what was given is nobody's again, and waits.
    func takeBack(_ users: [UnknownUser.ID], from name: String) async -> Bool {
        await attempt("It was not taken back", "What was not taken back stays as it is.") {
            var (punches, days) = (0, 0)
            for (index, user) in users.enumerated() {
                undoable = .giving(Array(users[index...]), to: name)
                let report = try await inbox.release(user, by: session.actor)
                punches += report.punches
                days += report.daysComputed
            }
            undoable = nil
            return "\(Words.count(punches, "punch is", "punches are")) nobody’s again; "
                + "\(Words.count(days, "day", "days")) worked out again."
        }
    }
}

/// What came to an employee, user by user.
struct Giving {
    private let name: String
    private var (punches, days) = (0, 0)
    private var first: [UnknownUser.ID] = []
    /// Users whom somebody had at some time: releasing would take them from both.
    private var shared: [String] = []

    init(to name: String) { self.name = name }

    mutating func add(_ report: MappingReport, of user: UnknownUser.ID) {
        punches += report.punches
        days += report.daysComputed
        first += report.firstGiven
        if report.firstGiven.isEmpty { shared.append(user.user) }
    }

    /// What of it can be taken back.
    var deed: InboxModel.Deed? { first.isEmpty ? nil : .giving(first, to: name) }

    var sentence: String {
        let given =
            "\(Words.count(punches, "punch is", "punches are")) \(name)’s now; "
            + "\(Words.count(days, "day", "days")) worked out again."
        guard !shared.isEmpty else { return given }
        return "\(given) Somebody has or had user \(Words.list(shared)) already, so that this cannot be undone here: "
            + "“etime inbox map” says whose it is, and when."
    }
}
