import Gtk

/// One kind of what waits in the inbox: its rows with what is known of the chosen ones, or why there are none.
final class InboxPage<Row: Identifiable> {
    let widget = Stack()
    /// What can be done, for the foot of the window.
    let actions: Box
    let table: TableView<Row>

    private let detail = Label(classes: "dim-label").wrapped().selectable()

    /// - Parameter note: what belongs here.
    init(_ note: String, _ table: TableView<Row>, empty: StatusPage, actions: [Button]) {
        self.table = table
        self.actions = Box.row(spacing: 6)
        for action in actions { self.actions.append(action) }
        self.actions.align(horizontally: .end)
        table.widget.addClass("framed")
        table.widget.request(height: 150)
        let heading = Label(note, classes: "heading").wrapped()
        empty.addClass("compact")
        widget.add(Box.column(spacing: 12, heading, table.widget, detail), named: "rows")
        widget.add(empty, named: "empty")
        widget.expand(horizontally: true, vertically: true)
    }

    func show(_ rows: [Row], detail text: String) {
        table.show(rows)
        detail.text = text
        detail.isVisible = !text.isEmpty
        widget.visible = rows.isEmpty ? "empty" : "rows"
        actions.isVisible = !rows.isEmpty
    }
}
