import Devices
import Gtk
import Services

/// Whom the terminal knows, asked of it on demand, and what can be done with them.
final class DeviceUsersPage {
    let widget: Widget
    let table = TableView<PersonListing>(name: "Users of the terminal", columns: DeviceUsersPage.columns)
    var onAction: (DevicePanel.Action) -> Void = { _ in }

    private let pages = Stack()
    private let ask = Button("Ask the terminal", classes: "pill", "suggested-action")
    private let again = Button("Ask again")
    private let spinner = Spinner()
    private let note = Label(classes: "dim-label").wrapped()
    private let failure = Label(classes: "error").wrapped()
    private let copy = Button("Copy…")
    private let enrol = Button("Enrol…")
    private let write = Button("Change…")
    private let add = Button("New…")
    private let remove = Button("Remove…")
    private var chosen: PersonListing?

    init() {
        let status = StatusPage(
            icon: "system-users-symbolic", title: "Users",
            text: "Whom the terminal knows is asked of it when you want to see it. No password leaves it.", action: ask)
        status.addClass("compact")
        let first = Box.row(spacing: 6, note, spinner, again)
        note.expand(horizontally: true)
        first.margin(top: 0, bottom: 6, start: 18, end: 18)
        let buttons = Box.row(spacing: 6, add, write, enrol, copy, remove)
        buttons.margin(12)
        pages.add(status, named: "ask")
        pages.add(Box.column(spacing: 0, first, table.widget, Separator.horizontal(), buttons), named: "rows")
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

    private func connect() {
        for button in [ask, again] { button.onClicked { [weak self] in self?.onAction(.askPeople) } }
        table.onSelect = { [weak self] in
            self?.chosen = $0
            self?.showButtons()
        }
        table.onOpen = { [weak self] in self?.onAction(.write($0)) }
        copy.onClicked { [weak self] in self.map { $0.onAction(.copy($0.chosen)) } }
        add.onClicked { [weak self] in self?.onAction(.write(nil)) }
        write.onClicked { [weak self] in self.map { page in page.chosen.map { page.onAction(.write($0)) } } }
        enrol.onClicked { [weak self] in self.map { page in page.chosen.map { page.onAction(.enrol($0)) } } }
        remove.onClicked { [weak self] in self.map { page in page.chosen.map { page.onAction(.remove($0)) } } }
    }

    func show(_ work: DeviceWork, of device: DeviceSummary) {
        let answers = device.family == .zk && !device.isRetired
        ask.isVisible = answers
        ask.isSensitive = !work.isAskingPeople
        ask.label = work.isAskingPeople ? "Asking…" : "Ask the terminal"
        again.isSensitive = !work.isAskingPeople
        spinner.isSpinning = work.isAskingPeople
        failure.text = work.problem.map { "\($0.heading). \($0.text)" } ?? ""
        failure.isVisible = work.problem != nil
        pages.visible = work.people == nil ? "ask" : "rows"
        guard let people = work.people else { return }
        note.text = people.isEmpty ? "It knows nobody." : Words.count(people.count, "user", "users")
        table.show(people)
        chosen = people.first { $0.id == chosen?.id }
        table.select(chosen?.id)
        copy.isSensitive = !people.isEmpty
        showButtons()
    }

    private func showButtons() {
        for button in [write, enrol, remove] { button.isSensitive = chosen != nil }
    }
}

extension PersonListing {
    /// `Password, card, 2 fingers`
    var means: String {
        var all = hasPassword ? ["password"] : []
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
