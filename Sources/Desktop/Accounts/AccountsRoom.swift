import Domain
import Gtk
import Services
import Storage

/// Who may sign in, and what they may do then.
final class AccountsRoom: Room {
    let widget: Widget
    /// There is a first account now: whoever sits here signs in.
    var onFirst: () -> Void = {}
    /// What happened to an account is to be shown; nil where the person may not see it.
    var onHistory: ((AccountLine) -> Void)?

    let context: RoomContext
    let model: AccountsModel
    let dialogs = DialogSlot()
    /// A new token is shown whatever else is open: it is kept nowhere.
    let proofs = DialogSlot()

    private let list: SearchedList<AccountsModel>
    private let heading = WindowTitle("Accounts")
    private let page = AccountPanel()
    private let addButton = Button("Add account…", classes: "suggested-action")

    init(context: RoomContext) {
        self.context = context
        let model = AccountsModel(session: context.session)
        self.model = model
        let first = Button("Make the first administrator…", classes: "pill", "suggested-action")
        list = SearchedList(
            model, AccountsRoom.words, columns: AccountsRoom.columns, empty: AccountsRoom.noneYet(first))
        let paned = Paned(start: list.widget, end: page.panel.widget)
        paned.expand(vertically: true)
        paned.name("List and details")
        let header = HeaderBar(title: heading)
        widget = Box.column(spacing: 0, header, paned)
        let roles = Button("What roles may do")
        for button in [addButton, roles] { header.start(button) }
        header.end(list.search)
        for button in [addButton, first] { button.onClicked { [weak self] in self?.add() } }
        roles.onClicked { [weak self] in self?.openRoles() }
        context.tables.keep(list.table, as: "accounts")
        connect()
        show()
    }

    func load() async { await model.load() }

    func isTouched(by change: Change) -> Bool {
        switch change {
        case .accounts, .employees, .company: true
        case .shifts, .devices, .inbox, .punches, .days, .requests, .leave: false
        }
    }

    func focusSearch() { list.search.focus() }

    func focusContent() { list.table.focus() }

    func stepBack() -> Bool { list.stepBack() }

    private static var columns: [TableColumn<AccountLine>] {
        [
            TableColumn("Name", width: 14, expands: true, by: { $0.name }, mark: closed) { $0.name },
            TableColumn("Employee", width: 16, expands: true, by: { $0.person }, mark: closed) { $0.person },
            TableColumn("State", width: 20, by: { $0.stateText }, mark: mark) { $0.stateText },
            TableColumn("Roles", width: 20, expands: true, by: { $0.roles }, mark: closed) { $0.roles },
            TableColumn(
                "Last sign-in", width: 13, isNumeric: true, by: { $0.entry.lastSignIn?.seconds ?? 0 }, mark: closed
            ) { $0.lastSignIn },
            TableColumn("Second factor", width: 12, by: { $0.secondFactor }, mark: closed) { $0.secondFactor },
        ]
    }

    private static func closed(_ line: AccountLine) -> String? { line.isClosed ? "dim-label" : nil }

    private static func mark(_ line: AccountLine) -> String? {
        switch line.state {
        case .active: nil
        case .mustChange, .locked: "look"
        case .closed: "dim-label"
        }
    }

    private static let words = ListWords(
        table: "Accounts", search: "Search accounts", none: "No account matches",
        fits: "Neither a name, an employee, a role nor a state fits the words.", all: "Show all accounts")

    private static func noneYet(_ action: Button) -> StatusPage {
        StatusPage(
            icon: "dialog-password-symbolic", title: "No accounts yet",
            text:
                "Whoever opens this program may do everything. With the first account, an administrator’s, everybody signs in, "
                + "and sees and does only what their roles allow.",
            action: action)
    }

    private func connect() {
        model.onChange = { [weak self] in self?.show() }
        model.onFirst = { [weak self] in self?.onFirst() }
        list.closeOpen = { [weak self] in self?.close() ?? false }
        list.table.onSelect = { [weak self] in self?.model.choose($0?.id) }
        list.table.onOpen = { [weak self] in self?.open($0) }
        page.panel.onClose = { [weak self] in _ = self?.stepBack() }
        page.onAction = { [weak self] action in
            guard let self, let line = model.chosenLine else { return }
            Task { await self.act(action, on: line) }
        }
    }

    /// - Returns: whether a page was open.
    private func close() -> Bool {
        guard model.chosen != nil else { return false }
        list.table.select(nil)
        model.choose(nil)
        return true
    }

    private func show() {
        list.show()
        list.table.select(model.chosen)
        heading.subtitle = model.countSentence
        addButton.isVisible = model.mayChange && !model.isEmpty
        page.panel.widget.isVisible = model.chosenLine != nil
        guard let line = model.chosenLine else { return }
        page.show(
            line, model.chosenTokens, isOwn: model.isOwn, mayChange: model.mayChange, hasHistory: onHistory != nil)
    }
}
