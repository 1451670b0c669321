import Domain
import Foundation
import HTTPTypes
import Services

/// Tables of a company, sent as CSV or XLSX and fetched as CSV.
enum TableOperations {
    private static let workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    static let row = Resource<ImportReport.Row>(
        "ImportedRow",
        [
            .init("line", .id, "In the file, the header’s included.") { JSONValue($0.line) },
            .init("code", .sentence, "Whose it is.") { .string($0.code) },
            .init("row", .sentence, "The rest of what tells it from others.") { .string($0.what) },
            .init("fate", .words(["added", "changed", "unchanged", "refused"])) { .string($0.fate.word) },
            .init("changes", .list(change), "Of what is changed: which column, and what it was.") { changes($0) },
            .init("problems", .list(problem), "Of what is refused: which column, and why.") { problems($0) },
            .init("notes", .list(.sentence), "What taking it did besides.") { .array($0.notes.map { .string($0) }) },
        ])

    static let report = Resource<ImportReport>(
        "ImportReport",
        [
            .init("isStored", .boolean, "False after a dry run, and where refused rows kept the others out.") {
                .bool($0.isStored)
            },
            .init("added", .count) { JSONValue($0.added) }, .init("changed", .count) { JSONValue($0.changed) },
            .init("unchanged", .count) { JSONValue($0.unchanged) },
            .init("refused", .count) { JSONValue($0.refused.count) },
            .init("summary", .sentence) { .string($0.description) },
            .init("rows", .list(row.reference, atMost: 10_000_000), "All of them, in the file’s order.") {
                .array($0.rows.map { row.json($0) })
            },
        ])

    static let schemas = [(row.name, row.schema), (report.name, report.schema)]

    static let all: [Operation] = [
        sending("importEmployees", "/imports/employees", "Employees", "Add and change people by a table", .changePeople)
        {
            try await $0.services.imports.employees($0.table, $1, by: $0.actor)
        },
        sending("importPunchTable", "/imports/punches", "Punches", "Add punches by a table", .correctPunches) {
            try await $0.services.imports.punches($0.table, $1, by: $0.actor)
        },
        fetching("exportPunches", "/exports/punches", "Punches", "The punches that count, as they were corrected") {
            try await $0.services.exports.punches($0.days(atMost: 4_000), by: $0.actor)
        },
        sending(
            "importRosters", "/imports/rosters", "Rosters", "Say what people work on single days by a table",
            .changeRosters, [ShiftOperations.acceptance]
        ) {
            try await $0.services.imports.rosters($0.table, $1, by: $0.actor)
        },
        fetching(
            "exportRosters", "/exports/rosters", "Rosters", "What people work on single days, whatever the roster says"
        ) {
            try await $0.services.exports.rosters($0.days(atMost: 4_000), by: $0.actor)
        },
        sending("importLeaveBalances", "/imports/leave-balances", "Leave", "Set balances by a table", .changeLeave) {
            try await $0.services.imports.balances($0.table, $1, by: $0.actor)
        },
    ]
}

extension TableOperations {
    private static let change = Schema.object([
        .init("field", .text, required: true, "The column."), .init("before", .sentence, required: true),
        .init("after", .sentence, required: true),
    ])
    private static let problem = Schema.object([
        .init("field", .text, required: true, "The column."), .init("detail", .sentence, required: true),
    ])

    private static func changes(_ row: ImportReport.Row) -> JSONValue {
        guard case .changed(let changes) = row.fate else { return [] }
        return .array(
            changes.map { ["field": .string($0.field), "before": .string($0.before), "after": .string($0.after)] })
    }

    private static func problems(_ row: ImportReport.Row) -> JSONValue {
        guard case .refused(let problems) = row.fate else { return [] }
        return .array(problems.map { ["field": .string($0.field), "detail": .string($0.sentence)] })
    }

    private static let parameters: [Parameter] = [
        .query("dryRun", .boolean, "Say what would become of each row, store nothing."),
        .query(
            "refused", .words(["keep", "skip"]),
            "What refused rows do: `keep` all rows out, as unless said, or `skip`: the others are stored."),
        .query("file", .text(1...200), "What the file is called, for the journal."),
    ]

    private static func sending(
        _ id: String, _ path: String, _ tag: String, _ summary: String, _ permission: Permission,
        _ more: [Parameter] = [], _ body: @escaping @Sendable (Call, ImportOptions) async throws -> ImportReport
    ) -> Operation {
        .write(.post, id, path, tag, summary, parameters + more, answering: report.reference) { call in
            let options = ImportOptions(
                isDryRun: call.flag("dryRun"), skipsRefused: call.text("refused") == "skip",
                acceptsChangedCases: call.flag(ShiftOperations.acceptance.name), fileName: call.text("file") ?? "")
            return .json(report.json(try await body(call, options)))
        }.taking("text/csv", workbook, from: permission).refusing(409).detailed(
            "Lines of CSV in UTF-8, or a workbook, the columns’ names first (docs/import.md). Sent twice, nothing changes the "
                + "second time.")
    }

    private static func fetching(
        _ id: String, _ path: String, _ tag: String, _ summary: String,
        _ body: @escaping @Sendable (Call) async throws -> ExportedTable
    ) -> Operation {
        var operation = Operation.get(
            id, path, tag, summary, [.query("from", .date), .query("to", .date)], answering: .sentence
        ) { Reply(200, .bytes(try await body($0).csv, type: "text/csv; charset=utf-8")) }
        operation.success.mediaTypes = ["text/csv"]
        return operation.detailed("In the columns that the import of the same table takes.")
    }
}

extension Call {
    /// The body as a table.
    fileprivate var table: Data { Data(bytes) }
}
