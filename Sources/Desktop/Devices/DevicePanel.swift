import Gtk
import Services

/// One terminal: how it is, what to see to, and what can be done with it.
final class DevicePanel {
    /// What is pressed here.
    enum Action {
        case sync, edit, setClock, dismissNotes, accept, retire, restore
    }

    let widget: Widget
    var onAction: (Action) -> Void = { _ in }
    var onClose: () -> Void = {}

    private let title = Label(classes: "title-4")
    private let content = Box.column(spacing: 6)
    private let sync = Button("Sync this terminal")
    private let clock = Button("Set time")
    private let edit = Button("Edit…")

    init() {
        let close = Button(icon: "window-close-symbolic", name: "Close the terminal", classes: "flat")
        title.wrapped()
        title.expand(horizontally: true)
        close.align(vertically: .start)
        let head = Box.row(spacing: 6, title, close)
        head.margin(top: 12, bottom: 0, start: 18, end: 12)
        let buttons = Box.row(spacing: 6, sync, clock, edit)
        buttons.margin(12)
        content.margin(top: 0, bottom: 12, start: 18, end: 18)
        let scroller = ScrolledWindow(content, horizontally: false)
        scroller.expand(vertically: true)
        scroller.takesKeyboard(as: "The terminal")
        let column = Box.column(spacing: 0, head, scroller, Separator.horizontal(), buttons)
        column.request(width: 320)
        column.addClass("day-panel")
        widget = column
        close.onClicked { [weak self] in self?.onClose() }
        for (button, action) in [(sync, Action.sync), (clock, .setClock), (edit, .edit)] {
            button.onClicked { [weak self] in self?.onAction(action) }
        }
    }

    /// - Parameter refusal: why the last collection took nothing, where a person may accept it.
    func show(_ device: DeviceSummary, isSyncing: Bool, refusal: String?) {
        title.text = device.name
        for button in [sync, clock] {
            button.isSensitive = !isSyncing
            button.isVisible = !device.isRetired
        }
        content.removeAll()
        let condition = device.condition
        content.append(Box.row(spacing: 6, Icon(condition.icon), Label(condition.word, classes: "heading")))
        if device.isRetired { addRetired(device) } else { addError(device, isSyncing, refusal) }
        addWarnings(device)
        for (name, value) in facts(of: device) where !value.isEmpty { add(name, value) }
        if !device.isRetired { content.append(button("Retire…", .retire, isSensitive: !isSyncing)) }
    }

    private func addRetired(_ device: DeviceSummary) {
        let note = "It is not collected any more, and no day waits for it. Its punches stay."
        content.append(Label(note, classes: "dim-label").wrapped())
        content.append(button("Restore", .restore))
    }

    private func addError(_ device: DeviceSummary, _ isSyncing: Bool, _ refusal: String?) {
        guard let error = device.lastError else { return }
        content.append(Label(error, classes: "error").wrapped().selectable())
        let note = "Nothing is lost: the terminal keeps its punches until they are read."
        content.append(Label(note, classes: "dim-label").wrapped())
        let buttons = Box.row(spacing: 6, button("Try again", .sync, isSensitive: !isSyncing))
        if refusal == error { buttons.append(button("Accept…", .accept, isSensitive: !isSyncing)) }
        content.append(buttons)
    }

    private func addWarnings(_ device: DeviceSummary) {
        for note in device.notes { content.append(Label(note, classes: "late").wrapped().selectable()) }
        if !device.notes.isEmpty { content.append(button("I have seen this", .dismissNotes)) }
        for warning in device.warnings.dropFirst(device.notes.count) {
            content.append(Label(warning, classes: "late").wrapped())
        }
    }

    private func button(_ label: String, _ action: Action, isSensitive: Bool = true) -> Button {
        let button = Button(label)
        button.align(horizontally: .start)
        button.margin(top: 6, bottom: 6)
        button.isSensitive = isSensitive
        button.onClicked { [weak self] in self?.onAction(action) }
        return button
    }

    private func add(_ name: String, _ value: String) {
        let label = Label(name, classes: "dim-label")
        label.expand(horizontally: true)
        let text = Label(value, classes: "numeric").wrapped(atMost: 24).selectable()
        text.justify(1)
        content.append(Box.row(spacing: 12, label, text))
    }

    private func facts(of device: DeviceSummary) -> [(String, String)] {
        [
            ("Address", device.address),
            ("Model", device.model),
            ("Serial number", device.serialNumber),
            ("Firmware", device.firmware),
            ("Time zone", device.zone),
            ("Retired", device.retiredAt.map { Words.moment($0, in: device.zone) } ?? ""),
            ("Last seen", device.lastSeen.map { Words.moment($0, in: device.zone) } ?? "Never"),
            ("All punches in up to", device.completeThrough.map { Words.moment($0, in: device.zone) } ?? "Never read"),
            ("Clock", Words.drift(device.clockDrift)),
            ("Punches on it", storage(of: device)),
        ]
    }

    private func storage(of device: DeviceSummary) -> String {
        guard let used = device.recordsUsed else { return "" }
        return device.recordCapacity.map { "\(Words.grouped(used)) of \(Words.grouped($0))" } ?? Words.grouped(used)
    }
}
