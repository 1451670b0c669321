import CAdwaita
import CGtkRows

/// A table of any number of rows. Only rows on the screen have widgets; the rows themselves stay Swift values.
///
/// Sorting happens here, on the values, when a heading is pressed. The chosen row is kept by its identity, whatever comes
/// in, goes out or moves.
// The default isolation is not told to who imports an optimised build with testing.
@MainActor package final class TableView<Row: Identifiable> {
    /// What goes into a window.
    package let widget: ScrolledWindow
    /// As they are shown, from the top.
    package private(set) var rows = ArrangedRows<Row>([])
    package private(set) var selection: Row.ID?
    /// Those that are chosen where several can be, though some may be out of sight.
    package private(set) var chosen: Set<Row.ID> = []
    package private(set) var sort: TableSort?

    /// The person chose another row, or none.
    package var onSelect: (Row?) -> Void = { _ in }
    /// The same where several can be chosen: all that are now, from the top.
    package var onChoose: ([Row]) -> Void = { _ in }
    /// The person sorted it, or changed a column's width: `layout` is another.
    package var onLayout: () -> Void = {}
    /// Enter, or a double click.
    package var onOpen: (Row) -> Void = { _ in }

    /// The person scrolled to the last row.
    package var onEnd: () -> Void = {}

    /// What a row says when the pointer rests on it; nil: nothing.
    package var note: (Row) -> String? = { _ in nil }

    private let view: Widget
    private let list: Object
    private let isSeveral: Bool
    let columns: [TableColumn<Row>]
    private(set) var cells: [TableCells]
    private let shown: TableRows
    private var sorting: TableSorting?
    private var given: [Row] = []
    /// The selection moves with its row, or is out of sight with it, and nobody chose.
    private var isPutting = false
    private var arranging: Task<Void, Never>?

    /// - Parameters:
    ///   - name: what a screen reader calls the table.
    ///   - several: whether several rows can be chosen, by Ctrl, Shift and Ctrl+A.
    package init(name: String, columns: [TableColumn<Row>], several: Bool = false) {
        self.columns = columns
        isSeveral = several
        list = Object(owned: UnsafeMutableRawPointer(several ? row_list_new_several() : row_list_new()))
        view = Widget(widget: gtk_column_view_new(nil))
        widget = ScrolledWindow(view)
        cells = []
        shown = TableRows(view: view, titles: columns.map(\.title))
        view.name(name)
        view.addClass("data-table")
        TableStyle.load()
        widget.expand(horizontally: true, vertically: true)
        gtk_column_view_set_model(view.opaque, list.opaque)
        gtk_column_view_set_show_row_separators(view.opaque, 1)
        shown.content = { [weak self] in self?.content(at: $0) }
        for index in columns.indices { cells.append(makeCells(index)) }
        sorting = TableSorting(
            view: view, list: list, columns: cells.map(\.column), sortable: columns.map { $0.order != nil })
        sorting?.onChange = { [weak self] in self?.sortChanged() }
        // The parts that take the keyboard: the row of headings, and the list of rows.
        if let headings = gtk_widget_get_first_child(view.widget) { accessible_set_label(headings, "Headings") }
        if let body = gtk_widget_get_last_child(view.widget) { accessible_set_label(body, name) }
        view.on("activate") { [weak self] (position: UInt32) in self?.open(Int(position)) }
        list.on("selection-changed") { [weak self] in self?.selectionChanged() }
        widget.on("edge-reached") { [weak self] in self?.edgeReached() }
    }

    /// Shows these rows instead, in the order of the heading that is pressed, or else as given. Where the same rows stay in
    /// the same place nothing scrolls and only their cells are written again.
    ///
    /// Some thousands of rows are sorted at once; of more, the table shows what it has until the new order is found.
    package func show(_ rows: [Row]) {
        given = rows
        arrange()
    }

    package func select(_ id: Row.ID?) {
        guard id != selection else { return }
        selection = id
        choose(positionOfSelection)
    }

    /// The same of a table in which several can be chosen.
    package func choose(_ ids: Set<Row.ID>) {
        guard ids != chosen else { return }
        chosen = ids
        isPutting = true
        defer { isPutting = false }
        chooseAll()
    }

    private func choose(_ position: guint) {
        guard position != row_list_get_selected(list.opaque) else { return }
        if position == GTK_INVALID_LIST_POSITION {
            gtk_selection_model_unselect_all(list.opaque)
        } else {
            gtk_selection_model_select_item(list.opaque, position, 1)
        }
    }

    /// As if the heading had been pressed.
    package func sort(by sort: TableSort) {
        let order = sort.isAscending ? GTK_SORT_ASCENDING : GTK_SORT_DESCENDING
        gtk_column_view_sort_by_column(view.opaque, cells[sort.column].column.opaque, order)
    }

    isolated deinit {
        arranging?.cancel()
    }

    package func focus() {
        view.focus()
    }

    /// Chooses the first row, as if the person had, and gives it the keyboard.
    package func focusFirst() {
        guard !rows.isEmpty else { return }
        scrollPosition = 0
        gtk_selection_model_select_item(list.opaque, 0, 1)
        // The list of rows is the view's last child, after the headings.
        if let body = gtk_widget_get_last_child(view.widget), let first = gtk_widget_get_first_child(body),
            gtk_widget_grab_focus(first) != 0
        {
            return
        }
        focus()
    }

    /// Pixels from the top.
    package var scrollPosition: Double {
        get { gtk_adjustment_get_value(gtk_scrolled_window_get_vadjustment(widget.opaque)) }
        set { gtk_adjustment_set_value(gtk_scrolled_window_get_vadjustment(widget.opaque), newValue) }
    }

    /// Pixels in all, and those that fit the window.
    package var scrollRange: (total: Double, page: Double) {
        let adjustment = gtk_scrolled_window_get_vadjustment(widget.opaque)
        return (gtk_adjustment_get_upper(adjustment), gtk_adjustment_get_page_size(adjustment))
    }

    // MARK: - Rows

    /// What takes longer to sort than a part of a frame is sorted elsewhere.
    private static var mostSortedAtOnce: Int { 2_000 }

    private func arrange() {
        arranging?.cancel()
        arranging = nil
        if let sort, let order = columns[sort.column].order {
            if given.count > TableView.mostSortedAtOnce { return arrangeLater(order, sort) }
            put(ArrangedRows(given, positions: order.positions(given, sort.isAscending)))
        } else {
            put(ArrangedRows(given))
        }
    }

    /// An answer that a later question has overtaken is dropped.
    private func arrangeLater(_ order: TableOrder<Row>, _ sort: TableSort) {
        gtk_widget_set_cursor_from_name(view.widget, "progress")
        arranging = Task { [weak self, given] in
            guard let positions = await order.positionsLater(given, sort.isAscending), !Task.isCancelled else { return }
            self?.put(ArrangedRows(given, positions: positions))
        }
    }

    private func put(_ arranged: ArrangedRows<Row>) {
        gtk_widget_set_cursor(view.widget, nil)
        let common = SharedEnds(of: rows, and: arranged)
        let ends = common.prefix + common.suffix
        let (removed, added) = (rows.count - ends, arranged.count - ends)
        let before = rows.count
        // A cell asks for its row by position, so the values must be in place before the list speaks.
        rows = arranged
        isPutting = true
        defer { isPutting = false }
        if removed == added {
            isSeveral ? chooseAll() : choose(positionOfSelection)
        } else if removed > 0, added > TableView.mostSearched {
            let kept = min(before, rows.count)
            change(at: kept, before - kept, rows.count - kept)
        } else {
            change(at: common.prefix, removed, added)
        }
        shown.valuesChanged()
    }

    private func change(at position: Int, _ removed: Int, _ added: Int) {
        guard isSeveral else {
            return row_list_change(list.opaque, guint(position), guint(removed), guint(added), positionOfSelection)
        }
        let bits = positionsChosen
        defer { gtk_bitset_unref(bits) }
        row_list_change_several(list.opaque, guint(position), guint(removed), guint(added), bits)
    }

    /// GTK looks for the row that has the keyboard among all rows that are added when it was removed, which takes a third of a
    /// second at a million. Of more than these it is told only how many there are, so that the place stays and not the row.
    private static var mostSearched: Int { 10_000 }

    private func sortChanged() {
        let wanted = sorting?.current
        guard wanted != sort else { return }
        sort = wanted
        arrange()
        onLayout()
    }

    // MARK: - Selection

    private var positionOfSelection: guint {
        guard let selection, let index = rows.firstIndex(where: { $0.id == selection }) else {
            return GTK_INVALID_LIST_POSITION
        }
        return guint(index)
    }

    /// The caller gives it back.
    private var positionsChosen: OpaquePointer? {
        let bits = gtk_bitset_new_empty()
        for index in rows.indices where chosen.contains(rows[index].id) { gtk_bitset_add(bits, guint(index)) }
        return bits
    }

    private func chooseAll() {
        let (bits, all) = (positionsChosen, gtk_bitset_new_range(0, guint(rows.count)))
        defer {
            gtk_bitset_unref(bits)
            gtk_bitset_unref(all)
        }
        gtk_selection_model_set_selection(list.opaque, bits, all)
    }

    private func severalChanged() {
        guard !isPutting, let bits = gtk_selection_model_get_selection(list.opaque) else { return }
        defer { gtk_bitset_unref(bits) }
        let positions = (0..<gtk_bitset_get_size(bits)).map { Int(gtk_bitset_get_nth(bits, guint($0))) }
        let found = positions.filter(rows.indices.contains).map { rows[$0] }
        guard Set(found.map(\.id)) != chosen else { return }
        chosen = Set(found.map(\.id))
        onChoose(found)
    }

    private func selectionChanged() {
        if isSeveral { return severalChanged() }
        let position = Int(row_list_get_selected(list.opaque))
        let row = rows.indices.contains(position) ? rows[position] : nil
        guard !isPutting, row?.id != selection else { return }
        selection = row?.id
        onSelect(row)
    }

    /// Also told of the first row, and of the ends of a row.
    private func edgeReached() {
        let range = scrollRange
        if range.total > range.page, scrollPosition >= range.total - range.page - 1 { onEnd() }
    }

    private func open(_ position: Int) {
        guard rows.indices.contains(position) else { return }
        onOpen(rows[position])
    }

    // MARK: - Columns

    private func content(at position: Int) -> [CellContent]? {
        guard rows.indices.contains(position) else { return nil }
        let row = rows[position]
        return columns.map { CellContent(text: $0.text(row), mark: $0.mark?(row)) }
    }

    private func makeCells(_ index: Int) -> TableCells {
        let column = columns[index]
        let cells = TableCells(title: column.title, isNumeric: column.isNumeric)
        cells.onSetUp = { [shown] cell, item in shown.add(cell, of: item, column: index) }
        cells.onResize = { [weak self] in self?.onLayout() }
        cells.onTearDown = { [shown] item in shown.remove(item) }
        cells.note = { [weak self] position in
            guard let self, rows.indices.contains(position) else { return nil }
            return note(rows[position])
        }
        cells.attach(to: view, width: column.width, expands: column.expands)
        return cells
    }
}

/// How many elements two lists share, by identity, from the front and then from the back.
struct SharedEnds {
    var prefix = 0
    var suffix = 0

    init<Row: Identifiable>(of old: ArrangedRows<Row>, and new: ArrangedRows<Row>) {
        let shorter = min(old.count, new.count)
        while prefix < shorter, old[prefix].id == new[prefix].id { prefix += 1 }
        while suffix < shorter - prefix, old[old.count - 1 - suffix].id == new[new.count - 1 - suffix].id {
            suffix += 1
        }
    }
}
