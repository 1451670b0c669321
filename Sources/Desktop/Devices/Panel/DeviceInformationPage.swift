import Domain
import Gtk
import Services
import Storage

/// How a terminal is, and what to see to.
final class DeviceInformationPage {
    let widget: Widget
    var onAction: (DevicePanel.Action) -> Void = { _ in }

    private let attention: DeviceAttention
    private let allowed: Allowed
    private let facts = Box.column(spacing: 6)
    private let level = LevelBar(name: "Memory used by punches")
    private let lines = Box.column(spacing: 6)
    private let sync = Button("Sync this terminal")
    private let clock = Button("Set time")
    private let edit = Button("Edit…")
    private let retire = Button.amongText("Retire…")
    private var values: [(name: String, label: Label)] = []
    private var shown: (DeviceSummary, Bool, Int)?
    private var unreadable: [UnreadableLine] = []
    private var ways: [DeviceWork.Way] = []
    /// Whether it has one; nil where it needs none.
    private var word: Bool?

    init(_ allowed: Allowed) {
        self.allowed = allowed
        attention = DeviceAttention(allowed)
        let buttons = Box.row(spacing: 6, sync, clock, edit)
        edit.isVisible = allowed.changesTerminals
        buttons.margin(12)
        let column = Box.column(spacing: 6, attention.widget, facts, level, lines, retire)
        column.margin(top: 0, bottom: 12, start: 18, end: 18)
        let scroller = ScrolledWindow(column, horizontally: false)
        scroller.expand(vertically: true)
        scroller.takesKeyboard(as: "The terminal")
        let page = Box.column(spacing: 0, scroller)
        widget = page
        if allowed.collects || allowed.changesTerminals {
            page.append(Separator.horizontal())
            page.append(buttons)
        }
        for (button, action) in [
            (sync, DevicePanel.Action.sync), (clock, .order(.setClock)), (edit, .edit), (retire, .retire),
        ] {
            button.onClicked { [weak self] in self?.onAction(action) }
        }
        attention.onAction = { [weak self] in self?.onAction($0) }
    }

    func show(_ device: DeviceSummary, isSyncing: Bool, waiting: Int) {
        if let shown, shown == (device, isSyncing, waiting) { return }
        shown = (device, isSyncing, waiting)
        for (button, isOffered) in [(sync, allowed.collects), (clock, allowed.changesTerminals)] {
            button.isSensitive = !isSyncing
            button.isVisible = isOffered && !device.isRetired && device.family == .zk
        }
        attention.show(device, isSyncing: isSyncing)
        show(DeviceFacts(device, waiting: waiting).all)
        level.isVisible = device.fill != nil
        level.level = device.fill ?? 0
        level.setClass("nearly-full", level.level >= DeviceSummary.nearlyFull)
        retire.isVisible = allowed.changesTerminals && !device.isRetired
        retire.isSensitive = !isSyncing
    }

    /// Most have the same names as before: what somebody has marked to copy it stays marked.
    private func show(_ known: [(name: String, value: String)]) {
        if values.map(\.name) == known.map(\.name) {
            for ((_, label), (_, value)) in zip(values, known) where label.text != value { label.text = value }
            return
        }
        values = known.map { ($0.name, Self.label($0.value)) }
        facts.removeAll()
        for (name, label) in values { facts.append(Self.row(name, label)) }
    }

    /// What is read of it when its page opens.
    func show(_ work: DeviceWork, of device: DeviceSummary) {
        let word = allowed.changesTerminals && work.mayHaveWord && !device.isRetired ? work.hasWord : nil
        guard (work.unreadable, work.ways) != (unreadable, ways) || word != self.word else { return }
        (unreadable, ways, self.word) = (work.unreadable, work.ways, word)
        lines.removeAll()
        let shown =
            ways.map { Self.row($0.name, Self.label($0.value)) } + (word.map(proof) ?? [])
            + (unreadable.isEmpty ? [] : unreadableLines)
        for widget in shown { lines.append(widget) }
    }

    private func proof(_ hasWord: Bool) -> [Widget] {
        let text =
            hasWord
            ? "It proves itself with a word." : "Its serial number alone lets it in: whoever knows it can make punches."
        let buttons = Box.row(spacing: 6, button(hasWord ? "New word…" : "Give it a word…", .renewWord))
        if hasWord { buttons.append(button("Take the word away…", .removeWord)) }
        return [Label(text, classes: hasWord ? "dim-label" : "late").wrapped(), buttons]
    }

    private var unreadableLines: [Widget] {
        let heading = Label("Lines that could not be read", classes: "heading")
        heading.margin(top: 6)
        let latest = unreadable.suffix(20).reversed().flatMap { line in
            [
                Label(line.line, classes: "monospace").wrapped().selectable(),
                Label(line.reason, classes: "dim-label", "caption").wrapped(),
            ]
        }
        let older = unreadable.count - 20
        let rest = older > 0 ? [Label("and \(Words.grouped(older)) older ones", classes: "dim-label")] : []
        return [heading] + latest + rest
    }

    private func button(_ label: String, _ action: DevicePanel.Action) -> Button {
        let button = Button.amongText(label)
        button.onClicked { [weak self] in self?.onAction(action) }
        return button
    }

    private static func label(_ value: String) -> Label {
        let label = Label(value, classes: "numeric").wrapped(atMost: 32).selectable()
        label.justify(1)
        return label
    }

    private static func row(_ name: String, _ value: Label) -> Widget {
        let label = Label(name, classes: "dim-label")
        label.expand(horizontally: true)
        label.align(vertically: .start)
        return Box.row(spacing: 12, label, value)
    }
}

/// What is known of a terminal, name by name; what is not known is left out.
struct DeviceFacts {
    let all: [(name: String, value: String)]

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
