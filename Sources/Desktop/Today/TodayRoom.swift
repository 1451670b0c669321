import Gtk
import Services

/// Who is in, late, absent, not in yet; and why.
final class TodayRoom: Room {
    let widget: Widget
    let model: TodayModel

    private let context: RoomContext
    private let table: TableView<DayRow>
    private let counts = CountsBar()
    private let dates = DateChooser()
    private let panel = DayPanel()
    private let search = SearchEntry(name: "Search people", placeholder: "Search people")
    private let pages = Stack()
    private let failure: StatusPage
    private var onFirstRows: (() -> Void)?
    /// A day was read.
    var onSheet: (DaySheet) -> Void = { _ in }

    init(context: RoomContext, onFirstRows: @escaping () -> Void) {
        self.context = context
        self.onFirstRows = onFirstRows
        let model = TodayModel(session: context.session)
        self.model = model
        table = TableView(name: "People of the day", columns: TodayColumns.all)
        let retry = Button("Try again", classes: "pill")
        failure = StatusPage(icon: "dialog-error-symbolic", title: "", text: "", action: retry)
        let paned = Paned(start: pages, end: panel.widget)
        paned.expand(vertically: true)
        let header = HeaderBar(title: WindowTitle("Today"))
        widget = Box.column(spacing: 0, header, counts.widget, Separator.horizontal(), paned)
        header.start(dates.widget)
        header.end(search)
        search.width(characters: 22)
        addPages()
        panel.widget.isVisible = false
        connect()
        retry.onClicked { [weak self] in Task { await self?.model.load() } }
        show()
    }

    func load() async { await model.load() }

    func isTouched(by change: Change) -> Bool {
        switch change {
        case .company, .employees, .shifts, .devices, .days: true
        case .inbox, .punches: false
        }
    }

    func add() { context.add(.employees) }

    func focusSearch() { search.focus() }

    func focusContent() { table.focus() }

    func stepBack() -> Bool {
        if model.chosen != nil {
            close()
        } else if model.isNarrowed {
            search.text = ""
            model.showEverybody()
        } else {
            return false
        }
        table.focus()
        return true
    }

    private func addPages() {
        let spinner = Spinner()
        spinner.isSpinning = true
        let everybody = Button("Show everybody", classes: "pill")
        everybody.onClicked { [weak self] in
            self?.search.text = ""
            self?.model.showEverybody()
        }
        let add = Button("Add the first employee", classes: "pill", "suggested-action")
        add.onClicked { [context] in context.add(.employees) }
        pages.add(spinner, named: "loading")
        pages.add(table.widget, named: "rows")
        pages.add(failure, named: "failed")
        pages.add(
            StatusPage(
                icon: "edit-find-symbolic", title: "Nobody matches",
                text: "No one on this day fits what is chosen above.",
                action: everybody), named: "none")
        pages.add(
            StatusPage(
                icon: "system-users-symbolic", title: "No employees on this day",
                text: "Here stands everybody who is employed on the day, as soon as there are employees.", action: add),
            named: "empty")
    }

    private func connect() {
        model.onChange = { [weak self] in self?.show() }
        model.onExplanation = { [weak self] in self?.showDay() }
        counts.onPress = { [weak self] in self?.model.toggle($0) }
        dates.onStep = { [weak self] days in Task { await self?.model.step(days) } }
        dates.onChoose = { [weak self] date in Task { await self?.model.show(date) } }
        search.onSearch { [weak self] in
            guard let self else { return }
            model.search = search.text
        }
        search.onEnter { [weak self] in
            guard let self else { return }
            model.search = search.text
            table.focusFirst()
        }
        search.onStop { [weak self] in _ = self?.stepBack() }
        table.onSelect = { [weak self] row in Task { await self?.model.choose(row?.id) } }
        table.onOpen = { [weak self] row in Task { await self?.model.choose(row.id) } }
        table.note = { [weak self] row in
            self?.model.sheet.flatMap { Words.whyProvisional(row, in: $0) }
        }
        panel.onClose = { [weak self] in self?.close() }
    }

    private func close() {
        table.select(nil)
        Task { await model.choose(nil) }
    }

    private func show() {
        counts.show(model.sheet, filter: model.filter)
        dates.show(model.shownDate, isCurrent: model.date == nil)
        if case .failed(let problem) = model.state {
            failure.show(icon: "dialog-error-symbolic", title: problem.heading, text: problem.text)
            pages.visible = "failed"
            return
        }
        guard let sheet = model.sheet else {
            pages.visible = "loading"
            return
        }
        let rows = model.rows
        table.show(rows)
        pages.visible = sheet.rows.isEmpty ? "empty" : rows.isEmpty ? "none" : "rows"
        onSheet(sheet)
        onFirstRows?()
        onFirstRows = nil
    }

    private func showDay() {
        if model.chosen == nil { table.select(nil) }
        panel.widget.isVisible = model.chosen != nil
        panel.show(model.explanation.map(DayStory.init))
    }
}
