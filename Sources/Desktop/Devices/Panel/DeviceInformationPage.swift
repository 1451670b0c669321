import Domain
import Gtk
import Services
import Storage

/// How a terminal is, and what to see to.
final class DeviceInformationPage {
    let widget: Widget
    var onAction: (DevicePanel.Action) -> Void = { _ in }

    private let content = Box.column(spacing: 6)
    private let lines = Box.column(spacing: 6)
    private let foot = Box.column(spacing: 0)
    private let sync = Button("Sync this terminal")
    private let clock = Button("Set time")
    private let edit = Button("Edit…")
    private var shown: (DeviceSummary, Bool, Int)?
    private var unreadable: [UnreadableLine] = []
    private var ways: [DeviceWork.Way] = []
    /// Whether it has one; nil where it needs none.
    private var word: Bool?

    init() {
        let buttons = Box.row(spacing: 6, sync, clock, edit)
        buttons.margin(12)
        let column = Box.column(spacing: 6, content, lines, foot)
        column.margin(top: 0, bottom: 12, start: 18, end: 18)
        let scroller = ScrolledWindow(column, horizontally: false)
        scroller.expand(vertically: true)
        scroller.takesKeyboard(as: "The terminal")
        widget = Box.column(spacing: 0, scroller, Separator.horizontal(), buttons)
        for (button, action) in [(sync, DevicePanel.Action.sync), (clock, .order(.setClock)), (edit, .edit)] {
            button.onClicked { [weak self] in self?.onAction(action) }
        }
    }

    func show(_ device: DeviceSummary, isSyncing: Bool, waiting: Int) {
        if let shown, shown == (device, isSyncing, waiting) { return }
        shown = (device, isSyncing, waiting)
        for button in [sync, clock] {
            button.isSensitive = !isSyncing
            button.isVisible = !device.isRetired && device.family == .zk
        }
        content.removeAll()
        let condition = device.condition
        content.append(
            Box.row(spacing: 6, Icon(condition.icon), Label(condition.word, classes: "heading").wrapped()))
        if device.isRetired { addRetired() } else { addError(device, isSyncing) }
        if device.family == .push, !device.isRetired {
            content.append(Label(DeviceFamily.listening, classes: "dim-label").wrapped())
        }
        addWarnings(device)
        for (name, value) in DeviceFacts(device, waiting: waiting).all { add(name, value, to: content) }
        if device.fill != nil { addLevel(device) }
        foot.removeAll()
        if !device.isRetired { foot.append(button("Retire…", .retire, isSensitive: !isSyncing)) }
    }

    /// What is read of it when its page opens.
    func show(_ work: DeviceWork, of device: DeviceSummary) {
        let word = work.mayHaveWord && !device.isRetired ? work.hasWord : nil
        guard (work.unreadable, work.ways) != (unreadable, ways) || word != self.word else { return }
        (unreadable, ways, self.word) = (work.unreadable, work.ways, word)
        lines.removeAll()
        for way in ways { add(way.name, way.value, to: lines) }
        if let word { addWord(word) }
        if !unreadable.isEmpty { addUnreadable() }
    }

    private func addWord(_ hasWord: Bool) {
        let text =
            hasWord
            ? "It proves itself with a word." : "Its serial number alone lets it in: whoever knows it can make punches."
        lines.append(Label(text, classes: hasWord ? "dim-label" : "late").wrapped())
        let buttons = Box.row(spacing: 6, button(hasWord ? "New word…" : "Give it a word…", .renewWord))
        if hasWord { buttons.append(button("Take the word away…", .removeWord)) }
        lines.append(buttons)
    }

    private func addUnreadable() {
        let heading = Label("Lines that could not be read", classes: "heading")
        heading.margin(top: 6)
        lines.append(heading)
        for line in unreadable.suffix(20).reversed() {
            lines.append(Label(line.line, classes: "monospace").wrapped().selectable())
            lines.append(Label(line.reason, classes: "dim-label", "caption").wrapped())
        }
        if unreadable.count > 20 {
            lines.append(Label("and \(Words.grouped(unreadable.count - 20)) older ones", classes: "dim-label"))
        }
    }

