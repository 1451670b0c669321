package import Domain
package import Services

/// What waits for a person: punches that are nobody's or in doubt, lines that nobody could read, and numbers that mean
/// different people.
package final class InboxModel: EmployeeChoosing {
    package enum Page: Int, CaseIterable, Sendable {
        case users, doubts, lines, numbers
    }

    /// What can be taken back here.
    package enum Deed: Equatable, Sendable {
        /// It was said what these punches are.
        case settling([ID<Punch>])
        /// These users, nobody's until then, were given to whoever is named.
        case giving([UnknownUser.ID], to: String)
    }

    package internal(set) var unknown: [UnknownUser] = []
    package internal(set) var doubts: [Doubt] = []
    /// The latest first.
    package internal(set) var lines: [InboxLine] = []
    package internal(set) var numbers: [NumberLine] = []
    package internal(set) var employees: [EmployeeEntry] = []

    package internal(set) var chosenUsers: Set<UnknownUser.ID> = []
    package internal(set) var chosenDoubts: Set<Doubt.ID> = []
    package internal(set) var chosenLines: Set<InboxLine.ID> = []
    package internal(set) var chosenNumber: NumberLine.ID?
    package internal(set) var employee: EmployeeEntry?

    package internal(set) var isLoaded = false
    package internal(set) var failure: Problem?
    /// What was done last, as a sentence.
    package internal(set) var done: String?
    /// What was done last, while that can be taken back.
    package internal(set) var undoable: Deed?
    package internal(set) var isBusy = false
    package var search = "" {
        didSet { if search != oldValue { onChange() } }
    }
    package var onChange: () -> Void = {}
    /// Something does not wait any more.
    package var onDone: () -> Void = {}

    let session: Session
    var inbox: InboxService { session.services.inbox }

    package init(session: Session) {
        self.session = session
    }

    package func count(of page: Page) -> Int {
        switch page {
        case .users: unknown.count
        case .doubts: doubts.count
        case .lines: lines.count
        case .numbers: Set(numbers.map(\.number)).count
        }
    }

    package var isEmpty: Bool { Page.allCases.allSatisfy { count(of: $0) == 0 } }

    /// Where something waits.
    package var firstPage: Page { Page.allCases.first { count(of: $0) > 0 } ?? .users }

    package func load() async {
        do {
            let (unknown, doubts, shared) = try await (
                inbox.list(by: session.actor), inbox.doubtful(by: session.actor), inbox.sameNumbers(by: session.actor)
            )
            (self.unknown, self.doubts, numbers) = (unknown, doubts, shared.flatMap(NumberLine.all))
            lines = try await unreadable()
            employees = try await session.services.employees.list(by: session.actor)
            failure = nil
        } catch {
            failure = Problem("The inbox could not be read", error, consequence: "Nothing was changed.")
        }
        forgetWhatIsGone()
        isLoaded = true
        onChange()
    }

    private func forgetWhatIsGone() {
        chosenUsers.formIntersection(unknown.map(\.id))
        chosenDoubts.formIntersection(doubts.map(\.id))
        chosenLines.formIntersection(lines.map(\.id))
        if !numbers.contains(where: { $0.id == chosenNumber }) { chosenNumber = numbers.first?.id }
        if chosenUsers.isEmpty { chosenUsers = Set(unknown.prefix(1).map(\.id)) }
        if chosenDoubts.isEmpty { chosenDoubts = Set(doubts.prefix(1).map(\.id)) }
    }

    /// Does something that changes what waits. Where it fails, what was done before it can still be taken back, or what went
    /// well of it.
    ///
    /// - Parameter consequence: what a failure means for the punches.
    /// - Returns: whether it went well; if not, `failure` says why.
    func attempt(_ heading: String, _ consequence: String, _ body: () async throws -> String) async -> Bool {
        guard !isBusy else { return false }
        let before = undoable
        (isBusy, failure, done, undoable) = (true, nil, nil, nil)
        onChange()
        var problem: Problem?
        do { done = try await body() } catch {
            problem = Problem(heading, error, consequence: consequence)
            undoable = undoable ?? before
        }
        await load()
        (isBusy, failure) = (false, problem ?? failure)
        onChange()
        onDone()
        return problem == nil
    }
}
