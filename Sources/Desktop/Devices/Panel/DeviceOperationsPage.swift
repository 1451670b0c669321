import Domain
import Gtk
import Services

/// What the terminal can be told to do, each with what came of it.
final class DeviceOperationsPage {
    let widget: Widget
    var onAction: (DevicePanel.Action) -> Void = { _ in }

    private var rows: [(row: ActionRow, order: DeviceOrder, note: String)] = []
    private let seconds = EntryRow("Seconds that the door stays open")
    private let words = EntryRow("Words for its display")
    private let option = EntryRow("Option, as the terminal names it, such as VoiceOn")
    private let value = EntryRow("Its value from now on")
    private let answer = Label(classes: "dim-label").wrapped().selectable()
    private let options = PreferencesGroup()
    private let clock = PreferencesGroup()
    private let door = PreferencesGroup()
    private let pages = Stack()
    private var clockNote = ""
    /// What was asked of an option last.
    private var asked: DeviceOrder?
    private var device: DeviceSummary.ID?

    init() {
        let column = Box.column(spacing: 12)
        column.margin(top: 0, bottom: 18, start: 18, end: 18)
        let scroller = ScrolledWindow(column, horizontally: false)
        scroller.expand(vertically: true)
        let none = StatusPage(
            icon: "dialog-information-symbolic", title: "It takes no orders",
            text: "It only hands over punches; nothing can be asked of it.")
        none.addClass("compact")
        pages.add(scroller, named: "orders")
        pages.add(none, named: "none")
        pages.expand(vertically: true)
        widget = pages
        seconds.text = "5"
        addGroups(to: column)
    }

    private func addGroups(to column: Box) {
        clock.add(row(.setClock, "Set", "To this computer’s time"), inListNamed: "Clock")
        door.add(seconds, inListNamed: "Door and display")
        suffix(seconds, "Open door", "Open the door") { page in
            Int(page.seconds.text.withoutBlanks).map { .openDoor(seconds: min(max($0, 1), 254)) }
        }
        door.add(words, inListNamed: "Door and display")
        suffix(words, "Show", "Show these words") { page in
            page.words.text.isEmpty ? nil : .show(text: page.words.text, line: 1)
        }
        door.add(
            row(.clearDisplay, "Clear", "Words that were shown stay there until then"), inListNamed: "Door and display")
        let care = PreferencesGroup()
        care.add(
            row(.keepFingers(nil), "Keep", "Of people who agreed to it, sealed in the database"), inListNamed: "Care")
        care.add(row(.readInformation, "Ask", "Model, firmware, and how full it is"), inListNamed: "Care")
        care.add(row(.playVoice(number: 0), "Say", "Whoever stands there hears which one it is"), inListNamed: "Care")
        care.add(row(.restart, "Restart…", "It is away for a minute; its punches stay"), inListNamed: "Care")
        care.add(
            row(.powerOff, "Switch off…", "Somebody has to switch it on by hand", "destructive-action"),
            inListNamed: "Care")
        care.add(
            row(.clearLog, "Clear…", "After all of them are in the ledger and it is whole", "destructive-action"),
            inListNamed: "Care")
        addOptions()
        for part in [clock, door, care, options, answer] { column.append(part) }
    }

    private func addOptions() {
        options.add(option, inListNamed: "Options")
        suffix(option, "Read", "Read the option") { $0.ofOption { .readOption(name: $0) } }
        options.add(value, inListNamed: "Options")
        suffix(value, "Set…", "Set the option") { page in
            page.ofOption { .setOption(name: $0, value: page.value.text) }
        }
    }

    private func ofOption(_ order: (String) -> DeviceOrder) -> DeviceOrder? {
        let name = option.text.withoutBlanks
        asked = name.isEmpty ? nil : order(name)
        if asked == nil { option.focus() }
        return asked
    }

    func show(_ device: DeviceSummary) {
        let family = device.family
        for (row, order, _) in rows { row.isVisible = family.takes(order) }
        clock.isVisible = family.takes(.setClock)
        seconds.isVisible = family.takes(.openDoor(seconds: 1))
        words.isVisible = family.takes(.clearDisplay)
        door.isVisible = seconds.isVisible || words.isVisible
        for part in [options, answer] { part.isVisible = family.takes(.readOption(name: "")) }
        if self.device != device.id {
            (self.device, asked) = (device.id, nil)
            // A value that was typed for another terminal is not set here by a slip.
            for entry in [option, value, words] { entry.text = "" }
        }
        pages.visible = !device.isRetired && rows.contains { family.takes($0.order) } ? "orders" : "none"
        let drift = Words.drift(device.clockDrift)
        clockNote =
            drift.isEmpty ? "" : drift == "On time" ? "It was on time when last read" : "It was \(drift) when last read"
    }

    func show(_ outcomes: [String: String]) {
        for (row, order, note) in rows {
            let rest = order == .setClock && !clockNote.isEmpty ? clockNote : note
            let sentence = outcomes[order.description] ?? rest
            if row.subtitle != sentence { row.subtitle = sentence }
        }
        let told = asked.flatMap { outcomes[$0.description] }
        answer.text = told ?? "Read an option before you set it. Some take effect at the next restart."
    }

    private func row(_ order: DeviceOrder, _ verb: String, _ note: String, _ style: String = "") -> ActionRow {
        let button = Button(verb)
        if !style.isEmpty { button.addClass(style) }
        button.name(order.description)
        button.onClicked { [weak self] in self?.onAction(.order(order)) }
        let row = ActionRow(order.description, subtitle: note, suffix: button)
        rows.append((row, order, note))
        return row
    }

    private func suffix(
        _ row: EntryRow, _ verb: String, _ name: String, _ order: @escaping (DeviceOperationsPage) -> DeviceOrder?
    ) {
        let button = Button(verb)
        button.name(name)
        button.align(vertically: .center)
        row.addSuffix(button)
        let press: @MainActor @Sendable () -> Void = { [weak self] in
            guard let self, let order = order(self) else { return }
            onAction(.order(order))
        }
        button.onClicked(press)
        row.onEnter(press)
    }
}
