import Domain
import Gtk
import Services

/// One terminal beside the list: how it is, whom it knows, what came from it, what it can be told, what it was told.
final class DevicePanel {
    /// What is pressed here.
    enum Action {
        case sync, edit, dismissNotes, accept, retire, restore
        case order(DeviceOrder)
        case askPeople, stopAsking, copy(TerminalUser?), remove(TerminalUser), enrol(TerminalUser), write(TerminalUser?)
        case cancel(TaskLine)
        case renewWord, removeWord
    }

    enum Page: Int, CaseIterable {
        case information, users, log, operations, tasks

        var title: String {
            switch self {
            case .information: "Information"
            case .users: "Users"
            case .log: "Log"
            case .operations: "Operations"
            case .tasks: "Tasks"
            }
        }
    }

    let panel: SidePanel
    var onAction: (Action) -> Void = { _ in }

    private let choices: Choices
    private let stack = Stack()
    private let information: DeviceInformationPage
    private let users: DeviceUsersPage
    private let log: DeviceLogPage
    private let operations = DeviceOperationsPage()
    private let tasks: DeviceTasksPage

    init(tables: TableMemory, allowed: Allowed) {
        // Whoever tells it nothing is shown no page of orders.
        let parts = Page.allCases.filter { $0 != .operations || allowed.changesTerminals }
        choices = Choices(name: "Parts of the terminal’s page", parts.map(\.title))
        information = DeviceInformationPage(allowed)
        users = DeviceUsersPage(allowed)
        log = DeviceLogPage(allowed)
        tasks = DeviceTasksPage(allowed)
        choices.widget.margin(top: 0, bottom: 12, start: 18, end: 18)
        for (page, child) in [
            (Page.information, information.widget), (.users, users.widget), (.log, log.widget),
            (.operations, operations.widget), (.tasks, tasks.widget),
        ] {
            stack.add(child, named: page.title)
        }
        stack.expand(vertically: true)
        panel = SidePanel(nil, closing: "Close the terminal", width: 470, choices.widget, stack)
        choices.onChosen = { [weak self] in self?.stack.visible = parts[$0].title }
        tables.keep(users.table, as: "terminal users")
        tables.keep(users.knownTable, as: "known users")
        tables.keep(log.table, as: "terminal log")
        tables.keep(log.changes.table, as: "terminal changes")
        tables.keep(tasks.table, as: "terminal tasks")
        connect()
    }

    private func connect() {
        information.onAction = { [weak self] in self?.onAction($0) }
        users.onAction = { [weak self] in self?.onAction($0) }
        operations.onAction = { [weak self] in self?.onAction($0) }
        log.changes.onAction = { [weak self] in self?.onAction($0) }
        tasks.onAction = { [weak self] in self?.onAction($0) }
    }

    /// - Parameter waiting: punches of it that are on this computer alone.
    func show(_ device: DeviceSummary, isSyncing: Bool, waiting: Int) {
        panel.title.text = device.name
        information.show(device, isSyncing: isSyncing, waiting: waiting)
        operations.show(device)
        log.show(device)
    }

    func show(_ work: DeviceWork, of device: DeviceSummary) {
        information.show(work, of: device)
        users.show(work, of: device)
        log.show(work)
        operations.show(work.outcomes)
        tasks.show(work, zone: device.zone)
    }
}

extension Button {
    /// One that stands in a column of sentences.
    static func amongText(_ label: String) -> Button {
        let button = Button(label)
        button.align(horizontally: .start)
        button.margin(top: 6, bottom: 6)
        return button
    }
}
