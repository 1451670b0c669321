import CAdwaita

/// One of several, in a bar or at the end of a line.
package final class DropDown: Widget {
    package convenience init(name label: String, _ choices: [String]) {
        self.init(widget: gtk_drop_down_new(nil, nil))
        name(label)
        offer(choices)
    }

    /// Other choices, of which one is chosen at once.
    package func offer(_ choices: [String], selecting index: Int = 0) {
        let list = Object(owned: UnsafeMutableRawPointer(gtk_string_list_new(nil)))
        for choice in choices { gtk_string_list_append(list.opaque, choice) }
        gtk_drop_down_set_model(opaque, list.opaque)
        selected = index
    }

    package var selected: Int {
        get { Int(gtk_drop_down_get_selected(opaque)) }
        set { gtk_drop_down_set_selected(opaque, guint(newValue)) }
    }

    /// Also where the program chose it.
    package func onSelected(_ body: @escaping @MainActor () -> Void) {
        onChange(of: "selected", body)
    }
}
