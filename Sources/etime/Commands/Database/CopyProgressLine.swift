import Foundation
import Services
import Storage
import Synchronization

/// Shows on a terminal, in one line that is rewritten, how a copy goes; anywhere else nothing.
final class CopyProgressLine: Sendable {
    private struct State {
        var stage: CopyProgress.Stage?
        var start = ContinuousClock.now
        /// What an interrupted copy had brought before.
        var firstRows = 0
        var shownAt = ContinuousClock.now - .seconds(1)
    }

    private static let pause = Duration.milliseconds(100)

    private let terminal: Terminal
    private let state = Mutex(State())

    init(terminal: Terminal) { self.terminal = terminal }

    func show(_ progress: CopyProgress) {
        guard terminal.isInteractive else { return }
        let text = state.withLock { state in
            let now = ContinuousClock.now
            if state.stage != progress.stage {
                state = State(stage: progress.stage, start: now, firstRows: progress.rows)
            }
            guard now - state.shownAt > Self.pause else { return String?.none }
            state.shownAt = now
            return Self.words(progress, since: now - state.start, rows: progress.rows - state.firstRows)
        }
        if let text { rewrite(text) }
    }

    func show(_ progress: ArchiveProgress) {
        switch progress {
        case .copying(let copy): show(copy)
        case .checking: show { "checking the archive" }
        case .removing(let punches): show { "taking away: \(punches) punches" }
        }
    }

    private func show(_ words: () -> String) {
        guard terminal.isInteractive else { return }
        let isDue = state.withLock { state in
            let now = ContinuousClock.now
            guard now - state.shownAt > Self.pause else { return false }
            state.shownAt = now
            return true
        }
        if isDue { rewrite(words()) }
    }

    /// Clears the line.
    func finish() {
        if terminal.isInteractive { rewrite("") }
    }

    static func words(_ progress: CopyProgress, since elapsed: Duration, rows: Int) -> String {
        let seconds = elapsed / .seconds(1)
        let rate = seconds > 0 ? ", \(Int(Double(rows) / seconds)) rows/s" : ""
        let place = "table \(progress.number) of \(progress.tables), \(progress.table): \(progress.rows) rows\(rate)"
        return switch progress.stage {
        case .copying: "copying \(place)"
        case .comparing: "comparing \(place)"
        case .checkingSeals: "checking the seals of \(progress.rows) rows"
        }
    }

    private func rewrite(_ text: String) {
        let fitted = text.truncated(toDisplayWidth: max(1, (terminal.width ?? 80) - 1))
        FileHandle.standardError.write(Data("\r\u{1B}[K\(fitted)".utf8))
    }
}
