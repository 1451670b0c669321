import Domain
import Foundation
import Services

/// Tables of a company as CSV into a SQLite file: five thousand people, then a hundred thousand of their punches, a month
/// of single days and their opening balances; each with everything that follows from it, and what the journal adds to that.
struct TableImportBench {
    private static let people = 5_000
    private static let first = CivilDate(daysSinceEpoch: 20_759)  // 2026-11-02

    static func run() async throws -> [BenchLine] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("etime-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let now = Instant(seconds: LocalTime(first + 28).seconds)
        let path = folder.appendingPathComponent("company.db").path
        let services = try await Services.open(path, zone: "Asia/Kolkata", now: { now })
        let actor = Actor.localAdministrator()
        _ = try await services.leave.addStarterTypes(by: actor)
        try await services.shifts.add(
            ShiftDraft(code: "G", name: "General", start: TimeOfDay(9, 0), end: TimeOfDay(18, 0)), by: actor)
        let imports = services.imports
        let tables = [
            Table(name: "employees", rows: people) { try await imports.employees(employees, by: actor) },
            Table(name: "punches", rows: people * 20) { try await imports.punches(punches, by: actor) },
            Table(name: "rosters", rows: people * 20) { try await imports.rosters(rosters, by: actor) },
            Table(name: "balances", rows: people) { try await imports.balances(balances, by: actor) },
        ]
        let journal = try await JournalCost(path)
        var lines: [BenchLine] = []
        for table in tables {
            let (seconds, added) = try await journal.measuring { try await table.time() }
            lines.append(BenchLine(name: "table-\(table.name)", value: seconds, unit: "s", bar: .atMost(20)))
            lines.append(BenchLine(name: "journal-\(table.name)", value: added, unit: "x", bar: .atMost(0.2)))
        }
        try await services.close()
        return lines
    }

    private struct Table {
        let name: String
        let rows: Int
        let bring: () async throws -> ImportReport

        /// Seconds.
        func time() async throws -> Double {
            let start = ContinuousClock.now
            let report = try await bring()
            precondition(report.isStored && report.added == rows, "\(name): \(report)")
            return (ContinuousClock.now - start) / .seconds(1)
        }
    }

    private static func table(_ header: String, _ rows: (String) -> [String]) -> Data {
        Data(([header] + (1...people).flatMap { rows("P\($0)") }).joined(separator: "\n").utf8)
    }

    private static var employees: Data {
        table("code,name,joined,department,shift") { ["\($0),Person \($0),2020-01-01,Press,G"] }
    }

    private static var punches: Data {
        table("employee,at,direction") { code in
            (0..<10).flatMap { ["\(code),\(first + $0)T09:00:00,in", "\(code),\(first + $0)T18:00:00,out"] }
        }
    }

    private static var rosters: Data {
        table("employee,date,day,reason") { code in (30..<50).map { "\(code),\(first + $0),G,stock-taking" } }
    }

    private static var balances: Data {
        table("employee,type,date,days") { ["\($0),VL,2026-01-01,12"] }
    }
}
