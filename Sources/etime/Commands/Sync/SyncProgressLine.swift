import Services

/// Shows how a collection goes: on a terminal one line that is rewritten, on standard error; anywhere else a line a
/// stage on standard output, so that standard error holds what went wrong and nothing else.
struct SyncProgressLine {
    let device: String
    let terminal: Terminal
    private let line: RewrittenLine
    private var shownStage = ""

    init(device: String, terminal: Terminal) {
        self.device = device
        self.terminal = terminal
        line = RewrittenLine(terminal: terminal)
    }

    mutating func show(_ progress: SyncProgress) {
        let (stage, detail) = Self.words(progress)
        let isNewStage = stage != shownStage
        shownStage = stage
        guard terminal.isInteractive else {
            if isNewStage, !stage.isEmpty { say("\(device): \(stage)") }
            return
        }
        line.show(atOnce: isNewStage) { stage.isEmpty ? "" : "\(device): \(stage)\(detail)" }
    }

    func finish() { line.clear() }

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
