import Domain

/// A way to write dates and times, in the letters that most programs use: `yyyy-MM-dd HH:mm:ss`, `ddMMyyHHmm`, `d.M.yy`.
///
/// `yyyy yy MM M MMM dd d HH H hh h a mm m ss s S`; two letters are two digits, one is one or two; `MMM` is an English
/// month in three letters, `a` AM or PM, `S` digits after the second, which are left out. Other letters stand in `'`.
/// Everything else stands for itself. `unix` and `unixms` count from 1970 in UTC.
///
/// Without a year it is the latest year in which the punch is not later than tomorrow.
struct LineTimeFormat: Hashable, Sendable {
    private enum Part: Hashable, Sendable {
        case number(TimeParts.Field, least: Int, most: Int)
        case month
        case half
        case fraction
        case literal(Unicode.Scalar)
        case instant(perSecond: Int64)
    }

    let source: String
    private let parts: [Part]

    init(_ source: String) throws(LineProblem) {
        self.source = source
        switch source {
        case "unix": parts = [.instant(perSecond: 1)]
        case "unixms": parts = [.instant(perSecond: 1000)]
        default: parts = try Self.parts(of: Array(source.unicodeScalars))
        }
    }

    /// What of a time it tells.
    var fields: Set<TimeParts.Field> {
        var all: Set<TimeParts.Field> = []
        for part in parts {
            switch part {
            case .number(let field, _, _): all.insert(field)
            case .month: all.insert(.month)
            case .half: all.insert(.half)
            case .instant: all.formUnion([.year, .month, .day, .hour, .minute, .second])
            case .fraction, .literal: break
            }
        }
        return all
    }

    private static func parts(of source: [Unicode.Scalar]) throws(LineProblem) -> [Part] {
        var parts: [Part] = []
        var index = 0
        while index < source.count {
            let letter = source[index]
            if letter == "'" {
                let quoted = source[(index + 1)...].prefix { $0 != "'" }
                guard quoted.endIndex < source.count else { throw LineProblem("a ' has no second one") }
                parts += quoted.map(Part.literal)
                index = quoted.endIndex + 1
            } else {
                let run = source[index...].prefix { $0 == letter }
                parts += try Self.parts(letter, count: run.count)
                index = run.endIndex
            }
        }
        return parts
    }

    private static func parts(_ letter: Unicode.Scalar, count: Int) throws(LineProblem) -> [Part] {
        let fields: [Unicode.Scalar: TimeParts.Field] = [
            "M": .month, "d": .day, "H": .hour, "h": .halfHour, "m": .minute, "s": .second,
        ]
        switch (letter, count) {
        case ("y", 4): return [.number(.year, least: 4, most: 4)]
        case ("y", 2): return [.number(.shortYear, least: 2, most: 2)]
        case ("M", 3): return [.month]
        case ("a", 1): return [.half]
        case ("S", _): return [.fraction]
        case (_, 1...2) where fields[letter] != nil:
            return [.number(fields[letter] ?? .day, least: count, most: 2)]
        default:
            guard !letter.properties.isAlphabetic else {
                let run = String(repeating: String(Character(letter)), count: count)
                throw LineProblem("“\(run)” is not known in a time; put letters that stand for themselves into ' '")
            }
            return Array(repeating: .literal(letter), count: count)
        }
    }
}

extension LineTimeFormat {
    /// Adds what the text tells.
    func read(_ text: [Unicode.Scalar], into time: inout TimeParts) throws(LineProblem) {
        var rest = text[...]
        for part in parts {
            guard take(part, from: &rest, into: &time) else { throw mismatch(text) }
        }
        guard rest.isEmpty else { throw mismatch(text) }
    }

    private func mismatch(_ text: [Unicode.Scalar]) -> LineProblem {
        LineProblem("“\(String(String.UnicodeScalarView(text)))” is not written as \(source)")
    }

    private func take(_ part: Part, from rest: inout ArraySlice<Unicode.Scalar>, into time: inout TimeParts) -> Bool {
        switch part {
        case .number(let field, let least, let most):
            guard let number = Self.number(&rest, least, most) else { return false }
            time[field] = number
        case .fraction: return Self.number(&rest, 1, 9) != nil
        case .literal(let letter): return rest.popFirst() == letter
        case .half:
            guard let half = Self.word(&rest, 2, of: ["AM", "PM"]) else { return false }
            time[.half] = half
        case .month:
            guard let month = Self.word(&rest, 3, of: Self.months) else { return false }
            time[.month] = month + 1
        case .instant(let perSecond):
            guard let number = Self.number(&rest, 1, 15) else { return false }
            time.instant = Instant(seconds: Int64(number) / perSecond)
        }
        return true
    }

    private static let months = [
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    ]

    private static func word(_ rest: inout ArraySlice<Unicode.Scalar>, _ count: Int, of words: [String]) -> Int? {
        let word = String(String.UnicodeScalarView(rest.prefix(count))).uppercased()
        guard let index = words.firstIndex(of: word) else { return nil }
        rest.removeFirst(count)
        return index
    }

    private static func number(_ rest: inout ArraySlice<Unicode.Scalar>, _ least: Int, _ most: Int) -> Int? {
        let digits = rest.prefix(most).prefix { ScalarSet.digits.contains($0) }
        guard digits.count >= least else { return nil }
        rest.removeFirst(digits.count)
        return digits.reduce(0) { $0 * 10 + Int($1.value - 0x30) }
    }
}
