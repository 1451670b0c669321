import Gtk
import Services

/// The punches that came in last, below the terminals.
final class FeedBar {
    let widget: Widget
    let table = TableView<PunchLine>(name: "Live punches", columns: FeedBar.columns)
    private let pages = Stack()
    private let note = Label(classes: "dim-label").ellipsised()
    private var notes = FeedNotes()

    init() {
        let heading = Label("Punches as they come", classes: "heading")
        note.expand(horizontally: true)
        note.justify(1)
        let head = Box.row(spacing: 12, heading, note)
        head.margin(top: 6, bottom: 6, start: 12, end: 12)
        let empty = Label(
            "No punch has come in yet. Each one stands here as soon as it is stored.", classes: "dim-label")
        empty.align(horizontally: .center, vertically: .center)
        pages.add(table.widget, named: "rows")
        pages.add(empty, named: "empty")
        pages.expand(horizontally: true, vertically: true)
        let column = Box.column(spacing: 0, Separator.horizontal(), head, pages)
        column.request(height: 210)
        column.expand(vertically: false)
        column.name("Punches as they come")
        widget = column
    }

    private static var columns: [TableColumn<PunchLine>] {
        [
            TableColumn("Time", width: 18, isNumeric: true, mark: PunchLine.timeMark) { $0.timeText },
            TableColumn("Terminal", width: 12, expands: true) { $0.deviceName },
            TableColumn("Person", width: 18, expands: true, mark: PunchLine.personMark) { $0.person },
            TableColumn("User", width: 8) { $0.user },
            TableColumn("Direction", width: 10) { $0.direction },
        ]
    }

    func show(_ feed: FeedModel) {
        table.show(feed.lines)
        pages.visible = feed.lines.isEmpty ? "empty" : "rows"
        notes.problem = feed.problem
        note.text = notes.text
    }

    func show(_ collecting: CollectingModel) {
        notes.state = collecting.state
        note.text = notes.text
    }
}

/// What stands beside the heading of the live punches: what is wrong, or else how they come.
package struct FeedNotes {
    package var state = CollectingModel.State.off
    package var problem: Problem?

    package init() {}

    package var text: String {
        if let problem { return "\(problem.heading). \(problem.text)" }
        return switch state {
        case .on: "Terminals are collected while this window is open"
        case .starting: "Beginning to collect…"
        case .stopping: "Letting the terminals go…"
        case .off: "Read by “Sync now”, or continuously by the switch above"
        }
    }
}
