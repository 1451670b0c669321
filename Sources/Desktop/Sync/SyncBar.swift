import Gtk

/// The window's last line: is everything in? And, while terminals are read: what, how many, and Cancel.
final class SyncBar {
    let widget: Widget
    /// The next step: a collection, or adding the first terminal.
    var onNext: (FirstSteps.Step) -> Void = { _ in }
    var onCancel: () -> Void = {}
    var onDetails: ([Problem]) -> Void = { _ in }

    private let icon = Icon("content-loading-symbolic")
    private let text = Label().ellipsised()
    private let progress = ProgressBar()
    private let cancel = Button("Cancel", classes: "flat")
    private let details = Button("Details…", classes: "flat")
    private let sync = Button("Sync now")
    private let add = Button("Add terminal…")
    private let allowed: Allowed
    private var problems: [Problem] = []
    private var line = CompletenessLine(nil)
    private var state = SyncModel.State.idle

    init(_ allowed: Allowed) {
        self.allowed = allowed
        text.expand(horizontally: true)
        progress.align(vertically: .center)
        progress.request(width: 180)
        progress.name("Sync progress")
        sync.tooltip = "Fetch new punches from all terminals (F5)"
        let row = Box.row(spacing: 8, icon, text, progress, details, cancel, add, sync)
        row.addClass("completeness")
        row.margin(top: 4, bottom: 4, start: 12, end: 12)
        widget = row
        sync.onClicked { [weak self] in self?.onNext(.punches) }
        add.onClicked { [weak self] in self?.onNext(.terminal) }
        cancel.onClicked { [weak self] in self?.onCancel() }
        details.onClicked { [weak self] in self.map { $0.onDetails($0.problems) } }
        show()
    }

    func show(_ line: CompletenessLine) {
        self.line = line
        show()
    }

    func show(_ state: SyncModel.State) {
        self.state = state
        show()
    }

    private func show() {
        problems = []
        var isRunning = false
        switch state {
        case .running(let step):
            isRunning = true
            icon.show("emblem-synchronizing-symbolic")
            text.text = step.text
            progress.show(step.fraction)
        case .ended(_, let found) where !found.isEmpty:
            problems = found
            icon.show("dialog-error-symbolic")
            text.text = found.map(\.heading).joined(separator: ". ") + ". Nothing is lost."
        case .idle, .ended:
            icon.show(line.icon)
            text.text = line.text
        }
        text.tooltip = line.details
        progress.isVisible = isRunning
        cancel.isVisible = isRunning
        details.isVisible = !problems.isEmpty
        let next = isRunning || !allowed.takes(line.next) ? nil : line.next
        sync.isVisible = next == .punches
        add.isVisible = next == .terminal
    }
}
