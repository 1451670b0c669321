import CODBC
import Synchronization

/// Interrupts, from any thread, the statement that a connection is running.
final class Canceller: Sendable {
    private struct Running {
        // The address of the handle: pointers may not cross threads, and ODBC allows this one to.
        var statement: UInt
        var number: Int
    }

    private let state = Mutex((running: Running?.none, begun: 0))

    /// - Throws: what `body` throws; `CancellationError` where the task was cancelled when nothing was there to interrupt.
    func during<T>(_ statement: ODBCHandle, _ body: () throws -> T) throws -> T {
        let outer = state.withLock { state in
            defer {
                state.begun += 1
                state.running = Running(statement: UInt(bitPattern: statement.raw), number: state.begun)
            }
            return state.running
        }
        defer { state.withLock { $0.running = outer } }
        try Task.checkCancellation()
        return try body()
    }

    /// Until the statement ends: what reaches the server before the statement does interrupts nothing.
    func cancel() {
        guard let number = interrupt() else { return }
        Task { [self] in
            repeat { try? await Task.sleep(for: .milliseconds(100)) } while interrupt(number) != nil
        }
    }

    /// - Parameter number: of the only statement that is meant; nil: whichever runs.
    /// - Returns: the number of the statement; nil where it runs no more.
    private func interrupt(_ number: Int? = nil) -> Int? {
        state.withLock { state in
            guard let running = state.running, number == nil || running.number == number else { return nil }
            SQLCancel(SQLHSTMT(bitPattern: running.statement))
            return running.number
        }
    }
}
