import CAdwaita

/// The rooms of a window, one below the other; exactly one is chosen.
package final class NavigationList: Widget {
    package convenience init(name label: String) {
        self.init(widget: gtk_list_box_new())
        gtk_list_box_set_selection_mode(opaque, GTK_SELECTION_BROWSE)
        addClass("navigation-sidebar")
        name(label)
    }

    package func append(title: String, icon: String) {
        let content = Box.row(spacing: 12, Icon(icon), Label(title).ellipsised())
        let row = Widget(widget: gtk_list_box_row_new())
        gtk_list_box_row_set_child(row.typed(), content.widget)
        row.name(title)
        gtk_list_box_append(opaque, row.widget)
    }

    package var selected: Int {
        get {
            guard let row = gtk_list_box_get_selected_row(opaque) else { return 0 }
            return Int(gtk_list_box_row_get_index(row))
        }
        set { gtk_list_box_select_row(opaque, gtk_list_box_get_row_at_index(opaque, Int32(newValue))) }
    }

    package func onSelected(_ body: @escaping @MainActor (Int) -> Void) {
        on("row-selected") { [opaque] in
            guard let row = gtk_list_box_get_selected_row(opaque) else { return }
            body(Int(gtk_list_box_row_get_index(row)))
        }
    }
}

/// A picture, a title, a sentence and the button that helps: what stands where there is nothing yet.
package final class StatusPage: Widget {
    package convenience init(icon: String, title: String, text: String, action: Widget? = nil) {
        self.init(widget: adw_status_page_new())
        // It scrolls inside; a stop of the keyboard there would have no name and do nothing.
        if let inside = gtk_widget_get_first_child(widget) { gtk_widget_set_focusable(inside, 0) }
        show(icon: icon, title: title, text: text)
        if let action {
            action.align(horizontally: .center)
            adw_status_page_set_child(opaque, action.widget)
        }
    }

    package func show(icon: String, title: String, text: String) {
        adw_status_page_set_icon_name(opaque, icon)
        adw_status_page_set_title(opaque, title)
        let escaped = g_markup_escape_text(text, -1)
        adw_status_page_set_description(opaque, escaped)
        g_free(escaped)
    }
}
