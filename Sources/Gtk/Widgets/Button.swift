import CAdwaita
import CGtkRows

package class Button: Widget {
    package convenience init(_ label: String, classes: String...) {
        self.init(widget: gtk_button_new_with_label(label))
        for name in classes { gtk_widget_add_css_class(widget, name) }
    }

    /// An icon alone needs a name, which is its tooltip as well.
    package convenience init(icon: String, name label: String, classes: String...) {
        self.init(widget: gtk_button_new_from_icon_name(icon))
        name(label)
        tooltip = label
        for name in classes { gtk_widget_add_css_class(widget, name) }
    }

    package var label: String {
        get { gtk_button_get_label(typed()).map { String(cString: $0) } ?? "" }
        set { gtk_button_set_label(typed(), newValue) }
    }

    /// More than a word; the button then needs a name of its own.
    package func setContent(_ child: Widget) {
        gtk_button_set_child(typed(), child.widget)
    }

    package func onClicked(_ body: @escaping @MainActor () -> Void) {
        on("clicked", body)
    }
}

/// A button that stays pressed.
package final class ToggleButton: Button {
    package static func labelled(_ label: String, classes: String...) -> ToggleButton {
        let button = ToggleButton(widget: gtk_toggle_button_new_with_label(label))
        for name in classes { gtk_widget_add_css_class(button.widget, name) }
        return button
    }

    package var isActive: Bool {
        get { gtk_toggle_button_get_active(typed()) != 0 }
        set { gtk_toggle_button_set_active(typed(), newValue ? 1 : 0) }
    }

    package func onToggled(_ body: @escaping @MainActor () -> Void) {
        on("toggled", body)
    }
}

/// A button that opens a menu or a popover.
package final class MenuButton: Widget {
    package convenience init(icon: String, name label: String, menu: Menu) {
        self.init(widget: gtk_menu_button_new())
        gtk_menu_button_set_icon_name(opaque, icon)
        gtk_menu_button_set_menu_model(opaque, menu.typed())
        gtk_menu_button_set_primary(opaque, 1)
        present(label)
    }

    /// Shows a word, which is its name as well.
    package convenience init(_ label: String, menu: Menu) {
        self.init(widget: gtk_menu_button_new())
        gtk_menu_button_set_label(opaque, label)
        gtk_menu_button_set_menu_model(opaque, menu.typed())
        name(label)
    }

    /// Shows a label, and `content` when it is pressed.
    package convenience init(name label: String, content: Widget) {
        self.init(widget: gtk_menu_button_new())
        let popover = Widget(widget: gtk_popover_new())
        gtk_popover_set_child(popover.typed(), content.widget)
        gtk_menu_button_set_popover(opaque, popover.widget)
        present(label)
    }

    /// Shows more than a word or an icon.
    package convenience init(name label: String, child: Widget, menu: Menu) {
        self.init(widget: gtk_menu_button_new())
        gtk_menu_button_set_child(opaque, child.widget)
        gtk_menu_button_set_menu_model(opaque, menu.typed())
        name(label)
    }

    /// Shows this in the place of a word, with an arrow beside it.
    package func setContent(_ child: Widget) {
        gtk_menu_button_set_child(opaque, child.widget)
        gtk_menu_button_set_always_show_arrow(opaque, 1)
    }

    package var text: String {
        get { gtk_menu_button_get_label(opaque).map { String(cString: $0) } ?? "" }
        set { gtk_menu_button_set_label(opaque, newValue) }
    }

    package func close() {
        gtk_menu_button_popdown(opaque)
    }

    private func present(_ label: String) {
        name(label)
        tooltip = label
    }
}

/// A button, and beside it a menu of what is like it.
package final class SplitButton: Widget {
    /// - Parameter more: what the menu's button is called.
    package convenience init(_ label: String, more: String, menu: Menu, classes: String...) {
        self.init(widget: adw_split_button_new())
        adw_split_button_set_label(opaque, label)
        adw_split_button_set_menu_model(opaque, menu.typed())
        adw_split_button_set_dropdown_tooltip(opaque, more)
        for name in classes { gtk_widget_add_css_class(widget, name) }
        // Its parts are the button, a line, and the button of the menu.
        if let arrow = gtk_widget_get_last_child(widget) { accessible_set_label(arrow, more) }
    }

    package func onClicked(_ body: @escaping @MainActor () -> Void) {
        on("clicked", body)
    }
}

/// A month to choose a day from.
package final class DayPicker: Widget {
    package convenience init() {
        self.init(widget: gtk_calendar_new())
    }

    /// Year, month 1 … 12, day 1 … 31.
    package var day: (year: Int, month: Int, day: Int) {
        get {
            guard let date = gtk_calendar_get_date(opaque) else { return (1970, 1, 1) }
            defer { g_date_time_unref(date) }
            return (
                Int(g_date_time_get_year(date)), Int(g_date_time_get_month(date)),
                Int(g_date_time_get_day_of_month(date))
            )
        }
        set {
            let (year, month, day) = (Int32(newValue.year), Int32(newValue.month), Int32(newValue.day))
            guard let date = g_date_time_new_utc(year, month, day, 0, 0, 0) else { return }
            defer { g_date_time_unref(date) }
            gtk_calendar_select_day(opaque, date)
        }
    }

    package func onChosen(_ body: @escaping @MainActor () -> Void) {
        on("day-selected", body)
    }
}
