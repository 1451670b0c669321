import Gtk
import Services

typealias LineReaderDialog = FormDialog<LineReaderEntry, DeviceSummary>

extension LineReaderDialog {
    /// Adds or changes a reader that sends lines; beside it, a sample is explained while one types.
    static func open(_ form: LineReaderForm, over parent: Window) -> LineReaderDialog {
        let dialog = LineReaderDialog("line reader", form: form, over: parent, width: 960)
        let lines = LineReaderLines(dialog, form)
        dialog.keep(lines)
        dialog.whenShown { lines.show() }
        dialog.present(at: .name)
        return dialog
    }
}

/// The dialog's lines, of which only those are seen that matter.
private final class LineReaderLines {
    private let form: LineReaderForm
    private let sample = LineSampleView()
    private let ports: PortLines
    private var needed: [(row: any FormRow, isNeeded: (LineReaderEntry) -> Bool)] = []

    init(_ dialog: LineReaderDialog, _ form: LineReaderForm) {
        self.form = form
        ports = PortLines(dialog)
        let reader = dialog.makeGroup("Reader", readerRows(dialog))
        let format = dialog.makeGroup("Format", formatRows(dialog))
        let right = Box.column(spacing: 12, format, sample.widget)
        let columns = Box.row(spacing: 18, reader, right)
        for part in [reader, right] { part.request(width: 440) }
        reader.align(vertically: .start)
        dialog.append(columns)
    }

    private func readerRows(_ dialog: LineReaderDialog) -> [any FormRow] {
        [
            dialog.text(.name, "Name, such as Canteen", \.name),
            dialog.choice(.way, "How its lines come", \.way, words: \.word),
            when(dialog.text(.host, "Address", \.host)) { $0.way == .connect },
            when(dialog.text(.port, "Port", \.port)) { $0.way != .serial },
            when(dialog.text(.sender, "Its address, if nobody else may send", \.sender)) {
                $0.way == .tcp || $0.way == .udp
            },
            when(ports.choice) { $0.way == .serial },
            when(ports.path) { $0.way == .serial },
            when(dialog.text(.speed, "Bits a second", \.speed)) { $0.way == .serial },
            dialog.text(.zone, "Time zone, if not the company’s", \.zone),
            dialog.choice(.direction, "Direction of its punches", \.direction, words: \.word),
        ]
    }

    private func formatRows(_ dialog: LineReaderDialog) -> [any FormRow] {
        let offered = LineReaderEntry.Preset.allCases.filter { $0 != .kept || form.draft.preset == .kept }
        let preset = dialog.choice(
            .preset, "How a line is read", offered.map(\.word),
            selected: offered.firstIndex(of: form.draft.preset) ?? 0)
        preset.onChosen = { [form] in form.draft.preset = offered[$0] }
        let isColumns = { (entry: LineReaderEntry) in entry.preset == .columns }
        return [
            preset,
            when(dialog.text(.delimiter, "Between columns: a comma, tab, blank…", \.delimiter), isColumns),
            when(dialog.text(.user, "Column of the user", \.userColumn), isColumns),
            when(dialog.text(.time, "Column of the time; empty: when it comes", \.timeColumn), isColumns),
            when(dialog.text(.pattern, "Expression with (?<user> ) and (?<time> )", \.pattern)) {
                $0.preset == .pattern
            },
            when(dialog.text(.timeFormat, "Time’s format", \.timeFormat)) {
                $0.preset == .columns || $0.preset == .pattern
            },
            when(dialog.text(.state, "Column of in or out; empty: none", \.stateColumn), isColumns),
            dialog.text(.sample, "A line as the reader sends it", \.sample),
        ]
    }

    private func when<Row: FormRow>(_ row: Row, _ isNeeded: @escaping (LineReaderEntry) -> Bool) -> Row {
        needed.append((row, isNeeded))
        return row
    }

    func show() {
        for (row, isNeeded) in needed { row.widget.isVisible = isNeeded(form.draft) }
        ports.show(form.draft)
        sample.show(LineSample(form.draft.sample, form.draft.format, zone: form.draft.zone))
    }
}

/// Where the cable ends: one of the ports that are there, or whatever is typed.
private final class PortLines {
    let choice = FormChoice("Serial ports of this computer", choices: [], selected: 0) {}
    let path: FormField
    /// Nil while the reader is reached in another way.
    private var offer: SerialPortOffer?

    init(_ dialog: LineReaderDialog) {
        path = dialog.text(.serialPath, "Serial port, such as /dev/ttyUSB0", \.serialPath)
        choice.onChosen = { [weak self] index in
            guard let self, let chosen = offer?.path(at: index), chosen != path.row.text else { return }
            path.row.text = chosen
        }
    }

    func show(_ entry: LineReaderEntry) {
        guard entry.way == .serial else { return offer = nil }
        let typed = entry.serialPath.withoutBlanks
        guard let offer else { return lookForPorts(typed) }
        let index = offer.choice(of: typed)
        if choice.row.selected != index, !offer.choices.isEmpty { choice.row.selected = index }
    }

    private func lookForPorts(_ typed: String) {
        let offer = SerialPortOffer(FleetService.serialPorts)
        self.offer = offer
        choice.row.explain(offer.sentence)
        choice.offer(offer.choices, selecting: offer.choice(of: typed))
        // Without choices the row greys itself out, and the sentence with it.
        choice.row.isSensitive = true
    }
}

/// How the sample is read, part by part.
private final class LineSampleView {
    let widget: Widget
    private let sentence = Label(classes: "heading")
    private let parts = Box.column(spacing: 4)
    private var shown: LineSample?

    init() {
        let column = Box.column(spacing: 6, sentence, parts)
        column.margin(top: 0, bottom: 0, start: 12, end: 12)
        sentence.wrapped(atMost: 52)
        widget = column
    }

    func show(_ sample: LineSample) {
        guard sample != shown else { return }
        shown = sample
        sentence.text = sample.sentence
        sentence.setClass("error", !sample.isRead && !sample.parts.isEmpty)
        parts.removeAll()
        for part in sample.parts { parts.append(line(part)) }
    }

    private func line(_ part: LineSample.Part) -> Widget {
        let name = Label(part.name, classes: "dim-label")
        name.request(width: 70)
        let source = Label(part.source).ellipsised()
        source.expand(horizontally: true)
        let value = Label(part.value.isEmpty ? "not understood" : part.value, classes: "numeric")
        value.setClass("error", part.value.isEmpty)
        value.justify(1)
        return Box.row(spacing: 12, name, source, value)
    }
}

extension DeviceConnection.LineWay {
    fileprivate var word: String {
        switch self {
        case .connect: "We connect to it"
        case .tcp: "It connects to this computer (TCP)"
        case .udp: "It sends datagrams here (UDP)"
        case .serial: "Over a serial port"
        }
    }
}

extension LineReaderEntry.Preset {
    fileprivate var word: String {
        switch self {
        case .standard: "Standard, with commas"
        case .card: "Card number alone"
        case .hexadecimalCard: "Card number alone, hexadecimal"
        case .columns: "Own columns"
        case .pattern: "Own expression"
        case .kept: "As it is set up"
        }
    }
}
