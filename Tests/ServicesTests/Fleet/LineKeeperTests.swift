import DeviceTesting
import Devices
import Domain
import Foundation
import Storage
import Testing

@testable import Services

/// Readers of lines while the database or the spool is away, and while they are away themselves.
struct LineKeeperTests {
    private struct Scene {
        var company: TestCompany
        var device: DeviceSummary
        var host: String
        var database: FlakyDatabase
        var run: RunningCollector

        func said(_ text: String) async throws -> LineWire {
            let wire = try await LineWire.connect(to: host)
            await wire.send(part: text)
            return wire
        }

        func mark() async throws -> Watermark? { try await company.watermark(device) }
        func notes() async throws -> [String] {
            try await company.database.read { [device] in try DeviceNoteStore($0).all(of: device.id).map(\.sentence) }
        }
    }

    private static func line(_ second: Int) -> String { "42,2026-11-20 09:00:0\(second),0\r\n" }

    private static func punches(_ count: Int) -> @Sendable (FleetEvent) -> Bool {
        { if case .collected(let report) = $0 { report.newPunches == count } else { false } }
    }

    /// - Parameter disk: whether there is a place for the spool.
    private static func with(
        _ way: DeviceConnection.LineWay = .tcp, answer: String? = nil, disk: Bool = true, at host: String? = nil,
        _ body: (Scene) async throws -> Void
    ) async throws {
        let spool = FileManager.default.temporaryDirectory.appendingPathComponent("spool-\(UUID().uuidString)")
        if !disk { try Data().write(to: spool) }
        defer { try? FileManager.default.removeItem(at: spool) }
        try await TestCompany.open(now: "2026-11-20 19:00:00") { company in
            let host = host ?? LoopbackAddress.unused()
            var format = LineFormat.standard
            format.acknowledgement = answer
            var connection = DeviceConnection()
            connection.lines = .init(way: way, format: format)
            let draft = DeviceDraft(name: "Door", family: .lines, host: host, port: "5000", connection: connection)
            let device = try await company.services.devices.add(draft, by: company.actor)
            let database = FlakyDatabase(company.database)
            let run = try await RunningCollector(company, on: database, spool: spool)
            try await run.until { if case .connected = $0 { true } else { false } }
            try await body(Scene(company: company, device: device, host: host, database: database, run: run))
            try await run.stop()
            #expect(try await company.services.ledger.verify(by: company.actor).isIntact)
        }
    }

    /// Nobody is told that the database is away while it is there.
    @Test func aLineIsCollectedWhereTheDatabaseIsThere() async throws {
        try await Self.with { scene in
            let wire = try await scene.said(Self.line(1))
            try await scene.run.until(Self.punches(1))
            await wire.send(part: Self.line(2))
            try await scene.run.until(Self.punches(1))
            for event in scene.run.events {
                switch event {
                case .spooled, .drained: Issue.record("\(event)")
                default: break
                }
            }
            await wire.close()
        }
    }

    @Test func whatWaitsForTheDatabaseIsToldOnceAndCollectedThen() async throws {
        try await Self.with { scene in
            let device = scene.device.id
            scene.database.become(.away)
            let wire = try await scene.said(Self.line(1))
            try await scene.run.until { $0 == .spooled(device, punches: 1) }
            scene.database.become(.there)
            try await scene.run.until(Self.punches(1))
            try await scene.run.until { $0 == .drained(1) }
            #expect(scene.run.events.count { $0 == .spooled(device, punches: 1) } == 1)
            await wire.close()
        }
    }

    /// Over UDP as over TCP, also while the database is away.
    @Test func datagramsAreCollected() async throws {
        try await Self.with(.udp) { scene in
            let reader = try DatagramSender(to: scene.host, port: 5000)
            let device = scene.device.id
            try reader.send(Self.line(1))
            try await scene.run.until(Self.punches(1))
            scene.database.become(.away)
            try reader.send(Self.line(2) + Self.line(3))
            for _ in 2...3 { try await scene.run.until { $0 == .spooled(device, punches: 1) } }
            scene.database.become(.there)
            try await scene.run.until(holds: { try await scene.company.punchCount() == 3 })
        }
    }

    @Test(arguments: [nil, "OK\n"]) func aFullDiskLosesNothingWhileTheDatabaseIsThere(answer: String?) async throws {
        try await Self.with(answer: answer, disk: false) { scene in
            let wire = try await scene.said(Self.line(1) + Self.line(2) + "nobody can read this\r\n" + Self.line(3))
            try await scene.run.until(holds: { try await scene.company.punchCount() == 3 })
            #expect(!scene.run.events.contains { if case .heldBack = $0 { true } else { false } })
            await wire.close()
        }
    }

