import Domain
import Gtk
import Services

/// Who is in, late, absent, not in yet; and why.
final class TodayRoom: Room {
    let widget: Widget
    let model: TodayModel

    private let context: RoomContext
    private let table = TableView<DayRow>(name: "People of the day", columns: TodayColumns.all)
    private let counts = CountsBar()
    private let dates = DateChooser()
    private let day = DayPanel()
    private let search = SearchEntry(name: "Search people", placeholder: "Search people")
    private let pages: RoomPages
    private let firstSteps = FirstStepsPage()
    private let empty = Stack()
    private var onFirstRows: (() -> Void)?
    private var hasOpenedOwnDay = false
    /// A day was read.
    var onSheet: (DaySheet) -> Void = { _ in }

    init(context: RoomContext, onFirstRows: @escaping () -> Void) {
        self.context = context
        self.onFirstRows = onFirstRows
        let model = TodayModel(session: context.session)
        self.model = model
        let everybody = Button("Show everybody", classes: "pill")
        let add = Button("Add employee…", classes: "pill", "suggested-action")
        empty.add(firstSteps.widget, named: "first")
        empty.add(TodayRoom.nobodyEmployed(add, model), named: "later")
        pages = RoomPages(rows: table.widget, none: TodayRoom.nobodyMatches(everybody), empty: empty) {
            Task { await model.load() }
        }
        let paned = Paned(start: pages.widget, end: day.panel.widget)
        paned.expand(vertically: true)
        paned.name("List and details")
        let header = HeaderBar(title: WindowTitle("Today"))
        widget = Box.column(spacing: 0, header, counts.widget, Separator.horizontal(), paned)
        header.start(dates.widget)
        header.end(search)
        day.panel.widget.isVisible = false
        // One line is neither counted nor searched.
        search.isVisible = !model.isOwn
        everybody.onClicked { [weak self] in self?.showEverybody() }
        add.onClicked { [weak self] in self?.add() }
        context.tables.keep(table, as: "today")
        firstSteps.onStep = { [context] in context.begin($0) }
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

    func add() { context.begin(.employee) }

    func focusSearch() { if search.isVisible { search.focus() } }

    func focusContent() { table.focus() }

    func stepBack() -> Bool {
        if model.chosen != nil {
            close()
        } else if model.isNarrowed {
            showEverybody()
        } else {
            return false
        }
        table.focus()
        return true
    }

    private static func nobodyMatches(_ action: Button) -> StatusPage {
        StatusPage(
            icon: "edit-find-symbolic", title: "Nobody matches", text: "No one on this day fits what is chosen above.",
            action: action)
    }

    private static func nobodyEmployed(_ action: Button, _ model: TodayModel) -> StatusPage {
        let text =
            model.isOwn
            ? "Here stands your own day. You had not joined by then, or have left."
            : model.addsPeople
                ? "Here stands everybody who is employed on the day. Nobody had joined by then, or all have left."
                : "Here stands whoever reports to you and is employed on the day."
        return StatusPage(
            icon: "system-users-symbolic", title: model.isOwn ? "Nothing on this day" : "No employees on this day",
            text: text, action: model.addsPeople ? action : nil)
    }

    private func showEverybody() {
        search.text = ""
        model.showEverybody()
    }

    private func connect() {
        model.onChange = { [weak self] in self?.show() }
        model.onExplanation = { [weak self] in self?.showDay() }
        counts.onPress = { [weak self] in self?.model.toggle($0) }
        dates.onStep = { [weak self] days in Task { await self?.model.step(days) } }
        dates.onChoose = { [weak self] date in Task { await self?.model.show(date) } }
        search.narrow { [model] in
            model.search = $0
        } enter: { [weak self] in
            self?.table.focusFirst()
        } stop: { [weak self] in
            _ = self?.stepBack()
        }
        table.onSelect = { [weak self] row in Task { await self?.model.choose(row?.id) } }
        table.onOpen = { [weak self] row in Task { await self?.model.choose(row.id) } }
        table.note = { [weak self] row in
            self?.model.sheet.flatMap { Words.whyProvisional(row, today: $0.asOf.date) }
        }
        day.panel.onClose = { [weak self] in self?.close() }
    }

    private func close() {
        table.select(nil)
        Task { await model.choose(nil) }
    }

    private func show() {
        counts.show(model.sheet, filter: model.filter)
        dates.show(model.shownDate, isCurrent: model.date == nil)
        if case .failed(let problem) = model.state { return pages.show(problem) }
        guard let sheet = model.sheet else { return pages.show(.loading) }
        let rows = model.rows
        table.show(rows)
        empty.visible = model.firstSteps == nil ? "later" : "first"
        model.firstSteps.map(firstSteps.show)
        counts.widget.isVisible = model.firstSteps == nil && !model.isOwn
        pages.show(sheet.rows.isEmpty ? .empty : rows.isEmpty ? .none : .rows)
        onSheet(sheet)
        onFirstRows?()
        onFirstRows = nil
        openOwnDay(rows)
    }

    /// Whoever sees one line wants to know what is behind it.
    private func openOwnDay(_ rows: [DayRow]) {
        guard model.isOwn, !hasOpenedOwnDay, let own = rows.first else { return }
        hasOpenedOwnDay = true
        table.select(own.id)
        Task { await model.choose(own.id) }
    }

    private func showDay() {
        if model.chosen == nil { table.select(nil) }
        day.panel.widget.isVisible = model.chosen != nil
        day.show(model.story, or: model.unexplained)
    }
}
