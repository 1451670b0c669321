import Domain
import Gtk
import Services

/// One's own days, a month at a time: when one came and went, and what it came to.
final class MyMonthRoom: Room {
    let widget: Widget

    private let model: MyMonthModel
    private let heading = WindowTitle("My month")
    private let months = MonthChooser()
    private let sums = MonthSumsBar()
    private let table = TableView<MonthDay>(name: "Days of the month", columns: MyMonthColumns.all)
    private let pages: RoomPages
    private let day = DayPanel()

    init(context: RoomContext) {
        let model = MyMonthModel(session: context.session)
        self.model = model
        let current = Button("Back to this month", classes: "pill")
        let none = StatusPage(
            icon: "x-office-calendar-symbolic", title: "Nothing in this month",
            text: "Here stand your own days. You had not joined by then, or have left.", action: current)
        let list = Box.column(spacing: 0, sums.widget, Separator.horizontal(), table.widget)
        pages = RoomPages(rows: list, none: nil, empty: none) { Task { await model.load() } }
        let paned = Paned(start: pages.widget, end: day.panel.widget)
        paned.expand(vertically: true)
        paned.name("List and details")
        let header = HeaderBar(title: heading)
        widget = Box.column(spacing: 0, header, paned)
        header.start(months.widget)
        day.panel.widget.isVisible = false
        current.onClicked { [weak self] in self?.show(nil) }
        context.tables.keep(table, as: "my month")
        connect()
        show()
    }

    func load() async { await model.load() }

    func isTouched(by change: Change) -> Bool {
        switch change {
        case .company, .employees, .shifts, .devices, .days: true
        case .accounts, .inbox, .punches, .requests, .leave: false
        }
    }

    /// Nothing is added here, and a month needs no search.
    func add() {}
    func focusSearch() {}

    func focusContent() { table.focus() }

    func stepBack() -> Bool {
        guard model.chosen != nil else { return false }
        choose(nil)
        table.focus()
        return true
    }

    private func connect() {
        model.onChange = { [weak self] in self?.show() }
        model.onExplanation = { [weak self] in self?.showDay() }
        months.onStep = { [weak self] count in Task { await self?.model.step(count) } }
        months.onCurrent = { [weak self] in self?.show(nil) }
        table.onSelect = { [weak self] row in Task { await self?.model.choose(row?.id) } }
        table.onOpen = { [weak self] row in Task { await self?.model.choose(row.id) } }
        day.panel.onClose = { [weak self] in _ = self?.stepBack() }
    }

    private func show(_ month: Month?) { Task { await model.show(month) } }

    private func choose(_ date: CivilDate?) {
        table.select(date)
        Task { await model.choose(date) }
    }

    private func show() {
        heading.subtitle = model.person
        months.show(model.month, isCurrent: model.isCurrent)
        sums.show(MonthSums(model.totals))
        table.show(model.days)
        switch model.state {
        case .loading: pages.show(.loading)
        case .failed(let problem): pages.show(problem)
        case .ready: pages.show(model.days.isEmpty ? .empty : .rows)
        }
    }

    private func showDay() {
        if model.chosen == nil { table.select(nil) }
        day.panel.widget.isVisible = model.chosen != nil
        day.show(model.story, or: model.unexplained)
    }
}
