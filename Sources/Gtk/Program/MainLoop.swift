import CAdwaita
import CGtkRows

#if canImport(Glibc)
    import Glibc
#endif

/// GLib's main loop as the thread of the main actor.
package enum MainLoop {
    /// Lets the GLib loop run what waits on libdispatch's main queue, which is where Swift puts the main actor's jobs.
    ///
    /// Without it `Task { @MainActor … }`, `MainActor.run` and a deinit that is isolated to the main actor never run, since
    /// nothing drains that queue. Call once, on the process's first thread, before the loop runs, from a synchronous
    /// `main`: after the first suspension of an asynchronous one the main actor lives on another thread.
    ///
    /// The two functions are libdispatch's hook for a foreign run loop, not public API: the probe of the tests watches them.
    package static func adoptMainActor() {
        guard !isAdopted else { return }
        isAdopted = true
        let handle = _dispatch_get_main_queue_handle_4CF()
        _ = g_unix_fd_add_full(G_PRIORITY_DEFAULT, handle, G_IO_IN, drainMainQueue, nil, nil)
    }

    private static var isAdopted = false

    /// Runs the loop until `condition` holds. Only for programs without an application object, and tests.
    ///
    /// - Returns: false when `seconds` passed first.
    package static func run(until condition: () -> Bool, within seconds: Double = 5) -> Bool {
        let deadline = g_get_monotonic_time() + gint64(seconds * 1_000_000)
        let tick = g_timeout_add(10, { _ in 1 }, nil)
        defer { g_source_remove(tick) }
        while !condition() {
            if g_get_monotonic_time() > deadline { return false }
            g_main_context_iteration(nil, 1)
        }
        return true
    }

    /// Calls `body` again and again, as the loop gets to it, for as long as the process lives.
    package static func every(milliseconds: UInt32, _ body: @escaping @MainActor () -> Void) {
        let box = Unmanaged.passRetained(Ticker(body)).toOpaque()
        _ = g_timeout_add(milliseconds, tick, box)
    }

    /// Calls `body` when the process gets the signal for the first time; afterwards that is the system's affair again.
    static func once(signal number: Int32, _ body: @escaping @MainActor () -> Void) {
        let box = Unmanaged.passRetained(Ticker(body)).toOpaque()
        _ = g_unix_signal_add(number, tickOnce, box)
    }

    /// Handles everything that is waiting now, and returns.
    package static func drain() {
        while g_main_context_iteration(nil, 0) != 0 {}
    }
}

private final class Ticker {
    let body: () -> Void

    init(_ body: @escaping @MainActor () -> Void) {
        self.body = body
    }

    nonisolated deinit {}
}

private nonisolated func tick(_ data: gpointer?) -> gboolean {
    guard let data else { return 0 }
    nonisolated(unsafe) let box = data  // used before this function returns, on the same thread
    MainActor.assumeIsolated { Unmanaged<Ticker>.fromOpaque(box).takeUnretainedValue().body() }
    return 1
}

private nonisolated func tickOnce(_ data: gpointer?) -> gboolean {
    _ = tick(data)
    return 0
}

private nonisolated func drainMainQueue(_ handle: gint, _ condition: GIOCondition, _ data: gpointer?) -> gboolean {
    // The eventfd stays readable until it is read, and then the source would fire without end and starve the frame clock.
    var count: UInt64 = 0
    _ = read(handle, &count, MemoryLayout<UInt64>.size)
    _dispatch_main_queue_callback_4CF(nil)
    return 1
}
