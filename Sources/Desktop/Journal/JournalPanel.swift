import Domain
import Gtk
import Services
import Storage

/// One entry beside the list: who, when and why, the record before and after, and the seal.
final class JournalPanel {
    let widget: Widget
    var onClose: () -> Void = {}
    /// All that was done with the record is to be shown.
    var onRecord: (JournalRecord) -> Void = { _ in }

    private let title = Label(classes: "title-4")
    private let content = Box.column(spacing: 6)
    private let history = Button("All changes of this record")
    private let foot: Box
    private var record: JournalRecord?

    init() {
        let close = Button(icon: "window-close-symbolic", name: "Close the entry", classes: "flat")
        title.wrapped()
        title.expand(horizontally: true)
        close.align(vertically: .start)
        let head = Box.row(spacing: 6, title, close)
        head.margin(top: 12, bottom: 6, start: 18, end: 12)
        content.margin(top: 0, bottom: 18, start: 18, end: 18)
        let scroller = ScrolledWindow(content, horizontally: false)
        scroller.expand(vertically: true)
        scroller.takesKeyboard(as: "The entry")
        let buttons = Box.row(spacing: 6, history)
        buttons.margin(12)
        foot = Box.column(spacing: 0, Separator.horizontal(), buttons)
        let column = Box.column(spacing: 0, head, scroller, foot)
        column.request(width: 420)
        column.addClass("day-panel")
        column.name("The entry")
        widget = column
        close.onClicked { [weak self] in self?.onClose() }
        history.onClicked { [weak self] in self.map { panel in panel.record.map(panel.onRecord) } }
    }

    func show(_ model: JournalEntryModel) {
        content.removeAll()
        record = model.record
        foot.isVisible = record != nil
        if let problem = model.problem {
            title.text = problem.heading
            content.append(Label(problem.text).wrapped())
            return
        }
        guard let details = model.details else {
            title.text = ""
            let spinner = Spinner()
            spinner.isSpinning = true
            spinner.margin(24)
            content.append(spinner)
            return
        }
        title.text = details.line.subject
        content.append(Label(details.line.change).wrapped().selectable())
        for (index, (name, value)) in model.facts.enumerated() {
            let fact = fact(name, value)
            if index == 0 { fact.margin(top: 6) }
            content.append(fact)
        }
        if !details.fields.isEmpty {
            heading("Before and after")
            content.append(comparison(details.fields))
        }
        heading("Seal")
        content.append(Label(details.entry.hash.hexadecimal, classes: "monospace", "caption").wrapped().selectable())
        content.append(
            Label(
                "Over this entry and all before it: no one can change either unseen.", classes: "dim-label", "caption"
            )
            .wrapped())
    }

    private func heading(_ text: String) {
        let label = Label(text, classes: "heading")
        label.margin(top: 12)
        content.append(label)
    }

    private func fact(_ name: String, _ value: String) -> Widget {
        let label = Label(name, classes: "dim-label")
        label.expand(horizontally: true)
        label.align(vertically: .start)
        let text = Label(value, classes: "numeric").wrapped(atMost: 34).selectable()
        text.justify(1)
        return Box.row(spacing: 12, label, text)
    }

    /// What changed stands first and stands out; the rest shows what it is about.
    private func comparison(_ fields: [JournalComparison]) -> Widget {
        let grid = Grid()
        for (column, text) in ["Before", "After"].enumerated() {
            grid.attach(Label(text, classes: "dim-label", "caption"), column: Int32(column + 1), row: 0)
        }
        for (index, field) in fields.enumerated() {
            let name = field.name.prefix(1).uppercased() + field.name.dropFirst()
            let texts: [String] = [name, field.before ?? "–", field.after ?? "–"]
            for (column, text) in texts.enumerated() {
                let label = Label(text).wrapped(atMost: column == 0 ? 14 : 18)
                label.align(vertically: .start)
                label.expand(horizontally: column > 0)
                if column > 0 { label.selectable() }
                if !field.isChange || column == 0 { label.addClass("dim-label") }
                if field.isChange, column == 2 { label.addClass("number") }
                grid.attach(label, column: Int32(column), row: Int32(index + 1))
            }
        }
        return grid
    }
}
