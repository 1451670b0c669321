import Foundation
import Testing

/// The journal as an HR officer reads it, after a day's work by commands.
struct JournalTests {
    private static let work: [[String]] = [
        ["shift", "add", "G", "General", "09:00", "18:00", "--break", "13:00-14:00"],
        ["shift", "add", "N", "Night", "22:00", "06:00"],
        ["employee", "add", "0042", "Asha Verma", "--joined", "2026-04-01", "--department", "Stores", "--shift", "G"],
        ["shift", "assign", "N", "0042", "2026-11-01"],
        ["shift", "change", "G", "--late-grace", "10", "--overtime-formula", "beyond-shift-hours", "--no-breaks"],
        ["shift", "weekly-off", "sunday", "saturday:2,4"],
        ["holiday", "add", "2027-01-26", "Republic Day"], ["holiday", "remove", "2027-01-26"],
        ["device", "add", "Gate", "192.0.2.1", "--comm-key", "5"],
        ["company", "--name", "Sahyadri"],
    ]

    private func worked() async throws -> Shell {
        let shell = try Shell()
        for step in Self.work {
            let outcome = try await shell.etime(step + ["--as", step[0] == "holiday" ? "Ravi" : "Meera"])
            try #require(outcome.status == 0, "\(step): \(outcome.errors)")
        }
        return shell
    }

    private func sentences(_ shell: Shell, _ options: String...) async throws -> [String] {
        try await shell.etime(["audit", "list", "--format", "json"] + options).rows().map {
            "\($0["actor"] as? String ?? "") – \($0["subject"] as? String ?? ""): \($0["change"] as? String ?? "")"
        }
    }

    @Test func tellsWhoChangedWhatFromWhatToWhat() async throws {
        let shell = try await worked()
        let told = try await sentences(shell)
        #expect(
            told.dropLast(1) == [
                "Meera – Company: name none → Sahyadri",
                "Meera – Terminal Gate: added (address 192.0.2.1, port 4370, transport automatic, "
                    + "comm key set, zone Asia/Kolkata, direction automatic)",
                "Ravi – Holiday 2027-01-26: removed (Republic Day)", "Ravi – Holiday 2027-01-26: added (Republic Day)",
                "Meera – Company: weekly off none → 2nd and 4th Saturday, Sunday",
                "Meera – Shift General: breaks 13:00–14:00 → none, late grace 15 min → 10 min, "
                    + "overtime formula after shift end → beyond shift hours",
                "Meera – Asha Verma (0042): shift General → Night from 2026-11-01",
                "Meera – Asha Verma (0042): shift General until 2026-10-31",
                "Meera – Asha Verma (0042): shift General from 2026-04-01",
                "Meera – Asha Verma (0042): added (code 0042, department Stores, joined 2026-04-01)",
                "Meera – Shift Night: added (code N, start 22:00, end 06:00)",
                "Meera – Shift General: added (code G, start 09:00, end 18:00, breaks 13:00–14:00)",
            ])
        #expect(told.last?.hasSuffix("Company: time zone none → Asia/Kolkata") == true)
    }

    @Test func isNarrowedDown() async throws {
        let shell = try await worked()
        #expect(try await sentences(shell, "--actor", "Ravi").count == 2)
        #expect(try await sentences(shell, "--entity", "roster-assignment").count == 3)
        #expect(try await sentences(shell, "--entity", "roster-assignment", "--limit", "1").count == 1)
        #expect(try await sentences(shell, "--entity", "shift").count == 3)
        let general = try await sentences(shell, "--entity", "shift", "--record", "1")
        #expect(general.count == 2 && general.allSatisfy { $0.contains("Shift General") })
        #expect(try await shell.etime("audit", "list", "--record", "1").status == 64)
        #expect(try await sentences(shell, "--entity", "period-lock").isEmpty)
        #expect(try await sentences(shell, "--since", "today").count == 13)
        #expect(try await sentences(shell, "--since", "2999-01-01").isEmpty)
        #expect(try await shell.etime("audit", "list", "--actor", "Nobody").output.contains("no such changes"))
        #expect(try await shell.etime("audit", "list", "--limit", "0").status == 64)
        let csv = try await shell.etime("audit", "list", "--format", "csv", "--limit", "1").output
        #expect(csv.hasPrefix("No.,When,Who,For,What,Change,Why,From\r\n13,"))
        let table = try await shell.etime("audit", "list").output
        #expect(table.contains("Asha Verma (0042)") && table.contains("shift General → Night from 2026-11-01"))
    }
}
