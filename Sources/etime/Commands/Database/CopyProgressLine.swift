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
    }

    private let line: RewrittenLine
    private let state = Mutex(State())

    init(terminal: Terminal) { line = RewrittenLine(terminal: terminal) }

    func show(_ progress: CopyProgress) {
        let now = ContinuousClock.now
        let (isNewStage, stage) = state.withLock { state in
            let isNew = state.stage != progress.stage
            if isNew { state = State(stage: progress.stage, start: now, firstRows: progress.rows) }
            return (isNew, state)
        }
        line.show(atOnce: isNewStage) {
            Self.words(progress, since: now - stage.start, rows: progress.rows - stage.firstRows)
        }
    }

    func show(_ progress: ArchiveProgress) {
        switch progress {
        case .copying(let copy): show(copy)
        case .checking: line.show { "checking the archive" }
        case .removing(let punches): line.show { "taking away: \(punches) punches" }
        }
    }

    func finish() { line.clear() }

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
}
