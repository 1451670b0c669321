import DeviceSimulator
import DeviceTesting
import Devices
import Domain
import NIOCore
import Storage
import Testing

@testable import Services

/// Readers that say a line again.
struct LineRepetitionTests {
    private static let line = "42,2026-11-20 09:00:00,0\r\n"

    private static func with(
        answer: String?, time: LineTime? = nil,
        _ body: (TestCompany, String, RunningCollector) async throws -> Void
    ) async throws {
        try await TestCompany.open(now: "2026-11-20 19:00:00") { company in
            let host = LoopbackAddress.unused()
            var format = LineFormat.standard
            format.acknowledgement = answer
            format.time = time ?? format.time
            var connection = DeviceConnection()
            connection.lines = .init(way: .tcp, format: format)
            let draft = DeviceDraft(name: "Door", family: .lines, host: host, port: "5000", connection: connection)
            _ = try await company.services.devices.add(draft, by: company.actor)
            let run = try await RunningCollector(company)
            try await run.until { if case .connected = $0 { true } else { false } }
            try await body(company, host, run)
            try await run.stop()
            #expect(try await company.services.ledger.verify(by: company.actor).isIntact)
        }
    }

    private static func say(_ text: String, to host: String) async throws {
        let wire = try await LineWire.connect(to: host)
        await wire.send(part: text)
        await wire.close()
    }

    private static func unreadable(_ company: TestCompany) async throws -> [String] {
        try await company.database.read { try UnreadableLineStore($0).all().map(\.line) }
    }

    /// It did not hear the answer: the connection was cut before.
    @Test func whatIsSaidAgainForWantOfAnAnswerIsInOnce() async throws {
        try await Self.with(answer: "OK\n") { company, host, run in
            for _ in 0..<3 { try await Self.say(Self.line, to: host) }
            let last = try await LineWire.connect(to: host)
            await last.send(part: Self.line + "nobody can read this\r\n" + Self.line)
            try await run.until(holds: { last.answers == 3 })
            await last.close()
            try await run.until(holds: { try await Self.unreadable(company) == ["nobody can read this"] })
            #expect(try await company.punchCount() == 1)
        }
    }

    /// A card at a reader without a clock, in the morning and in the evening: two punches, whoever can read them later.
    @Test func whatNobodyCanReadIsKeptEachTimeWhereTheLineHasNoTime() async throws {
        try await Self.with(answer: "OK\n", time: .arrival) { company, host, run in
            for count in 1...2 {
                try await Self.say("\n0004A3F2 ???\r\n", to: host)
                try await run.until(holds: { try await Self.unreadable(company).count == count })
            }
        }
    }

    /// It says each punch once: two that are equal are two.
    @Test func whatIsSaidTwiceWithoutAnswersIsTwoPunches() async throws {
        try await Self.with(answer: nil) { company, host, run in
            try await Self.say(Self.line + Self.line + "42,2026-11-2", to: host)
            try await run.until(holds: { try await Self.unreadable(company) == ["42,2026-11-2"] })
            #expect(try await company.punchCount() == 2)
        }
    }
}
