import CAdwaita
import CGtkRows

/// The cells of one column, made as GTK makes rows. `TableRows` writes them.
///
/// A cell is a GtkInscription: unlike a label its size does not follow from its text, so that scrolling writes text without
/// measuring it.
final class TableCells {
    /// What the row at a position says when the pointer rests on the cell, beside the whole of a text that was cut.
    var note: (Int) -> String? = { _ in nil }
    /// A cell was made for an item of this column.
    var onSetUp: (UnsafeMutablePointer<GtkWidget>, OpaquePointer) -> Void = { _, _ in }
    /// And is taken apart.
    var onTearDown: (OpaquePointer) -> Void = { _ in }
    /// The person drew the column wider or narrower.
    var onResize: () -> Void = {}
    /// Pixels; nil: as wide as it was made.
    private(set) var chosenWidth: Int32?
    let column: Object

    private var height: Int32 = -1
    private let factory: Object
    private let title: String
    private let isNumeric: Bool

    init(title: String, isNumeric: Bool) {
        self.title = title
        self.isNumeric = isNumeric
        factory = Object(owned: UnsafeMutableRawPointer(gtk_signal_list_item_factory_new()))
        column = Object(owned: UnsafeMutableRawPointer(gtk_column_view_column_new(title, nil)))
        gtk_column_view_column_set_factory(column.opaque, factory.opaque)
        gtk_column_view_column_set_resizable(column.opaque, 1)
        factory.on("setup") { [weak self] (item: OpaquePointer) in self?.setUp(item) }
        factory.on("teardown") { [weak self] (item: OpaquePointer) in self?.onTearDown(item) }
    }

    /// Widths are fixed, so that columns do not dance while one scrolls past longer words.
    func attach(to view: Widget, width: Int, expands: Bool) {
        let layout = gtk_widget_create_pango_layout(view.widget, String(repeating: "0", count: width))
        defer { g_object_unref(layout.map { UnsafeMutableRawPointer($0) }) }
        var (pixels, height): (Int32, Int32) = (0, 0)
        pango_layout_get_pixel_size(layout, &pixels, &height)
        // The room below belongs to the cell: in a margin, the lower marks of taller scripts would be cut off.
        self.height = height + TableCells.margin
        let inset = gtk_widget_get_first_child(gtk_widget_get_first_child(view.widget)) == nil ? TableCells.inset : 0
        gtk_column_view_column_set_fixed_width(column.opaque, pixels + TableCells.padding + inset)
        gtk_column_view_column_set_expand(column.opaque, expands ? 1 : 0)
        gtk_column_view_append_column(view.opaque, column.opaque)
        dressHeading(in: view)
        column.onChange(of: "fixed-width") { [weak self] in self?.widthChanged() }
    }

    func resize(to pixels: Int32) {
        gtk_column_view_column_set_fixed_width(column.opaque, max(pixels, TableCells.leastWidth))
    }

    private func widthChanged() {
        chosenWidth = gtk_column_view_column_get_fixed_width(column.opaque)
        onResize()
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

    /// Left and right of the text, in the cell and in a heading that carries a sort arrow.
    private static let padding: Int32 = 16
    /// A column that was drawn out of sight could not be drawn back.
    private static let leastWidth: Int32 = 24
    /// More before the first column: see `TableStyle`.
    private static let inset: Int32 = 6
    /// Above and below a line of the window's own font; scripts with marks there reach into it.
    private static let margin: Int32 = 4

    private func setUp(_ item: OpaquePointer) {
        let cell = Widget(widget: gtk_inscription_new(nil))
        gtk_inscription_set_text_overflow(cell.opaque, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END)
        gtk_inscription_set_min_chars(cell.opaque, 1)
        gtk_inscription_set_xalign(cell.opaque, isNumeric ? 1 : 0)
        // GTK puts a text that it cuts at the top of the cell whatever is asked for; all of a row stand on one line there.
        gtk_inscription_set_yalign(cell.opaque, 0)
        cell.margin(top: TableCells.margin)
        if isNumeric { cell.addClass("numeric") }
        cell.request(height: height)
        cell.describe(title)
        showTooltip(cell.opaque, item)
        gtk_list_item_set_child(item, cell.widget)
        onSetUp(cell.widget, item)
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
            if let note = self?.note(Int(gtk_list_item_get_position(item))) {
                lines.append(note)
            }
            gtk_tooltip_set_text(tooltip, lines.joined(separator: "\n"))
            return !lines.isEmpty
        }
    }
}
