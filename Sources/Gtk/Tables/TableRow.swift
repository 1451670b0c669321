import CAdwaita
import CGtkRows

/// The widgets of one row, which stands for other rows as the table scrolls.
final class TableRow {
    /// Which row it was written for when it was written last, and which one it was called after.
    var written: Place?
    var named: Place?

    /// A position in one edition of the values.
    struct Place: Equatable {
        var position: Int
        var edition: Int
    }

    private let widget: UnsafeMutablePointer<GtkWidget>
    private let titles: [String]
    private var cells: [Cell?]

    private struct Cell {
        var text: UnsafeMutablePointer<GtkWidget>
        var holder: UnsafeMutablePointer<GtkWidget>
        var item: OpaquePointer
        var mark: String?
    }

    init(widget: UnsafeMutablePointer<GtkWidget>, titles: [String]) {
        self.widget = widget
        self.titles = titles
        cells = Array(repeating: nil, count: titles.count)
    }

    func add(
        _ text: UnsafeMutablePointer<GtkWidget>, in holder: UnsafeMutablePointer<GtkWidget>, of item: OpaquePointer,
        column: Int
    ) {
        cells[column] = Cell(text: text, holder: holder, item: item)
        (written, named) = (nil, nil)
    }

    /// Of the row that it stands for; nil while it stands for none.
    var position: Int? {
        guard let item = cells.first??.item else { return nil }
        let position = gtk_list_item_get_position(item)
        return position == GTK_INVALID_LIST_POSITION ? nil : Int(position)
    }

    /// GTK maps those rows alone that lie within the view, as of the last layout.
    var isOnScreen: Bool { gtk_widget_get_mapped(widget) != 0 }

    func write(_ content: [CellContent]) {
        for (column, content) in content.enumerated() {
            guard let cell = cells[column] else { continue }
            gtk_inscription_set_text(OpaquePointer(cell.text), content.text)
            guard content.mark != cell.mark else { continue }
            if let before = cell.mark { gtk_widget_remove_css_class(cell.text, before) }
            if let mark = content.mark { gtk_widget_add_css_class(cell.text, mark) }
            cells[column]?.mark = content.mark
        }
    }

    /// A cell is called what stands in it. GTK would call it, and the row, by their C types.
    func name(_ content: [CellContent]) {
        for (cell, content) in zip(cells, content) {
            if let cell { accessible_set_label(cell.holder, content.text) }
        }
        accessible_set_label(widget, sentence(content))
    }

    /// The first two cells as they are, which say who or what it is about, and the others with their headings.
    private func sentence(_ content: [CellContent]) -> String {
        let head = content.prefix(2).map(\.text).filter { !$0.isEmpty }.joined(separator: " ")
        let rest = zip(titles, content).dropFirst(2).filter { !$1.text.isEmpty }.map { "\($0) \($1.text)" }
        return ([head] + rest).joined(separator: ", ")
    }
}
