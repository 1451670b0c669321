import CAdwaita

/// On or off.
package final class Switch: Widget {
    package convenience init(name label: String) {
        self.init(widget: gtk_switch_new())
        name(label)
        align(vertically: .center)
    }

    package var isOn: Bool {
        get { gtk_switch_get_active(opaque) != 0 }
        set { gtk_switch_set_active(opaque, newValue ? 1 : 0) }
    }

    /// Also where the program turned it.
    package func onTurned(_ body: @escaping @MainActor () -> Void) {
        onChange(of: "active", body)
    }
}

/// Checked or not, as one of several. It is named by the line whose part it is.
package final class CheckButton: Widget {
    package convenience init() {
        self.init(widget: gtk_check_button_new())
        align(vertically: .center)
    }

    package var isOn: Bool {
        get { gtk_check_button_get_active(typed()) != 0 }
        set { gtk_check_button_set_active(typed(), newValue ? 1 : 0) }
    }

    /// Also where the program checked it.
    package func onToggled(_ body: @escaping @MainActor () -> Void) {
        on("toggled", body)
    }

    /// One of these is checked at a time.
    package func joins(_ other: CheckButton) {
        gtk_check_button_set_group(typed(), other.typed())
    }
}

/// How full something is.
package final class LevelBar: Widget {
    /// - Parameter label: what is measured.
    package convenience init(name label: String) {
        self.init(widget: gtk_level_bar_new())
        name(label)
        // The toolkit's own steps colour an empty bar as a warning; here a full one is.
        for step in ["low", "high", "full"] { gtk_level_bar_remove_offset_value(opaque, step) }
    }

    /// 0 … 1
    package var level: Double {
        get { gtk_level_bar_get_value(opaque) }
        set { gtk_level_bar_set_value(opaque, min(1, max(0, newValue))) }
    }
}
