import Foundation
import Testing

@testable import etime

struct DemoFlowTests {
    @Test func runsAgainWithoutHarm() async throws {
        let shell = try Shell()
        let first = try await shell.etime("demo")
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output.contains("One day explained"))
        #expect(first.output.contains("What to do next"))
        // Started by its path, it may not be on the PATH: what it proposes must work as it stands.
        #expect(first.output.contains("/etime ledger verify --database "))

        let people = try await rows(shell, "employee", "list")
        let collected = try await punches(shell)
        #expect(people.count == 60)
        #expect(collected > 2_500)
        #expect(try await rows(shell, "inbox", "list").map { $0["user"] as? String }.contains("9001"))

        let second = try await shell.etime("demo")
        #expect(second.status == 0, "\(second.errors)")
        #expect(second.output.contains("as the last run left it"))
        #expect(try await rows(shell, "employee", "list").count == 60)
        #expect(try await rows(shell, "device", "list").count == 1)
        // A minute may have passed, and somebody may have come in it; nobody comes twice.
        let recollected = try await punches(shell)
        #expect((collected...collected + 20).contains(recollected))
        #expect(try await shell.etime("ledger", "verify", "--database", "data/demo.db").status == 0)
    }

    @Test func showsADayOfSixtyPeopleWithItsMess() async throws {
        let shell = try Shell()
        #expect(try await shell.etime("demo", "--no-desktop").status == 0)
        let working = Self.lastWorkingDay()
        let day = try await rows(shell, "attendance", "day", working)
        #expect(day.count >= 58)
        let late = day.filter { ($0["late_seconds"] as? Int ?? 0) > 0 }
        #expect(late.count >= 1)
        #expect(day.contains { $0["shift"] as? String == "N" })
        let code = try #require(late.first?["employee"] as? String)
        let explained = try await shell.etime("explain", code, working, "--database", "data/demo.db")
        #expect(explained.status == 0)
        #expect(explained.output.contains("late"))
    }

    /// Before today; on a Sunday nearly everybody is off.
    private static func lastWorkingDay() -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .current
        let days = (1...2).compactMap { calendar.date(byAdding: .day, value: -$0, to: Date()) }
        let day = days.first { calendar.component(.weekday, from: $0) != 1 } ?? Date()
        let parts = calendar.dateComponents([.year, .month, .day], from: day)
        return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }

    @Test func doesNotMixItsPeopleIntoARealCompany() async throws {
        let shell = try Shell()
        let added = try await shell.etime(
            "employee", "add", "1", "Asha Verma", "--joined", "2026-01-01", "--database", "mine.db")
        #expect(added.status == 0)
        let outcome = try await shell.etime("demo", "--database", "mine.db")
        #expect(outcome.status == 1)
        #expect(outcome.sentence.contains("name another file"))
        let people = try await shell.etime("employee", "list", "--format", "json", "--database", "mine.db").rows()
        #expect(people.count == 1)
    }

    private func rows(_ shell: Shell, _ command: String...) async throws -> [[String: Any]] {
        try await shell.etime(command + ["--format", "json", "--database", "data/demo.db"]).rows()
    }

    private func punches(_ shell: Shell) async throws -> Int {
        try #require(try await rows(shell, "device", "list").first?["records_used"] as? Int)
    }
}
