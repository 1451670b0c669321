import Domain
package import Foundation
import Storage

/// Tables of a company that come in as files, CSV or XLSX, each row as the single use case would take it.
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
        try await take(file, as: .employees, options, .changePeople, by: actor, telling: .employees, .inbox) {
            try EmployeeImport($0.file, $0.db, by: actor, within: $0.people, $0.run.stamp).rows()
        } finish: { db, stamp in
            try DeviceUserLinks(db, by: stamp).claim()
        }
    }

    /// Punches that no terminal has are added as a correction would add them; one that there is already is not added
    /// again.
    package func punches(
        _ file: Data, _ options: ImportOptions = ImportOptions(), by actor: Actor
    ) async throws -> ImportReport {
        try await take(file, as: .punches, options, .correctPunches, by: actor) {
            try PunchImport($0.file, $0.db, $0.run, ImportedPeople($0.db, $0.people, sparing: actor)).rows()
        }
    }

    /// What people work on single days, whatever the roster says.
    /// - Throws: ``ServiceError/keptCasesChange(_:)`` too.
    package func rosters(
        _ file: Data, _ options: ImportOptions = ImportOptions(), by actor: Actor
    ) async throws -> ImportReport {
        try await take(file, as: .rosters, options, .changeRosters, by: actor, telling: .shifts, .employees) { table in
            try KeptCaseCheck.guarding(
                table.db, now: table.run.stamp.at, accepting: options.acceptsChangedCases
            ) {
                try RosterImport(table.file, table.db, table.run, ImportedPeople(table.db, table.people)).rows()
            }
        }
    }

    /// What people have of each type of leave on a day; what is booked is the difference to what they had.
    package func balances(
        _ file: Data, _ options: ImportOptions = ImportOptions(), by actor: Actor
    ) async throws -> ImportReport {
        try await take(file, as: .balances, options, .changeLeave, by: actor, telling: .leave) {
            try BalanceImport($0.file, $0.db, $0.run, ImportedPeople($0.db, $0.people, sparing: actor)).rows()
        }
    }

    /// A table that is to come in, within the transaction that takes it.
    private struct Incoming {
        let file: TableFile
        let db: any SQLConnection
        let run: ImportRun
        let people: PeopleInReach
    }

    /// - Parameters:
    ///   - changes: what is announced where something came in.
    ///   - rows: says what became of each row.
    ///   - finish: what follows from rows that stay.
    private func take(
        _ file: Data, as kind: CompanyTable, _ options: ImportOptions, _ permission: Permission, by actor: Actor,
        telling changes: Change..., rows: @Sendable (Incoming) throws -> [ImportReport.Row],
        finish: @Sendable (any SQLConnection, Stamp) throws -> Void = { _, _ in }
    ) async throws -> ImportReport {
        try actor.requiresSome(permission)
        let table = try TableFile(file, of: kind)
        let run = ImportRun(table: kind, options: options, stamp: context.stamp(actor))
        let report = try await run.report(context.database) { db in
            let people = try PeopleInReach(actor, permission, db, now: run.stamp.at)
            return try rows(Incoming(file: table, db: db, run: run, people: people))
        } finish: { db in
            try finish(db, run.stamp)
        }
        guard report.isStored, report.added + report.changed > 0 else { return report }
        for change in changes { context.hub.send(change) }
        try await AttendanceService(context: context).recomputeTouched()
        return report
    }
}
