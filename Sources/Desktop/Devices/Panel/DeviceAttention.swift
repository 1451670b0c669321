import Gtk
import Services

/// What to see to at a terminal, with the buttons for it.
///
/// Figures of a terminal change with each try. Nothing is made anew here but what says something else now: a button that goes
/// away while it is pressed is pressed in vain, and takes the keyboard with it.
final class DeviceAttention {
    var widget: Widget { column }
    var onAction: (DevicePanel.Action) -> Void = { _ in }

    private let icon = Icon("emblem-ok-symbolic")
    private let word = Label(classes: "heading").wrapped()
    private let column: Box
    /// Below the condition, in one column: the toolkit believes of a column within it that its height does not depend on its
    /// width, where it has seen it empty.
    private var (parts, warnings): ([Widget], [Widget]) = ([], [])
    /// What went wrong last; each try may say it in other words.
    private let error = Label(classes: "error").wrapped().selectable()
    /// Those that wait while the terminal is read.
    private var buttons: [Button] = []
    private var shown: (matters: Matters, warnings: [String])?

    private let allowed: Allowed

    init(_ allowed: Allowed) {
        self.allowed = allowed
        column = Box.column(spacing: 6, Box.row(spacing: 6, icon, word))
    }

    func show(_ device: DeviceSummary, isSyncing: Bool) {
        let condition = device.condition
        word.text = condition.word
        icon.show(condition.icon)
        let (matters, warned) = (Matters(device), Array(device.warnings.dropFirst(device.notes.count)))
        if shown?.matters != matters || shown?.warnings != warned { fill(with: matters, warned) }
        if let why = device.lastError, error.text != why { error.text = why }
        for button in buttons { button.isSensitive = !isSyncing }
    }

    private func fill(with matters: Matters, _ warned: [String]) {
        for widget in warnings { column.remove(widget) }
        if shown?.matters != matters {
            for widget in parts { column.remove(widget) }
            parts = widgets(of: matters)
            for widget in parts { column.append(widget) }
        }
        warnings = warned.map { Label($0, classes: "late").wrapped() }
        for widget in warnings { column.append(widget) }
        shown = (matters, warned)
    }

    private func widgets(of matters: Matters) -> [Widget] {
        buttons = []
        var found = matters.isRetired ? retired : matters.hasFailed ? failed(matters) : []
        if matters.family == .push, !matters.isRetired {
            found.append(Label(DeviceFamily.listening, classes: "dim-label").wrapped())
        }
        found += matters.notes.map { Label($0, classes: "late").wrapped().selectable() }
        if !matters.notes.isEmpty, allowed.changesTerminals {
            found.append(button("I have seen this", .dismissNotes))
        }
        return found
    }

    private var retired: [Widget] {
        let note = "It is not collected any more, and no day waits for it. Its punches stay."
        let sentence = Label(note, classes: "dim-label").wrapped()
        return allowed.changesTerminals ? [sentence, button("Restore", .restore)] : [sentence]
    }

    private func failed(_ matters: Matters) -> [Widget] {
        let sentences = [
            error,
            Label(matters.family.consequence, classes: "dim-label").wrapped(),
        ]
        guard matters.family.canBeRead, allowed.collects else { return sentences }
        let row = Box.row(spacing: 6)
        buttons = [button("Try again", .sync)] + (matters.canBeAccepted ? [button("Accept…", .accept)] : [])
        for button in buttons { row.append(button) }
        return sentences + [row]
    }

    private func button(_ label: String, _ action: DevicePanel.Action) -> Button {
        let button = Button.amongText(label)
        button.onClicked { [weak self] in self?.onAction(action) }
        return button
    }
}

extension DeviceAttention {
    /// What stands beside buttons.
    private struct Matters: Equatable {
        let family: DeviceFamily
        let isRetired: Bool
        let hasFailed: Bool
        let canBeAccepted: Bool
        let notes: [String]

        init(_ device: DeviceSummary) {
            family = device.family
            isRetired = device.isRetired
            hasFailed = device.lastError != nil
            canBeAccepted = device.refusal != nil
            notes = device.notes.map(CommandWords.onDesktop)
        }
    }
}
