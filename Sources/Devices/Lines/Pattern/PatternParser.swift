/// Reads an expression into its parts.
struct PatternParser {
    private static let deepest = 32

    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0
    private var ignoresCase = false
    private(set) var names: [String] = []

    init(_ source: String) {
        scalars = Array(source.unicodeScalars)
    }

    mutating func parse() throws(PatternProblem) -> PatternTree {
        ignoresCase = skip("(?i)")
        let tree = try alternatives()
        guard position == scalars.count else { throw problem("a ) without its (") }
        return tree
    }

    private func problem(_ why: String) -> PatternProblem { PatternProblem(at: position, why) }

    private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func skip(_ text: String) -> Bool {
        let wanted = Array(text.unicodeScalars)
        guard scalars[position...].starts(with: wanted) else { return false }
        position += wanted.count
        return true
    }

    private mutating func alternatives() throws(PatternProblem) -> PatternTree {
        depth += 1
        guard depth <= Self.deepest else { throw problem("groups lie too deep in each other") }
        var all = [try sequence()]
        while skip("|") { all.append(try sequence()) }
        depth -= 1
        return all.count == 1 ? all[0] : .either(all)
    }

    private mutating func sequence() throws(PatternProblem) -> PatternTree {
        var parts: [PatternTree] = []
        while let scalar = next, scalar != "|", scalar != ")" { parts.append(try quantified(try atom())) }
        return .sequence(parts)
    }

    private mutating func atom() throws(PatternProblem) -> PatternTree {
        switch next {
        case "(": return try group()
        case "[": return .scalar(folded(try set()))
        case "^": return advance(.start)
        case "$": return advance(.end)
        case ".": return advance(.scalar(.any))
        case "\\": return .scalar(folded(try escape()))
        case "*", "+", "?", "{": throw problem("there is nothing before it that could be repeated")
        case let scalar?: return advance(.scalar(folded(ScalarSet(scalar))))
        case nil: throw problem("the expression ends too early")
        }
    }

    private mutating func advance(_ tree: PatternTree) -> PatternTree {
        position += 1
        return tree
    }

    private func folded(_ set: ScalarSet) -> ScalarSet { ignoresCase ? set.ignoringCase : set }

    private mutating func group() throws(PatternProblem) -> PatternTree {
        let opening = position
        position += 1
        let index = try groupName()
        let inner = try alternatives()
        guard skip(")") else { throw PatternProblem(at: opening, "this ( has no )") }
        return index.map { .named(inner, index: $0) } ?? inner
    }

    /// Nil for a group without a name, which only groups.
    private mutating func groupName() throws(PatternProblem) -> Int? {
        if skip("?:") { return nil }
        guard skip("?<") || skip("?P<") else {
            guard next != "?" else { throw problem("groups are written ( ), (?: ) or (?<name> )") }
            return nil
        }
        let rest = scalars[position...].prefix { ScalarSet.word.contains($0) }
        let name = String(String.UnicodeScalarView(rest))
        guard !name.isEmpty else { throw problem("a group's name consists of letters, digits and _") }
        guard !names.contains(name) else { throw problem("two groups have the name \(name)") }
        position += rest.count
        guard skip(">") else { throw problem("the group's name does not end with >") }
        names.append(name)
        return names.count - 1
    }
}

// Sets of characters, and repetition.
extension PatternParser {
    private mutating func escape() throws(PatternProblem) -> ScalarSet {
        position += 1
        guard let scalar = next else { throw problem("a \\ stands at the end") }
        position += 1
        if let set = Self.class(scalar) { return set }
        if scalar == "x" { return ScalarSet(try hexadecimal()) }
        guard scalar.isASCII, !ScalarSet.word.contains(scalar) else {
            throw problem("\\\(scalar) is not known; known are \\d \\w \\s \\t \\r \\n \\x2F")
        }
        return ScalarSet(scalar)
    }

    private static func `class`(_ scalar: Unicode.Scalar) -> ScalarSet? {
        switch scalar {
        case "d": .digits
        case "w": .word
        case "s": .blanks
        case "D": ScalarSet(ScalarSet.digits.ranges, isNegated: true)
        case "W": ScalarSet(ScalarSet.word.ranges, isNegated: true)
        case "S": ScalarSet(ScalarSet.blanks.ranges, isNegated: true)
        case "t": ScalarSet("\t")
        case "r": ScalarSet("\r")
        case "n": ScalarSet("\n")
        default: nil
        }
    }

    private mutating func hexadecimal() throws(PatternProblem) -> Unicode.Scalar {
        let digits = String(String.UnicodeScalarView(scalars[position...].prefix(2)))
        guard digits.count == 2, let value = UInt8(digits, radix: 16) else {
            throw problem("behind \\x stand two hexadecimal digits")
        }
        position += 2
        return Unicode.Scalar(value)
    }

    private mutating func set() throws(PatternProblem) -> ScalarSet {
        let opening = position
        position += 1
        let isNegated = skip("^")
        var ranges: [ClosedRange<UInt32>] = []
        while let scalar = next {
            if scalar == "]", !ranges.isEmpty {
                position += 1
                return ScalarSet(ranges, isNegated: isNegated)
            }
            ranges += try member()
        }
        throw PatternProblem(at: opening, "this [ has no ]")
    }

    private mutating func member() throws(PatternProblem) -> [ClosedRange<UInt32>] {
        let from = try single()
        guard !from.isNegated else { throw problem("\\D, \\W and \\S cannot stand within [ ]") }
        guard let low = from.only, next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
            return from.ranges
        }
        position += 1
        guard let high = try single().only, low <= high else { throw problem("a range goes from low to high") }
        return [low...high]
    }

    private mutating func single() throws(PatternProblem) -> ScalarSet {
        guard let scalar = next else { throw problem("a ] is missing") }
        if scalar == "\\" { return try escape() }
        position += 1
        return ScalarSet(scalar)
    }

    private mutating func quantified(_ tree: PatternTree) throws(PatternProblem) -> PatternTree {
        var tree = tree
        while let (low, high) = try quantity() {
            if let high, low > high { throw problem("a repetition goes from few to many") }
            tree = .repeated(tree, atLeast: low, atMost: high, isLazy: skip("?"))
        }
        return tree
    }

    private mutating func quantity() throws(PatternProblem) -> (Int, Int?)? {
        if skip("*") { return (0, nil) }
        if skip("+") { return (1, nil) }
        if skip("?") { return (0, 1) }
        guard skip("{") else { return nil }
        let low = try count()
        let high = skip(",") ? (next == "}" ? nil : try count()) : low
        guard skip("}") else { throw problem("a repetition is written {2}, {2,} or {2,5}") }
        return (low, high)
    }

    private mutating func count() throws(PatternProblem) -> Int {
        let digits = scalars[position...].prefix { ScalarSet.digits.contains($0) }
        guard digits.count <= 4, let count = Int(String(String.UnicodeScalarView(digits))) else {
            throw problem("a repetition is written {2}, {2,} or {2,5}")
        }
        position += digits.count
        return count
    }
}

extension ScalarSet {
    /// The one character that the set holds.
    fileprivate var only: UInt32? {
        guard !isNegated, ranges.count == 1, ranges[0].count == 1 else { return nil }
        return ranges[0].lowerBound
    }
}
