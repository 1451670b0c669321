package import Domain
package import Services

/// What the Today room shows: one day of everybody, narrowed by a count that is pressed and by words that are typed.
package final class TodayModel {
    package enum State: Equatable {
        case loading
        case ready
        case failed(Problem)
    }

    package private(set) var state = State.loading
    package private(set) var sheet: DaySheet?
    /// Where nobody has ever been entered: what to do first.
    package private(set) var firstSteps: FirstSteps?
    /// Nil follows the calendar: the current date, also after midnight.
    package private(set) var date: CivilDate?
    package private(set) var filter: DayGroup?
    package private(set) var chosen: ID<Employee>?
    package var explanation: DayExplanation? { day.explanation }
    /// Why the chosen day cannot be explained; nil where it can, or is being worked out.
    package var unexplained: Problem? { day.problem }
    package var search = "" {
        didSet {
            guard search != oldValue else { return }
            closeWhatIsHidden()
            onChange()
        }
    }

    /// The table, the counts or the state changed.
    package var onChange: () -> Void = {}
    /// The day in the side panel changed.
    package var onExplanation: () -> Void = {}

    /// What stands in the place of the list where there is nobody: may the person help?
    package var addsPeople: Bool { session.allowed.addsPeople }
    /// Nobody else is in the list.
    package var isOwn: Bool { session.allowed.seesOnlySelf }

    private let session: Session
    private let day: ExplainedDay
    private var generation = 0

    package init(session: Session) {
        self.session = session
        day = ExplainedDay(session: session)
    }

    package var shownDate: CivilDate? { date ?? sheet?.date }

    package var rows: [DayRow] {
        guard let sheet else { return [] }
        let words = SearchWords(search)
        return sheet.rows.filter { row in
            (filter.map { row.groups.contains($0) } ?? true) && words.fit(row.searchText)
        }
    }

    /// The day in the side panel; nil while it is being worked out.
    package var story: DayStory? {
        guard let explanation, let sheet else { return nil }
        let row = sheet.rows.first { $0.id == explanation.employee.id }
        return DayStory(explanation, whyProvisional: row.flatMap { Words.whyProvisional($0, today: sheet.asOf.date) })
    }

    package var isNarrowed: Bool { filter != nil || !search.isEmpty }

    /// Reads the day again. An answer that a later question has overtaken is dropped.
    package func load() async {
        generation += 1
        let mine = generation
        do {
            let sheet = try await session.services.attendance.today(date, by: session.actor)
            let steps = sheet.rows.isEmpty ? try await FirstSteps(session) : nil
            guard mine == generation else { return }
            self.sheet = sheet
            firstSteps = steps.flatMap { $0.employees == 0 ? $0 : nil }
            state = .ready
        } catch is CancellationError {
            return
        } catch {
            guard mine == generation else { return }
            state = .failed(Problem("This day could not be read", error, consequence: "Nothing was changed."))
        }
        onChange()
        if chosen != nil { await explain() }
    }

    package func show(_ date: CivilDate?) async {
        self.date = date
        await load()
    }

    package func step(_ days: Int) async {
        guard let shownDate else { return }
        await show(shownDate + days)
    }

    /// Pressing the count that holds already lets go of it.
    package func toggle(_ group: DayGroup) {
        filter = filter == group ? nil : group
        closeWhatIsHidden()
        onChange()
    }

    package func showEverybody() {
        filter = nil
        search = ""
        onChange()
    }

    /// Opens the day of a person beside the table, or closes it.
    package func choose(_ employee: ID<Employee>?) async {
        guard employee != chosen else { return }
        chosen = employee
        day.clear()
        onExplanation()
        if employee != nil { await explain() }
    }

    /// A day beside a table in which its person is no more would be taken for somebody else's.
    private func closeWhatIsHidden() {
        guard let chosen, !rows.contains(where: { $0.id == chosen }) else { return }
        self.chosen = nil
        day.clear()
        onExplanation()
    }

    private func explain() async {
        guard let chosen, let date = sheet?.date else { return }
        if await day.explain(chosen, on: date) { onExplanation() }
    }
}

extension DayRow {
    /// What typed words are looked for in.
    var searchText: String { "\(code) \(name) \(department) \(shiftCode) \(status.word)".lowercased() }
}
