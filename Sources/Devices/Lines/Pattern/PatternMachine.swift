/// What to do at a place of a compiled expression.
enum PatternStep: Hashable, Sendable {
    case take(ScalarSet)
    /// Both ways, the first one preferred.
    case fork(Int, Int)
    case jump(Int)
    /// Keeps where the line is now.
    case mark(Int)
    case atStart
    case atEnd
    case done
}

/// Turns the parts of an expression into steps. Counted repetition is written out, up to the size that is allowed.
struct PatternCompiler {
    private(set) var program: [PatternStep] = []

    mutating func compile(_ tree: PatternTree) throws(PatternProblem) {
        guard program.count < LinePattern.largestProgram else {
            throw PatternProblem(at: 0, "it repeats too much; ask for fewer repetitions, or use + and *")
        }
        switch tree {
        case .scalar(let set): program.append(.take(set))
        case .sequence(let parts): for part in parts { try compile(part) }
        case .either(let parts): try compile(either: parts[...])
        case .repeated(let inner, let low, let high, let isLazy):
            try compile(inner, atLeast: low, atMost: high, isLazy)
        case .named(let inner, let index):
            program.append(.mark(index * 2))
            try compile(inner)
            program.append(.mark(index * 2 + 1))
        case .start: program.append(.atStart)
        case .end: program.append(.atEnd)
        }
    }

    private mutating func compile(either parts: ArraySlice<PatternTree>) throws(PatternProblem) {
        var exits: [Int] = []
        for part in parts.dropLast() {
            let fork = reserve()
            try compile(part)
            exits.append(reserve())
            program[fork] = .fork(fork + 1, program.count)
        }
        if let last = parts.last { try compile(last) }
        for exit in exits { program[exit] = .jump(program.count) }
    }

    private mutating func compile(
        _ inner: PatternTree, atLeast low: Int, atMost high: Int?, _ isLazy: Bool
    ) throws(PatternProblem) {
        for _ in 0..<low { try compile(copy: inner) }
        guard let high else {
            let fork = reserve()
            try compile(copy: inner)
            program.append(.jump(fork))
            program[fork] = branch(fork + 1, else: program.count, isLazy)
            return
        }
        var forks: [Int] = []
        for _ in low..<high {
            forks.append(reserve())
            try compile(copy: inner)
        }
        for fork in forks { program[fork] = branch(fork + 1, else: program.count, isLazy) }
    }

    /// An inner part without a step of its own would be repeated without growing.
    private mutating func compile(copy inner: PatternTree) throws(PatternProblem) {
        let before = program.count
        try compile(inner)
        if program.count == before { program.append(.jump(before + 1)) }
    }

    private func branch(_ go: Int, else stop: Int, _ isLazy: Bool) -> PatternStep {
        isLazy ? .fork(stop, go) : .fork(go, stop)
    }

    private mutating func reserve() -> Int {
        program.append(.done)
        return program.count - 1
    }
}

extension LinePattern {
    /// What the named groups caught, as ranges of characters; nil where a group took no part. Nil as a whole where the
    /// line does not match.
    package func match(_ line: [Unicode.Scalar]) -> [Range<Int>?]? {
        var machine = PatternMachine(self, line)
        return machine.run().map { marks in
            (0..<names.count).map { index in
                let (from, to) = (marks[index * 2], marks[index * 2 + 1])
                return from >= 0 && to >= from ? from..<to : nil
            }
        }
    }

    package func matches(_ text: String) -> Bool { match(Array(text.unicodeScalars)) != nil }
}

/// All ways of a match at once, the preferred ones first.
private struct PatternMachine {
    private struct Way {
        var step: Int
        var marks: [Int]
    }

    private let pattern: LinePattern
    private let line: [Unicode.Scalar]
    private var ways: [Way] = []
    /// At which character a step was reached last, so that each is followed once a character.
    private var reached: [Int]

    init(_ pattern: LinePattern, _ line: [Unicode.Scalar]) {
        self.pattern = pattern
        self.line = line
        reached = Array(repeating: -1, count: pattern.program.count)
    }

    mutating func run() -> [Int]? {
        var found: [Int]?
        for position in 0...line.count {
            let before = ways
            ways.removeAll(keepingCapacity: true)
            for way in before {
                if step(way, at: position, &found) { break }
            }
            if found == nil {
                let fresh = Way(step: 0, marks: Array(repeating: -1, count: pattern.names.count * 2))
                _ = follow(fresh, at: position, &found)
            }
            if ways.isEmpty, found != nil { break }
        }
        return found
    }

    /// Takes the character before `position`. True where this way has arrived, so that those behind it do not count.
    private mutating func step(_ way: Way, at position: Int, _ found: inout [Int]?) -> Bool {
        guard position > 0, case .take(let set) = pattern.program[way.step], set.contains(line[position - 1]) else {
            return false
        }
        return follow(Way(step: way.step + 1, marks: way.marks), at: position, &found)
    }

    /// Goes on to the next characters that could be taken, or to the end of the expression.
    private mutating func follow(_ way: Way, at position: Int, _ found: inout [Int]?) -> Bool {
        var open = [way]
        while var way = open.popLast() {
            guard reached[way.step] != position else { continue }
            reached[way.step] = position
            switch pattern.program[way.step] {
            case .take: ways.append(way)
            case .jump(let to): open.append(Way(step: to, marks: way.marks))
            case .fork(let first, let second):
                open.append(Way(step: second, marks: way.marks))
                open.append(Way(step: first, marks: way.marks))
            case .mark(let index):
                way.marks[index] = position
                open.append(Way(step: way.step + 1, marks: way.marks))
            case .atStart: if position == 0 { open.append(Way(step: way.step + 1, marks: way.marks)) }
            case .atEnd: if position == line.count { open.append(Way(step: way.step + 1, marks: way.marks)) }
            case .done:
                found = way.marks
                return true
            }
        }
        return false
    }
}
