package import CAdwaita
import CGtkRows

/// Where a widget stands in more room than it needs.
package enum Alignment {
    case fill, start, center, end, baseline

    var value: GtkAlign {
        switch self {
        case .fill: GTK_ALIGN_FILL
        case .start: GTK_ALIGN_START
        case .center: GTK_ALIGN_CENTER
        case .end: GTK_ALIGN_END
        case .baseline: GTK_ALIGN_BASELINE
        }
    }
}

/// What every widget can do.
package class Widget: Object {
    package var widget: UnsafeMutablePointer<GtkWidget> { typed() }

    package var isVisible: Bool {
        get { gtk_widget_get_visible(widget) != 0 }
        set { gtk_widget_set_visible(widget, newValue ? 1 : 0) }
    }

    package var isSensitive: Bool {
        get { gtk_widget_get_sensitive(widget) != 0 }
        set { gtk_widget_set_sensitive(widget, newValue ? 1 : 0) }
    }

    /// Whether it is in a window that is shown, on the page that is shown there.
    package var isMapped: Bool { gtk_widget_get_mapped(widget) != 0 }

    package var tooltip: String {
        get { gtk_widget_get_tooltip_text(widget).map { String(cString: $0) } ?? "" }
        set { gtk_widget_set_tooltip_text(widget, newValue.isEmpty ? nil : newValue) }
    }

    /// What a screen reader calls it, and what tests find it by.
    package func name(_ label: String) {
        accessible_set_label(widget, label)
    }

    package func describe(_ description: String) {
        accessible_set_description(widget, description)
    }

    package func markInvalid(_ invalid: Bool) {
        accessible_set_invalid(widget, invalid ? 1 : 0)
    }

    package func addClass(_ names: String...) {
        for name in names { gtk_widget_add_css_class(widget, name) }
    }

    package func setClass(_ name: String, _ present: Bool) {
        if present {
            gtk_widget_add_css_class(widget, name)
        } else {
            gtk_widget_remove_css_class(widget, name)
        }
    }

    package func hasClass(_ name: String) -> Bool {
        gtk_widget_has_css_class(widget, name) != 0
    }

    package func expand(horizontally: Bool? = nil, vertically: Bool? = nil) {
        if let horizontally { gtk_widget_set_hexpand(widget, horizontally ? 1 : 0) }
        if let vertically { gtk_widget_set_vexpand(widget, vertically ? 1 : 0) }
    }

    package func align(horizontally: Alignment? = nil, vertically: Alignment? = nil) {
        if let horizontally { gtk_widget_set_halign(widget, horizontally.value) }
        if let vertically { gtk_widget_set_valign(widget, vertically.value) }
    }

    package func margin(top: Int32 = 0, bottom: Int32 = 0, start: Int32 = 0, end: Int32 = 0) {
        gtk_widget_set_margin_top(widget, top)
        gtk_widget_set_margin_bottom(widget, bottom)
        gtk_widget_set_margin_start(widget, start)
        gtk_widget_set_margin_end(widget, end)
    }

    package func margin(_ all: Int32) {
        margin(top: all, bottom: all, start: all, end: all)
    }

    /// The least size asked for; -1 leaves it to the content.
    package func request(width: Int32 = -1, height: Int32 = -1) {
        gtk_widget_set_size_request(widget, width, height)
    }

    @discardableResult
    package func focus() -> Bool {
        gtk_widget_grab_focus(widget) != 0
    }

    /// The focus left this widget and everything inside it.
    package func onLeave(_ body: @escaping @MainActor () -> Void) {
        let controller = Object(owned: UnsafeMutableRawPointer(gtk_event_controller_focus_new()))
        controller.on("leave", body)
        gtk_widget_add_controller(widget, OpaquePointer(controller.handedOver()))
    }

    package func activate(action: String) {
        gtk_widget_activate_action_variant(widget, action, nil)
    }
}
