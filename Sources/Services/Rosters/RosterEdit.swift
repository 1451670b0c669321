import Domain
import Storage

/// All that is needed to say who works what, as it stands at one moment of a transaction.
struct RosterPicture {
    let rules: RuleBook
    let limits: RosterLimits
    let roster: Roster
    let people: [Employee]
    let patterns: [RotationPattern]
    let today: CivilDate

    /// - Parameter whom: nil: everybody.
    init(_ db: any SQLConnection, of whom: [ID<Employee>]? = nil, now: Instant) throws {
        let company = try CompanyRules(db, now: now)
        rules = company.book
        today = company.today
        limits = try SettingStore(db).rosterLimits()
        let store = EmployeeStore(db)
        people = try whom.map { try $0.compactMap(store.find) } ?? store.allByID()
        roster = try Roster(db, of: whom == nil ? nil : people)
        patterns = try RotationStore(db).all()
    }

    var check: RosterCheck { RosterCheck(rules: rules, limits: limits) }

    /// The dates on which patterns say something else than they did.
    func moves(from before: RosterPicture, in days: ClosedRange<CivilDate>) -> [ID<RotationPattern>: Set<CivilDate>] {
        var moves: [ID<RotationPattern>: Set<CivilDate>] = [:]
        for pattern in patterns {
            guard let old = before.patterns.first(where: { $0.id == pattern.id }), old != pattern else { continue }
            moves[pattern.id] = pattern.changes(from: old, in: days)
        }
        return moves
    }
}

/// A change of the roster within one transaction: marks exactly the days that come to something else, and looks for
/// conflicts that were not there before.
struct RosterEdit {
    /// How far past today an open end is looked at.
    private static let ahead = 56
    /// How far back conflicts are looked for: of a few people, and of many.
    private static let back = (few: 366, many: 7)

    private let db: any SQLConnection
    private let stamp: Stamp
    private let days: (from: CivilDate, to: CivilDate?)?

    /// - Parameter days: those that are changed; nil: whichever.
    init(_ db: any SQLConnection, by stamp: Stamp, days: (from: CivilDate, to: CivilDate?)? = nil) {
        self.db = db
        self.stamp = stamp
        self.days = days
    }

    /// - Parameter whom: nil: everybody.
    /// - Returns: what it brings that a limit warns of.
    /// - Throws: ``ServiceError/invalid(_:)`` with all sentences where a limit refuses it; the transaction must then end.
    func run(of whom: [ID<Employee>]? = nil, _ body: () throws -> Void) throws -> [RosterConflict] {
        let found = try conflicts(of: whom, body)
        try refuse(found.filter { $0.reaction == .refuse })
        return found
    }

    /// - Returns: what it brings that a limit warns of or refuses; of the latter nothing must stay.
    func conflicts(of whom: [ID<Employee>]?, _ body: () throws -> Void) throws -> [RosterConflict] {
        let before = try RosterPicture(db, of: whom, now: stamp.at)
        try body()
        let after = try RosterPicture(db, of: whom, now: stamp.at)
        let marks = try DayMarks(db, now: stamp.at)
        let span = span(after.today, marks)
        let moves = after.moves(from: before, in: span)
        var found: [RosterConflict] = []
        for person in after.people {
            let old = before.roster.schedule(of: person, days: span)
            let new = after.roster.schedule(of: person, days: span)
            if old == new, moves.isEmpty { continue }
            let changed = new.changes(from: old, in: span, changed: moves)
            for run in changed { try marks.mark(person.id, from: run.lowerBound, through: run.upperBound) }
            found += try newConflicts(of: person, changed, before, after)
        }
        return found
    }

    private func refuse(_ conflicts: [RosterConflict]) throws {
        guard !conflicts.isEmpty else { return }
        throw ServiceError.invalid(conflicts.map { FieldProblem(field: "roster", sentence: $0.sentence) })
    }

    private func span(_ today: CivilDate, _ marks: DayMarks) -> ClosedRange<CivilDate> {
        let first = min(marks.days?.lowerBound ?? today, today, days?.from ?? today)
        let open = max(today, days?.from ?? today) + Self.ahead
        guard let from = days?.from, let to = days?.to else { return first...open }
        return first...max(today + RuleBook.contextDays, min(to, from + Self.back.few))
    }

    private func newConflicts(
        of person: Employee, _ changed: [ClosedRange<CivilDate>], _ before: RosterPicture, _ after: RosterPicture
    ) throws -> [RosterConflict] {
        guard let first = changed.first?.lowerBound, let last = changed.last?.upperBound else { return [] }
        let back = after.people.count > 50 ? Self.back.many : Self.back.few
        let days = max(first, min(last, after.today) - back)...last
        let leaves = try RosterObstacles(db).leaves(of: person, around: days)
        let old = Set(
            before.check.conflicts(of: person, before.roster.schedule(of: person), days: days, leaves: leaves))
        return after.check.conflicts(of: person, after.roster.schedule(of: person), days: days, leaves: leaves)
            .filter { !old.contains($0) }
    }
}
