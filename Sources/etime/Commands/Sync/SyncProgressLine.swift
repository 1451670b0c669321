import Foundation
import Services

/// Shows how a collection goes: on a terminal one line that is rewritten, on standard error; anywhere else a line a
/// stage on standard output, so that standard error holds what went wrong and nothing else.
struct SyncProgressLine {
    let device: String
    let terminal: Terminal
    private var shownStage = ""
    private var shownAt = ContinuousClock.now - .seconds(1)
    /// Rewriting a line more often than this costs more than reading the punches.
    private static let pause = Duration.milliseconds(100)

    init(device: String, terminal: Terminal) {
        self.device = device
        self.terminal = terminal
    }

    mutating func show(_ progress: SyncProgress) {
        let (stage, detail) = Self.words(progress)
        let isNewStage = stage != shownStage
        shownStage = stage
        guard terminal.isInteractive else {
            if isNewStage, !stage.isEmpty { say("\(device): \(stage)") }
            return
        }
        guard isNewStage || ContinuousClock.now - shownAt > Self.pause else { return }
        shownAt = ContinuousClock.now
        rewrite(stage.isEmpty ? "" : "\(device): \(stage)\(detail)")
    }

    /// Clears the rewritten line, so that what is printed next begins at the left.
    func finish() {
        if terminal.isInteractive { rewrite("") }
    }

    private func rewrite(_ text: String) {
        let fitted = text.truncated(toDisplayWidth: max(1, (terminal.width ?? 80) - 1))
        FileHandle.standardError.write(Data("\r\u{1B}[K\(fitted)".utf8))
    }

    private static func words(_ progress: SyncProgress) -> (stage: String, detail: String) {
        switch progress {
        case .connecting: ("connecting", "")
        case .reading(let count, let total): ("reading punches", total > 0 ? " \(count) of \(total)" : "")
        case .storing(let count): ("storing punches", " \(count)")
        case .computing(let count, let total): ("working out days", " \(count) of \(total)")
        case .finished: ("", "")
        }
    }
}
