import Gtk
import Services

/// One terminal: how it is, what to see to, and what can be done with it.
final class DevicePanel {
    let widget: Widget
    var onSync: () -> Void = {}
    var onEdit: () -> Void = {}
    var onSetClock: () -> Void = {}
    var onClose: () -> Void = {}

    private let title = Label(classes: "title-4")
    private let content = Box.column(spacing: 6)
    private let sync = Button("Sync this terminal")
    private let clock = Button("Set time")

    init() {
        let close = Button(icon: "window-close-symbolic", name: "Close the terminal", classes: "flat")
        let edit = Button("Edit…")
        title.wrapped()
        title.expand(horizontally: true)
        let head = Box.row(spacing: 6, title, close)
        head.margin(top: 12, bottom: 0, start: 18, end: 12)
        let buttons = Box.row(spacing: 6, sync, clock, edit)
        buttons.margin(12)
        content.margin(top: 0, bottom: 12, start: 18, end: 18)
        let scroller = ScrolledWindow(content, horizontally: false)
        scroller.expand(vertically: true)
        let column = Box.column(spacing: 0, head, scroller, Separator.horizontal(), buttons)
        column.request(width: 320)
        column.addClass("day-panel")
        widget = column
        close.onClicked { [weak self] in self?.onClose() }
        sync.onClicked { [weak self] in self?.onSync() }
        edit.onClicked { [weak self] in self?.onEdit() }
        clock.onClicked { [weak self] in self?.onSetClock() }
    }

    func show(_ device: DeviceSummary, isSyncing: Bool) {
        title.text = device.name
        sync.isSensitive = !isSyncing
        clock.isSensitive = !isSyncing
        content.removeAll()
        let condition = device.condition
        content.append(Box.row(spacing: 6, Icon(condition.icon), Label(condition.word, classes: "heading")))
        if let error = device.lastError {
            content.append(Label(error, classes: "error").wrapped().selectable())
            let note = "Nothing is lost: the terminal keeps its punches until they are read."
            content.append(Label(note, classes: "dim-label").wrapped())
        }
        for warning in device.warnings { content.append(Label(warning, classes: "late").wrapped()) }
        for (name, value) in facts(of: device) where !value.isEmpty {
            let label = Label(name, classes: "dim-label")
            label.expand(horizontally: true)
            let text = Label(value, classes: "numeric").wrapped(atMost: 24).selectable()
            text.justify(1)
            content.append(Box.row(spacing: 12, label, text))
        }
    }

    private func facts(of device: DeviceSummary) -> [(String, String)] {
        [
            ("Address", device.address),
            ("Model", device.model),
            ("Serial number", device.serialNumber),
            ("Firmware", device.firmware),
            ("Time zone", device.zone),
            ("Last seen", device.lastSeen.map { Words.moment($0) } ?? "Never"),
            ("All punches in up to", device.completeThrough.map { Words.moment($0) } ?? "Never read"),
            ("Clock", Words.drift(device.clockDrift)),
            ("Punches on it", storage(of: device)),
        ]
    }

    private func storage(of device: DeviceSummary) -> String {
        guard let used = device.recordsUsed else { return "" }
        return device.recordCapacity.map { "\(Words.grouped(used)) of \(Words.grouped($0))" } ?? Words.grouped(used)
    }
}
