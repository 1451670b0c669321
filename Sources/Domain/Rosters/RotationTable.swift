/// Rotation patterns as the engine reads them: flat, so that asking for a date copies nothing.
struct RotationTable: Sendable {
    struct Day: Sendable {
        /// Positions in `shifts`.
        let first: Int32
        let end: Int32
        let rest: RosterDay.Rest
    }

    let patterns: [RotationPattern]
    private(set) var days: [Day] = []
    /// Positions in the rule book's shifts.
    private(set) var shifts: [Int32] = []
    /// Position in `days` of each pattern's turns.
    private var turns: [[Int32]] = []
    private let index: [ID<RotationPattern>: Int]

    init(_ patterns: [RotationPattern], shiftIndex: [ID<Shift>: Int]) {
        self.patterns = patterns
        index = Dictionary(patterns.enumerated().map { ($1.id, $0) }) { first, _ in first }
        for pattern in patterns {
            turns.append(pattern.turns.map { _ in 0 })
            for (position, turn) in pattern.turns.enumerated() {
                turns[turns.count - 1][position] = Int32(days.count)
                for day in turn.days { append(day, shiftIndex) }
            }
        }
    }

    private mutating func append(_ day: RosterDay, _ shiftIndex: [ID<Shift>: Int]) {
        let first = shifts.count
        shifts += day.shifts.compactMap { shiftIndex[$0].map(Int32.init) }
        days.append(Day(first: Int32(first), end: Int32(shifts.count), rest: day.rest))
    }

    func index(of pattern: ID<RotationPattern>) -> Int? { index[pattern] }

    /// What a pattern, by its position, says of a date.
    func duty(_ pattern: Int, on date: CivilDate) -> PatternDuty {
        let known = patterns[pattern]
        let turn = known.turn(on: date)
        let offset = known.turns[turn].days.count == 7 ? Int32(date.weekday.rawValue) : 0
        return PatternDuty(
            day: turns[pattern][turn] + offset, isOwnOff: known.offs.contains { $0.holds(on: date) })
    }
}

/// What a pattern says of a date.
struct PatternDuty: Sendable {
    /// Position in the table's days; -1: not looked up yet.
    let day: Int32
    /// One of the pattern's own offs.
    let isOwnOff: Bool

    static let unknown = PatternDuty(day: -1, isOwnOff: false)
}
