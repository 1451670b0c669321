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
        paned.name("List and details")
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
        case .company, .shifts, .days, .requests, .leave: false
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
        TableColumn("Name", width: 10, expands: true, by: \.name, mark: gone) { $0.name },
        TableColumn("Status", width: 10, by: { $0.condition.word }, mark: state) { $0.condition.word },
        TableColumn("Address", width: 18, by: \.address, mark: gone) { $0.address },
        TableColumn("Last seen", width: 12, isNumeric: true, by: { $0.lastSeen?.seconds ?? 0 }, mark: gone) { device in
            device.lastSeen.map { Words.moment($0, in: device.zone) } ?? "Never"
        },
        TableColumn("All in up to", width: 12, isNumeric: true, by: { $0.completeThrough?.seconds ?? 0 }, mark: gone) {
            device in
            device.completeThrough.map { Words.moment($0, in: device.zone) } ?? "Never read"
        },
        TableColumn("Clock", width: 9, isNumeric: true, by: { abs($0.clockDrift ?? 0) }, mark: gone) {
            Words.drift($0.clockDrift)
        },
    ]

    private static func gone(_ device: DeviceSummary) -> String? { device.isRetired ? "dim-label" : nil }

    private static func state(_ device: DeviceSummary) -> String? {
        if device.isRetired { return "dim-label" }
        if device.lastError != nil { return "absent" }
        return device.warnings.isEmpty ? nil : "look"
    }

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
        panel.onAction = { [weak self] action in
            guard let self, let device = model.chosenDevice else { return }
            Task { await self.act(action, on: device) }
        }
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
        guard let device = model.chosenDevice else { return }
        panel.show(
            device, isSyncing: context.sync.isRunning, refusal: context.sync.refusals[device.id]?.reason)
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

    private func act(_ action: DevicePanel.Action, on device: DeviceSummary) async {
        switch action {
        case .sync: context.sync.start([device.id])
        case .edit: editChosen()
        case .setClock: await tell(await model.setClock(of: device))
        case .dismissNotes: await tell(await model.dismissNotes(of: device))
        case .accept: await accept(device)
        case .retire: await retire(device)
        case .restore: await tell(await model.restore(device))
        }
    }

    private func tell(_ outcome: Result<String, Problem>) async {
        switch outcome {
        case .success(let sentence): context.notify(sentence)
        case .failure(let problem): context.window.tell(problem.heading, problem.text)
        }
        await model.load()
    }

    private func retire(_ device: DeviceSummary) async {
        let (heading, text) = model.retirementQuestion(device)
        guard await context.window.ask(heading, text, verb: "Retire \(device.name)", isDestructive: true) else {
            return
        }
        await tell(await model.retire(device))
    }

    private func accept(_ device: DeviceSummary) async {
        guard let (consent, reason) = context.sync.refusals[device.id] else { return }
        let accepts = await context.window.ask(
            "Accept \(device.name) as it is?", "\(reason) The journal keeps that you accepted it.",
            verb: "Accept and sync", isDestructive: true)
        if accepts { context.sync.start([device.id], accepting: consent) }
    }
}
