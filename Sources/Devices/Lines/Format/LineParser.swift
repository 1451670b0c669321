package import Domain

/// Reads lines by a format that was checked.
package struct LineParser: Sendable {
    package let format: LineFormat
    /// Of the place where the terminal is.
    package let zone: ZoneRules
    private let cut: ColumnCut
    private let pattern: LinePattern?
    private let ignoring: LinePattern?
    private let times: [LineTimeFormat]
    private let state: CodeTable
    private let verify: CodeTable

    package init(_ format: LineFormat, zone: ZoneRules) throws(LineFormatError) {
        var check = LineFormatCheck(format)
        self.format = format
        self.zone = zone
        pattern = check.pattern()
        cut = check.cut()
        ignoring = check.ignoring()
        times = check.times()
        state = CodeTable(format.state)
        verify = CodeTable(format.verify)
        check.rest(names: pattern?.names)
        guard check.problems.isEmpty else { throw LineFormatError(problems: check.problems) }
    }

    package func read(_ bytes: some Collection<UInt8>, arrived: Instant) -> LineReading {
        var taken = Taken()
        return read(bytes, arrived, &taken)
    }

    /// For a sample: what was taken from where.
    package func explain(_ bytes: some Collection<UInt8>, arrived: Instant) -> LineExplanation {
        var taken = Taken(parts: [])
        let reading = read(bytes, arrived, &taken)
        return LineExplanation(reading: reading, parts: taken.parts ?? [], pieces: taken.pieces.map(\.string))
    }

    package func readable(_ bytes: some Collection<UInt8>) -> String { LineText.readable(bytes, format.encoding) }

    private func read(_ bytes: some Collection<UInt8>, _ arrived: Instant, _ taken: inout Taken) -> LineReading {
        guard bytes.count <= LineFraming.longestLine else {
            return .unreadable(reason: "it is longer than \(LineFraming.longestLine) bytes")
        }
        guard let line = LineText.decode(bytes, format.encoding) else {
            return .unreadable(reason: "it has bytes that are no characters in \(format.encoding)")
        }
        if line.allSatisfy({ ScalarSet.blanks.contains($0) }) || ignoring?.match(line) != nil { return .ignored }
        do throws(LineProblem) { return .punch(try punch(line, arrived, &taken)) } catch {
            return .unreadable(reason: error.why)
        }
    }
}

/// The pieces of one line, and what was made of them where somebody wants to know.
private struct Taken {
    var pieces: [LinePiece] = []
    var groups: [String: LinePiece] = [:]
    /// Nil where nobody asks.
    var parts: [LineExplanation.Part]?

    func piece(_ place: LinePlace) -> LinePiece? {
        switch place {
        case .column(let number): return pieces.indices.contains(number - 1) ? pieces[number - 1].trimmed : nil
        case .group(let name): return groups[name]?.trimmed
        }
    }

    mutating func note(_ field: LineExplanation.Field, _ place: LinePlace?, _ value: String) {
        guard parts != nil else { return }
        let piece = place.flatMap { self.piece($0) }
        let part = LineExplanation.Part(
            field: field, place: place, text: piece?.string ?? "", range: piece?.range, value: value)
        parts?.append(part)
    }
}

// From the pieces to the punch.
extension LineParser {
    private func punch(
        _ line: [Unicode.Scalar], _ arrived: Instant, _ taken: inout Taken
    ) throws(LineProblem) -> AttendanceRecord {
        try cut(line, &taken)
        let user = try self.user(&taken)
        let time = try self.time(arrived, &taken)
        let state = try code(.state, format.state, state, &taken)
        let verify = try code(.verify, format.verify, verify, &taken)
        let workCode = try self.workCode(&taken)
        return AttendanceRecord(
            userID: user, rawTime: PackedTime(time)?.rawValue ?? 0, workCode: workCode, verify: verify, state: state)
    }

