import Domain
import Gtk
import Services
import Storage

/// One entry beside the list: who, when and why, the record before and after, and the seal.
final class JournalPanel {
    let panel: SidePanel
    /// All that was done with the record is to be shown.
    var onRecord: (JournalRecord) -> Void = { _ in }

    private let content = SideText(name: "The entry")
    private let history = Button("All changes of this record")
    private let foot: Box
    private var record: JournalRecord?

    init() {
        foot = SidePanel.foot(history)
        panel = SidePanel("The entry", closing: "Close the entry", width: 420, content.widget, foot)
        history.onClicked { [weak self] in self.map { panel in panel.record.map(panel.onRecord) } }
    }

    func show(_ model: JournalEntryModel) {
        content.clear()
        record = model.record
        foot.isVisible = record != nil
        if let problem = model.problem {
            panel.title.text = problem.heading
            return content.sentence(problem.text)
        }
        guard let details = model.details else {
            panel.title.text = ""
            return content.wait()
        }
        panel.title.text = details.line.subject
        content.sentence(details.line.change)
        for (index, (name, value)) in model.facts.enumerated() {
            let fact = content.fact(name, value, atMost: 34)
            if index == 0 { fact.margin(top: 6) }
        }
        if !details.fields.isEmpty {
            content.heading("Before and after")
            content.append(comparison(details.fields))
        }
        content.heading("Seal")
        content.append(Label(details.entry.hash.hexadecimal, classes: "monospace", "caption").wrapped().selectable())
        content.append(
            Label(
                "Over this entry and all before it: no one can change either unseen.", classes: "dim-label", "caption"
            )
            .wrapped())
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
