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

    private let session: Session
    private let allowed: Allowed
    /// Those that the person may open, in the order of the side bar.
    private let names: [RoomName]
    private let sync: SyncModel
    private let collecting: CollectingModel
    private let tables: TableMemory
    private let bar: SyncBar
    private let navigation = NavigationList(name: "Rooms")
    private let stack = Stack()
    /// The rooms, or what covers them.
    private let stage = Stack()
    private var cover: Widget?
    private var focused: Widget?
    private let toasts: ToastOverlay
    private let onFirstData: () -> Void
    private var rooms: [RoomName: any Room] = [:]
    private var stale: Set<RoomName> = []
    private var loading: Set<RoomName> = []
    private var watching: [Task<Void, Never>] = []

    init(
        window: ApplicationWindow, session: Session, collecting: CollectingModel, menu: Menu, room: RoomName,
        tables: TableMemory,
        onFirstData: @escaping () -> Void
    ) {
        self.window = window
        self.session = session
        allowed = session.allowed
        names = allowed.rooms
        bar = SyncBar(allowed)
        self.tables = tables
        self.onFirstData = onFirstData
        self.collecting = collecting
        sync = SyncModel(session: session)
        let body = Box.column(spacing: 0, stack, Separator.horizontal(), bar.widget)
        body.expand(horizontally: true)
        toasts = ToastOverlay(body)
        stack.expand(horizontally: true, vertically: true)
        stage.add(Box.row(spacing: 0, sidebar(menu), Separator.vertical(), toasts), named: "rooms")
        window.content = stage
        addRooms(opening: room)
        connect()
        addKeys()
        watch()
        // Today is read in any case: the last line is drawn from it.
        if names.contains(room), room != self.room { open(room) }
    }

    /// The room that is open.
    var room: RoomName { names.indices.contains(navigation.selected) ? names[navigation.selected] : .today }

    /// Stops everything that goes on for this window.
    func leave() {
        sync.cancel()
        for task in watching { task.cancel() }
    }

    /// Waits until no terminal is read any more for this window.
    func left() async { await sync.wait() }

    /// Does nothing where the person may not.
    func open(_ room: RoomName) {
        guard let index = names.firstIndex(of: room) else { return }
        navigation.selected = index
    }

    /// Shows the page in the place of everything, and hides all other windows; nothing behind it is read, heard or pressed.
    func cover(with page: Widget) {
        guard cover == nil else { return }
        focused = window.focused
        cover = page
        stage.add(page, named: "cover")
        stage.visible = "cover"
        Curtain.lower(before: window)
    }

    /// Everything is as it was left.
    func uncover() {
        guard let page = cover else { return }
        cover = nil
        window.setDefault(nil)
        stage.visible = "rooms"
        stage.remove(page)
        focused?.focus()
        focused = nil
        Curtain.raise()
    }

    /// A notice that passes by.
    func say(_ sentence: String) { toasts.show(sentence) }

    private func sidebar(_ menu: Menu) -> Widget {
        let header = HeaderBar(title: WindowTitle("E-Time"), showsWindowButtons: false)
        header.end(MenuButton(icon: "open-menu-symbolic", name: "Main menu", menu: menu))
        navigation.expand(vertically: true)
        let column = Box.column(spacing: 0, header, navigation, UserMenu(session).widget)
        column.request(width: 200)
        column.expand(horizontally: false)
        column.addClass("sidebar")
        return column
    }

    /// Today at once; the others when its first data has been painted, or when one is asked for before that.
    private func addRooms(opening room: RoomName) {
        for name in names { navigation.append(title: name.title, icon: name.icon) }
        guard let first = names.first else { return stack.add(MainWindow.nothingToSee, named: "none") }
        if first == .today {
            add(.today)
        } else {
            addOtherRooms()
        }
    }

    private func addOtherRooms() {
        for name in names where rooms[name] == nil { add(name) }
    }

    private func add(_ name: RoomName) {
        let room = make(name)
        stale.insert(name)
        stack.add(room.widget, named: name.title)
        rooms[name] = room
    }

    private func make(_ name: RoomName) -> any Room {
        switch name {
        case .today: return makeToday()
        case .month: return MyMonthRoom(context: context)
        case .employees: return EmployeesRoom(context: context)
        case .devices:
            let devices = DevicesRoom(context: context)
            devices.onCollects = { [weak self] in self?.onCollects($0) }
            watching.append(Task { await devices.follow() })
            return devices
        case .accounts: return makeAccounts()
        case .journal: return JournalRoom(context: context)
        }
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

    private func makeToday() -> TodayRoom {
        let today = TodayRoom(context: context) { [weak self] in
            self?.onFirstData()
            self?.window.afterNextFrame { self?.addOtherRooms() }
        }
        today.onSheet = { [weak self] in self?.bar.show(CompletenessLine($0)) }
        return today
    }

    private static var nothingToSee: StatusPage {
        StatusPage(
            icon: "changes-prevent-symbolic", title: "Nothing is open to you yet",
            text: "Your account has no role, and no employee’s time is kept under it. Ask an administrator for one.")
    }

    private var context: RoomContext {
        RoomContext(
            session: session, window: window, sync: sync, collecting: collecting, tables: tables,
            notify: { [weak self] in self?.toasts.show($0) }, begin: { [weak self] in self?.begin($0) })
    }

    private func connect() {
        navigation.onSelected { [weak self] in self?.show(at: $0) }
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
        guard !names.isEmpty else { return bar.widget.isVisible = false }
        navigation.selected = 0
    }

    /// What is not there has no key.
    private func addKeys() {
        for (index, name) in names.enumerated() { on(Shortcuts.room(at: index)) { $0.open(name) } }
        on(Shortcuts.search) { $0.current?.focusSearch() }
        on(Shortcuts.add) { $0.current?.add() }
        if allowed.collects { on(Shortcuts.sync) { $0.synchronise() } }
        on(Shortcuts.help) { [shortcuts] in $0.window.showShortcuts(shortcuts) }
        on(Shortcuts.back) { $0.current?.stepBack() ?? false }
    }

    /// The keys that this person has.
    var shortcuts: [ShortcutGroup] { Shortcuts.groups(for: allowed, locks: session.signedIn != nil) }

    private func on(_ key: String, _ body: @escaping (MainWindow) -> Void) {
        on(key) { main -> Bool in
            body(main)
            return true
        }
    }

    private func on(_ key: String, _ body: @escaping (MainWindow) -> Bool) {
        window.onKey(key) { [weak self] in
            // The window may be shown for somebody else since, whose keys these are; and behind a cover nothing has keys.
            guard let self, cover == nil else { return false }
            return body(self)
        }
    }

    private var current: (any Room)? { rooms[room] }

    private func show(at index: Int) {
        guard names.indices.contains(index) else { return }
        let name = names[index]
        if rooms[name] == nil { addOtherRooms() }
        stack.visible = name.title
        rooms[name]?.focusContent()
        refresh(name)
    }

    /// Rooms that are not seen read again when they are.
    ///
    /// Each punch of each terminal changes something: what comes while a room reads is one more reading.
    private func refresh(_ name: RoomName) {
        guard let room = rooms[name], !loading.contains(name), stale.remove(name) != nil else { return }
        loading.insert(name)
        Task { [weak self] in
            await room.load()
            guard let self else { return }
            loading.remove(name)
            if name == .today || name == self.room { refresh(name) }
        }
    }

    private func begin(_ step: FirstSteps.Step) {
        guard allowed.takes(step) else { return }
        switch step {
        case .shift:
            open(.employees)
            (current as? EmployeesRoom)?.addShift()
        case .employee:
            open(.employees)
            current?.add()
        case .terminal:
            open(.devices)
            current?.add()
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
        (rooms[.devices] as? DevicesRoom)?.collectingChanged()
        guard let problem = collecting.problem, collecting.state == .off else { return }
        window.tell(problem.heading, problem.text)
    }

    private func syncChanged() {
        bar.show(sync.state)
        (rooms[.devices] as? DevicesRoom)?.syncChanged()
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
                while (try? await Task.sleep(for: .seconds(60))) != nil { self?.touched([.today, .month]) }
            })
    }

    private func touched(by change: Change) {
        touched(Set(rooms.filter { $0.value.isTouched(by: change) }.keys))
    }

    private func touched(_ names: Set<RoomName>) {
        stale.formUnion(names)
        // The last line is drawn from the day's sheet, in whatever room one is.
        for name in names.intersection([.today, room]) { refresh(name) }
    }
}
