package import CAdwaita

extension Object {
    /// Calls `body` each time the signal is emitted, until the object is gone or the handler is disconnected.
    ///
    /// The closure belongs to the emitting object, not to this wrapper. What `body` captures lives as long, so controllers
    /// capture themselves weakly. The argument types of `body` are those of the signal, without the sender; a signal that
    /// has more arguments than `body` takes is fine.
    @discardableResult
    package func on<each Argument: SignalValue>(
        _ signal: String, _ body: @escaping @MainActor (repeat each Argument) -> Void
    ) -> gulong {
        connect(signal) { arguments, _ in
            var index = 0
            func next<Value: SignalValue>(_: Value.Type) -> Value {
                index += 1  // 0 is the sender
                return Value.read(arguments + index)
            }
            body(repeat next((each Argument).self))
        }
    }

    /// The same for signals that ask a question: true means "handled", in most.
    @discardableResult
    package func ask<each Argument: SignalValue>(
        _ signal: String, _ body: @escaping @MainActor (repeat each Argument) -> Bool
    ) -> gulong {
        connect(signal) { arguments, answer in
            var index = 0
            func next<Value: SignalValue>(_: Value.Type) -> Value {
                index += 1
                return Value.read(arguments + index)
            }
            let handled = body(repeat next((each Argument).self))
            if let answer { g_value_set_boolean(answer, handled ? 1 : 0) }
        }
    }

    /// Calls `body` when the property changes.
    @discardableResult
    package func onChange(of property: String, _ body: @escaping @MainActor () -> Void) -> gulong {
        connect("notify::" + property) { _, _ in body() }
    }

    /// Calls `body` after the handlers that GTK itself has for the signal, whenever they were connected.
    @discardableResult
    package func onAfter(_ signal: String, _ body: @escaping @MainActor () -> Void) -> gulong {
        connect(signal, isAfter: true) { _, _ in body() }
    }

    package func disconnect(_ handler: gulong) {
        g_signal_handler_disconnect(raw, handler)
    }

    private func connect(
        _ signal: String, isAfter: Bool = false, _ handler: @escaping SignalHandler.Body
    ) -> gulong {
        let box = Unmanaged.passRetained(SignalHandler(handler)).toOpaque()
        let closure = g_closure_new_simple(guint(MemoryLayout<GClosure>.size), box)
        g_closure_set_marshal(closure, invokeHandler)
        g_closure_add_finalize_notifier(closure, box, releaseHandler)
        return g_signal_connect_closure(raw, signal, closure, isAfter ? 1 : 0)
    }
}

/// What a closure carries: the Swift function, on the heap, counted.
private final class SignalHandler {
    typealias Body = @MainActor (_ arguments: UnsafePointer<GValue>, _ answer: UnsafeMutablePointer<GValue>?) -> Void

    let body: Body

    init(_ body: @escaping Body) {
        self.body = body
    }

    nonisolated deinit {}
}

/// One marshaller for every signal: the values carry their own types.
private nonisolated func invokeHandler(
    _ closure: UnsafeMutablePointer<GClosure>?, _ answer: UnsafeMutablePointer<GValue>?, _ count: guint,
    _ arguments: UnsafePointer<GValue>?, _ hint: UnsafeMutableRawPointer?, _ data: UnsafeMutableRawPointer?
) {
    guard let box = closure?.pointee.data, let arguments else { return }
    nonisolated(unsafe) let call = (box, arguments, answer)  // used before this function returns, on the same thread
    MainActor.assumeIsolated {
        Unmanaged<SignalHandler>.fromOpaque(call.0).takeUnretainedValue().body(call.1, call.2)
    }
}

private nonisolated func releaseHandler(_ box: UnsafeMutableRawPointer?, _ closure: UnsafeMutablePointer<GClosure>?) {
    guard let box else { return }
    Unmanaged<SignalHandler>.fromOpaque(box).release()
}
