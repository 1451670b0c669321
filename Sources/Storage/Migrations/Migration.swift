/// One step of the schema. A released step is never edited: a change of mind is a further step.
struct Migration: Sendable {
    var number: Int
    /// As recorded in the database; kebab-case.
    var name: String
    var apply: @Sendable (any SQLConnection) throws -> Void

    /// Ascending without gaps from 1.
    static let all: [Migration] = [
        .people, .shifts, .devices, .ledger, .attendance, .journal, .deviceNumbers, .deviceCapacity,
        .deviceCare, .holders, .placements, .dayRevisions, .dayFigures, .rosters, .approvals, .shiftBreaks,
        .leave, .policies, .periodLocks, .keptCases, .postings, .dayBookings,
        .leases, .archives, .dayIndexes, .fleet, .biometrics, .doubts,
        .doubtMarks, .refusals, .detours, .accounts, .audit, .repeats,
        .calendarFeeds,
    ]
}
