import Gtk
import Services

/// What came from the terminal last, by its own clock.
final class DeviceLogPage {
    let widget: Widget
    let table = TableView<PunchLine>(name: "Log of the terminal", columns: DeviceLogPage.columns)
    private let pages = Stack()

    init() {
        let empty = StatusPage(
            icon: "document-open-recent-symbolic", title: "No punches yet",
            text: "None has come from this terminal. “Sync this terminal” fetches what it holds.")
        empty.addClass("compact")
        pages.add(table.widget, named: "rows")
        pages.add(empty, named: "empty")
        pages.expand(vertically: true)
        widget = pages
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
