package import CAdwaita

/// A strong reference to a GObject.
///
/// Wrappers hold nothing else: any number of them may stand for one object, and a wrapper may go while its widget stays on
/// the screen. State lives in controllers.
// The default isolation is not told to who imports an optimised build with testing.
@MainActor package class Object {
    package nonisolated(unsafe) let raw: UnsafeMutableRawPointer  // used on the main actor only

    /// For widgets, which are born floating, and for windows, which GTK owns: sinks the one, adds a reference to the other.
    package init(widget: UnsafeMutablePointer<GtkWidget>) {
        raw = UnsafeMutableRawPointer(widget)
        g_object_ref_sink(raw)
    }

    /// For a constructor that hands over its reference: list models, actions, factories, event controllers.
    package init(owned pointer: UnsafeMutableRawPointer) {
        raw = pointer
    }

    /// For a getter's answer or a callback's argument. Adds a reference and never sinks: the floating one is another's.
    package init(borrowed pointer: UnsafeMutableRawPointer) {
        raw = g_object_ref(pointer)
    }

    isolated deinit {
        g_object_unref(raw)
    }

    /// For functions whose C type is declared without its fields.
    package var opaque: OpaquePointer { OpaquePointer(raw) }

    /// For functions whose C type is known with its fields; the caller names a type that the object is an instance of.
    package func typed<CType>(as type: CType.Type = CType.self) -> UnsafeMutablePointer<CType> {
        raw.assumingMemoryBound(to: type)
    }

    /// Sets a property for which the toolkit has no function of its own.
    package func setText(_ text: String, of property: String) {
        var value = GValue()
        g_value_init(&value, GType(16 << 2))  // G_TYPE_STRING, a macro that Swift does not import
        g_value_set_string(&value, text)
        g_object_set_property(typed(), property, &value)
        g_value_unset(&value)
    }

    /// A reference more, to give to a function that takes one over.
    package func handedOver() -> UnsafeMutableRawPointer {
        g_object_ref(raw)
    }
}

extension Object: @MainActor Equatable {
    package static func == (a: Object, b: Object) -> Bool { a.raw == b.raw }
}
