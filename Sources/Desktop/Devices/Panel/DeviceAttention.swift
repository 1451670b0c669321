import Gtk
import Services

/// What to see to at a terminal, with the buttons for it.
///
/// Figures of a terminal change with each try. Nothing is made anew here but what says something else now: a button that goes
/// away while it is pressed is pressed in vain, and takes the keyboard with it.
final class DeviceAttention {
    let widget: Widget
    var onAction: (DevicePanel.Action) -> Void = { _ in }

    private let icon = Icon("emblem-ok-symbolic")
    private let word = Label(classes: "heading").wrapped()
    private let parts = Box.column(spacing: 6)
    private let warnings = Box.column(spacing: 6)
    /// Those that wait while the terminal is read.
    private var buttons: [Button] = []
    private var shown: (matters: Matters, warnings: [String])?

    init() {
        widget = Box.column(spacing: 6, Box.row(spacing: 6, icon, word), parts, warnings)
    }

    func show(_ device: DeviceSummary, isSyncing: Bool) {
        let condition = device.condition
        word.text = condition.word
        icon.show(condition.icon)
        let (matters, warned) = (Matters(device), Array(device.warnings.dropFirst(device.notes.count)))
        if shown?.matters != matters { add(matters) }
        if shown?.warnings != warned {
            warnings.removeAll()
            for warning in warned { warnings.append(Label(warning, classes: "late").wrapped()) }
        }
        shown = (matters, warned)
        for button in buttons { button.isSensitive = !isSyncing }
    }

    private func add(_ matters: Matters) {
        parts.removeAll()
        buttons = []
        if matters.isRetired {
            let note = "It is not collected any more, and no day waits for it. Its punches stay."
            parts.append(Label(note, classes: "dim-label").wrapped())
            parts.append(button("Restore", .restore))
        } else if let error = matters.error {
            addError(error, matters)
        }
        if matters.family == .push, !matters.isRetired {
            parts.append(Label(DeviceFamily.listening, classes: "dim-label").wrapped())
        }
        for note in matters.notes { parts.append(Label(note, classes: "late").wrapped().selectable()) }
        if !matters.notes.isEmpty { parts.append(button("I have seen this", .dismissNotes)) }
    }

    private func addError(_ error: String, _ matters: Matters) {
        parts.append(Label(error, classes: "error").wrapped().selectable())
        parts.append(Label(matters.family.consequence, classes: "dim-label").wrapped())
        guard matters.family.canBeRead else { return }
        let row = Box.row(spacing: 6)
        buttons = [button("Try again", .sync)] + (matters.canBeAccepted ? [button("Accept…", .accept)] : [])
        for button in buttons { row.append(button) }
        parts.append(row)
    }

    private func button(_ label: String, _ action: DevicePanel.Action) -> Button {
        let button = Button(label)
        button.align(horizontally: .start)
        button.margin(top: 6, bottom: 6)
        button.onClicked { [weak self] in self?.onAction(action) }
        return button
    }
}

extension DeviceAttention {
    /// What stands beside buttons.
    private struct Matters: Equatable {
        let family: DeviceFamily
        let isRetired: Bool
        let error: String?
        let canBeAccepted: Bool
        let notes: [String]

        init(_ device: DeviceSummary) {
            family = device.family
            isRetired = device.isRetired
            error = device.lastError
            canBeAccepted = device.refusal != nil
            notes = device.notes
        }
    }
}
