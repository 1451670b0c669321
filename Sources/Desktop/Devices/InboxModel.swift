package import Domain
package import Services
package import Storage

/// A line that came from a terminal and is no punch, because nobody could read it.
package struct InboxLine: Hashable, Identifiable {
    package var text: UnreadableLine
    package var deviceName: String
    /// As a screen says it, on the terminal's clock.
    package var received: String

    package var id: ID<UnreadableLine> { text.id }
}

/// Matching a terminal's user, whom nobody knows, to an employee.
package final class InboxModel {
    package private(set) var unknown: [UnknownUser] = []
    /// The latest first.
    package private(set) var lines: [InboxLine] = []
    package private(set) var employees: [EmployeeEntry] = []
    package private(set) var user: UnknownUser?
    package private(set) var employee: EmployeeEntry?
    package private(set) var failure: Problem?
    package private(set) var isMapping = false
    package var search = "" {
        didSet { if search != oldValue { onChange() } }
    }
    package var onChange: () -> Void = {}

    private let session: Session

    package init(session: Session) {
        self.session = session
    }

    package var candidates: [EmployeeEntry] {
        let words = search.lowercased().split(separator: " ")
        return employees.filter { entry in words.allSatisfy { entry.searchText.contains($0) } }
    }

    /// What the button says: the consequence, with names.
    package var verb: String {
        guard let user, let employee else { return "Match" }
        return "Give \(Words.count(user.punchCount, "punch", "punches")) to \(employee.employee.name)"
    }

    package var canMap: Bool { user != nil && employee != nil && !isMapping }

    package func load() async {
        do {
            unknown = try await session.services.inbox.list(by: session.actor)
            employees = try await session.services.employees.list(by: session.actor)
            lines = try await unreadable()
            failure = nil
        } catch {
            failure = Problem("The inbox could not be read", error, consequence: "Nothing was changed.")
        }
        choose(user: unknown.first { $0.id == user?.id } ?? unknown.first)
    }

    private func unreadable() async throws -> [InboxLine] {
        let devices = try await session.services.devices.list(by: session.actor)
        let zones = Dictionary(uniqueKeysWithValues: devices.map { ($0.id, $0.zone) })
        return try await session.services.inbox.unreadable(by: session.actor).map { kept in
            InboxLine(
                text: kept.line, deviceName: kept.deviceName,
                received: Words.moment(kept.line.receivedAt, in: zones[kept.line.device] ?? ""))
        }
        .sorted { ($1.text.receivedAt, $1.id) < ($0.text.receivedAt, $0.id) }
    }

    package func choose(user: UnknownUser?) {
        self.user = user
        onChange()
    }

    package func choose(employee: EmployeeEntry?) {
        self.employee = employee
        onChange()
    }

    /// - Returns: what came of it, in a sentence; nil where it failed, which is then in `failure`.
    package func map() async -> String? {
        guard canMap, let user, let employee else { return nil }
        isMapping = true
        onChange()
        defer {
            isMapping = false
            onChange()
        }
        do {
            let report = try await session.services.inbox.map(user.id, to: employee.id, by: session.actor)
            self.employee = nil
            await load()
            let punches = Words.count(report.punches, "punch is", "punches are")
            let days = Words.count(report.daysComputed, "day", "days")
            return "\(punches) \(employee.employee.name)’s now; \(days) worked out again."
        } catch {
            failure = Problem("The user was not matched", error, consequence: "The punches still wait; none is lost.")
            return nil
        }
    }
}
