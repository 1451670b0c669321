import CAdwaita
import CGtkRows
import Gtk
import Testing

extension Toolkit {
    @Suite struct RowListTests {
        private let list = Object(owned: UnsafeMutableRawPointer(row_list_new()))
        private let none = GTK_INVALID_LIST_POSITION

        init() throws { try Toolkit.start() }

        @Test func countsAndMakesItemsOnDemand() {
            row_list_change(list.opaque, 0, 0, 1_000_000, none)
            #expect(g_list_model_get_n_items(list.opaque) == 1_000_000)
            let item = g_list_model_get_item(list.opaque, 999_999)
            #expect(item != nil)
            g_object_unref(item)
            #expect(g_list_model_get_item(list.opaque, 1_000_000) == nil)
        }

        @Test func saysWhatChanged() {
            var changes: [[UInt32]] = []
            list.on("items-changed") { (position: UInt32, removed: UInt32, added: UInt32) in
                changes.append([position, removed, added])
            }
            row_list_change(list.opaque, 0, 0, 5, none)
            row_list_change(list.opaque, 2, 1, 3, none)
            row_list_change(list.opaque, 7, 0, 1, none)
            #expect(changes == [[0, 0, 5], [2, 1, 3], [7, 0, 1]])
            #expect(g_list_model_get_n_items(list.opaque) == 8)
        }

        @Test func oneRowIsSelectedAtMost() {
            var ranges: [[UInt32]] = []
            list.on("selection-changed") { (position: UInt32, count: UInt32) in ranges.append([position, count]) }
            row_list_change(list.opaque, 0, 0, 10, none)
            gtk_selection_model_select_item(list.opaque, 3, 0)
            gtk_selection_model_select_item(list.opaque, 7, 0)
            #expect(row_list_get_selected(list.opaque) == 7)
            #expect(gtk_selection_model_is_selected(list.opaque, 3) == 0)
            gtk_selection_model_select_item(list.opaque, 10, 0)  // not a row
            #expect(row_list_get_selected(list.opaque) == 7)
            gtk_selection_model_unselect_all(list.opaque)
            #expect(row_list_get_selected(list.opaque) == none)
            #expect(ranges == [[3, 1], [3, 5], [7, 1]])
        }

        @Test func anyNumberIsSelectedInAListForSeveral() {
            let list = Object(owned: UnsafeMutableRawPointer(row_list_new_several()))
            var ranges: [[UInt32]] = []
            list.on("selection-changed") { (position: UInt32, count: UInt32) in ranges.append([position, count]) }
            let first = gtk_bitset_new_range(2, 3)
            defer { gtk_bitset_unref(first) }
            row_list_change_several(list.opaque, 0, 0, 10, first)
            #expect(ranges.isEmpty)  // the caller knows
            gtk_selection_model_select_range(list.opaque, 7, 2, 0)
            gtk_selection_model_select_item(list.opaque, 12, 0)  // not a row
            #expect((0..<12).filter { gtk_selection_model_is_selected(list.opaque, $0) != 0 } == [2, 3, 4, 7, 8])
            gtk_selection_model_select_range(list.opaque, 4, 1, 1)
            #expect((0..<10).filter { gtk_selection_model_is_selected(list.opaque, $0) != 0 } == [4])
            gtk_selection_model_select_all(list.opaque)
            gtk_selection_model_unselect_all(list.opaque)
            #expect(ranges == [[7, 2], [2, 7], [0, 10], [0, 10]])
        }

        @Test func theSelectionInARangeIsTheOneRow() {
            row_list_change(list.opaque, 0, 0, 10, 4)
            let selection = gtk_selection_model_get_selection(list.opaque)
            defer { gtk_bitset_unref(selection) }
            #expect(gtk_bitset_get_size(selection) == 1)
            #expect(gtk_bitset_contains(selection, 4) != 0)
        }
    }
}
