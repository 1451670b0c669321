import Dispatch
import Foundation

/// Exit status of a program that Ctrl-C ended, as shells know it.
let interruptedStatus: Int32 = 130

/// Runs work that Ctrl-C or a polite kill cancels instead of tearing the process down in the middle of a write.
/// The second Ctrl-C ends the process at once.
func interruptible<T: Sendable>(_ work: @escaping @Sendable () async throws -> T) async throws -> T {
    let task = Task { try await work() }
    let sources = [SIGINT, SIGTERM].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
            signal(number, SIG_DFL)
            task.cancel()
        }
        source.resume()
        return source
    }
    defer {
        for source in sources { source.cancel() }
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }
    return try await task.value
}
