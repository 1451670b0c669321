import Foundation
import Testing

/// From nothing to people, shifts and a terminal, as an HR officer would type it.
struct FirstDayTests {
    private static let staff = """
        Emp. Code,Employee Name,Dept,Joined,Shift,Works
        0042,Asha Verma,Stores,2026-04-01,G,1
        0043,"Rao, Sunil",Stores,2026-13-01,G,2
        0044,सुनील गायकवाड,Assembly,1-Apr-2026,G,3
        0042,Somebody Else,Stores,2026-04-01,G,4
        0045,,Stores,2026-04-01,Z,5

        """

    private func company() async throws -> Shell {
        let shell = try Shell()
        #expect(try await shell.etime("db", "migrate").status == 0)
        #expect(
            try await shell.etime("shift", "add", "G", "General", "09:00", "18:00", "--break", "13:00-14:00").status
                == 0)
        try shell.write(Self.staff, to: "staff.csv")
        return shell
    }

    @Test func theDatabaseIsMadeOnceAndStatusSaysSo() async throws {
        let shell = try Shell()
        let before = try await shell.etime("db", "status")
        #expect(before.status == 1)
        #expect(before.sentence.contains("etime db migrate"))

        let made = try await shell.etime("db", "migrate")
        #expect(made.status == 0)
        #expect(FileManager.default.fileExists(atPath: shell.path("data/timetracker.db")))
        #expect(try await shell.etime("db", "migrate").output.contains("up to date"))

        let rows = try await shell.etime("db", "status", "--format", "json").rows()
        #expect(!rows.isEmpty)
        #expect(rows.allSatisfy { $0["applied_at"] is String })
    }

    @Test func aDryRunNamesTheBadRowsAndStoresNothing() async throws {
        let shell = try await company()
        let outcome = try await shell.etime("employee", "import", "staff.csv", "--dry-run", "--format", "json")
        #expect(outcome.status == 1)
        let rows = try outcome.rows()
        #expect(rows.map { $0["line"] as? Int } == [2, 3, 4, 5, 6])
        #expect(rows.map { $0["fate"] as? String } == ["added", "refused", "added", "refused", "refused"])
        #expect((rows[1]["why"] as? String)?.contains("2026-13-01") == true)
        #expect(outcome.errors.contains("2 would be added"))
        #expect(try await shell.etime("employee", "list", "--format", "json").rows().isEmpty)
    }

    @Test func oneBadRowKeepsAllOutUnlessTheGoodAreAskedFor() async throws {
        let shell = try await company()
        let refused = try await shell.etime("employee", "import", "staff.csv")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("Nothing was stored"))
        #expect(try await shell.etime("employee", "list", "--format", "json").rows().isEmpty)

        let taken = try await shell.etime("employee", "import", "staff.csv", "--skip-refused")
        #expect(taken.status == 1, "rows were left out, and a script must be told")
        #expect(taken.output.contains("2026-13-01"))
        let names = try await shell.etime("employee", "list", "--format", "json").rows().map { $0["name"] as? String }
        #expect(names == ["Asha Verma", "सुनील गायकवाड"])
    }

    @Test func importingAGoodFileTwiceChangesNothing() async throws {
        let shell = try await company()
        try shell.write("code,name,joined\n1,A B,2026-01-01\n2,C D,2026-01-02\n", to: "good.csv")
        #expect(try await shell.etime("employee", "import", "good.csv").output.contains("2 added"))
        let again = try await shell.etime("employee", "import", "good.csv")
        #expect(again.status == 0)
        #expect(again.output.contains("0 added, 0 changed, 2 unchanged"))
    }

    @Test func aPersonAndATerminalCanBeAddedAndListed() async throws {
        let shell = try await company()
        let added = try await shell.etime(
            "employee", "add", "7", "=Ravi, Kumar", "--joined", "2026-04-01", "--shift", "G", "--as", "Meera")
        #expect(added.status == 0)
        let csv = try await shell.etime("employee", "list", "--format", "csv")
        #expect(csv.output.contains("\r\n7,\"'=Ravi, Kumar\",,,,2026-04-01,,G,7\r\n"))

        #expect(try await shell.etime("device", "add", "Gate 1", "192.0.2.1", "--comm-key", "5").status == 0)
        let device = try #require(try await shell.etime("device", "list", "--format", "json").rows().first)
        #expect(device["address"] as? String == "192.0.2.1:4370")
        #expect(device["last_seen"] is NSNull)
    }

    @Test func aShiftIsEndedWithoutAnother() async throws {
        let shell = try await company()
        #expect(
            try await shell.etime("employee", "add", "7", "Ravi", "--joined", "2026-04-01", "--shift", "G").status == 0)
        let ended = try await shell.etime("shift", "unassign", "7", "2026-05-01")
        #expect(ended.output.contains("Ravi (7) works no shift from 2026-05-01 on."))
        #expect(try await shell.etime("shift", "unassign", "7", "2026-05-01").output.contains("as before"))
        let rows = try await shell.etime("employee", "list", "--format", "json").rows()
        #expect(rows.first?["shift"] as? String ?? "" == "")
        let nobody = try await shell.etime("shift", "unassign", "8", "2026-05-01")
        #expect(nobody.status != 0 && nobody.sentence.contains("8"))
    }

    @Test func settingsComeFromFlagThenEnvironmentThenFile() async throws {
        let shell = try Shell()
        try shell.write("ETIME_DATABASE=from-file.db\n", to: ".env")
        #expect(try await shell.etime("db", "migrate").status == 0)
        #expect(
            try await shell.etime(["db", "migrate"], environment: ["ETIME_DATABASE": "from-environment.db"]).status == 0
        )
        #expect(
            try await shell.etime(
                ["db", "migrate", "--database", "sqlite:///from-flag.db"],
                environment: ["ETIME_DATABASE": "from-environment.db"]
            ).status == 0)
        for name in ["from-file.db", "from-environment.db", "from-flag.db"] {
            #expect(FileManager.default.fileExists(atPath: shell.path(name)), "\(name)")
        }
    }

    @Test func anIntactLedgerIsProven() async throws {
        let outcome = try await company().etime("ledger", "verify")
        #expect(outcome.status == 0)
        #expect(!outcome.output.isEmpty)
    }
}
