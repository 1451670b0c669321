import Devices
import Domain
import Gtk
import Services

/// Whom the terminal knows, asked of it on demand, and what can be done with them. Of one that calls by itself the database's
/// own list is there at once.
final class DeviceUsersPage {
    let widget: Widget
    let table = TableView<PersonListing>(name: "Users of the terminal", columns: DeviceUsersPage.columns)
    let knownTable = TableView<KnownUser>(name: "Known users", columns: DeviceUsersPage.knownColumns)
    var onAction: (DevicePanel.Action) -> Void = { _ in }

    private let pages = Stack()
    private let lists = Stack()
    private let status: StatusPage
    private let ask = Button("Ask the terminal", classes: "pill", "suggested-action")
    private let again = Button("Ask again")
    private let stop = Button("Stop asking")
    private let spinner = Spinner()
    private let note = Label(classes: "dim-label").wrapped()
    private let failure = Label(classes: "error").wrapped()
    private let copy = Button("Copy…")
    private let enrol = Button("Enrol…")
    private let write = Button("Change…")
    private let add = Button("New…")
    private let remove = Button("Remove…")
    private let foot: Box
    private var chosen: TerminalUser?
    /// Whether the terminal's own list is shown, not the database's.
    private var isAsked = false
    private let allowed: Allowed

    init(_ allowed: Allowed) {
        self.allowed = allowed
        status = StatusPage(icon: "system-users-symbolic", title: "Users", text: "", action: ask)
        let nobody = StatusPage(
            icon: "system-users-symbolic", title: "Nobody is known of it yet",
            text:
                "Whom the terminal tells of and who punches on it stands here. “New…” writes a user to it when it calls."
        )
        for page in [status, nobody] { page.addClass("compact") }
        let first = Box.row(spacing: 6, note, spinner, stop, again)
        note.expand(horizontally: true)
        first.margin(top: 0, bottom: 6, start: 18, end: 18)
        for button in [stop, again] { button.align(vertically: .center) }
        let actions = Box.row(spacing: 6, add, write, enrol, copy, remove)
        actions.margin(12)
        foot = Box.column(spacing: 0, Separator.horizontal(), actions)
        lists.add(table.widget, named: "asked")
        lists.add(knownTable.widget, named: "known")
        lists.add(nobody, named: "nobody")
        lists.expand(vertically: true)
        pages.add(status, named: "ask")
        pages.add(Box.column(spacing: 0, first, lists, foot), named: "rows")
        pages.expand(vertically: true)
        failure.margin(top: 0, bottom: 6, start: 18, end: 18)
        widget = Box.column(spacing: 0, failure, pages)
        connect()
    }

    private static let columns: [TableColumn<PersonListing>] = [
        TableColumn("User", width: 7, by: \.user) { $0.user },
        TableColumn("Name", width: 14, expands: true, by: \.name) { $0.name },
        TableColumn("Rights", width: 11, by: { $0.level.word }) { $0.isDisabled ? "Disabled" : $0.level.word },
        TableColumn("Lets in by", width: 13, by: { $0.means }) { $0.means },
    ]

    private static let knownColumns: [TableColumn<KnownUser>] = [
        TableColumn("User", width: 7, by: \.user) { $0.user },
        TableColumn("Name there", width: 11, expands: true, by: \.name) { $0.name },
        TableColumn("Employee", width: 11, expands: true, by: { $0.employee ?? "" }, mark: mark) {
            $0.employee ?? "Not matched"
        },
        TableColumn("Last punch", width: 12, isNumeric: true, by: { $0.lastPunch?.seconds ?? 0 }) {
            $0.lastPunch.map { Words.moment($0, today: Words.today) } ?? ""
        },
    ]

    private static func mark(_ user: KnownUser) -> String? { user.employee == nil ? "look" : nil }

    private func connect() {
        for button in [ask, again] { button.onClicked { [weak self] in self?.onAction(.askPeople) } }
        stop.onClicked { [weak self] in self?.onAction(.stopAsking) }
        table.onSelect = { [weak self] in self?.choose($0.map { TerminalUser($0) }, isAsked: true) }
        knownTable.onSelect = { [weak self] in self?.choose($0.map { TerminalUser($0) }, isAsked: false) }
        table.onOpen = { [weak self] in self?.open(TerminalUser($0)) }
        knownTable.onOpen = { [weak self] in self?.open(TerminalUser($0)) }
        copy.onClicked { [weak self] in self.map { $0.onAction(.copy($0.chosen)) } }
        add.onClicked { [weak self] in self?.onAction(.write(nil)) }
        write.onClicked { [weak self] in self.map { page in page.chosen.map { page.onAction(.write($0)) } } }
        enrol.onClicked { [weak self] in self.map { page in page.chosen.map { page.onAction(.enrol($0)) } } }
        remove.onClicked { [weak self] in self.map { page in page.chosen.map { page.onAction(.remove($0)) } } }
    }

