import Domain
import Gtk
import Services

/// The terminals, and who punched on them without being known.
final class DevicesRoom: Room {
    let widget: Widget

    private let context: RoomContext
    private let model: DevicesModel
    private let table: TableView<DeviceSummary>
    private let panel = DevicePanel()
    private let pages = Stack()
    private let inboxText = Label()
    private let inboxBar: Box
    private let failure: StatusPage
    private var dialog: DeviceDialog?
    private var inbox: InboxDialog?

    init(context: RoomContext) {
        self.context = context
        model = DevicesModel(session: context.session)
        table = TableView(name: "Terminals", columns: DevicesRoom.columns)
        failure = StatusPage(icon: "dialog-error-symbolic", title: "", text: "")
        let header = HeaderBar(title: WindowTitle("Devices"))
        let add = Button("Add terminal…", classes: "suggested-action")
        let match = Button("Match…")
        inboxBar = Box.row(spacing: 12, Icon("dialog-question-symbolic"), inboxText.wrapped(), match)
        inboxText.expand(horizontally: true)
        inboxBar.addClass("notice")
        let paned = Paned(start: pages, end: panel.widget)
        paned.expand(vertically: true)
        widget = Box.column(spacing: 0, header, inboxBar, paned)
        header.start(add)
        add.onClicked { [weak self] in self?.add() }
        match.onClicked { [weak self] in self?.openInbox() }
        addPages()
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

    func focusSearch() { table.focus() }

    func focusContent() { table.focus() }

    func stepBack() -> Bool {
        guard model.chosen != nil else { return false }
        table.select(nil)
        model.choose(nil)
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

    private func addPages() {
        let spinner = Spinner()
        spinner.isSpinning = true
        let add = Button("Add terminal…", classes: "pill", "suggested-action")
        add.onClicked { [weak self] in self?.add() }
        pages.add(spinner, named: "loading")
        pages.add(table.widget, named: "rows")
        pages.add(failure, named: "failed")
        pages.add(
            StatusPage(
                icon: "network-wired-symbolic", title: "No terminals yet",
                text:
                    "Add the terminal at the gate, by its address in the network. “Sync now” then fetches its punches.",
                action: add), named: "empty")
    }

    private func connect() {
        model.onChange = { [weak self] in self?.show() }
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
        table.show(model.devices)
        inboxText.text = model.inboxSentence ?? ""
        inboxBar.isVisible = model.inboxSentence != nil
        if let problem = model.problem {
            failure.show(icon: "dialog-error-symbolic", title: problem.heading, text: problem.text)
        }
        pages.visible =
            if !model.isLoaded { "loading" } else if model.problem != nil { "failed" } else {
                model.devices.isEmpty ? "empty" : "rows"
            }
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
        guard dialog == nil else { return }
        let dialog = DeviceDialog(form: form, over: context.window)
        self.dialog = dialog
        dialog.onClosed = { [weak self] in self?.dialog = nil }
        dialog.onSaved = { [weak self] saved in
            self?.table.select(saved.id)
            self?.model.choose(saved.id)
            self?.context.notify("\(saved.name) is saved.")
        }
    }

    private func openInbox() {
        guard inbox == nil else { return }
        let dialog = InboxDialog(model: InboxModel(session: context.session), over: context.window)
        inbox = dialog
        dialog.onClosed = { [weak self] in self?.inbox = nil }
        dialog.onMapped = { [weak self] in self?.context.notify($0) }
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
