package import Gtk

/// How the person left each table: column widths and order.
package final class TableMemory {
    /// By the table's name.
    package private(set) var layouts: [String: TableLayout]

    package init(_ layouts: [String: TableLayout]) {
        self.layouts = layouts
    }

    /// Makes a new table as the one of that name was left, and follows it.
    package func keep<Row>(_ table: TableView<Row>, as name: String) {
        if let layout = layouts[name] { table.restore(layout) }
        table.onLayout = { [weak self, weak table] in
            guard let table else { return }
            self?.layouts[name] = table.layout
        }
    }
}
