import Gtk
import Services

/// What came from the terminal last, by its own clock, and what was changed at it.
final class DeviceLogPage {
    let widget: Widget
    let changes: DeviceChangesPage
    let table = TableView<PunchLine>(name: "Log of the terminal", columns: DeviceLogPage.columns)
    private let pages = Stack()
    private let parts = Stack()
    private let choices = Choices(name: "Parts of the log", ["Punches", "Changes at the terminal"])

    init(_ allowed: Allowed) {
        changes = DeviceChangesPage(allowed)
        let empty = StatusPage(
            icon: "document-open-recent-symbolic", title: "No punches yet",
            text: "None has come from this terminal. “Sync this terminal” fetches what it holds.")
        empty.addClass("compact")
        pages.add(table.widget, named: "rows")
        pages.add(empty, named: "empty")
        pages.expand(vertically: true)
        parts.add(pages, named: "punches")
        parts.add(changes.widget, named: "changes")
        parts.expand(vertically: true)
        choices.widget.margin(top: 0, bottom: 12, start: 18, end: 18)
        widget = Box.column(spacing: 0, choices.widget, parts)
        choices.onChosen = { [weak self] in self?.parts.visible = $0 == 0 ? "punches" : "changes" }
    }

    func show(_ device: DeviceSummary) {
        // A reader of lines and a folder have no menu.
        let hasMenu = device.family.takes(.readOperations) || device.family == .push
        choices.widget.isVisible = hasMenu
        changes.show(device)
        guard !hasMenu, choices.chosen != 0 else { return }
        choices.show(0)
        parts.visible = "punches"
    }

    private static var columns: [TableColumn<PunchLine>] {
        [
            TableColumn("Time", width: 13, isNumeric: true, mark: PunchLine.timeMark) { $0.timeText },
            TableColumn("Person", width: 14, expands: true, mark: PunchLine.personMark) { $0.person },
            TableColumn("User", width: 7) { $0.user },
            TableColumn("Direction", width: 9) { $0.direction },
        ]
    }

    func show(_ work: DeviceWork) {
        changes.show(work.operations, work.outcomes[DeviceOrder.readOperations.description])
        guard let log = work.log else { return }
        table.show(log)
        pages.visible = log.isEmpty ? "empty" : "rows"
    }
}

extension PunchLine {
    /// What the terminal calls the person is less than what the company does.
    package var person: String {
        isKnown ? name : name.isEmpty ? "Not matched" : "\(name) (not matched)"
    }

    var timeText: String { Words.punchTime(local, today: Words.today, quarantine) }

    /// What has no time that could be believed.
    static func timeMark(_ line: PunchLine) -> String? { line.quarantine == nil ? nil : "look" }

    static func personMark(_ line: PunchLine) -> String? { line.isKnown ? nil : "look" }
}
