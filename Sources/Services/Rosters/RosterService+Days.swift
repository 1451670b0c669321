package import Domain
import Storage

extension RosterService {
    /// Reads what people write for a day: `G`, `A+B`, `off`.
    /// - Throws: ``ServiceError/invalid(_:)``
    package func day(_ text: String) async throws -> RosterDay {
        let codes = Dictionary(
            uniqueKeysWithValues: try await context.database.read { try ShiftStore($0).all() }.map { ($0.code, $0.id) })
        return try Self.day(text, codes)
    }

    static func day(_ text: String, _ codes: [String: ID<Shift>]) throws(ServiceError) -> RosterDay {
        guard let day = RosterDay(text.trimmed, codes: codes) else {
            throw .invalid(
                "day",
                "“\(text.clipped(to: 100))” is no day of a roster: \(RotationDraft.dayForm). The shifts are "
                    + "\(codes.keys.sorted().joined(separator: ", ")).")
        }
        return day
    }

    /// On these dates one person works this and nothing else, whatever any roster says.
    /// - Returns: what it brings that a limit warns of.
    /// - Throws: ``ServiceError/invalid(_:)``, also for each limit that refuses it.
    @discardableResult
    package func override(
        _ employee: ID<Employee>, on days: ClosedRange<CivilDate>, with day: RosterDay, reason: String,
        acceptingChangedCases isAccepted: Bool = false, by actor: Actor
    ) async throws -> [RosterConflict] {
        let reason = reason.trimmed
        try Self.check(days, reason)
        return try await rostering(acceptingChangedCases: isAccepted, by: actor.because(reason)) {
            db, stamp, people in
            try people.require(employee)
            return try RosterEdit(db, by: stamp, days: (days.lowerBound, days.upperBound)).run(of: [employee]) {
                for date in days {
                    try RosterOverrideStore(db).set(
                        RosterOverride(employee: employee, date: date, day: day, reason: reason), by: stamp)
                }
            }
        }
    }

    /// On these dates the roster holds again.
    /// - Returns: how many days had something of their own, and what it brings that a limit warns of.
    @discardableResult
    package func clearOverrides(
        of employee: ID<Employee>, on days: ClosedRange<CivilDate>, acceptingChangedCases isAccepted: Bool = false,
        by actor: Actor
    ) async throws -> (count: Int, conflicts: [RosterConflict]) {
        try await rostering(acceptingChangedCases: isAccepted, by: actor) { db, stamp, people in
            try people.require(employee)
            let store = RosterOverrideStore(db)
            let found = try store.overrides(of: employee, days)
            let conflicts = try RosterEdit(db, by: stamp, days: (days.lowerBound, days.upperBound)).run(of: [employee])
            {
                for override in found { try store.remove(employee, override.date, by: stamp) }
            }
            return (found.count, conflicts)
        }
    }

    static let longestReason = 400

    private static func check(_ days: ClosedRange<CivilDate>, _ reason: String) throws(ServiceError) {
        var problems: [FieldProblem] = []
        if days.count > 366 {
            problems.append(
                FieldProblem(
                    field: "days", sentence: "More than a year is no exception: assign a shift or a rotation instead."))
        }
        if reason.isEmpty {
            problems.append(
                FieldProblem(field: "reason", sentence: "Say why these days differ; whoever reads the day is told."))
        }
        if reason.count > 400 {
            problems.append(FieldProblem(field: "reason", sentence: "A reason has at most 400 characters."))
        }
        if !problems.isEmpty { throw .invalid(problems) }
    }
}
