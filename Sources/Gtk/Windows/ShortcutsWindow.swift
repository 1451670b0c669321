import CAdwaita

/// The keys of a program, as the platform lists them.
package struct ShortcutGroup {
    package var title: String
    /// A key written as in `<Control>f`, and what it does.
    package var keys: [(key: String, does: String)]

    package init(_ title: String, _ keys: [(key: String, does: String)]) {
        self.title = title
        self.keys = keys
    }
}

extension Window {
    /// Opens the window that lists them.
    package func showShortcuts(_ groups: [ShortcutGroup]) {
        // Until GTK 4.14 the shortcuts window is filled by a builder only.
        guard let made = gtk_builder_new_from_string(ShortcutGroup.interface(groups), -1) else { return }
        let builder = Object(owned: UnsafeMutableRawPointer(made))
        guard let made = gtk_builder_get_object(builder.opaque, "shortcuts") else { return }
        let window = Window(borrowed: UnsafeMutableRawPointer(made))
        gtk_window_set_transient_for(window.typed(), typed())
        gtk_window_set_modal(window.typed(), 1)
        window.present()
    }
}

extension ShortcutGroup {
    fileprivate static func interface(_ groups: [ShortcutGroup]) -> String {
        let content = groups.map { group in
            object(
                "GtkShortcutsGroup", ["title": group.title],
                group.keys.map { key, does in
                    object("GtkShortcutsShortcut", ["accelerator": key, "title": does])
                })
        }
        let section = object("GtkShortcutsSection", ["section-name": "all", "max-height": "12"], content)
        return "<interface>" + object("GtkShortcutsWindow", [:], [section], id: "shortcuts") + "</interface>"
    }

    private static func object(
        _ type: String, _ properties: KeyValuePairs<String, String>, _ children: [String] = [], id: String? = nil
    ) -> String {
        let set = properties.map { "<property name=\"\($0.key)\">\(escaped($0.value))</property>" }.joined()
        let inside = children.map { "<child>\($0)</child>" }.joined()
        return "<object class=\"\(type)\"\(id.map { " id=\"\($0)\"" } ?? "")>\(set)\(inside)</object>"
    }

    private static func escaped(_ text: String) -> String {
        guard let escaped = g_markup_escape_text(text, -1) else { return "" }
        defer { g_free(escaped) }
        return String(cString: escaped)
    }
}
