import Domain
import Gtk
import Services

/// Who changed what, when, from where, and from what to what.
final class JournalRoom: Room {
    let widget: Widget

    private let context: RoomContext
    private let model: JournalModel
    private let entry: JournalEntryModel
    private let dialogs = DialogSlot()
    private let table = TableView<JournalRow>(name: "Changes", columns: JournalRoom.columns)
    private let search = SearchEntry(name: "Search changes", placeholder: "Search changes")
    private let heading = WindowTitle("Audit journal")
    private let bar = JournalBar()
    private let page = JournalPanel()
    private let pages: RoomPages
    private let older = Button("Show older")
    private let spinner = Spinner()
    private let read = Label(classes: "dim-label")
    private let foot: Box
    private let exportButton = Button("Export…")

    init(context: RoomContext) {
        self.context = context
        let model = JournalModel(session: context.session)
        self.model = model
        entry = JournalEntryModel(session: context.session)
        let everything = Button("Show everything", classes: "pill")
        read.expand(horizontally: true)
        foot = Box.row(spacing: 12, read, spinner, older)
        foot.margin(top: 6, bottom: 6, start: 12, end: 12)
        let list = Box.column(spacing: 0, table.widget, Separator.horizontal(), foot)
        pages = RoomPages(
            rows: list, none: JournalRoom.nothingMatches(everything), empty: JournalRoom.nothingYet()
        ) { Task { await model.load() } }
        let paned = Paned(start: pages.widget, end: page.panel.widget)
        paned.expand(vertically: true)
        paned.name("List and details")
        let header = HeaderBar(title: heading)
        widget = Box.column(spacing: 0, header, bar.widget, Separator.horizontal(), paned)
        let check = Button("Check the journal")
        for button in [check, exportButton] { header.start(button) }
        header.end(search)
        page.panel.widget.isVisible = false
        check.onClicked { [weak self] in self?.openCheck() }
        exportButton.onClicked { [weak self] in Task { await self?.export() } }
        everything.onClicked { [weak self] in self?.showEverything() }
        older.onClicked { [weak self] in Task { await self?.model.showOlder() } }
        context.tables.keep(table, as: "journal")
        connect()
        show()
    }

    func load() async { await model.load() }

    func isTouched(by change: Change) -> Bool {
        switch change {
        case .accounts, .employees, .company, .shifts, .devices, .inbox, .requests, .leave: true
        case .punches, .days: false
        }
    }

    /// Nothing is added here by hand.
    func add() {}

    func focusSearch() { search.focus() }

    /// Sign-ins tell nobody, so that it looks whenever it is opened.
    func focusContent() {
        table.focus()
        if model.isLoaded { Task { await model.load() } }
    }

    func stepBack() -> Bool {
        if entry.chosen != nil {
            table.select(nil)
            Task { await entry.choose(nil) }
        } else if model.choice.isNarrowed || !model.search.isEmpty {
            showEverything()
        } else {
            return false
        }
        table.focus()
        return true
    }

    /// Shows what was done with one record, whatever was shown before.
    func show(_ record: JournalRecord) {
        search.text = ""
        table.select(nil)
        Task {
            await entry.choose(nil)
            await model.look(for: "")
            await model.narrow { choice in
                choice = JournalChoice()
                choice.record = record
            }
        }
    }

    /// In the order of the journal alone: of what is not read yet nobody knows where it would stand.
    private static let columns: [TableColumn<JournalRow>] = [
        TableColumn("When", width: 14, isNumeric: true) { $0.moment },
        TableColumn("Who", width: 14, expands: true) { $0.line.who },
        TableColumn("About", width: 20, expands: true) { $0.line.subject },
        TableColumn("What", width: 34, expands: true) { $0.line.change },
        TableColumn("From", width: 16, expands: true) { $0.line.origin ?? "" },
    ]

    private static func nothingMatches(_ action: Button) -> StatusPage {
        StatusPage(
            icon: "edit-find-symbolic", title: "No change matches",
            text: "Nothing fits what is chosen above, and the words.", action: action)
    }

    private static func nothingYet() -> StatusPage {
        StatusPage(
            icon: "document-open-recent-symbolic", title: "Nothing was changed yet",
            text:
                "Whatever anybody changes stands here from then on: who, when, from what to what. Nothing is ever taken out."
        )
    }

    private func connect() {
        model.onChange = { [weak self] in self?.show() }
        entry.onChange = { [weak self] in self?.showEntry() }
        bar.onNarrow = { [weak self] body in Task { await self?.model.narrow(body) } }
        bar.onEverything = { [weak self] in self?.showEverything() }
        search.narrow { [model] words in
            Task { await model.look(for: words) }
        } enter: { [weak self] in
            self?.table.focusFirst()
        } stop: { [weak self] in
            _ = self?.stepBack()
        }
        table.onSelect = { [weak self] row in Task { await self?.entry.choose(row?.id) } }
        table.onOpen = { [weak self] row in Task { await self?.entry.choose(row.id) } }
        table.onEnd = { [weak self] in Task { await self?.model.showOlder() } }
        page.panel.onClose = { [weak self] in _ = self?.stepBack() }
        page.onRecord = { [weak self] in self?.show($0) }
    }

    private func showEverything() {
        search.text = ""
        Task { await model.showEverything() }
    }

    private func show() {
        bar.show(model)
        table.show(model.rows)
        read.text = model.countSentence
        spinner.isSpinning = model.isReading
        older.isVisible = !model.isComplete
        older.isSensitive = !model.isReading
        exportButton.isSensitive = model.problem == nil && model.isLoaded
        pages.show(
            isLoaded: model.isLoaded, problem: model.problem,
            isEmpty: model.countRead == 0 && !model.choice.isNarrowed,
            isNarrowedAway: model.rows.isEmpty && model.isComplete)
    }

    private func showEntry() {
        if entry.chosen == nil { table.select(nil) }
        page.panel.widget.isVisible = entry.chosen != nil
        page.show(entry)
    }

    private func openCheck() {
        dialogs.open { JournalCheckDialog(JournalCheck(session: context.session), over: context.window) }
    }

    private func export() async {
        let name = "journal-\(Words.today).ndjson"
        guard
            let path = await context.window.chooseNewPath(
                "Export the journal", verb: "Export", name: name)
        else { return }
        switch await model.export(to: path) {
        case .success(let sentence): context.notify(sentence)
        case .failure(let problem): context.window.tell(problem.heading, problem.text)
        }
        await model.load()
    }
}
