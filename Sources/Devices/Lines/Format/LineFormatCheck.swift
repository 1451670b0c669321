/// Looks a format over, and keeps a sentence for each thing that is wrong with it.
struct LineFormatCheck {
    private let format: LineFormat
    private(set) var problems: [String] = []

    init(_ format: LineFormat) {
        self.format = format
    }

    mutating func cut() -> ColumnCut {
        guard case .columns(let delimiter, let isQuoted, let joinsRepeated) = format.shape else {
            return ColumnCut(delimiter: [","], isQuoted: false, joinsRepeated: false)
        }
        if delimiter.isEmpty || delimiter.unicodeScalars.count > 8 {
            problems.append("Say what stands between two columns: 1 to 8 characters, such as a comma.")
        }
        if isQuoted, delimiter.contains("\"") { problems.append("A \" cannot both quote columns and part them.") }
        if delimiter.contains(where: \.isNewline) {
            problems.append("A line end cannot part columns: it ends the line.")
        }
        return ColumnCut(
            delimiter: Array(delimiter.unicodeScalars), isQuoted: isQuoted, joinsRepeated: joinsRepeated)
    }

    mutating func pattern() -> LinePattern? {
        guard case .pattern(let source) = format.shape else { return nil }
        return compiled(source, "The expression")
    }

    mutating func ignoring() -> LinePattern? {
        guard let source = format.ignoring else { return nil }
        let pattern = compiled(source, "The expression for lines to leave out")
        if let pattern, pattern.matches("") {
            problems.append(
                "The expression for lines to leave out matches every line: say more exactly what to leave out.")
        }
        return pattern
    }

    private mutating func compiled(_ source: String, _ what: String) -> LinePattern? {
        do throws(PatternProblem) { return try LinePattern(source) } catch {
            problems.append("\(what) cannot be used: \(error).")
            return nil
        }
    }

    mutating func times() -> [LineTimeFormat] {
        let sources: [String] =
            switch format.time {
            case .arrival: []
            case .stamp(_, let source): [source]
            case .separate(_, let date, _, let time): [date, time]
            }
        var formats: [LineTimeFormat] = []
        for source in sources {
            do throws(LineProblem) { formats.append(try LineTimeFormat(source)) } catch {
                problems.append("The time's format \(source) cannot be used: \(error.why).")
            }
        }
        if !sources.isEmpty, formats.count == sources.count { checkCompleteness(of: formats) }
        return formats
    }

    private mutating func checkCompleteness(of formats: [LineTimeFormat]) {
        let fields = formats.reduce(into: Set<TimeParts.Field>()) { $0.formUnion($1.fields) }
        let text = formats.map(\.source).joined(separator: " ")
        if formats.count > 1, formats.contains(where: { $0.source.hasPrefix("unix") }) {
            problems.append("A count of seconds (unix) is date and time in one: give it as one stamp.")
        }
        if !fields.isSuperset(of: [.month, .day]) {
            problems.append("The time's format \(text) has no month or no day; a punch needs MM and dd.")
        }
        if !fields.contains(.hour), !fields.isSuperset(of: [.halfHour, .half]) {
            problems.append("The time's format \(text) has no hour; write HH, or hh together with a.")
        }
        if !fields.contains(.minute) { problems.append("The time's format \(text) has no minute; write mm.") }
    }

    /// - Parameter names: Groups of the expression; nil where the format has columns, or an expression that is wrong.
    mutating func rest(names: [String]?) {
        for (place, what) in places { check(place, what, names) }
        problems += format.userText.problems
        for (code, what) in [(format.state, "state"), (format.verify, "verify code")]
        where code.place == nil && code.otherwise == nil {
            problems.append("Say where the \(what) stands, or which one holds for all lines.")
        }
        if case .envelope(let start, let end) = format.framing, start == end {
            problems.append("A line cannot begin and end with the same byte.")
        }
        if let text = format.acknowledgement, !(1...256).contains(text.utf8.count) {
            problems.append("What is sent back has 1 to 256 bytes; leave it out where the reader waits for nothing.")
        }
    }

    private var places: [(LinePlace, String)] {
        var all = [(format.user, "user id")]
        switch format.time {
        case .arrival: break
        case .stamp(let place, _): all.append((place, "time"))
        case .separate(let date, _, let time, _): all += [(date, "date"), (time, "time")]
        }
        for (place, what) in [
            (format.state.place, "state"), (format.verify.place, "verify code"), (format.workCode, "work code"),
        ] {
            if let place { all.append((place, what)) }
        }
        return all
    }

    private mutating func check(_ place: LinePlace, _ what: String, _ names: [String]?) {
        switch (place, format.shape) {
        case (.column(let number), .columns):
            if !(1...LineFraming.longestLine).contains(number) {
                problems.append("There is no column \(number) for the \(what): the first one is 1.")
            }
        case (.group(let name), .pattern):
            if let names, !names.contains(name) {
                problems.append("The expression has no group \(name) for the \(what): write (?<\(name)> ) into it.")
            }
        case (.column, .pattern):
            problems.append("The \(what) needs the name of one of the expression's groups, not a column.")
        case (.group(let name), .columns):
            problems.append("The \(what) needs the number of its column, not the name \(name).")
        }
    }
}
