import DeviceSimulator
import Devices
import Domain
import Testing

/// A terminal with a full memory, and a company of the people on it that has collected nothing yet.
enum FullTerminal {
    static let punches = 50_000
    /// What can be in the ledger when a collection is stopped: each part as a whole, or not at all.
    static let stored = Array(stride(from: 0, to: punches, by: DeviceEndpoint.standardPart / 40)) + [punches]

    /// - Parameter delay: milliseconds before each of the terminal's answers.
    static func with(
        delay: Int = 0, _ body: (Shell, VirtualTerminal) async throws -> Void
    ) async throws {
        try await withVirtualTerminal(configuration(delay)) { terminal, address in
            let shell = try Shell()
            let users = SampleCompany.users(60).map { "\($0.userID),\($0.name),2020-01-01,G" }
            try shell.write((["code,name,joined,shift"] + users).joined(separator: "\n"), to: "people.csv")
            let steps = [
                ["shift", "add", "G", "General", "09:00", "18:00"], ["employee", "import", "people.csv"],
                ["device", "add", "Gate", "127.0.0.1", "--port", "\(address.tcpPort)", "--tcp"],
            ]
            for step in steps {
                let outcome = try await shell.etime(step)
                #expect(outcome.status == 0, "\(outcome.errors)")
            }
            try await body(shell, terminal)
        }
    }

    /// The next collection ends with every punch in a ledger that is whole, once.
    static func expectWhole(_ shell: Shell, _ terminal: VirtualTerminal) async throws {
        await terminal.setFaults(Faults())
        try await expectLedger(shell, stored)
        let next = try await shell.etime("sync")
        #expect(next.status == 0, "\(next.errors)")
        try await expectLedger(shell, [punches])
        let again = try await shell.etime("sync")
        #expect(again.output.contains("\n0 new punches from Gate, 0 days worked out"), "\(again.output)")
        try await expectLedger(shell, [punches])
    }

    /// `etime ledger verify` proves it, with one of these numbers of punches.
    static func expectLedger(_ shell: Shell, _ counts: [Int]) async throws {
        let verdict = try await shell.etime("ledger", "verify")
        #expect(verdict.status == 0, "\(verdict.errors)")
        #expect(counts.contains { verdict.output.contains(" \($0) punches ") }, "\(verdict.output)")
    }

    private static func configuration(_ delay: Int) -> VirtualTerminalConfiguration {
        let users = SampleCompany.users(60)
        let end = LocalTime(seconds: 1_795_000_000)
        var configuration = VirtualTerminalConfiguration(
            users: users, punches: SampleCompany.punches(punches, of: users, until: end))
        configuration.faults.delay = delay
        return configuration
    }
}
