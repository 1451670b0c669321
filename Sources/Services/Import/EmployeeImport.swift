import Domain
import Storage

/// Takes the rows of a table over into the database: all of them or, if wished, the good ones, in one transaction.
struct EmployeeImport: Sendable {
    let table: EmployeeTable
    let stamp: Stamp
    let acceptsGoodRows: Bool

    /// Thrown to undo what was only tried.
    private struct NotStored: Error {
        var report: ImportReport
    }

    /// A dry run does everything and then undoes it, so that it says exactly what the real one would.
    func report(_ database: any Database, dryRun: Bool) async throws -> ImportReport {
        do {
            return try await database.write { db in
                var report = ImportReport(rows: [], ignoredColumns: table.ignoredColumns, isStored: true)
                let writer = try EmployeeWriter(db, by: stamp)
                report.rows = try take(table.rows, db, writer)
                guard !dryRun, acceptsGoodRows || report.badRows.isEmpty else {
                    report.isStored = false
                    throw NotStored(report: report)
                }
                try DeviceUserLinks(db, by: stamp).claim()
                return report
            }
        } catch let undone as NotStored {
            return undone.report
        }
    }

    /// A row that is refused is tried again after the others: a number may be free once the row of who left is taken.
    private func take(
        _ rows: [EmployeeTableRow], _ db: any SQLConnection, _ writer: EmployeeWriter
    ) throws -> [ImportReport.Row] {
        var taken: [Int: ImportReport.Row] = [:]
        var open = Array(rows.indices)
        while true {
            for index in open { taken[index] = try take(rows[index], db, writer) }
            let refused = open.filter { taken[$0]?.isBad ?? true }
            if refused.count == open.count || refused.isEmpty { break }
            open = refused
        }
        return rows.indices.compactMap { taken[$0] }
    }

    private func take(
        _ row: EmployeeTableRow, _ db: any SQLConnection, _ writer: EmployeeWriter
    ) throws -> ImportReport.Row {
        var taken = ImportReport.Row(line: row.line, code: row.draft.code, name: row.draft.name, outcome: .unchanged)
        guard row.problems.isEmpty else {
            taken.outcome = .bad(row.problems)
            return taken
        }
        do {
            (taken.outcome, taken.notes) = try store(row.draft, db, writer)
        } catch ServiceError.invalid(let problems) {
            // Checked before anything of the row is written, so that nothing of it has to be undone.
            taken.outcome = .bad(problems.map(\.sentence))
        }
        return taken
    }

    private func store(
        _ draft: EmployeeDraft, _ db: any SQLConnection, _ writer: EmployeeWriter
    ) throws -> (ImportReport.Outcome, [String]) {
        guard let known = try EmployeeStore(db).find(code: draft.code.trimmed) else {
            return (.added, try writer.add(try draft.validated()).notes)
        }
        var merged = draft
        let posting = known.postings.on(CivilDate(typed: draft.postedFrom) ?? writer.today)
        if draft.department.isEmpty { merged.department = posting.department }
        if draft.location.isEmpty { merged.location = posting.location }
        if draft.gender.isEmpty { merged.gender = known.gender?.word ?? "" }
        if draft.manager.isEmpty {
            merged.manager = try known.manager.flatMap { try EmployeeStore(db).find($0)?.code } ?? ""
        }
        if draft.left.isEmpty { merged.left = known.left?.description ?? "" }
        if draft.deviceUser.isEmpty { merged.deviceUser = try DeviceNumberStore(db).number(of: known.id) ?? "" }
        let written = try writer.update(known.id, to: try merged.validated())
        return (written.isChanged ? .updated : .unchanged, written.notes)
    }
}
