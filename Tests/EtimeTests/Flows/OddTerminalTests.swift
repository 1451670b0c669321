import DeviceSimulator
import DeviceTesting
import Devices
import Domain
import Foundation
import Testing

/// Terminals as they are in the field, on the command line: each sentence says what happened and what to do.
struct OddTerminalTests {
    private func configuration(_ punches: Int = 4) -> VirtualTerminalConfiguration {
        var configuration = VirtualTerminalConfiguration(users: SampleCompany.users(2, seed: 1))
        // The command line runs in the zone of Kolkata, whatever that of this process is.
        configuration.clock = TerminalClock(offset: 19_800, truth: TerminalClock.wallClock(in: .gmt))
        configuration.punches = SampleCompany.punches(
            punches, of: configuration.users, until: configuration.clock.now, seed: 1)
        return configuration
    }

    private func shell(_ terminals: [(name: String, port: Int)], at host: String = "127.0.0.1") async throws -> Shell {
        let shell = try Shell()
        for terminal in terminals {
            let added = try await shell.etime(
                "device", "add", terminal.name, host, "--port", "\(terminal.port)", "--tcp")
            #expect(added.status == 0)
        }
        return shell
    }

    private func row(_ shell: Shell, _ name: String) async throws -> [String: Any] {
        let rows = try await shell.etime("device", "list", "--format", "json").rows()
        return try #require(rows.first { $0["name"] as? String == name })
    }

    @Test func aCounterThatStaysWrongCanBeAccepted() async throws {
        var wrong = configuration()
        wrong.faults.wrongCounter = 2
        try await withVirtualTerminal(wrong) { _, address in
            let shell = try await shell([("Gate 1", address.tcpPort)])
            let refused = try await shell.etime("sync")
            #expect(refused.status == 1)
            #expect(refused.errors.contains("counts 6 records but sent 4, so nothing of this read was taken"))
            #expect(refused.errors.contains("etime sync 'Gate 1' --accept-count"))
            #expect(try await shell.etime("sync", "--accept-count").status == 64, "of one terminal, by its name")

            let taken = try await shell.etime("sync", "Gate 1", "--accept-count", "--as", "Meera", "--format", "json")
            #expect(taken.status == 0)
            let report = try #require(try taken.rows().first)
            #expect((report["new_punches"] as? Int, report["on_terminal"] as? Int) == (4, 4))
            #expect(report["terminal_count"] as? Int == 6)
            #expect(report["complete_through"] is NSNull)

            #expect((try await row(shell, "Gate 1")["notes"] as? String)?.contains("2 may be missing") == true)
            #expect(try await shell.etime("device", "list").output.contains("etime device seen 'Gate 1'"))
            #expect(try await shell.etime("device", "seen", "Gate 1").status == 0)
            #expect(try await row(shell, "Gate 1")["notes"] is NSNull)
        }
    }