    private func addRetired() {
        let note = "It is not collected any more, and no day waits for it. Its punches stay."
        content.append(Label(note, classes: "dim-label").wrapped())
        content.append(button("Restore", .restore))
    }

    private func addError(_ device: DeviceSummary, _ isSyncing: Bool) {
        guard let error = device.lastError else { return }
        content.append(Label(error, classes: "error").wrapped().selectable())
        content.append(Label(device.family.consequence, classes: "dim-label").wrapped())
        guard device.family.canBeRead else { return }
        let buttons = Box.row(spacing: 6, button("Try again", .sync, isSensitive: !isSyncing))
        if device.refusal != nil { buttons.append(button("Accept…", .accept, isSensitive: !isSyncing)) }
        content.append(buttons)
    }

    private func addWarnings(_ device: DeviceSummary) {
        for note in device.notes { content.append(Label(note, classes: "late").wrapped().selectable()) }
        if !device.notes.isEmpty { content.append(button("I have seen this", .dismissNotes)) }
        for warning in device.warnings.dropFirst(device.notes.count) {
            content.append(Label(warning, classes: "late").wrapped())
        }
    }

    private func addLevel(_ device: DeviceSummary) {
        let bar = LevelBar(name: "Memory used by punches")
        bar.level = device.fill ?? 0
        bar.setClass("nearly-full", (device.fill ?? 0) >= DeviceSummary.nearlyFull)
        content.append(bar)
    }

    private func button(_ label: String, _ action: DevicePanel.Action, isSensitive: Bool = true) -> Button {
        let button = Button(label)
        button.align(horizontally: .start)
        button.margin(top: 6, bottom: 6)
        button.isSensitive = isSensitive
        button.onClicked { [weak self] in self?.onAction(action) }
        return button
    }

    private func add(_ name: String, _ value: String, to content: Box) {
        let label = Label(name, classes: "dim-label")
        label.expand(horizontally: true)
        label.align(vertically: .start)
        let text = Label(value, classes: "numeric").wrapped(atMost: 32).selectable()
        text.justify(1)
        content.append(Box.row(spacing: 12, label, text))
    }
}

/// What is known of a terminal, name by name; what is not known is left out.
struct DeviceFacts {
    let all: [(String, String)]

    init(_ device: DeviceSummary, waiting: Int) {
        func moment(_ instant: Instant?) -> String? { instant.map { Words.moment($0, in: device.zone) } }
        let health = device.health
        let facts: [(String, String?)] = [
            ("Kind", device.family == .zk ? nil : device.family.word),
            ("Address", device.family == .push ? nil : device.address),
            ("Model", device.model.isEmpty ? nil : device.model),
            ("Serial number", device.family == .push ? device.host : device.serialNumber),
            ("Firmware", device.firmware), ("Time zone", device.zone),
            ("Retired", moment(device.retiredAt)), ("Last seen", moment(device.lastSeen) ?? "Never"),
            ("All punches in up to", moment(device.completeThrough) ?? "Never read"),
            ("Clock", Words.drift(device.clockDrift)), ("Answers within", device.latencyText),
            ("Failed", device.failureText), ("Failing since", moment(health?.failingSince)),
            ("Tried again at", moment(health?.nextTryAt)),
            ("Open tasks", device.openTasks == 0 ? nil : Words.grouped(device.openTasks)),
            ("Punches that wait on this computer", waiting == 0 ? nil : Words.grouped(waiting)),
            ("Users", DeviceFacts.room(health?.users, health?.userCapacity)),
            ("Fingerprints", DeviceFacts.room(health?.fingerprints, health?.fingerprintCapacity)),
            (
                "Punches on it",
                device.family.countsRecords ? DeviceFacts.room(device.recordsUsed, device.recordCapacity) : nil
            ),
        ]
        all = facts.compactMap { name, value in value.flatMap { $0.isEmpty ? nil : (name, $0) } }
    }

    private static func room(_ used: Int?, _ capacity: Int?) -> String? {
        used.map { used in
            capacity.map { "\(Words.grouped(used)) of \(Words.grouped($0))" } ?? Words.grouped(used)
        }
    }
}
