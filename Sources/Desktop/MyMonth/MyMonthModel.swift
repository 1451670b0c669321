package import Domain
package import Services

/// What the room “My month” shows: the days of whoever is signed in, a month at a time, one of which may be explained.
package final class MyMonthModel {
    package enum State: Equatable {
        case loading
        case ready
        case failed(Problem)
    }

    package private(set) var state = State.loading
    /// That is shown; nil until something was read.
    package private(set) var month: Month?
    package private(set) var days: [MonthDay] = []
    package private(set) var totals = MonthTotals([])
    /// Whose month it is: `Asha Verma · 1001`; empty until it was read, and where nothing of it has come.
    package private(set) var person = ""
    package private(set) var chosen: CivilDate?
    /// The days, the month or the state changed.
    package var onChange: () -> Void = {}
    /// The day in the side panel changed.
    package var onExplanation: () -> Void = {}

    private let session: Session
    private let day: ExplainedDay
    /// Nil follows the calendar.
    private var wanted: Month?
    private var current: Month?
    private var generation = 0

    package init(session: Session) {
        self.session = session
        day = ExplainedDay(session: session)
    }

    /// It is the month that goes on.
    package var isCurrent: Bool { month == current }

    /// The day in the side panel; nil while it is being worked out.
    package var story: DayStory? { day.explanation.map { DayStory($0) } }
    /// Why the chosen day cannot be explained.
    package var unexplained: Problem? { day.problem }

    /// Reads the month again. An answer that a later question has overtaken is dropped.
    package func load() async {
        guard let employee = session.actor.employee else { return }
        generation += 1
        let mine = generation
        do {
            let attendance = session.services.attendance
            let today = try await attendance.currentDate()
            let month = wanted ?? Month(of: today)
            let sheet = try await attendance.month(month, of: employee, by: session.actor)
            guard mine == generation else { return }
            take(sheet, today)
        } catch is CancellationError {
            return
        } catch {
            guard mine == generation else { return }
            state = .failed(Problem("Your month could not be read", error, consequence: "Nothing was changed."))
        }
        onChange()
        await explain()
    }

    private func take(_ sheet: MonthSheet, _ today: CivilDate) {
        (month, current, state) = (sheet.month, Month(of: today), .ready)
        days = sheet.newestDays(today: today)
        totals = sheet.rows.first?.totals ?? MonthTotals([])
        person = sheet.rows.first.map { "\($0.employee.name) · \($0.employee.code)" } ?? ""
        if let chosen, !sheet.month.days.contains(chosen) { close() }
    }

    /// A month back or forward; nothing comes after the one that goes on.
    package func step(_ months: Int) async {
        guard let month, let current else { return }
        let next = months < 0 ? month.before : month.after
        guard next <= current else { return }
        await show(next == current ? nil : next)
    }

    /// - Parameter month: nil: the one that goes on.
    package func show(_ month: Month?) async {
        wanted = month
        await load()
    }

    /// Opens a day beside the table, or closes it.
    package func choose(_ date: CivilDate?) async {
        guard date != chosen else { return }
        chosen = date
        day.clear()
        onExplanation()
        await explain()
    }

    private func close() {
        chosen = nil
        day.clear()
        onExplanation()
    }

    private func explain() async {
        guard let chosen, let employee = session.actor.employee else { return }
        if await day.explain(employee, on: chosen) { onExplanation() }
    }
}
