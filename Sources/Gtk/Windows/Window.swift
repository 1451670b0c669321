import CAdwaita

/// A top-level window. GTK owns it until it is closed; a wrapper only adds a reference.
package class Window: Widget {
    /// A window over `parent`, which waits until it is closed.
    package static func modal(over parent: Window, title: String, width: Int32, height: Int32 = -1) -> Window {
        let window = Window(widget: adw_window_new())
        gtk_window_set_transient_for(window.typed(), parent.typed())
        gtk_window_set_modal(window.typed(), 1)
        gtk_window_set_destroy_with_parent(window.typed(), 1)
        gtk_window_set_default_size(window.typed(), width, height)
        window.title = title
        window.noteInput()
        for (key, handler) in commonKeys { window.onKey(key) { handler.body() } }
        return window
    }

    private static var commonKeys: [(key: String, body: KeyHandler)] = []

    /// A key that holds in the windows over others too, where the application's own do not.
    package static func addCommonKey(_ key: String, _ body: @escaping @MainActor () -> Bool) {
        commonKeys.append((key, KeyHandler(body)))
    }

    /// Somebody presses a key or moves the mouse, in whichever window of the program.
    package static var onInput: () -> Void = {}

    fileprivate func noteInput() {
        let controller = Object(owned: UnsafeMutableRawPointer(gtk_event_controller_legacy_new()))
        gtk_event_controller_set_propagation_phase(controller.opaque, GTK_PHASE_CAPTURE)
        controller.ask("event") {
            Window.onInput()
            return false
        }
        gtk_widget_add_controller(widget, OpaquePointer(controller.handedOver()))
    }

    /// Ends all other windows of the program, with what is typed in them.
    package func endOthers() {
        Curtain.drop()
        for other in others { other.destroy() }
    }

    /// All other windows of the program, shown or not.
    package var others: [Window] {
        let toplevels = gtk_window_list_toplevels()
        defer { g_list_free(toplevels) }
        var found: [Window] = []
        var next = toplevels
        while let node = next {
            next = node.pointee.next
            guard let other = node.pointee.data, other != UnsafeMutableRawPointer(widget) else { continue }
            found.append(Window(borrowed: UnsafeMutableRawPointer(other)))
        }
        return found
    }

    /// Where the keyboard is.
    package var focused: Widget? {
        gtk_window_get_focus(typed()).map { Widget(borrowed: UnsafeMutableRawPointer($0)) }
    }

    package var title: String {
        get { gtk_window_get_title(typed()).map { String(cString: $0) } ?? "" }
        set { gtk_window_set_title(typed(), newValue) }
    }

    package var content: Widget? {
        get { adw_window_get_content(typed()).map { Widget(borrowed: $0) } }
        set { adw_window_set_content(typed(), newValue?.widget) }
    }

    /// Pressed by Enter, wherever the focus is; nil before the one that was goes from the window, which else goes on holding it.
    package func setDefault(_ button: Button?) {
        gtk_window_set_default_widget(typed(), button?.widget)
    }

    package func setFocus(_ child: Widget) {
        gtk_window_set_focus(typed(), child.widget)
    }

    /// Behind a curtain it waits until that goes up.
    package func present() {
        if Curtain.takes(self) { return }
        gtk_window_present(typed())
    }

    /// Asks first: `onCloseRequest` may refuse.
    package func close() {
        gtk_window_close(typed())
    }

    /// Gives up GTK's own reference, without asking.
    package func destroy() {
        gtk_window_destroy(typed())
    }

    /// Answer true to keep the window open.
    package func onCloseRequest(_ body: @escaping @MainActor () -> Bool) {
        ask("close-request", body)
    }

    /// Runs `body` once, when the next frame has been painted. The window must have been presented.
    package func afterNextFrame(_ body: @escaping @MainActor () -> Void) {
        guard let frames = gtk_widget_get_frame_clock(widget) else { return }
        let clock = Object(borrowed: UnsafeMutableRawPointer(frames))
        let handler = Once<gulong>()
        handler.value = clock.on("after-paint") { [raw = clock.raw] in
            guard let id = handler.value else { return }
            handler.value = nil
            g_signal_handler_disconnect(raw, id)
            body()
        }
        gdk_frame_clock_request_phase(frames, GDK_FRAME_CLOCK_PHASE_PAINT)
    }

    /// Runs `body` when the key is pressed anywhere in the window; `trigger` is written as in `<Control>f`, `F5`, `Escape`.
    package func onKey(_ trigger: String, _ body: @escaping @MainActor () -> Bool) {
        let controller = Object(owned: UnsafeMutableRawPointer(gtk_shortcut_controller_new()))
        gtk_shortcut_controller_set_scope(controller.opaque, GTK_SHORTCUT_SCOPE_MANAGED)
        let box = Unmanaged.passRetained(KeyHandler(body)).toOpaque()
        let action = gtk_callback_action_new(pressed, box, releaseKeyHandler)
        gtk_shortcut_controller_add_shortcut(
            controller.opaque, gtk_shortcut_new(gtk_shortcut_trigger_parse_string(trigger), action))
        gtk_widget_add_controller(widget, OpaquePointer(controller.handedOver()))
    }
}

/// A window of the application.
package final class ApplicationWindow: Window {
    package convenience init(_ application: Application, title: String, width: Int32, height: Int32) {
        self.init(widget: adw_application_window_new(application.typed()))
        gtk_window_set_default_size(typed(), width, height)
        self.title = title
        noteInput()
    }

    package override var content: Widget? {
        get { adw_application_window_get_content(typed()).map { Widget(borrowed: $0) } }
        set { adw_application_window_set_content(typed(), newValue?.widget) }
    }

    /// Width and height as they are to be restored, and whether the window is maximised.
    package var size: (width: Int32, height: Int32, isMaximised: Bool) {
        var (width, height): (Int32, Int32) = (0, 0)
        gtk_window_get_default_size(typed(), &width, &height)
        return (width, height, gtk_window_is_maximized(typed()) != 0)
    }

    package func maximise() {
        gtk_window_maximize(typed())
    }
}

private final class Once<Value> {
    var value: Value?

    nonisolated deinit {}
}

private final class KeyHandler {
    let body: () -> Bool

    init(_ body: @escaping @MainActor () -> Bool) {
        self.body = body
    }

    nonisolated deinit {}
}

private nonisolated func pressed(
    _ widget: UnsafeMutablePointer<GtkWidget>?, _ arguments: OpaquePointer?, _ data: gpointer?
) -> gboolean {
    guard let data else { return 0 }
    nonisolated(unsafe) let box = data  // used before this function returns, on the same thread
    return MainActor.assumeIsolated { Unmanaged<KeyHandler>.fromOpaque(box).takeUnretainedValue().body() } ? 1 : 0
}

private nonisolated func releaseKeyHandler(_ data: gpointer?) {
    guard let data else { return }
    Unmanaged<KeyHandler>.fromOpaque(data).release()
}
