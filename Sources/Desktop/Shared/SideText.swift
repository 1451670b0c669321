import Gtk

/// What scrolls in a side panel: facts and sentences, under headings.
final class SideText {
    let widget: ScrolledWindow
    private let column = Box.column(spacing: 6)

    /// - Parameter name: what a screen reader calls it, where the arrow keys scroll it.
    init(name: String) {
        column.margin(top: 0, bottom: 18, start: 18, end: 18)
        widget = ScrolledWindow(column, horizontally: false)
        widget.expand(vertically: true)
        widget.takesKeyboard(as: name)
    }

    func clear() { column.removeAll() }

    func append(_ part: Widget) { column.append(part) }

    func heading(_ text: String) {
        let label = Label(text, classes: "heading")
        label.margin(top: 12)
        column.append(label)
    }

    func sentence(_ text: String) { column.append(Label(text).wrapped().selectable()) }

    /// What is known of it by name.
    ///
    /// - Parameter atMost: characters in a line of the value.
    @discardableResult
    func fact(_ name: String, _ value: String, atMost: Int32) -> Widget {
        let label = Label(name, classes: "dim-label")
        label.expand(horizontally: true)
        label.align(vertically: .start)
        let text = Label(value, classes: "numeric").wrapped(atMost: atMost).selectable()
        text.justify(1)
        let row = Box.row(spacing: 12, label, text)
        column.append(row)
        return row
    }

    /// It is being read.
    func wait() {
        let spinner = Spinner()
        spinner.isSpinning = true
        spinner.margin(24)
        column.append(spinner)
    }
}
