import CAdwaita

/// Which heading is pressed, and which way.
///
/// GTK 4.8 keeps this inside the view's own sorter and does not tell (`gtk_column_view_sorter_get_primary_sort_column` is of
/// 4.10). So each column gets a sorter that only notes that it was asked: comparing two stand-ins asks the pressed column
/// first, and the answer, which the view turns round for a descending column, tells the direction.
final class TableSorting {
    var onChange: () -> Void = {}

    private let sorter: Object
    private let probes: [SortProbe?]
    private let standIns: (Object, Object)  // two: a sorter does not ask whether a thing comes before itself

    init(view: Widget, list: Object, columns: [Object], sortable: [Bool]) {
        sorter = Object(borrowed: UnsafeMutableRawPointer(gtk_column_view_get_sorter(view.opaque)))
        probes = zip(columns, sortable).map { column, isSortable in isSortable ? TableSorting.probe(column) : nil }
        let type = g_list_model_get_item_type(list.opaque)
        standIns = (
            Object(owned: g_object_new_with_properties(type, 0, nil, nil)),
            Object(owned: g_object_new_with_properties(type, 0, nil, nil))
        )
        sorter.on("changed") { [weak self] in self?.onChange() }
    }

    var current: TableSort? {
        for probe in probes { probe?.wasAsked = false }
        let order = gtk_sorter_compare(sorter.typed(), standIns.0.raw, standIns.1.raw)
        guard let column = probes.firstIndex(where: { $0?.wasAsked == true }) else { return nil }
        return TableSort(column: column, isAscending: order == GTK_ORDERING_SMALLER)
    }

    private static func probe(_ column: Object) -> SortProbe {
        let probe = SortProbe()
        let box = Unmanaged.passRetained(probe).toOpaque()
        let sorter = Object(
            owned: UnsafeMutableRawPointer(gtk_custom_sorter_new(noteAndAnswerSmaller, box, releaseProbe)))
        gtk_column_view_column_set_sorter(column.opaque, sorter.typed())
        return probe
    }
}

private final class SortProbe {
    nonisolated(unsafe) var wasAsked = false  // written and read on the GLib thread only

    nonisolated deinit {}
}

private nonisolated func noteAndAnswerSmaller(_ a: gconstpointer?, _ b: gconstpointer?, _ data: gpointer?) -> gint {
    if let data { Unmanaged<SortProbe>.fromOpaque(data).takeUnretainedValue().wasAsked = true }
    return -1
}

private nonisolated func releaseProbe(_ data: gpointer?) {
    guard let data else { return }
    Unmanaged<SortProbe>.fromOpaque(data).release()
}
