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
        private static let columns: [TableColumn<Person>] = [
            TableColumn("Name", width: 12, expands: true, by: \.name) { $0.name },
            TableColumn(
                "Age", width: 4, isNumeric: true, by: \.age, mark: { $0.age > 50 ? "senior" : nil },
                text: { String($0.age) }),
        ]
        private let window: Window
        private let table: TableView<Person>

        init() throws {
            try Toolkit.start()
            table = TableView(name: "People", columns: TableViewTests.columns)
            window = Window(widget: adw_window_new())
            gtk_window_set_default_size(window.typed(), 400, 300)
            window.content = table.widget
            window.present()
        }

        /// What stands in the visible cells, row by row, as GTK has them.
        private var cells: [[String]] {
            _ = MainLoop.run(until: { false }, within: 0.1)
            return texts(of: rowWidgets(under: table.widget.widget))
        }

        private func texts(of rows: [UnsafeMutablePointer<GtkWidget>]) -> [[String]] {
            rows.map { row in
                labels(under: row, mappedOnly: false).map(text)
            }
        }

        private func text(of cell: UnsafeMutablePointer<GtkWidget>) -> String {
            gtk_inscription_get_text(OpaquePointer(cell)).map { String(cString: $0) } ?? ""
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
            table.show(people.map { Person(id: $0.id + 10, name: $0.name, age: $0.age) })  // as many, and all others
            #expect(table.selection == 3)
            #expect(selectedPosition == GTK_INVALID_LIST_POSITION)
            #expect(chosen.isEmpty)
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

        @Test func severalAreChosenAndStayChosenWhereverTheyMove() {
            let table = TableView(name: "People", columns: TableViewTests.columns, several: true)
            window.content = table.widget
            var chosen: [[Int]] = []
            table.onChoose = { chosen.append($0.map(\.id)) }
            table.show(people)
            let model = gtk_column_view_get_model(OpaquePointer(gtk_scrolled_window_get_child(table.widget.opaque)))
            gtk_selection_model_select_item(model, 2, 1)
            gtk_selection_model_select_item(model, 0, 0)
            #expect(chosen == [[3], [1, 3]])
            table.sort(by: TableSort(column: 0, isAscending: true))
            #expect((0..<3).map { gtk_selection_model_is_selected(model, $0) } == [0, 1, 1])
            table.show([people[0], people[1]])
            #expect((0..<2).map { gtk_selection_model_is_selected(model, $0) } == [0, 1])
            table.show(people)
            #expect(table.chosen == [1, 3])
            #expect(chosen.count == 2, "nobody chose")
            table.choose([2])
            #expect((0..<3).map { gtk_selection_model_is_selected(model, $0) } == [1, 0, 0] && chosen.count == 2)
            gtk_selection_model_select_all(model)
            #expect(chosen.last == [2, 3, 1])
            gtk_selection_model_unselect_item(model, 1)
            #expect(chosen.last == [2, 1])
            gtk_selection_model_unselect_all(model)
            #expect(chosen.last == [] && table.chosen.isEmpty)
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

        @Test(arguments: ["मीनाक्षी जोशी", "فاطمة الزهراء", "Ångström"]) func marksAboveAndBelowFitTheCell(name: String) throws
        {
            table.show([Person(id: 1, name: name, age: 30)])
            _ = cells
            let cell = try #require(rowWidgets(under: table.widget.widget).first.flatMap { labels(under: $0).first })
            let layout = gtk_widget_create_pango_layout(cell, name)
            defer { g_object_unref(layout.map { UnsafeMutableRawPointer($0) }) }
            var (width, height): (Int32, Int32) = (0, 0)
            pango_layout_get_pixel_size(layout, &width, &height)
            #expect(gtk_widget_get_height(cell) >= height)
            window.destroy()
        }

        @Test func onlyWhatIsOnTheScreenHasWidgets() {
            table.show((0..<100_000).map { Person(id: $0, name: "n\($0)", age: $0 % 70) })
            #expect(cells.count < 1_000)
            window.destroy()
        }

        /// Looked at inside the frame: nobody may ever see a row that is blank, or another's.
        @Test func aFarJumpShowsTheRightRowsInTheVeryNextFrame() throws {
            table.show((0..<1_000_000).map { Person(id: $0, name: "n\($0)", age: $0 % 70) })
            _ = cells
            let (total, page) = table.scrollRange
            for place in [0.7, 0.2, 1.0] {
                var shown: [[String]]?
                window.afterNextFrame { shown = texts(of: rowWidgets(under: table.widget.widget)) }
                table.scrollPosition = (total - page) * place
                #expect(MainLoop.run(until: { shown != nil }))
                let ids = try #require(shown).compactMap { Int($0[0].dropFirst()) }.sorted()
                let first = Int(table.scrollPosition / total * 1_000_000)
                #expect(ids.count >= Int(page / 40))
                #expect(ids == Array(first..<first + ids.count) || ids == Array(first + 1..<first + 1 + ids.count))
                #expect(shown?.allSatisfy { $0[1] == String((Int($0[0].dropFirst()) ?? -1) % 70) } == true)
            }
            window.destroy()
        }

        @Test(.timeLimit(.minutes(1))) func rowsBesideTheViewAreWrittenOnceItRests() async throws {
            table.show((0..<100_000).map { Person(id: $0, name: "n\($0)", age: $0 % 70) })
            _ = cells
            table.scrollPosition = table.scrollRange.total / 2
            var known: [Int] = []
            while known.count < 150 || known.last != known[0] + known.count - 1 {
                try await turn()
                // Some at the top stay, where the keyboard was.
                known = texts(of: allRows).compactMap { Int($0[0].dropFirst()) }.filter { $0 > 1_000 }.sorted()
            }
            #expect(known == Array(known[0]..<known[0] + known.count))
            window.destroy()
        }

        @Test(.timeLimit(.minutes(1))) func manyRowsAreSortedBesideTheLoop() async throws {
            let count = 200_000
            table.show((0..<count).map { Person(id: $0, name: "n\($0)", age: count - $0) })
            table.select(7)
            table.sort(by: TableSort(column: 1, isAscending: true))
            #expect(table.rows.first?.id == 0)  // asked for, not waited for
            while table.rows.first?.id != count - 1 { try await turn() }
            #expect(table.rows.map(\.age) == Array(1...count))
            #expect(table.selection == 7)
            #expect(selectedPosition == UInt32(count - 8))
            window.destroy()
        }

        @Test(.timeLimit(.minutes(1))) func anOrderThatCameTooLateIsDropped() async throws {
            let count = 200_000
            table.show((0..<count).map { Person(id: $0, name: "n\($0)", age: count - $0) })
            table.sort(by: TableSort(column: 1, isAscending: true))
            try await turn()
            table.sort(by: TableSort(column: 1, isAscending: false))
            table.show(people)
            #expect(table.rows.map(\.age) == [58, 44, 31])
            for _ in 0..<100 { try await turn() }
            #expect(table.rows.map(\.age) == [58, 44, 31])
            window.destroy()
        }

        @Test func equalRowsStayAsGivenBothWays() {
            let same = (1...9).map { Person(id: $0, name: "Asha", age: 30) }
            table.show(same)
            for isAscending in [true, false] {
                table.sort(by: TableSort(column: 0, isAscending: isAscending))
                #expect(table.rows.map(\.id) == Array(1...9))
            }
            window.destroy()
        }

        @Test func widthsAndOrderAreGivenBackToTheNextTable() {
            var changes = 0
            table.onLayout = { changes += 1 }
            #expect(table.layout == TableLayout())
            // What dragging the edge of a heading does.
            gtk_column_view_column_set_fixed_width(column(1, of: table), 133)
            table.sort(by: TableSort(column: 0, isAscending: false))
            #expect(changes == 2)
            var layout = table.layout
            #expect(layout.widths == ["Age": 133])
            #expect(layout.sort == .init(column: "Name", isAscending: false))

            layout.widths["Gone"] = 50
            let next = TableView<Person>(name: "People", columns: TableViewTests.columns)
            next.restore(layout)
            next.show(people)
            #expect(gtk_column_view_column_get_fixed_width(column(1, of: next)) == 133)
            #expect(next.rows.map(\.name) == ["Chitra", "Binod", "Asha"])
            #expect(next.layout == table.layout)

            layout.sort = .init(column: "Gone", isAscending: true)
            let last = TableView<Person>(name: "People", columns: TableViewTests.columns)
            last.restore(layout)
            #expect(last.sort == nil)
            window.destroy()
        }

        /// Lets the main actor's other jobs, and then the loop, have a turn.
        private func turn() async throws {
            try await Task.sleep(for: .milliseconds(5))
            MainLoop.drain()
        }

        private func column(_ index: UInt32, of table: TableView<Person>) -> OpaquePointer? {
            let view = OpaquePointer(gtk_scrolled_window_get_child(table.widget.opaque))
            let column = g_list_model_get_item(gtk_column_view_get_columns(view), index)
            defer { g_object_unref(column) }  // the view keeps it
            return OpaquePointer(column)
        }

        /// Those too that GTK keeps outside the view.
        private var allRows: [UnsafeMutablePointer<GtkWidget>] {
            guard let view = gtk_scrolled_window_get_child(table.widget.opaque),
                let first = gtk_widget_get_first_child(gtk_widget_get_last_child(view))
            else { return [] }
            return Array(sequence(first: first) { gtk_widget_get_next_sibling($0) })
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

        private func labels(
            under widget: UnsafeMutablePointer<GtkWidget>, mappedOnly: Bool = true
        ) -> [UnsafeMutablePointer<GtkWidget>] {
            descendants(of: widget, mappedOnly: mappedOnly) { String(cString: gtk_widget_get_css_name($0)) == "label" }
        }

        private func descendants(
            of widget: UnsafeMutablePointer<GtkWidget>, mappedOnly: Bool = true,
            where isWanted: (UnsafeMutablePointer<GtkWidget>) -> Bool
        ) -> [UnsafeMutablePointer<GtkWidget>] {
            var found: [UnsafeMutablePointer<GtkWidget>] = []
            var child = gtk_widget_get_first_child(widget)
            while let next = child {
                if !mappedOnly || gtk_widget_get_mapped(next) != 0 {
                    if isWanted(next) { found.append(next) }
                    found += descendants(of: next, mappedOnly: mappedOnly, where: isWanted)
                }
                child = gtk_widget_get_next_sibling(next)
            }
            return found
        }
    }
}
