import Domain
import Foundation
import Testing

@testable import Services

/// `docs/import.md`: its tables of columns are the program's, and its examples are imported.
struct ImportDocumentTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/import.md")

    private static func lines() throws -> [String] {
        try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    }

    private static func columns(of table: CompanyTable) -> [String] {
        ["", "| column | needed | what stands in it |", "|---|---|---|"]
            + table.columns.map { "| \($0.name) | \($0.isRequired ? "yes" : "") | \($0.note) |" }
    }

    /// From the line after the mark to the next example.
    private static func written(_ table: CompanyTable, in lines: [String]) throws -> Range<Int> {
        let mark = try #require(lines.firstIndex(of: "<!-- columns: \(table) -->"), "\(table)")
        let end = try #require(lines[mark...].firstIndex { $0.hasPrefix("```") }) - 1
        return mark + 1..<end
    }

    @Test func theColumnsAreTheProgramsOwn() throws {
        var lines = try Self.lines()
        if ProcessInfo.processInfo.environment["ETIME_DOCUMENT"] == "write" {
            for table in CompanyTable.allCases {
                lines.replaceSubrange(try Self.written(table, in: lines), with: Self.columns(of: table))
            }
            try Data(lines.joined(separator: "\n").utf8).write(to: Self.file)
        }
        for table in CompanyTable.allCases {
            let written = try Self.written(table, in: lines)
            #expect(
                Array(lines[written]) == Self.columns(of: table),
                "ETIME_DOCUMENT=write in the environment of this test writes them into the document.")
        }
    }

    @Test func eachExampleIsImported() async throws {
        try await TestCompany.open(now: "2026-11-20 19:00:00") { company in
            try await company.addShift()
            _ = try await company.services.leave.addStarterTypes(by: company.actor)
            var taken: Set<CompanyTable> = []
            for (table, text) in try Self.examples() {
                let report = try await ImportCompany.take(table)(
                    company.services, Data(text.utf8), ImportOptions(), company.actor)
                #expect(report.isStored && report.added == report.rows.count, "\(table): \(report.rows.map(\.words))")
                #expect(report.rows.count == 2)
                taken.insert(table)
            }
            #expect(taken == Set(CompanyTable.allCases))
        }
    }

    private static func examples() throws -> [(CompanyTable, String)] {
        var found: [(CompanyTable, String)] = []
        var open = false
        for line in try lines() {
            if line.hasPrefix("```") {
                open = false
                if let table = CompanyTable(rawValue: String(line.dropFirst("```csv ".count))) {
                    found.append((table, ""))
                    open = true
                }
            } else if open {
                found[found.count - 1].1 += line + "\n"
            }
        }
        return found
    }
}
