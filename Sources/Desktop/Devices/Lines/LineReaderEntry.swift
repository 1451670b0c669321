package import Devices
package import Services

package typealias LineReaderForm = DraftForm<LineReaderEntry, DeviceSummary>

/// A reader that sends a line per punch, as it is typed.
package nonisolated struct LineReaderEntry: Equatable, Sendable {
    package nonisolated enum Field: String, CaseIterable, Sendable {
        case name, way, host, port, sender, serialPath, speed, zone, direction, preset, delimiter, user, time
        case timeFormat, state, pattern, sample
    }

    /// How the lines are read.
    package nonisolated enum Preset: CaseIterable, Sendable {
        case standard, card, hexadecimalCard, columns, pattern
        /// As it is set up, in a way that this form has no lines for.
        case kept
    }

    package var name = ""
    package var way = DeviceConnection.LineWay.connect
    package var host = ""
    package var port = "4001"
    package var sender = ""
    package var serialPath = ""
    package var speed = "9600"
    package var zone = ""
    package var direction = DeviceDraft().direction
    package var preset = Preset.standard
    package var delimiter = ","
    package var userColumn = "1"
    package var timeColumn = "2"
    package var timeFormat = "yyyy-MM-dd HH:mm:ss"
    package var stateColumn = "3"
    package var pattern = #"(?<user>\d+) (?<time>.+)"#
    package var sample = "1001,2026-11-22 08:00:00,0"
    /// What the form was opened with; parts that it has no line for stay.
    private var given = DeviceDraft(family: .lines)

    package init() {}

    package init(_ draft: DeviceDraft) {
        given = draft
        (name, host, zone, direction) = (draft.name, draft.host, draft.zone, draft.direction)
        port = draft.port
        guard let lines = draft.connection.lines else { return }
        way = lines.way
        sender = lines.sender ?? ""
        serialPath = draft.connection.serial?.path ?? ""
        speed = String(draft.connection.serial?.speed ?? 9600)
        show(lines.format)
    }

    private mutating func show(_ format: LineFormat) {
        let known: [(Preset, LineFormat)] = [
            (.standard, .standard), (.card, .card), (.hexadecimalCard, .hexadecimalCard),
        ]
        if let (preset, _) = known.first(where: { $0.1 == format }) {
            self.preset = preset
            return
        }
        preset = .columns
        switch format.shape {
        case .columns(let delimiter, _, _): self.delimiter = Self.shown(delimiter)
        case .pattern(let source): (preset, pattern) = (.pattern, source)
        }
        if case .column(let number) = format.user { userColumn = String(number) }
        timeColumn = ""
        if case .stamp(let place, let source) = format.time {
            timeFormat = source
            if case .column(let number) = place { timeColumn = String(number) }
        }
        stateColumn = ""
        if case .column(let number)? = format.state.place { stateColumn = String(number) }
        if self.format != format { preset = .kept }
    }
}

// What it comes to.
extension LineReaderEntry {
    package nonisolated var format: LineFormat {
        switch preset {
        case .standard: .standard
        case .card: .card
        case .hexadecimalCard: .hexadecimalCard
        case .columns: columns
        case .pattern: expression
        case .kept: given.connection.lines?.format ?? .standard
        }
    }

    private nonisolated var columns: LineFormat {
        let text = Self.meant(delimiter)
        let time = timeColumn.withoutBlanks
        var format = LineFormat(
            shape: .columns(delimiter: text, isQuoted: text != "\"", joinsRepeated: text == " "),
            user: .column(Int(userColumn.withoutBlanks) ?? 0),
            time: time.isEmpty ? .arrival : .stamp(.column(Int(time) ?? 0), format: timeFormat))
        let state = stateColumn.withoutBlanks
        format.state = LineCode(state.isEmpty ? nil : .column(Int(state) ?? 0), otherwise: 255)
        return format
    }

    private nonisolated var expression: LineFormat {
        let hasTime = pattern.contains("?<time>")
        var format = LineFormat(
            shape: .pattern(pattern), user: "user", time: hasTime ? .stamp("time", format: timeFormat) : .arrival)
        if pattern.contains("?<state>") { format.state = LineCode("state", otherwise: 255) }
        return format
    }

    package nonisolated var draft: DeviceDraft {
        var draft = given
        (draft.name, draft.family, draft.zone, draft.direction) = (name, .lines, zone, direction)
        draft.host = way == .connect ? host : ""
        draft.port = way == .serial ? "1" : port
        let from = sender.withoutBlanks
        let listens = way == .tcp || way == .udp
        draft.connection.lines = DeviceConnection.Lines(
            way: way, format: format, sender: listens && !from.isEmpty ? from : nil)
        draft.connection.serial = way == .serial ? serial : nil
        draft.connection.computer = way == .connect ? nil : given.connection.computer ?? DeviceConnection.thisComputer
        return draft
    }

    private nonisolated var serial: SerialPort {
        var port = given.connection.serial ?? SerialPort(path: "")
        (port.path, port.speed) = (serialPath.withoutBlanks, Int(speed.withoutBlanks) ?? 0)
        return port
    }

    package nonisolated func problems() -> [Field: String] {
        let judged = draft.problems()
        var found: [Field: String] = [:]
        found[.name] = judged[.name]
        found[.host] = way == .connect ? judged[.host].map { _ in hostProblem } : nil
        found[.port] = way == .serial ? nil : judged[.port].map { _ in "The port is a number from 1 to 65535." }
        found[.zone] = judged[.zone]
        if way == .serial {
            if serialPath.withoutBlanks.isEmpty {
                found[.serialPath] = "Enter the port’s path, such as /dev/ttyUSB0."
            } else if let problem = serial.problems.first {
                found[serialPath.hasPrefix("/") ? .speed : .serialPath] = problem
            }
        }
        let wrong = format.problems
        if !wrong.isEmpty { found[preset == .pattern ? .pattern : .user] = wrong.joined(separator: " ") }
        return found
    }

    private nonisolated var hostProblem: String {
        host.withoutBlanks.isEmpty ? "Enter the reader’s address." : draft.problems()[.host] ?? ""
    }

    /// A blank or a tab cannot be seen where it is typed.
    private static nonisolated let unseen = [(" ", "blank"), ("\t", "tab")]

    private static nonisolated func meant(_ text: String) -> String {
        unseen.first { $0.1 == text.lowercased().withoutBlanks }?.0 ?? text
    }

    private static nonisolated func shown(_ delimiter: String) -> String {
        unseen.first { $0.0 == delimiter }?.1 ?? delimiter
    }
}
