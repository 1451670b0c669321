import Domain
import Gtk
import Services

/// The terminals, the punches as they come, and who punched without being known.
final class DevicesRoom: Room {
    let widget: Widget
    /// The person turned collecting on or off.
    var onCollects: (Bool) -> Void = { _ in }

    let context: RoomContext
    let model: DevicesModel
    var work: DeviceWork?
    let dialogs = DialogSlot()
    /// A new word is shown whatever else is open: it is kept nowhere.
    let words = DialogSlot()
    let list: SearchedList<DevicesModel>

    private let page: DevicePanel
    private let inboxText = Label()
    private let inbox = Button("Open inbox…")
    private let inboxBar: Box
    private let alerts: FleetAlerts
    private let alertsBar = FleetAlertsBar()
    private let feed: FeedModel
    private let feedBar = FeedBar()
    private let collects = Switch(name: "Collect continuously")
    var allowed: Allowed { context.session.allowed }

    init(context: RoomContext) {
        self.context = context
        let model = DevicesModel(session: context.session)
        self.model = model
        feed = FeedModel(session: context.session)
        alerts = FleetAlerts(session: context.session)
        let allowed = context.session.allowed
        page = DevicePanel(tables: context.tables, allowed: allowed)
        let first = DevicesRoom.firstButtons()
        list = SearchedList(
            model, DevicesRoom.words, columns: DeviceColumns.all,
            empty: DevicesRoom.noneYet(allowed.changesTerminals ? first.box : nil))
        inboxBar = Box.row(spacing: 12, Icon("dialog-question-symbolic"), inboxText.wrapped(), inbox)
        inbox.isVisible = allowed.matchesUsers
        inboxText.expand(horizontally: true)
        inboxBar.addClass("notice")
        let header = HeaderBar(title: WindowTitle("Devices"))
        let left = Box.column(spacing: 0, list.widget, feedBar.widget)
        let paned = Paned(start: left, end: page.panel.widget)
        paned.expand(vertically: true)
        paned.name("List and details")
        widget = Box.column(spacing: 0, header, alertsBar.widget, inboxBar, paned)
        for button in buttons() { header.start(button) }
        header.end(list.search)
        if allowed.collects { header.end(Box.row(spacing: 8, Label("Collect continuously"), collects)) }
        first.add.onClicked { [weak self] in self?.add() }
        first.find.onClicked { [weak self] in self?.openFind() }
        addActions()
        inbox.align(vertically: .center)
        inbox.onClicked { [weak self] in self?.openInbox() }
        context.tables.keep(list.table, as: "terminals")
        context.tables.keep(feedBar.table, as: "live punches")
        connect()
        show()
        collectingChanged()
    }

    /// What the person may add, look for and tell the terminals.
    private func buttons() -> [Widget] {
        var found: [Widget] = []
        if allowed.changesTerminals {
            let add = SplitButton(
                "Add terminal…", more: "More to add", menu: addMenu, classes: "suggested-action")
            let find = Button("Find…")
            find.tooltip = "Search the network for terminals"
            find.name("Find terminals")
            add.onClicked { [weak self] in self?.add() }
            find.onClicked { [weak self] in self?.openFind() }
            found = [add, find]
        } else if allowed.collects {
            let take = Button("Import a file…")
            take.onClicked { [weak self] in self?.openImport() }
            found = [take]
        }
        guard let menu = fleetMenu else { return found }
        let fleet = MenuButton("Fleet", menu: menu)
        fleet.addClass("raised")
        return found + [fleet]
    }

    func load() async {
        await model.load()
        await work?.load()
        await alerts.look()
    }

    func isTouched(by change: Change) -> Bool {
        switch change {
        case .devices, .punches, .inbox, .employees: true
        case .accounts, .company, .shifts, .days, .requests, .leave: false
        }
    }

    func focusSearch() { list.search.focus() }

    func focusContent() { list.table.focus() }

    func stepBack() -> Bool { list.stepBack() }

    /// Opens the terminal beside the list, whatever was looked for.
    func show(_ device: ID<Device>) {
        list.look(for: "")
        choose(device)
    }

    func choose(_ device: ID<Device>?) {
        list.table.select(device)
        model.choose(device)
    }

    /// Opens the form for a new terminal.
    func add() { if allowed.changesTerminals { open(model.form()) } }

    /// The collection began or ended.
    func syncChanged() { showPanel() }

    func collectingChanged() {
        collects.isOn = context.collecting.isOn
        collects.isSensitive = context.collecting.state != .stopping
        feedBar.show(context.collecting)
        showPanel()
        guard context.collecting.state == .off else { return }
        Task { [alerts] in await alerts.look() }
    }

