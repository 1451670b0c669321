import Gtk
import Services

/// The window: rooms on the left, the room that is open, and below it whether everything is in.
final class MainWindow {
    let window: ApplicationWindow
    var onClosed: () -> Void = {}
    /// The person said whether terminals are to be collected while the window is open.
    var onCollects: (Bool) -> Void = { _ in }
    /// There is a first account now: whoever sits here signs in.
    var onFirstAccount: () -> Void = {}
    /// Those that the person may use, as they stand on the left.
    let names: [RoomName]

    private let session: Session
    private let sync: SyncModel
    private let collecting: CollectingModel
    private let tables: TableMemory
    private let bar = SyncBar()
    private let navigation = NavigationList(name: "Rooms")
    private let stack = Stack()
    private let toasts: ToastOverlay
    private let onFirstData: () -> Void
    private var rooms: [any Room] = []
    private var stale: Set<Int> = []
    private var loading: Set<Int> = []
    private var watching: [Task<Void, Never>] = []

    init(
        window: ApplicationWindow, session: Session, collecting: CollectingModel, menu: Menu, room: RoomName,
        tables: TableMemory,
        onFirstData: @escaping () -> Void
    ) {
        self.window = window
        self.session = session
        names = RoomName.all(for: session.actor)
        self.tables = tables
        self.onFirstData = onFirstData
        self.collecting = collecting
        sync = SyncModel(session: session)
        let body = Box.column(spacing: 0, stack, Separator.horizontal(), bar.widget)
        body.expand(horizontally: true)
        toasts = ToastOverlay(body)
        stack.expand(horizontally: true, vertically: true)
        window.content = Box.row(spacing: 0, sidebar(menu), Separator.vertical(), toasts)
        addToday()
        connect()
        addKeys()
        watch()
        // Today is read in any case: the last line is drawn from it.
        if room != .today { open(room) }
    }

    /// The room that is open.
    var room: RoomName { names.dropFirst(navigation.selected).first ?? .today }

    /// Stops everything that goes on for this window.
    func leave() {
        sync.cancel()
        for task in watching { task.cancel() }
    }

    /// Waits until no terminal is read any more for this window.
    func left() async { await sync.wait() }

    /// Nothing where the person may not use it.
    func open(_ room: RoomName) {
        guard let index = names.firstIndex(of: room) else { return }
        navigation.selected = index
    }

    private func sidebar(_ menu: Menu) -> Widget {
        let header = HeaderBar(title: WindowTitle("E-Time"), showsWindowButtons: false)
        header.end(MenuButton(icon: "open-menu-symbolic", name: "Main menu", menu: menu))
        navigation.expand(vertically: true)
        let column = Box.column(spacing: 0, header, navigation)
        column.request(width: 190)
        column.expand(horizontally: false)
        column.addClass("sidebar")
        return column
    }

    /// Today at once; the others when its first data has been painted, or when one is asked for before that.
    private func addToday() {
        let today = TodayRoom(context: context) { [weak self] in
            self?.onFirstData()
            self?.window.afterNextFrame { self?.addOtherRooms() }
        }
        today.onSheet = { [weak self] in self?.bar.show(CompletenessLine($0)) }
        add(today)
        for room in names { navigation.append(title: room.title, icon: room.icon) }
    }

    private func addOtherRooms() {
        for name in names.dropFirst(rooms.count) { add(make(name)) }
    }

    private func make(_ name: RoomName) -> any Room {
        switch name {
        case .today: TodayRoom(context: context) {}
        case .employees: EmployeesRoom(context: context)
        case .devices: makeDevices()
        case .accounts: makeAccounts()
        case .journal: JournalRoom(context: context)
        }
    }

    private func makeDevices() -> DevicesRoom {
        let devices = DevicesRoom(context: context)
        devices.onCollects = { [weak self] in self?.onCollects($0) }
        watching.append(Task { await devices.follow() })
        return devices
    }

    private func makeAccounts() -> AccountsRoom {
        let accounts = AccountsRoom(context: context)
        accounts.onFirst = { [weak self] in self?.onFirstAccount() }
        guard names.contains(.journal) else { return accounts }
        accounts.onHistory = { [weak self] line in
            self?.open(.journal)
            (self?.current as? JournalRoom)?.show(JournalRecord(line))
        }
        return accounts
    }

