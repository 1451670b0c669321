import Domain
import Services

/// A day's reasons as a person reads them, and as another program does.
struct TraceText {
    let employee: Employee
    let trace: DayTrace
    let shiftCodes: [ID<Shift>: String]
    let status: String
    let hints: [String]
    let history: [String]

    init(_ explanation: DayExplanation) {
        employee = explanation.employee
        trace = explanation.trace
        shiftCodes = explanation.shiftCodes
        status = explanation.trace.result.code(explanation.leaveCodes)
        hints = explanation.hints
        history = explanation.history
    }

    /// Name and date, the figures, then each step: a mark, what it is about, and the sentence.
    func rendered(for terminal: Terminal) -> String {
        let weekday = trace.date.weekday.name
        let heading = terminal.bold("\(employee.name) (\(employee.code)), \(weekday) \(trace.date)".singleLine)
        let remarks = hints + history
        let notes = remarks.isEmpty ? [] : [""] + remarks.map(\.singleLine)
        return ([heading, figures, ""] + trace.entries.map(line) + notes).joined(separator: "\n") + "\n"
    }

    private var figures: String {
        let result = trace.result
        var parts = [status.isEmpty ? "outside employment" : "Status \(status)"]
        if let shift = result.shift.flatMap({ shiftCodes[$0] }) { parts.append("shift \(shift)") }
        if let entry = result.localFirstIn { parts.append("in \(Moment(entry, on: trace.date).text)") }
        if let exit = result.localLastOut { parts.append("out \(Moment(exit, on: trace.date).text)") }
        let durations = [
            ("work", result.work), ("break", result.breakTime), ("late", result.late), ("early", result.early),
            ("overtime", result.overtime),
        ]
        parts += durations.filter { $0.1 > 0 }.map { "\($0.0) \($0.1.hoursAndMinutes)" }
        if !result.remark.isEmpty { parts.append(result.remark) }
        return parts.joined(separator: ", ")
    }

    private func line(_ entry: TraceEntry) -> String {
        let topic = entry.code == .rule ? entry.rule.replacing("-", with: " ") : entry.code.topic
        let padding = String(repeating: " ", count: max(0, 12 - topic.displayWidth))
        return "\(entry.code.mark) \(topic)\(padding) \(entry.text.singleLine)"
    }
}

extension TraceEntry.Code {
    /// What the step is about, in a word.
    var topic: String {
        switch self {
        case .dayType: "day"
        case .roster: "roster"
        case .shiftCandidate, .shiftChosen: "shift"
        case .punchKept, .punchDropped, .punchQuarantined, .punchElsewhere, .punchVoid: "punch"
        case .pair: "pair"
        case .missingOut, .missingIn: "missing"
        case .inside: "inside"
        case .rule: "rule"
        case .status: "status"
        }
    }

    /// Kept or chosen, dropped, to look at; else a plain step.
    var mark: String {
        switch self {
        case .punchKept, .shiftChosen, .pair: "+"
        case .punchDropped, .punchElsewhere, .shiftCandidate: "-"
        case .punchQuarantined, .punchVoid, .missingIn, .missingOut: "!"
        case .status: "="
        case .dayType, .roster, .inside, .rule: "·"
        }
    }
}

/// The JSON of `etime explain`.
struct TraceDocument: Encodable {
    struct Step: Encodable {
        var code: String
        var rule: String?
        var input: String?
        var output: String?
        var text: String
        var punch: Int64?
    }

    var employee: String
    var name: String
    var date: String
    var shift: String?
    var status: String
    var workSeconds: Int32
    var breakSeconds: Int32
    var lateSeconds: Int32
    var earlySeconds: Int32
    var overtimeSeconds: Int32
    var steps: [Step]
    var hints: [String]
    var history: [String]

    enum CodingKeys: String, CodingKey {
        case employee, name, date, shift, status, steps, hints, history
        case workSeconds = "work_seconds"
        case breakSeconds = "break_seconds"
        case lateSeconds = "late_seconds"
        case earlySeconds = "early_seconds"
        case overtimeSeconds = "overtime_seconds"
    }

    init(_ text: TraceText) {
        let result = text.trace.result
        employee = text.employee.code
        name = text.employee.name
        date = text.trace.date.description
        shift = result.shift.flatMap { text.shiftCodes[$0] }
        status = text.status
        workSeconds = result.work
        breakSeconds = result.breakTime
        lateSeconds = result.late
        earlySeconds = result.early
        overtimeSeconds = result.overtime
        hints = text.hints
        history = text.history
        steps = text.trace.entries.map { entry in
            Step(
                code: entry.code.rawValue, rule: entry.rule.nilIfEmpty, input: entry.input.nilIfEmpty,
                output: entry.output.nilIfEmpty, text: entry.text, punch: entry.punch?.rawValue)
        }
    }
}

extension String {
    var nilIfEmpty: String? { isEmpty ? nil : self }
}
