import CAdwaita
import CGtkRows

/// The bar at the top of a room or a dialog.
package final class HeaderBar: Widget {
    package convenience init(title: Widget? = nil, showsWindowButtons: Bool = true) {
        self.init(widget: adw_header_bar_new())
        if let title { adw_header_bar_set_title_widget(opaque, title.widget) }
        adw_header_bar_set_show_start_title_buttons(opaque, showsWindowButtons ? 1 : 0)
        adw_header_bar_set_show_end_title_buttons(opaque, showsWindowButtons ? 1 : 0)
    }

    package func start(_ child: Widget) {
        adw_header_bar_pack_start(opaque, child.widget)
    }

    package func end(_ child: Widget) {
        adw_header_bar_pack_end(opaque, child.widget)
    }
}

/// Title and subtitle, one over the other.
package final class WindowTitle: Widget {
    package convenience init(_ title: String, subtitle: String = "") {
        self.init(widget: adw_window_title_new(title, subtitle))
    }

    package var subtitle: String {
        get { String(cString: adw_window_title_get_subtitle(opaque)) }
        set { adw_window_title_set_subtitle(opaque, newValue) }
    }
}

/// Short notices that pass by over a child.
package final class ToastOverlay: Widget {
    package convenience init(_ child: Widget) {
        self.init(widget: adw_toast_overlay_new())
        adw_toast_overlay_set_child(opaque, child.widget)
    }

    /// - Parameter seconds: how long it stays; 0 until it is dismissed.
    package func show(_ text: String, seconds: UInt32 = 5) {
        let escaped = g_markup_escape_text(text, -1)
        defer { g_free(escaped) }
        let toast = adw_toast_new(escaped)
        adw_toast_set_timeout(toast, seconds)
        adw_toast_overlay_add_toast(opaque, toast)
        // Its button is an icon without a name. It is the last child of the overlay's last child.
        if let shown = gtk_widget_get_last_child(widget), let close = gtk_widget_get_last_child(shown) {
            accessible_set_label(close, "Dismiss")
        }
    }
}
