import CAdwaita
import Gtk
import Testing

extension Toolkit {
    @Suite struct TableViewTests {
        nonisolated struct Person: Identifiable, Equatable {
            var id: Int
            var name: String
            var age: Int
        }

        private let people = [
            Person(id: 1, name: "Chitra", age: 31), Person(id: 2, name: "Asha", age: 58),
            Person(id: 3, name: "Binod", age: 44),
        ]
        private let window: Window
        private let table: TableView<Person>

        init() throws {
            try Toolkit.start()
            table = TableView(
                name: "People",
                columns: [
                    TableColumn("Name", width: 12, expands: true, by: \.name) { $0.name },
                    TableColumn(
                        "Age", width: 4, isNumeric: true, by: \.age, mark: { $0.age > 50 ? "senior" : nil },
                        text: { String($0.age) }),
                ])
            window = Window(widget: adw_window_new())
            gtk_window_set_default_size(window.typed(), 400, 300)
            window.content = table.widget
            window.present()
        }

        /// What stands in the visible cells, row by row, as GTK has them.
        private var cells: [[String]] {
            _ = MainLoop.run(until: { false }, within: 0.1)
            return rowWidgets(under: table.widget.widget).map { row in
                labels(under: row).map { String(cString: gtk_inscription_get_text(OpaquePointer($0))) }
            }
        }

        @Test func showsWhatTheColumnsSay() {
            table.show(people)
            #expect(cells == [["Chitra", "31"], ["Asha", "58"], ["Binod", "44"]])
            window.destroy()
        }

        @Test func sortsByAHeadingBothWays() {
            table.show(people)
            table.sort(by: TableSort(column: 0, isAscending: true))
            #expect(table.sort == TableSort(column: 0, isAscending: true))
            #expect(cells.map { $0.first } == ["Asha", "Binod", "Chitra"])
            table.sort(by: TableSort(column: 1, isAscending: false))
            #expect(table.sort == TableSort(column: 1, isAscending: false))
            #expect(cells.map { $0.last } == ["58", "44", "31"])
            window.destroy()
        }

        @Test func theChosenRowIsKeptWhereverItMoves() {
            table.show(people)
            var chosen: [Int?] = []
            table.onSelect = { chosen.append($0?.id) }
            table.select(3)
            #expect(chosen.isEmpty)  // who asked knows already
            table.sort(by: TableSort(column: 0, isAscending: true))
            #expect(table.selection == 3)
            #expect(selectedPosition == 1)
            table.show(people + [Person(id: 4, name: "Abel", age: 20)])
            #expect(selectedPosition == 2)
            table.show([people[0]])
            #expect(selectedPosition == GTK_INVALID_LIST_POSITION)
            table.show(people)
            #expect(table.selection == 3)
            #expect(selectedPosition == 1)
            window.destroy()
        }

        @Test func choosingInTheViewIsTold() {
            table.show(people)
            var chosen: [Int?] = []
            table.onSelect = { chosen.append($0?.id) }
            gtk_selection_model_select_item(selectionModel, 1, 1)
            #expect(chosen == [2])
            #expect(table.selection == 2)
            window.destroy()
        }

        @Test func valuesThatChangeInPlaceAreWrittenAgain() {
            table.show(people)
            _ = cells
            var older = people
            older[0].age = 61
            table.show(older)
            #expect(cells.first == ["Chitra", "61"])
            #expect(marked("senior") == ["61", "58"])
            window.destroy()
        }

        @Test func onlyWhatIsOnTheScreenHasWidgets() {
            table.show((0..<100_000).map { Person(id: $0, name: "n\($0)", age: $0 % 70) })
            #expect(cells.count < 1_000)
            window.destroy()
        }

        private var selectionModel: OpaquePointer? {
            gtk_column_view_get_model(OpaquePointer(gtk_scrolled_window_get_child(table.widget.opaque)))
        }

        private var selectedPosition: UInt32 {
            let selection = gtk_selection_model_get_selection(selectionModel)
            defer { gtk_bitset_unref(selection) }
            return gtk_bitset_is_empty(selection) != 0 ? GTK_INVALID_LIST_POSITION : gtk_bitset_get_minimum(selection)
        }

        private func marked(_ name: String) -> [String] {
            _ = cells
            return rowWidgets(under: table.widget.widget).flatMap { labels(under: $0) }
                .filter { gtk_widget_has_css_class($0, name) != 0 }
                .map { String(cString: gtk_inscription_get_text(OpaquePointer($0))) }
        }

        private func rowWidgets(under widget: UnsafeMutablePointer<GtkWidget>) -> [UnsafeMutablePointer<GtkWidget>] {
            descendants(of: widget) { String(cString: gtk_widget_get_css_name($0)) == "row" }
        }

        private func labels(under widget: UnsafeMutablePointer<GtkWidget>) -> [UnsafeMutablePointer<GtkWidget>] {
            descendants(of: widget) { String(cString: gtk_widget_get_css_name($0)) == "label" }
        }

        private func descendants(
            of widget: UnsafeMutablePointer<GtkWidget>, where isWanted: (UnsafeMutablePointer<GtkWidget>) -> Bool
        ) -> [UnsafeMutablePointer<GtkWidget>] {
            var found: [UnsafeMutablePointer<GtkWidget>] = []
            var child = gtk_widget_get_first_child(widget)
            while let next = child {
                if gtk_widget_get_mapped(next) != 0 {
                    if isWanted(next) { found.append(next) }
                    found += descendants(of: next, where: isWanted)
                }
                child = gtk_widget_get_next_sibling(next)
            }
            return found
        }
    }
}
