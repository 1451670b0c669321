import CAdwaita

/// Text. Always plain: markup in a name would be a name shown wrong.
package final class Label: Widget {
    package convenience init(_ text: String = "", classes: String...) {
        self.init(widget: gtk_label_new(text))
        gtk_label_set_xalign(opaque, 0)
        for name in classes { gtk_widget_add_css_class(widget, name) }
    }

    package var text: String {
        get { String(cString: gtk_label_get_text(opaque)) }
        set { gtk_label_set_text(opaque, newValue) }
    }

    /// One line that ends in … where it is cut; the whole of it is then in a tooltip.
    ///
    /// - Parameter characters: the most that it asks room for; -1: for all of them.
    @discardableResult
    package func ellipsised(atMost characters: Int32 = -1) -> Label {
        gtk_label_set_ellipsize(opaque, PANGO_ELLIPSIZE_END)
        gtk_label_set_max_width_chars(opaque, characters)
        Label.showWholeTextInTooltip(raw)
        return self
    }

    /// As many lines as it takes.
    @discardableResult
    package func wrapped(atMost characters: Int32 = -1) -> Label {
        gtk_label_set_wrap(opaque, 1)
        gtk_label_set_wrap_mode(opaque, PANGO_WRAP_WORD_CHAR)
        gtk_label_set_max_width_chars(opaque, characters)
        return self
    }

    @discardableResult
    package func selectable() -> Label {
        gtk_label_set_selectable(opaque, 1)
        return self
    }

    /// Each of its lines in the middle.
    package func center() {
        gtk_label_set_justify(opaque, GTK_JUSTIFY_CENTER)
    }

    package func justify(_ fraction: Float) {
        gtk_label_set_xalign(opaque, fraction)
    }

    static func showWholeTextInTooltip(_ label: UnsafeMutableRawPointer) {
        let sender = Object(borrowed: label)
        gtk_widget_set_has_tooltip(sender.typed(), 1)
        sender.ask("query-tooltip") { (_: Int32, _: Int32, _: Bool, tooltip: OpaquePointer) -> Bool in
            let label = OpaquePointer(label)
            guard let layout = gtk_label_get_layout(label), pango_layout_is_ellipsized(layout) != 0 else {
                return false
            }
            gtk_tooltip_set_text(tooltip, gtk_label_get_text(label))
            return true
        }
    }
}

/// A symbolic icon of the theme.
package final class Icon: Widget {
    package convenience init(_ name: String, size: Int32 = 16) {
        self.init(widget: gtk_image_new_from_icon_name(name))
        gtk_image_set_pixel_size(opaque, size)
    }

    package func show(_ name: String) {
        gtk_image_set_from_icon_name(opaque, name)
    }
}

package final class Spinner: Widget {
    package convenience init() {
        self.init(widget: gtk_spinner_new())
    }

    package var isSpinning: Bool {
        get { gtk_spinner_get_spinning(opaque) != 0 }
        set { gtk_spinner_set_spinning(opaque, newValue ? 1 : 0) }
    }
}

package final class ProgressBar: Widget {
    package convenience init() {
        self.init(widget: gtk_progress_bar_new())
    }

    /// 0 … 1; nil moves a block to and fro, for work of unknown length.
    package func show(_ fraction: Double?) {
        if let fraction {
            gtk_progress_bar_set_fraction(opaque, fraction)
        } else {
            gtk_progress_bar_pulse(opaque)
        }
    }
}
