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

/// Starts a child as a shell would. A child inherits the signals that its parent ignores and that this thread blocks
/// (dispatch blocks nearly all on its workers), and could then neither be stopped by Ctrl-C nor by a polite kill.
func withDefaultSignals<T>(_ start: () throws -> T) rethrows -> T {
    let ignored = [SIGINT, SIGTERM].map { (number: $0, handler: signal($0, SIG_DFL)) }
    var none = sigset_t()
    var blocked = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &blocked)
    defer {
        pthread_sigmask(SIG_SETMASK, &blocked, nil)
        for (number, handler) in ignored { signal(number, handler) }
    }
    return try start()
}
