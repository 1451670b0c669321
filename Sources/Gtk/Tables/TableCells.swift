import CAdwaita
import CGtkRows

/// The cells of one column: labels made as rows come onto the screen, and written when a row takes one over.
final class TableCells {
    /// Text and stylesheet class of the row at a position; nil once the table is gone.
    var content: (Int) -> (text: String, mark: String?)? = { _ in nil }
    let column: Object

    private let factory: Object
    private let title: String
    private let isNumeric: Bool
    /// GtkListItems that show a row now, each with the class its label got.
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
    }

    /// The values changed where they stand.
    func writeAgain() {
        for item in Array(bound.keys) { write(item) }
    }

    /// Left and right of the text, in the cell and in a heading that carries a sort arrow.
    private static let padding: Int32 = 24

    private func setUp(_ item: OpaquePointer) {
        let label = Label()
        gtk_label_set_ellipsize(label.opaque, PANGO_ELLIPSIZE_END)
        Label.showWholeTextInTooltip(label.raw)
        if isNumeric {
            label.justify(1)
            label.addClass("numeric")
        }
        label.describe(title)
        gtk_list_item_set_child(item, label.widget)
    }

    private func bind(_ item: OpaquePointer) {
        bound[item] = .some(nil)
        write(item)
    }

    private func unbind(_ item: OpaquePointer) {
        if let mark = bound.removeValue(forKey: item) ?? nil, let label = gtk_list_item_get_child(item) {
            gtk_widget_remove_css_class(label, mark)
        }
    }

    private func write(_ item: OpaquePointer) {
        guard let label = gtk_list_item_get_child(item),
            let (text, mark) = content(Int(gtk_list_item_get_position(item)))
        else { return }
        gtk_label_set_text(OpaquePointer(label), text)
        let before = bound[item] ?? nil
        guard mark != before else { return }
        if let before { gtk_widget_remove_css_class(label, before) }
        if let mark { gtk_widget_add_css_class(label, mark) }
        bound[item] = .some(mark)
    }
}
