import Domain
import Gtk
import Services

/// What was changed at the terminal by its own log, as far as that is known.
final class DeviceChangesPage {
    let widget: Widget
    let table = TableView<OperationLine>(name: "Changes at the terminal", columns: DeviceChangesPage.columns)
    var onAction: (DevicePanel.Action) -> Void = { _ in }

    private let pages = Stack()
    private let sentence = Label(classes: "dim-label").wrapped().selectable()
    private let read = Button("Read them now")
    private var chosen: OperationLine?

    private let allowed: Allowed

    init(_ allowed: Allowed) {
        self.allowed = allowed
        let empty = StatusPage(
            icon: "document-properties-symbolic", title: "No changes known",
            text: "What people do in the terminal’s menu stands here once its own log of it has been read.")
        empty.addClass("compact")
        pages.add(table.widget, named: "rows")
        pages.add(empty, named: "empty")
        pages.expand(vertically: true)
        sentence.expand(horizontally: true)
        let foot = Box.row(spacing: 12, sentence, read)
        foot.margin(12)
        widget = Box.column(spacing: 0, pages, Separator.horizontal(), foot)
        read.align(vertically: .center)
        read.name("Read the changes from the terminal")
        read.onClicked { [weak self] in self?.onAction(.order(.readOperations)) }
        table.onSelect = { [weak self] in
            self?.chosen = $0
            self?.showChosen()
        }
    }

    private static let columns: [TableColumn<OperationLine>] = [
        TableColumn("Time", width: 13, isNumeric: true) { Words.moment($0.local, today: Words.today) },
        TableColumn("What", width: 18, expands: true, by: { $0.title }, mark: mark) { $0.title },
        TableColumn("By user", width: 8) { $0.user },
    ]

    private static func mark(_ line: OperationLine) -> String? { line.touchesPunches ? "look" : nil }

    func show(_ device: DeviceSummary) {
        read.isVisible = allowed.changesTerminals && device.family.takes(.readOperations) && !device.isRetired
    }

    func show(_ lines: [OperationLine], _ outcome: String?) {
        table.show(lines)
        pages.visible = lines.isEmpty ? "empty" : "rows"
        chosen = lines.first { $0 == chosen }
        if let outcome { sentence.text = outcome } else { showChosen() }
    }

    private func showChosen() {
        guard let chosen else {
            return sentence.text = "Marked is what may have changed punches or their times."
        }
        let details = chosen.details.isEmpty ? "" : " The terminal adds: \(chosen.details)."
        sentence.text = "\(chosen.title), number \(chosen.number) in the terminal’s own list.\(details)"
    }
}
