import CAdwaita

/// Hides all windows of the program but one, for as long as nobody may see them: on the screen, for screen readers and for the
/// keyboard. What is typed in them stays; a window that is opened meanwhile waits as well.
package final class Curtain {
    private static var down: Curtain?

    private let front: Window
    private var hidden: [HiddenWindow]
    private var late: [Window] = []

    private init(before front: Window) {
        self.front = front
        let shown = front.others.filter { $0.isVisible }.sorted { $0.depth < $1.depth }
        hidden = shown.map { HiddenWindow($0) }
        for window in hidden.reversed() { window.hide() }
    }

    /// Does nothing where it is down.
    package static func lower(before front: Window) {
        if down == nil { down = Curtain(before: front) }
    }

    /// Shows what was hidden and is still there, each window over the one that it belongs to.
    package static func raise() {
        guard let curtain = down else { return }
        down = nil
        let left = curtain.front.others
        for hidden in curtain.hidden where left.contains(hidden.window) { hidden.show() }
        for window in curtain.late where left.contains(window) { window.present() }
    }

    /// What was hidden is not shown any more.
    static func drop() { down = nil }

    /// How many windows wait behind it.
    package static var waiting: Int { down.map { $0.hidden.count + $0.late.count } ?? 0 }

    /// - Returns: whether the window waits.
    static func takes(_ window: Window) -> Bool {
        guard let down, window != down.front else { return false }
        let isKnown = down.hidden.contains { $0.window == window } || down.late.contains(window)
        if !isKnown { down.late.append(window) }
        return true
    }
}

/// A window off the screen, and how it was. It stays visible by the toolkit's own reckoning, with nothing in it: until GTK 4.10 a
/// screen reader that asks for a window which was hidden a moment ago ends the program.
private struct HiddenWindow {
    let window: Window
    private let title: String
    private let isModal: Bool
    private let focused: Widget?
    private let parts: [Widget]

    init(_ window: Window) {
        self.window = window
        title = window.title
        isModal = gtk_window_get_modal(window.typed()) != 0
        focused = window.focused
        parts = window.parts.filter { $0.isVisible }
    }

    func hide() {
        for part in parts { part.isVisible = false }
        window.title = "Locked"
        gtk_window_set_modal(window.typed(), 0)
        guard let surface = gtk_native_get_surface(window.opaque) else { return }
        gdk_surface_hide(surface)
    }

    func show() {
        for part in parts { part.isVisible = true }
        window.title = title
        if let surface = gtk_native_get_surface(window.opaque) {
            let layout = gdk_toplevel_layout_new()
            gdk_toplevel_present(surface, layout)
            gdk_toplevel_layout_unref(layout)
        }
        if isModal { gtk_window_set_modal(window.typed(), 1) }
        window.present()
        if let focused { window.setFocus(focused) }
    }
}

extension Window {
    /// Whether it is on a screen, behind other windows or not.
    package var isOnScreen: Bool {
        guard isVisible, let surface = gtk_native_get_surface(opaque) else { return false }
        return gdk_surface_get_mapped(surface) != 0
    }

    /// What stands in it directly.
    fileprivate var parts: [Widget] {
        var found: [Widget] = []
        var next = gtk_widget_get_first_child(widget)
        while let child = next {
            found.append(Widget(borrowed: UnsafeMutableRawPointer(child)))
            next = gtk_widget_get_next_sibling(child)
        }
        return found
    }

    /// Over how many others it stands.
    fileprivate var depth: Int {
        var (depth, at) = (0, gtk_window_get_transient_for(typed()))
        while let below = at {
            (depth, at) = (depth + 1, gtk_window_get_transient_for(below))
        }
        return depth
    }
}
