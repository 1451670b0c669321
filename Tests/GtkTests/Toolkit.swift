import CAdwaita
import Gtk
import Testing

/// Everything that needs the toolkit. One after another: GTK lives on one thread at a time.
@Suite(.serialized)
struct Toolkit {
    static func start() throws {
        try #require(Appearance.hasDisplay, "These tests need a display: run them under xvfb-run.")
        adw_init()
    }
}

/// Becomes nil when the object is finalised.
final class WeakSlot {
    private let slot = UnsafeMutablePointer<gpointer?>.allocate(capacity: 1)

    init(_ object: Object) {
        slot.initialize(to: object.raw)
        g_object_add_weak_pointer(object.typed(), slot)
    }

    var isCleared: Bool {
        MainLoop.drain()
        return slot.pointee == nil
    }

    isolated deinit {
        if let object = slot.pointee {
            g_object_remove_weak_pointer(object.assumingMemoryBound(to: GObject.self), slot)
        }
        slot.deallocate()
    }
}
