import Domain
import Gtk
import Services

/// The terminals, and who punched on them without being known.
final class DevicesRoom: Room {
    let widget: Widget

    private let context: RoomContext
    private let model: DevicesModel
    private let table = TableView<DeviceSummary>(name: "Terminals", columns: DevicesRoom.columns)
    private let search = SearchEntry(name: "Search terminals", placeholder: "Search terminals")
    private let panel = DevicePanel()
    private let pages: RoomPages
    private let inboxText = Label()
    private let inboxBar: Box
    private let dialogs = DialogSlot()

    init(context: RoomContext) {
        self.context = context
        let model = DevicesModel(session: context.session)
        self.model = model
        let all = Button("Show all terminals", classes: "pill")
        let first = Button("Add terminal…", classes: "pill", "suggested-action")
        pages = RoomPages(
            rows: table.widget, none: DevicesRoom.noneMatches(all), empty: DevicesRoom.noneYet(first)
        ) { Task { await model.load() } }
        let match = Button("Match…")
        inboxBar = Box.row(spacing: 12, Icon("dialog-question-symbolic"), inboxText.wrapped(), match)
        inboxText.expand(horizontally: true)
        inboxBar.addClass("notice")
        let header = HeaderBar(title: WindowTitle("Devices"))
        let paned = Paned(start: pages.widget, end: panel.widget)
        paned.expand(vertically: true)
        widget = Box.column(spacing: 0, header, inboxBar, paned)
        let add = Button("Add terminal…", classes: "suggested-action")
        header.start(add)
        header.end(search)
        for button in [add, first] { button.onClicked { [weak self] in self?.add() } }
        match.onClicked { [weak self] in self?.openInbox() }
        all.onClicked { [weak self] in self?.showAll() }
        context.tables.keep(table, as: "terminals")
        connect()
        show()
    }

    func load() async { await model.load() }

    func isTouched(by change: Change) -> Bool {
        switch change {
        case .devices, .punches, .inbox, .employees: true
        case .company, .shifts, .days: false
        }
    }

    func focusSearch() { search.focus() }

    func focusContent() { table.focus() }

    func stepBack() -> Bool {
        if model.chosen != nil {
            table.select(nil)
            model.choose(nil)
        } else if !model.search.isEmpty {
            showAll()
        } else {
            return false
        }
        table.focus()
        return true
    }

    /// Opens the form for a new terminal.
    func add() { open(model.form()) }

    /// The collection began or ended.
    func syncChanged() { showPanel() }

    private static let columns: [TableColumn<DeviceSummary>] = [
        TableColumn("Name", width: 10, expands: true, by: \.name) { $0.name },
        TableColumn("Status", width: 10, by: { $0.condition.word }, mark: { $0.lastError == nil ? nil : "absent" }) {
            $0.condition.word
        },
        TableColumn("Address", width: 18, by: \.address) { $0.address },
        TableColumn("Last seen", width: 12, isNumeric: true, by: { $0.lastSeen?.seconds ?? 0 }) {
            $0.lastSeen.map { Words.moment($0) } ?? "Never"
        },
        TableColumn("All in up to", width: 12, isNumeric: true, by: { $0.completeThrough?.seconds ?? 0 }) {
            $0.completeThrough.map { Words.moment($0) } ?? "Never read"
        },
        TableColumn("Clock", width: 9, isNumeric: true, by: { abs($0.clockDrift ?? 0) }) {
            Words.drift($0.clockDrift)
        },
    ]

    private static func noneMatches(_ action: Button) -> StatusPage {
        StatusPage(
            icon: "edit-find-symbolic", title: "No terminal matches",
            text: "Neither a name, an address nor a state fits the words.", action: action)
    }

    private static func noneYet(_ action: Button) -> StatusPage {
        StatusPage(
            icon: "network-wired-symbolic", title: "No terminals yet",
            text: "Add the terminal at the gate, by its address in the network. “Sync now” then fetches its punches.",
            action: action)
    }

    private func showAll() {
        search.text = ""
        model.search = ""
    }

    private func connect() {
        model.onChange = { [weak self] in self?.show() }
        search.narrow { [model] in
            model.search = $0
        } enter: { [weak self] in
            self?.table.focusFirst()
        } stop: { [weak self] in
            _ = self?.stepBack()
        }
        table.onSelect = { [weak self] in self?.model.choose($0?.id) }
        table.onOpen = { [weak self] _ in self?.editChosen() }
        panel.onClose = { [weak self] in _ = self?.stepBack() }
        panel.onEdit = { [weak self] in self?.editChosen() }
        panel.onSync = { [weak self] in
            guard let self, let chosen = model.chosen else { return }
            context.sync.start([chosen])
        }
        panel.onSetClock = { [weak self] in Task { await self?.setClock() } }
    }

    private func show() {
        let rows = model.rows
        table.show(rows)
        if model.chosen == nil { table.select(nil) }
        inboxText.text = model.inboxSentence ?? ""
        inboxBar.isVisible = model.inboxSentence != nil
        pages.show(
            isLoaded: model.isLoaded, problem: model.problem, isEmpty: model.devices.isEmpty,
            isNarrowedAway: rows.isEmpty)
        showPanel()
    }

    private func showPanel() {
        panel.widget.isVisible = model.chosenDevice != nil
        if let device = model.chosenDevice { panel.show(device, isSyncing: context.sync.isRunning) }
    }

    private func editChosen() {
        guard let device = model.chosenDevice else { return }
        Task {
            do {
                open(try await model.form(for: device))
            } catch {
                let problem = Problem("\(device.name) could not be opened", error)
                context.window.tell(problem.heading, problem.text)
            }
        }
    }

    private func open(_ form: DeviceForm) {
        dialogs.open {
            let dialog = DeviceDialog.open(form, over: context.window)
            dialog.onSaved = { [weak self] saved in
                self?.table.select(saved.id)
                self?.model.choose(saved.id)
                self?.context.notify("\(saved.name) is saved.")
            }
            return dialog
        }
    }

    private func openInbox() {
        dialogs.open {
            let dialog = InboxDialog(model: InboxModel(session: context.session), over: context.window)
            dialog.onMapped = { [context] in context.notify($0) }
            return dialog
        }
    }

    private func setClock() async {
        guard let device = model.chosenDevice else { return }
        switch await model.setClock(of: device) {
        case .success(let sentence): context.notify(sentence)
        case .failure(let problem): context.window.tell(problem.heading, problem.text)
        }
        await model.load()
    }
}
