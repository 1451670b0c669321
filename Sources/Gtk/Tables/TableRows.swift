import CAdwaita
import CGtkRows

/// What one cell shows.
struct CellContent {
    var text: String
    /// A class of the stylesheet.
    var mark: String?
}

/// The rows that have widgets, and the writing of their cells.
///
/// GTK keeps some two hundred rows around the place where the table stands, and binds all of them at a jump, though a window
/// shows twenty. So binding writes nothing. After each layout the rows that the coming frame shows are written. The others, and
/// what a screen reader calls the rows, follow once the table rests.
final class TableRows {
    /// All cells of the row at a position; nil once there is no such row.
    var content: (Int) -> [CellContent]? = { _ in nil }

    private let body: UnsafeMutablePointer<GtkWidget>?
    private let titles: [String]
    private var rows: [UnsafeMutablePointer<GtkWidget>: TableRow] = [:]
    private var rowOfItem: [OpaquePointer: UnsafeMutablePointer<GtkWidget>] = [:]
    private var fresh: [(column: Int, item: OpaquePointer, cell: UnsafeMutablePointer<GtkWidget>)] = []
    /// Counts how often the values changed.
    private var edition = 0
    /// Rises while the table scrolls or changes.
    private var writings = 0
    private var rest: Task<Void, Never>?

    /// - Parameter view: the GtkColumnView, whose last child is the list of rows.
    init(view: Widget, titles: [String]) {
        body = gtk_widget_get_last_child(view.widget)
        self.titles = titles
        view.afterLayout { [weak self] in self?.writeVisible() }
    }

    isolated deinit {
        rest?.cancel()
    }

    /// The cell that GTK made for a column is in no row yet, perhaps; it is by the next layout.
    func add(_ cell: UnsafeMutablePointer<GtkWidget>, of item: OpaquePointer, column: Int) {
        fresh.append((column, item, cell))
    }

    /// GTK takes a row apart.
    func remove(_ item: OpaquePointer) {
        fresh.removeAll { $0.item == item }
        if let row = rowOfItem.removeValue(forKey: item) { rows[row] = nil }
    }

    /// The values are others, and what stands in the cells is out of date: before the next frame.
    func valuesChanged() {
        edition += 1
        if let body { gtk_widget_queue_allocate(body) }
    }

    // MARK: - Writing

    private func writeVisible() {
        adoptFresh()
        guard let body, gtk_widget_get_mapped(body) != 0 else { return }
        for row in rows.values where row.isOnScreen && row.written != place(of: row) {
            write(row)
            writings += 1
        }
        if rows.values.contains(where: isUnfinished) { finishLater() }
    }

    private func adoptFresh() {
        for (column, item, cell) in fresh {
            guard let holder = gtk_widget_get_parent(cell), let widget = gtk_widget_get_parent(holder) else { continue }
            let row = rows[widget] ?? TableRow(widget: widget, titles: titles)
            rows[widget] = row
            rowOfItem[item] = widget
            row.add(cell, in: holder, of: item, column: column)
        }
        fresh = []
    }

    private func place(of row: TableRow) -> TableRow.Place? {
        row.position.map { TableRow.Place(position: $0, edition: edition) }
    }

    private func isUnfinished(_ row: TableRow) -> Bool {
        guard let place = place(of: row) else { return false }
        return row.written != place || row.named != place
    }

    private func write(_ row: TableRow) {
        guard let place = place(of: row), let content = content(place.position) else { return }
        row.write(content)
        row.written = place
    }

    /// - Returns: false when there is nothing to say of it.
    private func finish(_ row: TableRow) -> Bool {
        guard let place = place(of: row), let content = content(place.position) else { return false }
        if row.written != place { write(row) }
        row.name(content)
        row.named = place
        return true
    }

    /// A few rows at a time, and none while the table scrolls.
    private func finishLater() {
        guard rest == nil else { return }
        rest = Task { [weak self] in
            var seen = -1
            while let now = self?.writings {
                let isResting = now == seen
                if isResting, self?.finishSome() != true { break }
                seen = now
                guard (try? await Task.sleep(for: .milliseconds(isResting ? 30 : 150))) != nil else { return }
            }
            self?.rest = nil
        }
    }

    /// - Returns: whether anything was done.
    private func finishSome() -> Bool {
        let some = rows.values.filter(isUnfinished).sorted { $0.isOnScreen && !$1.isOnScreen }.prefix(16)
        return some.filter(finish).count > 0
    }
}
