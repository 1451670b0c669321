import Storage

/// How a file is to be taken.
package struct ImportOptions: Hashable, Sendable {
    /// Say what would become of each row, store nothing.
    package var isDryRun: Bool
    /// Store the other rows even where some are refused; otherwise one refused row keeps all out.
    package var skipsRefused: Bool
    /// Of a roster: kept cases may come out differently.
    package var acceptsChangedCases: Bool
    /// What the file is called, for the journal; empty: nobody said.
    package var fileName: String

    package init(
        isDryRun: Bool = false, skipsRefused: Bool = false, acceptsChangedCases: Bool = false, fileName: String = ""
    ) {
        self.isDryRun = isDryRun
        self.skipsRefused = skipsRefused
        self.acceptsChangedCases = acceptsChangedCases
        self.fileName = fileName
    }

    /// Where a row says none.
    var reason: String { fileName.isEmpty ? "Imported" : "Imported from \(fileName.clipped(to: 100))" }
}

/// Takes the rows of a table over into the database: all of them or, if wished, those that are not refused, in one
/// transaction.
struct ImportRun: Sendable {
    let table: CompanyTable
    let options: ImportOptions
    let stamp: Stamp

    /// Thrown to undo what was only tried.
    private struct NotStored: Error {
        var report: ImportReport
    }

    /// A dry run does everything and then undoes it, so that it says exactly what the real one would.
    /// - Parameters:
    ///   - body: writes what can be written, and says what became of each row.
    ///   - finish: what follows from rows that stay.
    func report(
        _ database: any Database, _ body: @Sendable (any SQLConnection) throws -> [ImportReport.Row],
        finish: @Sendable (any SQLConnection) throws -> Void = { _ in }
    ) async throws -> ImportReport {
        do {
            return try await database.write { db in
                var report = ImportReport(table: table, rows: try body(db), isStored: true)
                guard !options.isDryRun, options.skipsRefused || report.refused.isEmpty else {
                    report.isStored = false
                    throw NotStored(report: report)
                }
                guard report.added + report.changed > 0 else { return report }
                try finish(db)
                try note(report, db)
                return report
            }
        } catch let undone as NotStored {
            return undone.report
        }
    }

    private func note(_ report: ImportReport, _ db: any SQLConnection) throws {
        let document = [
            "file": options.fileName, "added": "\(report.added)", "changed": "\(report.changed)",
            "unchanged": "\(report.unchanged)", "refused": "\(report.refused.count)",
        ]
        try JournalStore(db).append(
            .importTable, table.entity, id: "", before: nil, after: document.filter { !$0.value.isEmpty }, by: stamp)
    }
}

extension ImportRun {
    /// What one try made of the rows; those that turned out to be impossible after they were written, by their place.
    struct Attempt {
        var rows: [ImportReport.Row]
        var late: [Int: [FieldProblem]] = [:]
    }

    private struct TryAgain: Error {
        var late: [Int: [FieldProblem]]
    }

    /// Some rows are found impossible only by what comes of all together: then all is undone, and done again without them.
    /// - Parameter attempt: with the rows that are known to be impossible.
    static func settling(
        _ db: any SQLConnection, _ attempt: ([Int: [FieldProblem]]) throws -> Attempt
    ) throws -> [ImportReport.Row] {
        var refused: [Int: [FieldProblem]] = [:]
        while true {
            do {
                return try db.nested {
                    let done = try JournalStore(db).gathering { try attempt(refused) }
                    let late = done.late.filter { refused[$0.key] == nil }
                    if !late.isEmpty { throw TryAgain(late: late) }
                    return done.rows
                }
            } catch let again as TryAgain {
                refused.merge(again.late) { first, _ in first }
            }
        }
    }
}

extension JournalAction {
    /// A table came in as a file: how many rows it brought.
    static let importTable = JournalAction(rawValue: "import")
}
