import Domain
import Gtk
import Services

/// What was asked of the terminal, and how far it is.
final class DeviceTasksPage {
    let widget: Widget
    let table = TableView<TaskLine>(name: "Tasks of the terminal", columns: DeviceTasksPage.columns)
    var onAction: (DevicePanel.Action) -> Void = { _ in }

    private let pages = Stack()
    private let sentence = Label(classes: "dim-label").wrapped().selectable()
    private let cancel = Button("Cancel the task")
    private var chosen: TaskLine?
    private var zone = ""

    private let allowed: Allowed

    init(_ allowed: Allowed) {
        self.allowed = allowed
        let empty = StatusPage(
            icon: "view-list-symbolic", title: "Nothing was asked of it",
            text: "What you ask of the terminal under Users and Operations stands here, and what came of it.")
        empty.addClass("compact")
        sentence.expand(horizontally: true)
        let foot = Box.row(spacing: 12, sentence, cancel)
        foot.margin(12)
        pages.add(Box.column(spacing: 0, table.widget, Separator.horizontal(), foot), named: "rows")
        pages.add(empty, named: "empty")
        pages.expand(vertically: true)
        widget = pages
        cancel.align(vertically: .center)
        cancel.onClicked { [weak self] in self.map { page in page.chosen.map { page.onAction(.cancel($0)) } } }
        table.onSelect = { [weak self] in
            self?.chosen = $0
            self?.showChosen()
        }
    }

    private static let columns: [TableColumn<TaskLine>] = [
        TableColumn("What", width: 18, expands: true, by: { $0.title }, mark: mark) { $0.title },
        TableColumn("State", width: 11, by: { $0.state }, mark: mark) { $0.state },
        TableColumn("Tries", width: 7, isNumeric: true, by: { $0.attempts }, mark: mark) { "\($0.attempts)" },
    ]

    private static func mark(_ line: TaskLine) -> String? {
        switch line.state {
        case "failed": "absent"
        case "tried again": "look"
        case "cancelled": "dim-label"
        default: nil
        }
    }

    func show(_ work: DeviceWork, zone: String) {
        self.zone = zone
        table.show(work.tasks)
        pages.visible = work.tasks.isEmpty ? "empty" : "rows"
        chosen = work.tasks.first { $0.id == chosen?.id } ?? work.tasks.first
        table.select(chosen?.id)
        showChosen()
    }

    private func showChosen() {
        cancel.isVisible = chosen?.mayBeCancelled ?? false
        guard let chosen else { return sentence.text = "" }
        let asked = "Asked by \(chosen.askedBy), \(Words.moment(chosen.askedAt, in: zone))."
        sentence.text = chosen.sentence.isEmpty ? asked : "\(asked) \(chosen.sentence)"
    }
}