    /// With neither, the sender waits; and what was taken without the answer getting through is taken once.
    @Test(arguments: [nil, "OK\n"]) func withNeitherDiskNorDatabaseTheSenderIsHeldBack(answer: String?) async throws {
        try await Self.with(answer: answer, disk: false) { scene in
            scene.database.become(.away)
            let wire = try await scene.said(Self.line(1) + Self.line(1) + Self.line(2))
            try await scene.run.until { if case .heldBack = $0 { true } else { false } }
            #expect(wire.answers == 0)
            scene.database.become(.losingAnswers(4))
            let all = answer == nil ? 3 : 2
            try await scene.run.until(holds: { try await scene.company.punchCount() == all })
            if answer != nil { try await scene.run.until(holds: { wire.answers == 3 }) }
            await wire.send(part: Self.line(3))
            try await scene.run.until(holds: { try await scene.company.punchCount() == all + 1 })
            #expect(scene.run.events.count { if case .heldBack = $0 { true } else { false } } == 1)
            await wire.close()
        }
    }

    @Test func aCollectorEndsAlsoWhereNothingTakesWhatItHas() async throws {
        try await Self.with(disk: false) { scene in
            scene.database.become(.away)
            let wire = try await scene.said(Self.line(1))
            try await scene.run.until { if case .heldBack = $0 { true } else { false } }
            try await scene.run.stop()
            await wire.close()
        }
    }

    /// An answer would tell the sender to forget it.
    @Test func whatNothingTookIsNotAnsweredAtTheEnd() async throws {
        try await Self.with(answer: "OK\n", disk: false) { scene in
            scene.database.become(.away)
            let wire = try await scene.said(Self.line(1) + Self.line(2) + "nobody can read this\r\n")
            try await scene.run.until { if case .heldBack = $0 { true } else { false } }
            try await scene.run.stop()
            try await scene.run.until(holds: { !wire.isOpen })
            #expect(wire.answers == 0)
            #expect(try await scene.company.punchCount() == 0)
        }
    }

    /// Nobody knows of one that is not connected whether its punches are in.
    @Test func whatIsNotConnectedIsNotSeenAndNotCompleteEither() async throws {
        try await Self.with { scene in
            scene.company.clock.set("2026-11-20 19:10:00")
            let wire = try await LineWire.connect(to: scene.host)
            await scene.run.collector.wake()
            try await scene.run.until(holds: { try await scene.mark()?.completeThrough == scene.company.clock.now })
            await wire.close()
            try await scene.run.until(holds: {
                scene.company.clock.advance(60)
                await scene.run.collector.wake()
                try await scene.run.until(holds: { try await scene.mark()?.readAt == scene.company.clock.now })
                return try await scene.mark()?.completeThrough != scene.company.clock.now
            })
            let there = try await scene.mark()?.completeThrough
            scene.company.clock.set("2026-12-20 19:00:00")
            try await scene.run.until(holds: { try await scene.mark()?.readAt == scene.company.clock.now })
            #expect(try await scene.mark()?.completeThrough == there)
            #expect(try await scene.company.listed(scene.device).lastSeen == there)
            let again = try await scene.said(Self.line(1))
            try await scene.run.until(holds: { try await scene.mark()?.completeThrough == scene.company.clock.now })
            await again.close()
        }
    }

    @Test func aGapIsToldAlsoWhereTheDatabaseWasAwayWhenItEnded() async throws {
        let host = LoopbackAddress.unused()
        let first = try await LineDoor(host)
        try await Self.with(.connect, at: host) { scene in
            try await scene.run.until(holds: { try await scene.mark() != nil })
            scene.database.become(.away)
            await first.close()
            await first.takeLatest()?.close()
            try await scene.run.until { if case .disconnected(_, .some) = $0 { true } else { false } }
            scene.company.clock.set("2026-11-20 19:30:00")
            let second = try await LineDoor(host)
            try await scene.run.until { if case .connected = $0 { true } else { false } }
            scene.company.clock.set("2026-11-20 19:40:00")
            scene.database.become(.losingAnswers(2))
            try await scene.run.until(holds: { try await scene.mark()?.completeThrough == scene.company.clock.now })
            let notes = try await scene.notes()
            #expect(notes.count == 1)
            #expect(
                notes.first?.hasPrefix("Nobody listened to Door from 2026-11-20 19:00 to 2026-11-20 19:30.") == true)
            await second.close()
        }
    }
}
