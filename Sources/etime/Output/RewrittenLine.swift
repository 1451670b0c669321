import Foundation
import Synchronization

/// A line on standard error that is rewritten as work goes on. Where that is no terminal, nothing is shown.
final class RewrittenLine: Sendable {
    /// Rewriting it more often than this costs more than most of what it tells of.
    private static let pause = Duration.milliseconds(100)

    private let terminal: Terminal
    private let shownAt = Mutex(ContinuousClock.now - pause)

    init(terminal: Terminal = .errors) { self.terminal = terminal }

    /// - Parameter atOnce: also where the last words are only just there.
    func show(atOnce: Bool = false, _ words: () -> String) {
        guard terminal.isInteractive else { return }
        let isDue = shownAt.withLock { shownAt in
            let now = ContinuousClock.now
            guard atOnce || now - shownAt >= Self.pause else { return false }
            shownAt = now
            return true
        }
        if isDue { rewrite(words()) }
    }

    /// So that what is printed next begins at the left.
    func clear() {
        if terminal.isInteractive { rewrite("") }
    }

    private func rewrite(_ text: String) {
        let fitted = text.truncated(toDisplayWidth: max(1, (terminal.width ?? 80) - 1))
        FileHandle.standardError.write(Data("\r\u{1B}[K\(fitted)".utf8))
    }
}