    private func choose(_ user: TerminalUser?, isAsked: Bool) {
        guard isAsked == self.isAsked else { return }
        chosen = user
        showButtons()
    }

    private func open(_ user: TerminalUser) { if write.isVisible { onAction(.write(user)) } }

    func show(_ work: DeviceWork, of device: DeviceSummary) {
        showOffers(device)
        ask.isSensitive = !work.isAskingPeople
        ask.label = work.isAskingPeople ? "Asking…" : "Ask the terminal"
        again.label = work.people == nil ? "Ask the terminal" : "Ask again"
        again.isSensitive = !work.isAskingPeople
        stop.isVisible = work.isAskingPeople && work.calls
        spinner.isVisible = work.isAskingPeople
        spinner.isSpinning = work.isAskingPeople
        failure.text = work.problem.map { "\($0.heading). \($0.text)" } ?? ""
        failure.isVisible = work.problem != nil
        pages.visible = work.people == nil && !work.calls ? "ask" : "rows"
        note.text = DeviceUsersPage.note(work)
        showRows(work)
    }

    /// Only what such terminals can do.
    private func showOffers(_ device: DeviceSummary) {
        func offers(_ order: DeviceOrder) -> Bool {
            allowed.enrolsPeople && device.family.takes(order) && !device.isRetired
        }
        let answers = offers(.listPeople)
        status.show(
            icon: "system-users-symbolic", title: answers || !allowed.enrolsPeople ? "Users" : "It names no users",
            text: answers
                ? "Whom the terminal knows is asked of it when you want to see it. No password leaves it."
                : !allowed.enrolsPeople
                    ? "Whom a terminal knows is asked by HR or an administrator."
                    : device.isRetired
                        ? "It is out of use, and nothing is asked of it."
                        : "It only hands over punches, with a number each.")
        for button in [ask, again] { button.isVisible = answers }
        for button in [add, write] { button.isVisible = offers(.changeUser(UserChange(user: ""))) }
        enrol.isVisible = offers(.enrol(user: "", finger: 0))
        copy.isVisible = offers(.readPeople([]))
        remove.isVisible = offers(.deleteUser(""))
        foot.isVisible = [add, enrol, copy, remove].contains { $0.isVisible }
    }

    private func showRows(_ work: DeviceWork) {
        let users = work.users
        let user = chosen?.user
        isAsked = work.people != nil
        table.show(work.people ?? [])
        knownTable.show(work.known)
        lists.visible = isAsked ? "asked" : users.isEmpty ? "nobody" : "known"
        chosen = users.first { $0.user == user }
        table.select(isAsked ? chosen?.user : nil)
        knownTable.select(isAsked ? nil : chosen?.user)
        copy.isSensitive = !users.isEmpty
        showButtons()
    }

    private static func note(_ work: DeviceWork) -> String {
        if work.isAskingPeople, work.calls { return "It answers when it calls next." }
        guard work.people == nil else {
            let count = work.users.count
            return count == 0 ? "It knows nobody." : Words.count(count, "user", "users")
        }
        return "As the database knows them. Who was removed at the terminal stays for their punches’ sake."
    }

    private func showButtons() {
        for button in [write, enrol, remove] { button.isSensitive = chosen != nil }
    }
}

extension PersonListing {
    /// `Password, card, 2 fingers`
    var means: String {
        var all = hasPassword == true ? ["password"] : []
        if card != 0 { all.append("card") }
        if !fingers.isEmpty { all.append(Words.count(fingers.count, "finger", "fingers")) }
        let text = all.joined(separator: ", ")
        return text.prefix(1).uppercased() + text.dropFirst()
    }
}

extension UserProfile.Level {
    var word: String {
        switch self {
        case .user: "User"
        case .enroller: "Enrols"
        case .manager: "Manager"
        case .custom: "Custom"
        case .administrator: "Administrator"
        }
    }
}
