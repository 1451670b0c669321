import CAdwaita

extension Widget {
    /// Calls `body` in each frame that lays the window out, when every widget has its place and nothing is painted yet.
    /// What it changes is in that same frame.
    func afterLayout(_ body: @escaping @MainActor () -> Void) {
        let hook = FrameHook(body)
        on("realize") { [raw] in hook.connect(raw) }
        on("unrealize") { hook.disconnect() }
    }
}

/// A handler on the frame clock of the window that a widget stands in, for as long as it stands there.
private final class FrameHook {
    private let body: @MainActor () -> Void
    private var clock: Object?
    private var handler: gulong = 0

    init(_ body: @escaping @MainActor () -> Void) {
        self.body = body
    }

    nonisolated deinit {}

    func connect(_ widget: UnsafeMutableRawPointer) {
        disconnect()
        guard let frames = gtk_widget_get_frame_clock(widget.assumingMemoryBound(to: GtkWidget.self)) else { return }
        let clock = Object(borrowed: UnsafeMutableRawPointer(frames))
        self.clock = clock
        handler = clock.onAfter("layout", body)
    }

    func disconnect() {
        clock?.disconnect(handler)
        clock = nil
    }
}