    @Test func ofSeveralTerminalsEachSaysItsSentence() async throws {
        try await withVirtualTerminal(configuration()) { _, first in
            try await withVirtualTerminal(configuration()) { _, last in
                let shell = try await shell([("A", first.tcpPort), ("B", 1), ("C", last.tcpPort), ("D", 2)])
                let outcome = try await shell.etime("sync")
                #expect(outcome.status == 1)
                #expect(
                    outcome.output.contains("4 new punches from A") && outcome.output.contains("4 new punches from C"))
                let errors = outcome.errors.split(separator: "\n")
                #expect(errors.count == 2)
                #expect(errors.first?.hasPrefix("Error: B: No connection to the terminal at 127.0.0.1:1") == true)
                #expect(errors.last?.hasPrefix("Error: D: No connection to the terminal at 127.0.0.1:2") == true)

                let rows = try await shell.etime("sync", "--format", "json").rows()
                #expect(rows.map { $0["device"] as? String } == ["A", "B", "C", "D"])
                #expect(rows.map { $0["error"] is NSNull } == [true, false, true, false])
            }
        }
    }

    @Test func aRetiredTerminalIsNotAskedAndCanComeBack() async throws {
        try await withVirtualTerminal(configuration()) { _, address in
            let shell = try await shell([("Gate", address.tcpPort), ("Dead", 1)])
            let retired = try await shell.etime("device", "retire", "Dead", "--on", "2026-01-31")
            #expect(retired.output.contains("never read: what was punched on it before 2026-02-01 00:00 is not in"))
            let outcome = try await shell.etime("sync")
            #expect((outcome.status, outcome.errors) == (0, ""))
            #expect(try await row(shell, "Dead")["retired_at"] as? String == "2026-02-01T00:00:00+05:30")
            #expect(try await shell.etime("sync", "Dead").errors.contains("etime device restore Dead"))
            #expect(try await shell.etime("device", "retire", "Gate").status == 0)
            #expect(try await shell.etime("sync").errors.contains("Every terminal is retired"))
            #expect(try await shell.etime("device", "restore", "Gate").status == 0)
            #expect(try await shell.etime("sync").status == 0)
        }
    }

    @Test func anotherTerminalIsNamedAndCanBeAccepted() async throws {
        try await withVirtualTerminal(configuration(), host: LoopbackAddress.unused()) { terminal, address in
            let shell = try await shell([("Gate", address.tcpPort)], at: address.host)
            #expect(try await shell.etime("sync").status == 0)
            await terminal.stop()
            var other = configuration(2)
            other.identity.serialNumber = "CJ9Z000001"
            let second = VirtualTerminal(other)
            try await second.start(inPlaceAt: address)
            let refused = try await shell.etime("sync")
            #expect(refused.errors.contains("its serial number is CJ9Z000001, not AEYU194960001"))
            #expect(refused.errors.contains("etime sync Gate --accept-terminal"))
            let info = try await shell.etime("device", "info", "Gate")
            #expect(info.output.contains("CJ9Z000001") && info.errors.contains("not AEYU194960001"))
            #expect(try await shell.etime("sync", "Gate", "--accept-terminal").status == 0)
            #expect(try await shell.etime("sync").status == 0)
            await second.stop()
        }
    }

    @Test func anImpossibleDateIsSaidInWords() async throws {
        var odd = configuration()
        odd.faults.invalidDates = 1
        try await withVirtualTerminal(odd) { _, address in
            let shell = try await shell([("Gate", address.tcpPort)])
            #expect(try await shell.etime("sync").output.contains("4 with a date that cannot be right"))
            let users = try await shell.etime("inbox", "list", "--format", "json").rows()
            #expect(!users.isEmpty)
            for user in users {
                #expect((user["first_punch"] as? String)?.hasPrefix("impossible date (0x") == true)
                #expect((user["last_punch"] as? String)?.hasPrefix("impossible date (0x") == true)
            }
            #expect(try await shell.etime("inbox", "list").output.contains("impossible date (0x"))
        }
    }

    @Test func aZoneUnderPunchesIsChangedWithAWordOnly() async throws {
        try await withVirtualTerminal(configuration()) { _, address in
            let shell = try await shell([("Gate", address.tcpPort)])
            #expect(try await shell.etime("device", "zone", "Gate", "Asia/Dubai").status == 0)
            let sync = try await shell.etime("sync")
            #expect(sync.output.contains("shows 1 h 30 min more than a clock in Asia/Dubai would: is its zone right?"))
            #expect(try await shell.etime("device", "list").output.contains("It shows 1 h 30 min more"))
            let refused = try await shell.etime("device", "zone", "Gate", "Asia/Kolkata")
            #expect(refused.status == 1)
            #expect(refused.errors.contains("placed in time by Asia/Dubai"))
            #expect(refused.errors.contains("--from-now-on or --was-wrong"))
            #expect(try await shell.etime("device", "zone", "Gate", "Asia/Kolkata", "--was-wrong").status == 0)
            #expect(try await shell.etime("sync").output.contains("is its zone right") == false)
        }
    }
}
