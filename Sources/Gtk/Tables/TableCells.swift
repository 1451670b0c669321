import CAdwaita
import CGtkRows

/// The cells of one column, made as rows come onto the screen, and written when a row takes one over.
///
/// A cell is a GtkInscription: unlike a label its size does not follow from its text, so that scrolling writes text without
/// measuring it.
final class TableCells {
    /// Text and stylesheet class of the row at a position; nil once the table is gone.
    var content: (Int) -> (text: String, mark: String?)? = { _ in nil }
    /// What the row at a position says when the pointer rests on the cell, beside the whole of a text that was cut.
    var note: (Int) -> String? = { _ in nil }
    let column: Object

    private let factory: Object
    private let title: String
    private let isNumeric: Bool
    /// GtkListItems that show a row now, each with the class its cell got.
    private var bound: [OpaquePointer: String?] = [:]

    init(title: String, isNumeric: Bool) {
        self.title = title
        self.isNumeric = isNumeric
        factory = Object(owned: UnsafeMutableRawPointer(gtk_signal_list_item_factory_new()))
        column = Object(owned: UnsafeMutableRawPointer(gtk_column_view_column_new(title, nil)))
        gtk_column_view_column_set_factory(column.opaque, factory.opaque)
        gtk_column_view_column_set_resizable(column.opaque, 1)
        factory.on("setup") { [weak self] (item: OpaquePointer) in self?.setUp(item) }
        factory.on("bind") { [weak self] (item: OpaquePointer) in self?.bind(item) }
        factory.on("unbind") { [weak self] (item: OpaquePointer) in self?.unbind(item) }
    }

    /// Widths are fixed, so that columns do not dance while one scrolls past longer words.
    func attach(to view: Widget, width: Int, expands: Bool) {
        let layout = gtk_widget_create_pango_layout(view.widget, String(repeating: "0", count: width))
        defer { g_object_unref(layout.map { UnsafeMutableRawPointer($0) }) }
        var (pixels, height): (Int32, Int32) = (0, 0)
        pango_layout_get_pixel_size(layout, &pixels, &height)
        gtk_column_view_column_set_fixed_width(column.opaque, pixels + TableCells.padding)
        gtk_column_view_column_set_expand(column.opaque, expands ? 1 : 0)
        gtk_column_view_append_column(view.opaque, column.opaque)
        dressHeading(in: view)
    }

    /// GTK has no setting for it. The heading just added is the last button of the view's first child, and its text and arrow
    /// are in a box; where a later GTK builds it differently the heading stays on the left.
    private func dressHeading(in view: Widget) {
        guard let header = gtk_widget_get_first_child(view.widget), let heading = gtk_widget_get_last_child(header)
        else { return }
        accessible_set_label(heading, title)
        if isNumeric, let content = gtk_widget_get_first_child(heading) {
            gtk_widget_set_halign(content, GTK_ALIGN_END)
            // The arrow keeps its place where it is not shown; before the text it does not push that off the figures' edge.
            if let arrow = gtk_widget_get_last_child(content) { gtk_widget_insert_after(arrow, content, nil) }
        }
    }

    /// The values changed where they stand.
    func writeAgain() {
        for item in Array(bound.keys) { write(item) }
    }

    /// Left and right of the text, in the cell and in a heading that carries a sort arrow.
    private static let padding: Int32 = 16
    /// Above and below the text; scripts with marks there reach into it.
    private static let margin: Int32 = 4

    private func setUp(_ item: OpaquePointer) {
        let cell = Widget(widget: gtk_inscription_new(nil))
        gtk_inscription_set_text_overflow(cell.opaque, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END)
        gtk_inscription_set_min_chars(cell.opaque, 1)
        gtk_inscription_set_xalign(cell.opaque, isNumeric ? 1 : 0)
        if isNumeric { cell.addClass("numeric") }
        cell.margin(top: TableCells.margin, bottom: TableCells.margin)
        cell.describe(title)
        showTooltip(cell.opaque, item)
        gtk_list_item_set_child(item, cell.widget)
        nameSurroundings(of: cell.widget)
    }

    /// A cell is called what stands in it, and a row what its first two cells say. GTK calls them by their C types otherwise.
    /// It is a relation, set once: what is written later is read from the text itself.
    private func nameSurroundings(of text: UnsafeMutablePointer<GtkWidget>) {
        guard let cell = gtk_widget_get_parent(text) else { return }
        accessible_set_label_of(cell, text, nil)
        guard let before = gtk_widget_get_prev_sibling(cell), gtk_widget_get_prev_sibling(before) == nil,
            let first = gtk_widget_get_first_child(before), let row = gtk_widget_get_parent(cell)
        else { return }
        accessible_set_label_of(row, first, text)
    }

    private func showTooltip(_ cell: OpaquePointer, _ item: OpaquePointer) {
        let sender = Object(borrowed: UnsafeMutableRawPointer(cell))
        gtk_widget_set_has_tooltip(sender.typed(), 1)
        sender.ask("query-tooltip") { [weak self] (_: Int32, _: Int32, _: Bool, tooltip: OpaquePointer) -> Bool in
            let widget = UnsafeMutablePointer<GtkWidget>(cell)
            let layout = gtk_widget_create_pango_layout(widget, gtk_inscription_get_text(cell))
            defer { g_object_unref(layout.map { UnsafeMutableRawPointer($0) }) }
            var (width, height): (Int32, Int32) = (0, 0)
            pango_layout_get_pixel_size(layout, &width, &height)
            var lines: [String] = []
            if width > gtk_widget_get_width(widget), let text = gtk_inscription_get_text(cell) {
                lines.append(String(cString: text))
            }
            if let self, bound[item] != nil, let note = note(Int(gtk_list_item_get_position(item))) {
                lines.append(note)
            }
            gtk_tooltip_set_text(tooltip, lines.joined(separator: "\n"))
            return !lines.isEmpty
        }
    }

    private func bind(_ item: OpaquePointer) {
        bound[item] = .some(nil)
        write(item)
    }

    private func unbind(_ item: OpaquePointer) {
        if let mark = bound.removeValue(forKey: item) ?? nil, let cell = gtk_list_item_get_child(item) {
            gtk_widget_remove_css_class(cell, mark)
        }
    }

    private func write(_ item: OpaquePointer) {
        guard let cell = gtk_list_item_get_child(item),
            let (text, mark) = content(Int(gtk_list_item_get_position(item)))
        else { return }
        gtk_inscription_set_text(OpaquePointer(cell), text)
        let before = bound[item] ?? nil
        guard mark != before else { return }
        if let before { gtk_widget_remove_css_class(cell, before) }
        if let mark { gtk_widget_add_css_class(cell, mark) }
        bound[item] = .some(mark)
    }
}
