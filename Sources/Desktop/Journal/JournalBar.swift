import Domain
import Gtk
import Services

/// What narrows the journal: who, whom it is about, when, and what kind of change.
final class JournalBar {
    let widget: Widget
    /// The person chose another part of it.
    var onNarrow: (@escaping (inout JournalChoice) -> Void) -> Void = { _ in }
    var onEverything: () -> Void = {}

    private let actor = DropDown(name: "Changed by", ["By anybody"])
    private let employee = EmployeeButton(name: "About whom", nobody: "About anybody", purpose: "to look for")
    private let period = DropDown(name: "When", JournalChoice.Period.allCases.map(\.title))
    private let kind = DropDown(name: "What kind", ["Every kind"] + JournalKind.all.map(\.title))
    private let from = DayButton(name: "From which day")
    private let to = DayButton(name: "To which day")
    private let days: Box
    private let record = Label(classes: "heading").ellipsised()
    private let everything = Button("Show everything", classes: "flat")
    private var actors: [String] = []
    private var people: [EmployeeEntry] = []
    /// The program shows what holds, and nobody chose.
    private var isShowing = false

    init() {
        days = Box.row(spacing: 6, from.widget, Label("to", classes: "dim-label"), to.widget)
        record.expand(horizontally: true)
        let row = Box.row(spacing: 6, actor, employee.widget, period, days, kind, record, everything)
        row.margin(top: 6, bottom: 6, start: 12, end: 12)
        row.name("What is shown")
        widget = row
        connect()
    }

    private func connect() {
        actor.onSelected { [weak self] in
            guard let self else { return }
            let name = actor.selected == 0 ? nil : actors.dropFirst(actor.selected - 1).first
            narrow { $0.actor = name }
        }
        employee.onChosen = { [weak self] entry in self?.narrow { $0.employee = entry?.id } }
        period.onSelected { [weak self] in self?.choosePeriod() }
        kind.onSelected { [weak self] in
            guard let self else { return }
            let chosen = kind.selected == 0 ? nil : JournalKind.all.dropFirst(kind.selected - 1).first
            narrow { $0.kind = chosen }
        }
        for button in [from, to] { button.onChosen = { [weak self] in self?.chooseDays() } }
        everything.onClicked { [weak self] in self?.onEverything() }
    }

    private func narrow(_ body: @escaping (inout JournalChoice) -> Void) {
        guard !isShowing else { return }
        onNarrow(body)
    }

    /// A period of one's own begins with the last 7 days.
    private func choosePeriod() {
        guard let chosen = JournalChoice.Period(rawValue: period.selected) else { return }
        let today = Words.today
        narrow { choice in
            choice.period = chosen
            choice.days = chosen == .custom ? choice.days ?? today - 6...today : nil
        }
    }

    /// Days that are the wrong way round are both meant.
    private func chooseDays() {
        let (a, b) = (from.day, to.day)
        narrow { $0.days = min(a, b)...max(a, b) }
    }

    func show(_ model: JournalModel) {
        isShowing = true
        defer { isShowing = false }
        let choice = model.choice
        if model.actors != actors {
            actors = model.actors
            actor.offer(["By anybody"] + actors.map { Words.short($0, atMost: 28) })
        }
        put(choice.actor.flatMap { actors.firstIndex(of: $0) }.map { $0 + 1 } ?? 0, in: actor)
        put(choice.period.rawValue, in: period)
        put(choice.kind.flatMap { JournalKind.all.firstIndex(of: $0) }.map { $0 + 1 } ?? 0, in: kind)
        showEmployees(model)
        days.isVisible = choice.period == .custom
        if let chosen = choice.days { (from.day, to.day) = (chosen.lowerBound, chosen.upperBound) }
        record.text = choice.record.map { "\($0.title) alone" } ?? ""
        kind.isVisible = choice.record == nil
        everything.isVisible = choice.isNarrowed || !model.search.isEmpty
    }

    private func showEmployees(_ model: JournalModel) {
        employee.widget.isVisible = !model.people.isEmpty
        if model.people.count != people.count {
            people = model.people
            employee.offer(people, chosen: people.first { $0.id == model.choice.employee })
        }
        if model.choice.employee == nil { employee.clear() }
    }

    private func put(_ index: Int, in choices: DropDown) {
        if choices.selected != index { choices.selected = index }
    }
}

/// A button that says a day, and opens a month to choose another from.
final class DayButton {
    let widget: MenuButton
    /// The person chose another day.
    var onChosen: () -> Void = {}

    private let picker = DayPicker()
    private let label: String
    private var isShowing = false

    init(name label: String) {
        self.label = label
        widget = MenuButton(name: label, content: picker)
        picker.onChosen { [weak self] in self?.picked() }
    }

    var day = Words.today {
        didSet { show() }
    }

    private func show() {
        isShowing = true
        defer { isShowing = false }
        widget.text = Words.date(day)
        widget.describe(widget.text)
        if picker.day != day.components { picker.day = day.components }
    }

    private func picked() {
        let (year, month, chosen) = picker.day
        guard !isShowing, let date = CivilDate(year: year, month: month, day: chosen), date != day else { return }
        day = date
        widget.close()
        onChosen()
    }
}
