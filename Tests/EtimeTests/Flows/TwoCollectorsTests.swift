import DeviceSimulator
import Devices
import Domain
import Foundation
import Storage
import Testing

/// Two programs on one database share the terminals; one is killed, and the other has them all.
@Suite(.serialized)
struct TwoCollectorsTests {
    private static let zone = TimeZone(identifier: "Asia/Kolkata") ?? .gmt
    private static let early = Double(300)
    private static let collect = ["collect", "--database", "company.db", "--spool", "spool", "--scan-interval", "1"]

    @Test func oneIsKilledAndTheOtherTakesAll() async throws {
        let gates = (0..<4).map { Gate(number: $0) }
        let shell = try Shell()
        for gate in gates { try await gate.join(shell) }
        let ledger = try await openDatabase(DatabaseURL(shell.path("company.db")))
        try await withThrowingTaskGroup(of: Int32.self) { group in
            let (shared, killed) = (Signpost(), Signpost())
            group.addTask {
                try await shell.etime(Self.collect) { first in
                    for gate in gates { try await first.says("\(gate.name): connected") }
                    await shared.reach()
                    try await killed.reached()
                    try first.send(SIGKILL)
                }.status
            }
            group.addTask {
                try await shared.reached()
                return try await shell.etime(Self.collect) { second in
                    try await second.says("connected", times: 2)
                    await Gate.punch(gates, 0..<50)
                    try await Self.wait { try await ledger.read { try PunchLedger($0).punchCount() } > 0 }
                    await killed.reach()
                    await Gate.punch(gates, 50..<100)
                    for gate in gates { try await second.says("\(gate.name): connected") }
                    await Gate.punch(gates, 100..<150)
                    try await Self.wait { try await ledger.read { try PunchLedger($0).punchCount() } == 4 * 150 }
                    try second.send(SIGINT)
                }.status
            }
            var statuses: [Int32] = []
            for try await status in group { statuses.append(status) }
            // The killed one first; the other goes in good order.
            #expect(statuses == [137, 130] || statuses == [137, 0], "\(statuses)")
        }
        for gate in gates { try await gate.expectAll(in: ledger) }
        #expect(try await ledger.read { try PunchLedger($0).verify() }.isIntact)
        // The leases of the killed one are nobody's; the other has left its own.
        let held = try await ledger.read { try LeaseStore($0).holders(of: "collect/") }
        #expect(held.isEmpty)
        #expect(((try? FileManager.default.contentsOfDirectory(atPath: shell.path("spool"))) ?? []).isEmpty)
        try await ledger.close()
        for gate in gates { await gate.terminal.stop() }
    }

    fileprivate static func wait(until holds: () async throws -> Bool) async throws {
        while try await !holds() { try await Task.sleep(for: .milliseconds(20)) }
    }

    private struct Gate: Sendable {
        let number: Int
        let terminal: VirtualTerminal
        let beginning: LocalTime

        var name: String { "Gate \(number)" }

        init(number: Int) {
            self.number = number
            var configuration = VirtualTerminalConfiguration(
                users: [UserRecord(uid: 1, name: "Asha", userID: "42")])
            configuration.identity.serialNumber = "G\(number)"
            configuration.clock = TerminalClock(truth: TerminalClock.wallClock(in: zone))
            beginning = LocalTime(seconds: Int64(TerminalClock.wallClock(in: zone)() - early))
            terminal = VirtualTerminal(configuration)
        }

        func join(_ shell: Shell) async throws {
            let port = try await terminal.start().tcpPort
            let outcome = try await shell.etime(
                ["device", "add", name, "127.0.0.1", "--port", "\(port)", "--tcp", "--database", "company.db"])
            #expect(outcome.status == 0, "\(outcome.errors)")
        }

        /// Two people a second, one of them twice.
        private func punch(_ index: Int) -> VirtualPunch {
            VirtualPunch(
                userID: index % 3 == 0 ? "42" : "43", time: LocalTime(seconds: beginning.seconds + Int64(index / 3)))
        }

        static func punch(_ gates: [Gate], _ range: Range<Int>) async {
            for index in range { for gate in gates { await gate.terminal.punch(gate.punch(index)) } }
        }

        func expectAll(in ledger: any Database) async throws {
            let rows = try await ledger.read { db in
                let device = try DeviceStore(db).find(name: name)?.id ?? ID(0)
                return try db.all(
                    "SELECT device_user, local_s FROM punch WHERE device_id = ? ORDER BY id",
                    [.integer(device.rawValue)]
                ) { "\($0.text(0)) \($0.integer(1))" }
            }
            #expect(rows == (0..<150).map { "\(punch($0).userID) \(punch($0).time.seconds)" })
        }
    }
}

/// Somebody gets there, and somebody waits for it.
private actor Signpost {
    private var isReached = false

    func reach() { isReached = true }
    func reached() async throws { try await TwoCollectorsTests.wait { isReached } }
}

extension RunningProgram {
    /// Returns when standard output holds `text` so often.
    fileprivate func says(_ text: String, times: Int) async throws {
        try await TwoCollectorsTests.wait {
            run.output.split(separator: text, omittingEmptySubsequences: false).count > times
        }
    }
}