    private func add(_ room: any Room) {
        stale.insert(rooms.count)
        stack.add(room.widget, named: "\(rooms.count)")
        rooms.append(room)
    }

    private var context: RoomContext {
        RoomContext(
            session: session, window: window, sync: sync, collecting: collecting, tables: tables,
            notify: { [weak self] in self?.toasts.show($0) }, begin: { [weak self] in self?.begin($0) })
    }

    private func connect() {
        navigation.onSelected { [weak self] in self?.show($0) }
        bar.onNext = { [weak self] in self?.begin($0) }
        bar.onCancel = { [weak self] in self?.sync.cancel() }
        bar.onDetails = { [weak self] problems in
            let text = problems.map { "\($0.heading). \($0.text)" }.joined(separator: "\n\n")
            self?.window.tell("Not everything could be read", text)
        }
        sync.onChange = { [weak self] in self?.syncChanged() }
        collecting.onChange = { [weak self] in self?.collectingChanged() }
        window.onCloseRequest { [weak self] in
            self?.onClosed()
            return false
        }
        navigation.selected = 0
    }

    private func addKeys() {
        for room in names { on(Shortcuts.room(room)) { $0.open(room) } }
        on(Shortcuts.search) { $0.current.focusSearch() }
        on(Shortcuts.add) { $0.current.add() }
        on(Shortcuts.sync) { $0.synchronise() }
        on(Shortcuts.help) { $0.window.showShortcuts(Shortcuts.groups(of: $0.names)) }
        window.onKey(Shortcuts.back) { [weak self] in self?.current.stepBack() ?? false }
    }

    private func on(_ key: String, _ body: @escaping (MainWindow) -> Void) {
        window.onKey(key) { [weak self] in
            // The window may be shown for somebody else since, whose keys these are.
            self.map(body) != nil
        }
    }

    private var current: any Room { rooms[navigation.selected] }

    private func show(_ index: Int) {
        if !rooms.indices.contains(index) { addOtherRooms() }
        stack.visible = "\(index)"
        rooms[index].focusContent()
        refresh(index)
    }

    /// Rooms that are not seen read again when they are.
    ///
    /// Each punch of each terminal changes something: what comes while a room reads is one more reading.
    private func refresh(_ index: Int) {
        guard !loading.contains(index), stale.remove(index) != nil else { return }
        loading.insert(index)
        Task { [weak self, room = rooms[index]] in
            await room.load()
            guard let self else { return }
            loading.remove(index)
            if index == 0 || index == navigation.selected { refresh(index) }
        }
    }

    private func begin(_ step: FirstSteps.Step) {
        switch step {
        case .shift:
            open(.employees)
            (current as? EmployeesRoom)?.addShift()
        case .employee:
            open(.employees)
            (current as? EmployeesRoom)?.add()
        case .terminal:
            open(.devices)
            (current as? DevicesRoom)?.add()
        case .punches: synchronise()
        }
    }

    /// Whoever collects continuously holds the terminals: it looks at them now.
    private func synchronise() {
        guard collecting.isOn else { return sync.start() }
        collecting.wake()
        toasts.show("Terminals are collected continuously; each is looked at now.")
    }

    private func collectingChanged() {
        for room in rooms { (room as? DevicesRoom)?.collectingChanged() }
        guard let problem = collecting.problem, collecting.state == .off else { return }
        window.tell(problem.heading, problem.text)
    }

    private func syncChanged() {
        bar.show(sync.state)
        for room in rooms { (room as? DevicesRoom)?.syncChanged() }
        if case .ended(let summary, _) = sync.state, !summary.isEmpty { toasts.show(summary) }
    }

    /// Follows what changes in the database, and the clock: a day that goes on looks different each minute.
    private func watch() {
        let changes = session.services.changes()
        watching.append(
            Task { [weak self] in
                for await change in changes { self?.touched(by: change) }
            })
        watching.append(
            Task { [weak self] in
                while (try? await Task.sleep(for: .seconds(60))) != nil { self?.touched([0]) }
            })
    }

    private func touched(by change: Change) {
        touched(rooms.indices.filter { rooms[$0].isTouched(by: change) })
    }

    private func touched(_ indices: [Int]) {
        stale.formUnion(indices)
        // The last line is drawn from the day's sheet, in whatever room one is.
        for index in Set([0, navigation.selected]).intersection(indices) { refresh(index) }
    }
}
