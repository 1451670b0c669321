import CAdwaita
import Gtk

/// Sorts a table of 1,000,000 rows by names, as a press on the heading does, and says how long it took until the rows stood in
/// their new order, and for how long at most the window could not answer meanwhile.
enum SortBench {
    static func run() {
        let table = TableView<BenchRow>(
            name: "Days", columns: [TableColumn("Name", width: 20, by: \.name) { $0.name }])
        let window = Window(widget: adw_window_new())
        window.content = table.widget
        table.show((0..<1_000_000).map(BenchRow.init))
        window.present()
        _ = MainLoop.run(until: { false }, within: 0.5)
        let began = g_get_monotonic_time()
        var (last, longest) = (began, gint64(0))
        // The loop turns at least every 10 ms, and asks each time.
        func hasTurned() {
            let now = g_get_monotonic_time()
            (last, longest) = (now, max(longest, now - last))
        }
        table.sort(by: TableSort(column: 0, isAscending: false))
        let isSorted = MainLoop.run(
            until: {
                hasTurned()
                return table.rows.first?.id != 0
            }, within: 60)
        let took = Double(last - began) / 1_000_000
        // The frames that show it belong to it.
        _ = MainLoop.run(
            until: {
                hasTurned()
                return false
            }, within: 0.3)
        print(
            "sort: \(isSorted ? "\(took) s" : "not within 60 s"), the window waits \(Double(longest) / 1000) ms at most"
        )
        window.destroy()
    }
}
