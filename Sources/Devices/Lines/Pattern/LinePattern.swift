/// A regular expression for lines that anybody may send: each character costs at most one step an instruction,
/// whatever the line and the expression are.
///
/// The standard library's expressions try every way of a match in turn, which a line of forty characters can make
/// last for hours. This one follows all ways at once (Thompson 1968), and keeps what the named groups caught.
///
/// Known: `.`, `\d \w \s` and their capitals, `[a-z]`, `[^…]`, `( )`, `(?: )`, `(?<name> )`, `|`, `* + ? {2,5}` and their
/// lazy forms, `^`, `$`, `(?i)` at the start. It is looked for anywhere in the line, unless `^` and `$` say otherwise.
package struct LinePattern: Hashable, Sendable {
    /// Instructions, and with them the work a character can cause.
    static let largestProgram = 2000
    static let longestSource = 500

    package let source: String
    /// In the order in which their groups begin.
    package let names: [String]
    let program: [PatternStep]

    package init(_ source: String) throws(PatternProblem) {
        guard source.unicodeScalars.count <= Self.longestSource else {
            throw PatternProblem(at: Self.longestSource, "an expression has at most \(Self.longestSource) characters")
        }
        var parser = PatternParser(source)
        let tree = try parser.parse()
        var compiler = PatternCompiler()
        try compiler.compile(tree)
        self.source = source
        names = parser.names
        program = compiler.program + [.done]
    }
}

/// Why an expression cannot be used.
package struct PatternProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// Characters before the place that is meant.
    package var position: Int
    package var why: String

    init(at position: Int, _ why: String) {
        self.position = position
        self.why = why
    }

    package var description: String { "at character \(position + 1): \(why)" }
}

/// A part of an expression.
indirect enum PatternTree: Hashable, Sendable {
    case scalar(ScalarSet)
    case sequence([PatternTree])
    case either([PatternTree])
    case repeated(PatternTree, atLeast: Int, atMost: Int?, isLazy: Bool)
    case named(PatternTree, index: Int)
    case start
    case end
}

/// Which characters a place of an expression takes.
struct ScalarSet: Hashable, Sendable {
    var ranges: [ClosedRange<UInt32>]
    var isNegated = false

    init(_ ranges: [ClosedRange<UInt32>], isNegated: Bool = false) {
        self.ranges = ranges
        self.isNegated = isNegated
    }

    init(_ scalar: Unicode.Scalar) {
        ranges = [scalar.value...scalar.value]
    }

    static let any = ScalarSet([], isNegated: true)
    static let digits = ScalarSet([0x30...0x39])
    static let word = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    static let blanks = ScalarSet([0x09...0x0D, 0x20...0x20])

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        ranges.contains { $0.contains(scalar.value) } != isNegated
    }

    /// With the other case of each ASCII letter.
    var ignoringCase: ScalarSet {
        var all = ranges
        let (capitals, others): (ClosedRange<UInt32>, ClosedRange<UInt32>) = (0x41...0x5A, 0x61...0x7A)
        for range in ranges where range.overlaps(capitals) {
            let shared = range.clamped(to: capitals)
            all.append(shared.lowerBound + 0x20...shared.upperBound + 0x20)
        }
        for range in ranges where range.overlaps(others) {
            let shared = range.clamped(to: others)
            all.append(shared.lowerBound - 0x20...shared.upperBound - 0x20)
        }
        return ScalarSet(all, isNegated: isNegated)
    }
}
