import Devices
import Dispatch
import Foundation

/// Exit status of a program that Ctrl-C ended, as shells know it.
let interruptedStatus: Int32 = 130

/// Runs work that Ctrl-C or a polite kill cancels instead of tearing the process down in the middle of a write.
/// The second Ctrl-C ends the process at once.
func interruptible<T: Sendable>(_ work: @escaping @Sendable () async throws -> T) async throws -> T {
    let interrupted = AsyncStream.makeStream(of: Void.self)
    // Before anything begins: a signal that comes while nobody listens yet ends the process, and is not lost.
    var sources: [any DispatchSourceSignal] = []
    for number in [SIGINT, SIGTERM] { sources.append(await source(of: number) { interrupted.continuation.yield() }) }
    defer {
        for source in sources { source.cancel() }
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }
    let task = Task { try await work() }
    let watching = Task { for await _ in interrupted.stream { task.cancel() } }
    defer { watching.cancel() }
    do { return try await task.value } catch DeviceError.cancelled {
        // Stopped in the middle of a conversation: whoever called need not tell the two apart.
        throw CancellationError()
    }
}

/// - Returns: when it is heard.
private func source(
    of number: Int32, _ handler: @escaping @Sendable () -> Void
) async -> any DispatchSourceSignal {
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
        signal(number, SIG_DFL)
        handler()
    }
    await withCheckedContinuation { listens in
        source.setRegistrationHandler { listens.resume() }
        source.resume()
    }
    return source
}
