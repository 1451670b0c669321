package import CAdwaita

/// Children in a row or a column.
package final class Box: Widget {
    package static func row(spacing: Int32 = 6, _ children: Widget...) -> Box {
        Box(GTK_ORIENTATION_HORIZONTAL, spacing, children)
    }

    package static func column(spacing: Int32 = 6, _ children: Widget...) -> Box {
        Box(GTK_ORIENTATION_VERTICAL, spacing, children)
    }

    package convenience init(_ orientation: GtkOrientation, _ spacing: Int32, _ children: [Widget]) {
        self.init(widget: gtk_box_new(orientation, spacing))
        for child in children { append(child) }
    }

    package func append(_ child: Widget) {
        gtk_box_append(typed(), child.widget)
    }

    package func remove(_ child: Widget) {
        gtk_box_remove(typed(), child.widget)
    }

    package func removeAll() {
        while let child = gtk_widget_get_first_child(widget) { gtk_box_remove(typed(), child) }
    }
}

/// A thin line between two regions.
package final class Separator: Widget {
    package static func horizontal() -> Separator {
        Separator(widget: gtk_separator_new(GTK_ORIENTATION_HORIZONTAL))
    }

    package static func vertical() -> Separator {
        Separator(widget: gtk_separator_new(GTK_ORIENTATION_VERTICAL))
    }
}

/// A child that scrolls when it is larger than its place.
package final class ScrolledWindow: Widget {
    package convenience init(_ child: Widget, horizontally: Bool = true) {
        self.init(widget: gtk_scrolled_window_new())
        gtk_scrolled_window_set_child(opaque, child.widget)
        let horizontal = horizontally ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER
        gtk_scrolled_window_set_policy(opaque, horizontal, GTK_POLICY_AUTOMATIC)
        // What is inside takes the keyboard; a stop at the frame around it would have no name and do nothing.
        gtk_widget_set_focusable(widget, 0)
    }
}

extension ScrolledWindow {
    /// For a content of text, which arrow keys then scroll.
    package func takesKeyboard(as label: String) {
        gtk_widget_set_focusable(widget, 1)
        name(label)
    }
}

/// Two children with a handle between them.
package final class Paned: Widget {
    package convenience init(start: Widget, end: Widget) {
        self.init(widget: gtk_paned_new(GTK_ORIENTATION_HORIZONTAL))
        gtk_paned_set_start_child(opaque, start.widget)
        gtk_paned_set_end_child(opaque, end.widget)
        gtk_paned_set_resize_end_child(opaque, 0)
        gtk_paned_set_shrink_start_child(opaque, 0)
        gtk_paned_set_shrink_end_child(opaque, 0)
    }
}

/// One child out of several is visible.
package final class Stack: Widget {
    package convenience init() {
        self.init(widget: gtk_stack_new())
    }

    package func add(_ child: Widget, named name: String) {
        gtk_stack_add_named(opaque, child.widget, name)
        // A screen reader is told of pages that are not seen, unless they are hidden as well.
        child.isVisible = visible == name
    }

    package func remove(_ child: Widget) {
        gtk_stack_remove(opaque, child.widget)
    }

    package var visible: String {
        get { gtk_stack_get_visible_child_name(opaque).map { String(cString: $0) } ?? "" }
        set {
            let before = gtk_stack_get_visible_child(opaque)
            guard let next = gtk_stack_get_child_by_name(opaque, newValue), next != before else { return }
            gtk_widget_set_visible(next, 1)
            gtk_stack_set_visible_child(opaque, next)
            if let before { gtk_widget_set_visible(before, 0) }
        }
    }
}

/// A child that never grows wider than is good to read.
package final class Clamp: Widget {
    package convenience init(_ child: Widget, width: Int32) {
        self.init(widget: adw_clamp_new())
        adw_clamp_set_maximum_size(opaque, width)
        adw_clamp_set_child(opaque, child.widget)
    }
}
