import CAdwaita
import CGtkRows

/// Rows that belong together, under a title.
package final class PreferencesGroup: Widget {
    package convenience init(title: String = "", description: String = "") {
        self.init(widget: adw_preferences_group_new())
        adw_preferences_group_set_title(typed(), title)
        if !description.isEmpty { adw_preferences_group_set_description(typed(), description) }
    }

    /// - Parameter name: what a screen reader calls the lines together; they are in a list that takes the keyboard.
    package func add(_ row: Widget, inListNamed name: String) {
        adw_preferences_group_add(typed(), row.widget)
        if let list = gtk_widget_get_parent(row.widget) { accessible_set_label(list, name) }
    }
}

/// A field with its name inside, and room beside it for what is wrong with it.
package final class EntryRow: Widget {
    package convenience init(_ title: String) {
        self.init(widget: adw_entry_row_new())
        adw_preferences_row_set_title(typed(), title)
    }

    package var text: String {
        get { String(cString: gtk_editable_get_text(opaque)) }
        set { gtk_editable_set_text(opaque, newValue) }
    }

    package func addSuffix(_ child: Widget) {
        adw_entry_row_add_suffix(typed(), child.widget)
    }

    /// Enter presses the window's default button.
    package func activatesDefault() {
        adw_entry_row_set_activates_default(typed(), 1)
    }

    package func onChanged(_ body: @escaping @MainActor () -> Void) {
        on("changed", body)
    }

    /// Marks all of it, so that what is typed next takes its place.
    package func selectAll() {
        gtk_editable_select_region(opaque, 0, -1)
    }

    /// Enter, where it does not press the window's default button.
    package func onEnter(_ body: @escaping @MainActor () -> Void) {
        on("entry-activated", body)
    }
}

/// A field for a secret. It says so itself where Caps Lock is on.
package final class SecretRow: Widget {
    package convenience init(_ title: String) {
        self.init(widget: adw_password_entry_row_new())
        adw_preferences_row_set_title(typed(), title)
        nameButton(in: widget, "Show what is typed: \(title)")
    }

    /// The toolkit's button that shows the secret is an icon without a name.
    private func nameButton(in parent: UnsafeMutablePointer<GtkWidget>, _ label: String) {
        var next = gtk_widget_get_first_child(parent)
        while let child = next {
            next = gtk_widget_get_next_sibling(child)
            let instance = UnsafeMutableRawPointer(child).assumingMemoryBound(to: GTypeInstance.self)
            if g_type_check_instance_is_a(instance, gtk_button_get_type()) != 0 {
                accessible_set_label(child, label)
            } else {
                nameButton(in: child, label)
            }
        }
    }

    package var text: String {
        get { String(cString: gtk_editable_get_text(opaque)) }
        set { gtk_editable_set_text(opaque, newValue) }
    }

    /// Enter presses the window's default button.
    package func activatesDefault() {
        adw_entry_row_set_activates_default(typed(), 1)
    }

    package func addSuffix(_ child: Widget) {
        adw_entry_row_add_suffix(typed(), child.widget)
    }

    package func onChanged(_ body: @escaping @MainActor () -> Void) {
        on("changed", body)
    }
}

/// One of several.
package final class ComboRow: Widget {
    package convenience init(_ title: String, subtitle: String = "", choices: [String]) {
        self.init(widget: adw_combo_row_new())
        adw_preferences_row_set_title(typed(), title)
        if !subtitle.isEmpty { adw_action_row_set_subtitle(typed(), subtitle) }
        offer(choices)
    }

    /// A sentence below the title.
    package func explain(_ sentence: String) {
        let escaped = g_markup_escape_text(sentence, -1)
        adw_action_row_set_subtitle(typed(), escaped)
        g_free(escaped)
    }

    /// The first of them is then the selected one.
    package func offer(_ choices: [String]) {
        let list = Object(owned: UnsafeMutableRawPointer(gtk_string_list_new(nil)))
        for choice in choices { gtk_string_list_append(list.opaque, choice) }
        adw_combo_row_set_model(typed(), list.opaque)
    }

    package func addSuffix(_ child: Widget) {
        child.align(vertically: .center)
        adw_action_row_add_suffix(typed(), child.widget)
    }

    package var selected: Int {
        get { Int(adw_combo_row_get_selected(typed())) }
        set { adw_combo_row_set_selected(typed(), guint(newValue)) }
    }

    package func onSelected(_ body: @escaping @MainActor () -> Void) {
        onChange(of: "selected", body)
    }
}

/// A title, a sentence below it, and something at its end.
package final class ActionRow: Widget {
    package convenience init(_ title: String, subtitle: String = "", suffix: Widget? = nil) {
        self.init(widget: adw_action_row_new())
        adw_preferences_row_set_use_markup(typed(), 0)
        adw_preferences_row_set_title(typed(), title)
        self.subtitle = subtitle
        if let suffix { addSuffix(suffix) }
    }

    package var subtitle: String {
        get { adw_action_row_get_subtitle(typed()).map { String(cString: $0) } ?? "" }
        // Plain, as the title: the row was told to take no markup.
        set { adw_action_row_set_subtitle(typed(), newValue) }
    }

    package func addPrefix(_ child: Widget) {
        adw_action_row_add_prefix(typed(), child.widget)
    }

    package func addSuffix(_ child: Widget) {
        child.align(vertically: .center)
        adw_action_row_add_suffix(typed(), child.widget)
    }

    /// Pressing the line anywhere presses this part of it, which the line's title names.
    package func presses(_ child: Widget) {
        adw_action_row_set_activatable_widget(typed(), child.widget)
    }
}
