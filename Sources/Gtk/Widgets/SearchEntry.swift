import CAdwaita

/// A field that narrows a list while one types.
package final class SearchEntry: Widget {
    package convenience init(name label: String, placeholder: String) {
        self.init(widget: gtk_search_entry_new())
        setText(placeholder, of: "placeholder-text")
        name(label)
    }

    package var text: String {
        get { String(cString: gtk_editable_get_text(opaque)) }
        set { gtk_editable_set_text(opaque, newValue) }
    }

    package func width(characters: Int32) {
        gtk_editable_set_width_chars(opaque, characters)
    }

    /// A moment after the last key, so that fast typing searches once.
    package func onSearch(_ body: @escaping @MainActor () -> Void) {
        on("search-changed", body)
    }

    /// Enter.
    package func onEnter(_ body: @escaping @MainActor () -> Void) {
        on("activate", body)
    }

    /// Esc.
    package func onStop(_ body: @escaping @MainActor () -> Void) {
        on("stop-search", body)
    }
}
