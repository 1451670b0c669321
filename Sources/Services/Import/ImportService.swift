import Domain
package import Foundation
import Storage

/// Tables of a company that come in as files of CSV, each row as the single use case would take it.
///
/// A file that is imported twice changes nothing the second time. All functions throw
/// ``ServiceError/unreadableImport(_:)`` where the file is no such table, and ``ServiceError/invalid(_:)`` by column where
/// its first line is wrong; what is wrong with a row is the row's fate.
package struct ImportService: Sendable {
    let context: ServiceContext

    /// An empty cell leaves what is there.
    package func employees(
        _ file: Data, _ options: ImportOptions = ImportOptions(), by actor: Actor
    ) async throws -> ImportReport {
        try actor.requiresSome(.changePeople)
        let table = try TableFile(file, of: .employees)
        let run = ImportRun(table: .employees, options: options, stamp: context.stamp(actor))
        let report = try await run.report(context.database) { db in
            try EmployeeImport(table, db, by: actor, run.stamp).rows()
        } finish: { db in
            try DeviceUserLinks(db, by: run.stamp).claim()
        }
        return try await announced(report, .employees, .inbox)
    }

    /// Punches that no terminal has are added as a correction would add them; one that there is already is not added
    /// again.
    package func punches(
        _ file: Data, _ options: ImportOptions = ImportOptions(), by actor: Actor
    ) async throws -> ImportReport {
        try actor.requiresSome(.correctPunches)
        let table = try TableFile(file, of: .punches)
        let run = ImportRun(table: .punches, options: options, stamp: context.stamp(actor))
        let report = try await run.report(context.database) { db in
            let people = try PeopleInReach(actor, .correctPunches, db, now: run.stamp.at)
            return try PunchImport(table, db, run, ImportedPeople(db, people, sparing: actor)).rows()
        }
        return try await announced(report)
    }

    /// What people work on single days, whatever the roster says.
    /// - Throws: ``ServiceError/keptCasesChange(_:)`` too.
    package func rosters(
        _ file: Data, _ options: ImportOptions = ImportOptions(), by actor: Actor
    ) async throws -> ImportReport {
        try actor.requiresSome(.changeRosters)
        let table = try TableFile(file, of: .rosters)
        let run = ImportRun(table: .rosters, options: options, stamp: context.stamp(actor))
        let report = try await run.report(context.database) { db in
            let people = try PeopleInReach(actor, .changeRosters, db, now: run.stamp.at)
            return try KeptCaseCheck.guarding(db, now: run.stamp.at, accepting: options.acceptsChangedCases) {
                try RosterImport(table, db, run, ImportedPeople(db, people)).rows()
            }
        }
        return try await announced(report, .shifts, .employees)
    }

    /// What people have of each type of leave on a day; what is booked is the difference to what they had.
    package func balances(
        _ file: Data, _ options: ImportOptions = ImportOptions(), by actor: Actor
    ) async throws -> ImportReport {
        try actor.requiresSome(.changeLeave)
        let table = try TableFile(file, of: .balances)
        let run = ImportRun(table: .balances, options: options, stamp: context.stamp(actor))
        let report = try await run.report(context.database) { db in
            let people = try PeopleInReach(actor, .changeLeave, db, now: run.stamp.at)
            return try BalanceImport(table, db, run, ImportedPeople(db, people, sparing: actor)).rows()
        }
        return try await announced(report, .leave)
    }

    private func announced(_ report: ImportReport, _ changes: Change...) async throws -> ImportReport {
        guard report.isStored, report.added + report.changed > 0 else { return report }
        for change in changes { context.hub.send(change) }
        try await AttendanceService(context: context).recomputeTouched()
        return report
    }
}