    /// The punches as they come, and what goes wrong, until the task is cancelled.
    func follow() async {
        async let events: Void = alerts.follow()
        await feed.follow()
        await events
    }

    private static let words = ListWords(
        table: "Terminals", search: "Search terminals", none: "No terminal matches",
        fits: "Neither a name, an address nor a state fits the words.", all: "Show all terminals")

    private static func firstButtons() -> (box: Box, add: Button, find: Button) {
        let add = Button("Add terminal…", classes: "pill", "suggested-action")
        let find = Button("Find terminals…", classes: "pill")
        return (Box.row(spacing: 12, find, add), add, find)
    }

    /// - Parameter action: nil: others add them.
    private static func noneYet(_ action: Widget?) -> StatusPage {
        let text =
            action == nil
            ? "An administrator adds the terminal at the gate; then it stands here."
            : "Find the terminal at the gate in the network, or add it by its address. “Sync now” then fetches its punches."
        return StatusPage(icon: "network-wired-symbolic", title: "No terminals yet", text: text, action: action)
    }

    private func connect() {
        model.onChange = { [weak self] in self?.show() }
        list.closeOpen = { [weak self] in
            guard let self, model.chosen != nil else { return false }
            choose(nil)
            return true
        }
        list.table.onSelect = { [weak self] in self?.model.choose($0?.id) }
        if allowed.changesTerminals { list.table.onOpen = { [weak self] _ in self?.editChosen() } }
        page.panel.onClose = { [weak self] in _ = self?.stepBack() }
        page.onAction = { [weak self] action in
            guard let self, let device = model.chosenDevice else { return }
            Task { await self.act(action, on: device) }
        }
        feed.onChange = { [weak self] in self?.showFeed() }
        // Another program may have brought in what waited here, too.
        feed.onFound = { [model, alerts] in
            Task {
                await model.load()
                await alerts.look()
            }
        }
        feed.isWatched = { [weak self] in self?.widget.isMapped ?? false }
        collects.onTurned { [weak self] in self?.turned() }
        alerts.isCollecting = { [collecting = context.collecting] in collecting.state != .off }
        alerts.onNews = context.notify
        alerts.onChange = { [weak self] in
            guard let self else { return }
            alertsBar.show(alerts.alerts)
            showPanel()
        }
        alertsBar.onRemedy = { [weak self] in self?.take($0) }
    }

    private func take(_ remedy: FleetAlert.Remedy) {
        switch remedy {
        case .show(let device): show(device)
        case .showDead: list.look(for: "dead, tried again")
        case .collect where !allowed.collects: return
        case .collect: context.collecting.isOn ? context.collecting.wake() : turnOn()
        }
    }

    private func turnOn() {
        collects.isOn = true
        turned()
    }

    private func turned() {
        guard collects.isOn != context.collecting.isOn else { return }
        onCollects(collects.isOn)
        if collects.isOn { return context.collecting.start() }
        Task { [collecting = context.collecting] in await collecting.stop() }
    }

    private func showFeed() {
        feedBar.show(feed)
        guard FeedTrace.isOn, let noticed = feed.noticed, widget.isMapped else { return }
        let user = feed.lines.first?.user ?? ""
        context.window.afterNextFrame { FeedTrace.report(since: noticed, user: user) }
    }

    private func show() {
        alerts.take(model.devices)
        list.show()
        if model.chosen == nil { list.table.select(nil) }
        inboxText.text = model.inboxSentence ?? ""
        inboxBar.isVisible = model.inboxSentence != nil
        feedBar.widget.isVisible = !model.isEmpty
        showPanel()
    }

    private func showPanel() {
        page.panel.widget.isVisible = model.chosenDevice != nil
        guard let device = model.chosenDevice else {
            work?.stopAsking()
            return work = nil
        }
        page.show(
            device, isSyncing: context.sync.isRunning, waiting: alerts.waiting(of: device.id))
        if work?.device != device.id { begin(device) }
        work.map { page.show($0, of: device) }
    }

    private func begin(_ device: DeviceSummary) {
        let work = model.work(at: device)
        self.work?.stopAsking()
        self.work = work
        work.onChange = { [weak self, weak work] in
            guard let self, let work, let device = model.chosenDevice, device.id == work.device else { return }
            page.show(work, of: device)
        }
        work.onWaits = context.notify
        work.onAsked = { [collecting = context.collecting] in collecting.wakeSoon(device.id) }
        Task { await work.load() }
    }
}
