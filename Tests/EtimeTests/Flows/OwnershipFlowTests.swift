import DeviceSimulator
import Domain
import Foundation
import Storage
import Testing

/// Whose punches are whose, from the command line.
struct OwnershipFlowTests {
    /// Asha has 1001, left on 31 October, and the number was used on 28 October and 5 November.
    private func withCompany(_ body: (Shell) async throws -> Void) async throws {
        let punches = ["2026-10-28", "2026-11-05"].flatMap { date in
            [TimeOfDay(9, 0), TimeOfDay(18, 0)].compactMap { time in
                CivilDate(date).map { VirtualPunch(userID: "1001", time: LocalTime($0, time), state: 255) }
            }
        }
        try await withVirtualTerminal(VirtualTerminalConfiguration(punches: punches)) { _, address in
            let shell = try Shell()
            let staff = "code,name,joined,left\n1001,Asha Verma,2026-10-01,2026-10-31\n2002,Neha,2026-11-01,\n"
            try shell.write(staff, to: "staff.csv")
            #expect(try await shell.etime("employee", "import", "staff.csv").status == 0)
            let added = try await shell.etime(
                "device", "add", "Gate", "127.0.0.1", "--port", "\(address.tcpPort)", "--tcp")
            #expect(added.status == 0)
            #expect(try await shell.etime("sync", "Gate").status == 0)
            try await body(shell)
        }
    }

    @Test func theInboxSaysWhyAndMappingEmptiesIt() async throws {
        try await withCompany { shell in
            let row = try #require(try await shell.etime("inbox", "list", "--format", "json").rows().first)
            #expect(row["user"] as? String == "1001")
            #expect(row["reason"] as? String == "2 since 2026-11-05, after Asha Verma left on 2026-10-31")

            let mapped = try await shell.etime("inbox", "map", "1001", "2002")
            #expect(mapped.status == 0, "\(mapped.errors)")
            #expect(mapped.output.hasPrefix("User 1001 of Gate is Neha (2002): 2 punches, "))
            #expect(mapped.output.contains("2 punches of the same user stay Asha Verma’s; say --all"))
            #expect(try await shell.etime("inbox", "list", "--format", "json").rows().isEmpty)

            let again = try await shell.etime("inbox", "map", "1001", "1001")
            #expect(again.status == 1)
            #expect(again.errors.contains("--from DATE") && again.errors.contains("--all"))
            let back = try await shell.etime(
                "inbox", "map", "1001", "2002", "--until", "2026-11-04", "--device", "Gate")
            #expect(back.output.contains("2 punches still wait: Neha is employed from 2026-11-01 on."))
            #expect(try await shell.etime("inbox", "map", "1001", "2002", "--all", "--from", "2026-11-01").status == 64)
            #expect(try await shell.etime("inbox", "map", "4711", "2002").errors.contains("4711"))
        }
    }

    @Test func aHandoverIsSaidInASentence() async throws {
        try await withCompany { shell in
            let added = try await shell.etime(
                "employee", "add", "3003", "Ravi", "--joined", "2026-11-04", "--device-user", "1001")
            #expect(added.status == 0)
            #expect(added.output.contains("The number 1001 was Asha Verma’s, who left on 2026-10-31:"))
            let refused = try await shell.etime(
                "employee", "add", "4004", "Kiran", "--joined", "2026-11-10", "--device-user", "1001")
            #expect(refused.status == 1)
            #expect(refused.errors.contains("enter Ravi’s last day first, or give another number"))
        }
    }

    @Test func punchesWithTheWrongPersonAreFoundAndPutRight() async throws {
        try await withCompany { shell in
            #expect(try await shell.etime("ledger", "verify").status == 0)
            let database = try await openDatabase(DatabaseURL(shell.path("data/timetracker.db")))
            try await database.write { db in
                _ = try db.execute("UPDATE punch_owner SET employee_id = 2", [])
            }
            try await database.close()
            let outcome = try await shell.etime("ledger", "verify")
            #expect(outcome.status == 1)
            #expect(
                outcome.sentence
                    == "Error: 2 punches are not with the person they belong to; the punches themselves are as they were "
                    + "collected. Put them right with “etime ledger rebuild-owners”.")
            #expect(try await shell.etime("ledger", "rebuild-owners").output.hasPrefix("2 punches put right, "))
            #expect(try await shell.etime("ledger", "verify").status == 0)
            #expect(try await shell.etime("ledger", "rebuild-owners").output.hasPrefix("Every punch was with"))
        }
    }
}