    private func cut(_ line: [Unicode.Scalar], _ taken: inout Taken) throws(LineProblem) {
        guard let pattern else {
            taken.pieces = cut.cut(line)
            return
        }
        guard let ranges = pattern.match(line) else { throw LineProblem("it does not match the format's expression") }
        for (name, range) in zip(pattern.names, ranges) {
            guard let range else { continue }
            let piece = LinePiece(text: Array(line[range]), range: range)
            taken.pieces.append(piece)
            taken.groups[name] = piece
        }
    }

    private func piece(_ place: LinePlace, _ what: String, _ taken: inout Taken) throws(LineProblem) -> LinePiece {
        if let piece = taken.piece(place) { return piece }
        guard case .column = place else { throw LineProblem("it has no \(what): \(place) is not in it") }
        throw LineProblem("it has no \(what): \(place) of \(taken.pieces.count)")
    }

    private func user(_ taken: inout Taken) throws(LineProblem) -> DeviceUserID {
        let piece = try piece(format.user, "user id", &taken)
        do throws(LineProblem) {
            let user = try format.userText.convert(piece.string)
            taken.note(.user, format.user, "\(user)")
            return user
        } catch {
            taken.note(.user, format.user, "")
            throw error
        }
    }

    private func time(_ arrived: Instant, _ taken: inout Taken) throws(LineProblem) -> LocalTime {
        let arrival = zone.local(at: arrived)
        var parts = TimeParts()
        for (field, place, timeFormat) in timePlaces {
            let piece = try piece(place, "\(field.rawValue)", &taken)
            do throws(LineProblem) { try timeFormat.read(piece.text, into: &parts) } catch {
                taken.note(field, place, "")
                throw error
            }
        }
        let time =
            format.time == .arrival
            ? try TimeParts.storable(arrival) : try parts.time(arrived: arrival, in: zone)
        noteTime(time, &taken)
        return time
    }

    private var timePlaces: [(LineExplanation.Field, LinePlace, LineTimeFormat)] {
        switch format.time {
        case .arrival: []
        case .stamp(let place, _): [(.time, place, times[0])]
        case .separate(let date, _, let time, _): [(.date, date, times[0]), (.time, time, times[1])]
        }
    }

    private func noteTime(_ time: LocalTime, _ taken: inout Taken) {
        switch format.time {
        case .arrival: taken.note(.time, nil, "\(time)")
        case .stamp(let place, _): taken.note(.time, place, "\(time)")
        case .separate(let date, _, let place, _):
            taken.note(.date, date, "\(time.date)")
            taken.note(.time, place, "\(time.timeOfDay)")
        }
    }

    private func code(
        _ field: LineExplanation.Field, _ code: LineCode, _ table: CodeTable, _ taken: inout Taken
    ) throws(LineProblem) -> UInt8 {
        guard let place = code.place else { return code.otherwise ?? 0 }
        let text = taken.piece(place)?.string ?? ""
        guard let value = table.value(text) else {
            taken.note(field, place, "")
            throw LineProblem(
                code.values.isEmpty
                    ? "its \(field.rawValue) “\(text)” is no number from 0 to 255"
                    : "its \(field.rawValue) “\(text)” is not among those that the format knows")
        }
        taken.note(field, place, "\(value)")
        return value
    }

    private func workCode(_ taken: inout Taken) throws(LineProblem) -> UInt32 {
        guard let place = format.workCode else { return 0 }
        let text = taken.piece(place)?.string ?? ""
        guard let code = text.isEmpty ? 0 : UInt32(text) else {
            taken.note(.workCode, place, "")
            throw LineProblem("its work code “\(text)” is no number")
        }
        taken.note(.workCode, place, "\(code)")
        return code
    }
}

/// A code's values, looked up without regard to capitals.
struct CodeTable: Sendable {
    private let values: [String: UInt8]
    private let otherwise: UInt8?

    init(_ code: LineCode) {
        values = Dictionary(code.values.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
        otherwise = code.otherwise
    }

    func value(_ text: String) -> UInt8? {
        values.isEmpty ? UInt8(text) ?? otherwise : values[text.lowercased()] ?? otherwise
    }
}
