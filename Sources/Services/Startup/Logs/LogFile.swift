import Foundation
import Synchronization

/// A file to log to: when it is full it becomes `NAME.1`, what was `NAME.1` becomes `NAME.2`, and so on.
///
/// Several programs may write to one: each line goes in whole, and who finds that another has begun a new file follows it.
final class LogFile: Sendable {
    private struct State: ~Copyable {
        var handle: Int32 = -1
        var hasComplained = false
    }

    let path: String
    private let fullBytes: Int64
    private let kept: Int
    private let state = Mutex(State())

    /// - Parameters:
    ///   - fullBytes: no line begins behind this.
    ///   - kept: how many full ones stay.
    /// - Throws: ``LogFileError`` where it cannot be written.
    init(path: String, fullBytes: Int64, kept: Int) throws(LogFileError) {
        self.path = path
        self.fullBytes = fullBytes
        self.kept = kept
        let handle = Self.opened(path)
        guard handle >= 0 else { throw LogFileError(path: path, why: String(cString: strerror(errno))) }
        state.withLock { $0.handle = handle }
    }

    deinit { state.withLock { if $0.handle >= 0 { close($0.handle) } } }

    /// A disk that is full stops nobody's work: it is said once on standard error, and the line is lost.
    func write(_ line: String) {
        state.withLock { state in
            follow(&state)
            let bytes = Array(line.utf8) + [UInt8(ascii: "\n")]
            if state.handle >= 0, Glibc.write(state.handle, bytes, bytes.count) == bytes.count {
                state.hasComplained = false
                return
            }
            guard !state.hasComplained else { return }
            state.hasComplained = true
            let why = String(cString: strerror(errno))
            FileHandle.standardError.write(
                Data("The log \(path) cannot be written: \(why). What happens is not logged.\n".utf8))
        }
    }

    /// Opens anew what was moved away, by whomever, and begins a new file where this one is full.
    private func follow(_ state: inout State) {
        if let size = current(state.handle), size < fullBytes { return }
        guard let lock = TurnLock(beside: path) else { return reopen(&state) }
        defer { lock.release() }
        reopen(&state)
        // Another program may have turned while this one waited.
        guard let size = current(state.handle), size >= fullBytes else { return }
        turn()
        reopen(&state)
    }

    private func reopen(_ state: inout State) {
        if state.handle >= 0 { close(state.handle) }
        state.handle = Self.opened(path)
    }

    private func turn() {
        for number in stride(from: kept, through: 1, by: -1) {
            rename(number == 1 ? path : "\(path).\(number - 1)", "\(path).\(number)")
        }
    }

    /// The bytes in the open file; nil where the path no longer names it.
    private func current(_ handle: Int32) -> Int64? {
        var (open, named) = (stat(), stat())
        guard handle >= 0, fstat(handle, &open) == 0, stat(path, &named) == 0,
            open.st_ino == named.st_ino, open.st_dev == named.st_dev
        else { return nil }
        return Int64(open.st_size)
    }

    /// Logs tell who did what: nobody else reads them.
    private static func opened(_ path: String) -> Int32 { open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600) }
}

/// One program at a time moves the files.
private struct TurnLock {
    private let handle: Int32

    init?(beside path: String) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        handle = open(folder, O_RDONLY | O_CLOEXEC)
        guard handle >= 0 else { return nil }
        guard flock(handle, LOCK_EX) == 0 else {
            close(handle)
            return nil
        }
    }

    func release() { close(handle) }
}

/// There is nowhere to log to.
package struct LogFileError: Error, Hashable, Sendable, CustomStringConvertible {
    package let path: String
    package let why: String

    package var description: String {
        "The log cannot be written to \(path): \(why). Make its folder, or choose another file with “log.file”."
    }
}
