import DeviceSimulator
import DeviceTesting
import Devices
import Domain
import Foundation
import Logging
import Storage
import Testing

@testable import Server
@testable import Services

/// The whole life of a push terminal at a collector: it calls over HTTP, and what stands behind is a company.
struct PushDeskTests {
    private typealias Office = PushOffice

    /// A stranger keeps its punches, is seen, adopted, called back, and hands over all of them.
    @Test func fromTheFirstKnockToTheLedger() async throws {
        try await Office.open { office in
            let terminal = office.terminal()
            await Office.punch(terminal, 0..<7)
            #expect(await !terminal.step().isQuiet)
            #expect(try await office.punches().isEmpty)
            let seen = try #require(try await office.services.devices.sightings(by: Office.actor).first)
            #expect((seen.serialNumber, seen.address, seen.pushVersion) == (Office.serial, "127.0.0.1", "2.4.0"))
            let device = try await office.services.devices.adopt(Office.serial, as: "Yard", by: Office.actor)
            #expect(try await office.services.devices.sightings(by: Office.actor).isEmpty)
            #expect(await terminal.run(rounds: 10))
            #expect(await terminal.handshakes == 1)
            #expect(await terminal.lastHandshake.contains("\nTimeZone=330\n"))
            #expect(try await office.punches() == Office.rows(0..<7))
            // Some more calls say that everything is in, up to what may be on its way.
            for _ in 0..<4 { _ = await terminal.step() }
            let through = try await office.database.read { try WatermarkStore($0).find(device.id)?.completeThrough }
            let zone = try #require(SystemZones.rules(of: "Asia/Kolkata"))
            #expect(try zone.local(at: #require(through)) >= LocalTime(seconds: Office.noon.seconds))
            #expect(try await office.device().lastError == nil)
        }
    }

    /// The database is not asked about each call of somebody who calls more often than terminals do.
    @Test func aStrangerIsRememberedForSomeSeconds() async throws {
        try await Office.open { office in
            func isKnown(_ serial: String) async throws -> Bool {
                try await office.collector.push.terminal(
                    knocking: PushKnock(serialNumber: serial, address: "192.0.2.7")) != nil
            }
            for serial in [Office.serial, "CJ9Z000002"] {
                for _ in 0..<UnknownCallers.looks { #expect(try await !isKnown(serial)) }
            }
            _ = try await office.services.devices.adopt(Office.serial, as: "Yard", by: Office.actor)
            #expect(try await isKnown(Office.serial), "who is adopted here is known at once")
            for _ in 0..<UnknownCallers.looks { #expect(try await !isKnown("CJ9Z000002")) }
            try await office.adoptElsewhere("CJ9Z000002")
            #expect(try await !isKnown("CJ9Z000002"))
            office.clock.advance(UnknownCallers.memory)
            #expect(try await isKnown("CJ9Z000002"), "and who is adopted elsewhere, soon")
            #expect(try await !isKnown("CJ9Z000003"))
            try await office.adoptElsewhere("CJ9Z000003")
            #expect(try await isKnown("CJ9Z000003"), "or at once, where it calls as terminals do")
        }
    }

    @Test func onlySoManyStrangersAreRemembered() {
        var unknown = UnknownCallers()
        let now = Instant(seconds: 1_795_000_000)
        func ask(_ serialNumber: String, at time: Instant, version: Int = 1) {
            for _ in 0..<UnknownCallers.looks { unknown.insert(serialNumber, at: time, version: version) }
        }
        for number in 0...UnknownCallers.most { ask("\(number)", at: now) }
        #expect(unknown.contains("0", at: now, version: 1))
        #expect(!unknown.contains("\(UnknownCallers.most)", at: now, version: 1))
        let later = now + UnknownCallers.memory
        ask("\(UnknownCallers.most)", at: later)
        #expect(unknown.contains("\(UnknownCallers.most)", at: later, version: 1))
        #expect(!unknown.contains("0", at: later, version: 1) && !unknown.contains("0", at: now + -1, version: 1))
        ask("old", at: later, version: 0)
        #expect(!unknown.contains("old", at: later, version: 1), "it was asked before the list changed")
        #expect(!unknown.contains("\(UnknownCallers.most)", at: later, version: 2))
    }

    /// Whatever it sends again is in once, and its stamps go with it.
    @Test func whatIsSentAgainIsInOnce() async throws {
        try await Office.open { office in
            _ = try await office.services.devices.adopt(Office.serial, as: "Yard", by: Office.actor)
            let terminal = office.terminal { $0.isOld = true }
            var faults = PushFaults()
            (faults.cuts, faults.lostAnswers, faults.repeats, faults.restarts) = (0.2, 0.2, 0.3, 0.2)
            await terminal.setFaults(faults)
            for part in 0..<12 {
                await Office.punch(terminal, part * 4..<part * 4 + 4)
                _ = await terminal.step()
            }
            #expect(await terminal.failures > 0)
            await terminal.setFaults(PushFaults())
            #expect(await terminal.run(rounds: 20))
            #expect(try await office.punches() == Office.rows(0..<48))
            let device = try await office.device().id
            let stamps = try await office.database.read { try PushStampStore($0).stamps(of: device) }
            #expect(stamps[PushTable.attendance.rawValue] == "48")
        }
    }

    /// A new word shuts out whoever has the old one, and a server that starts again asks for it once more.
    @Test(arguments: [false, true]) func theWordThatLetsItIn(inPath: Bool) async throws {
        try await Office.open { office in
            let device = try await office.services.devices.adopt(Office.serial, as: "Yard", by: Office.actor)
            let word = try await office.services.devices.renewPushToken(of: device.id, by: Office.actor)
            let stranger = office.terminal()
            await Office.punch(stranger, 20..<22)
            #expect(await !stranger.run(rounds: 3))
            #expect(try await office.device().lastError?.hasPrefix("Yard calls with a wrong word;") == true)
            let terminal = office.terminal { if inPath { $0.pathToken = word } else { $0.commKey = word } }
            await Office.punch(terminal, 0..<4)
            #expect(await terminal.run(rounds: 10))
            #expect(try await office.punches() == Office.rows(0..<4))
            #expect(try await office.device().lastError == nil)
            if inPath { #expect(await !stranger.run(rounds: 3), "from the same address, without the word") }
            _ = try await office.services.devices.renewPushToken(of: device.id, by: Office.actor)
            let other = office.terminal { $0.pathToken = word }
            for late in [terminal, other] {
                await Office.punch(late, 30..<32)
                #expect(await !late.run(rounds: 3))
            }
            #expect(try await office.punches() == Office.rows(0..<4))
            try await office.services.devices.removePushToken(of: device.id, by: Office.actor)
            #expect(await stranger.run(rounds: 10))
            #expect(try await office.punches() == Office.rows(0..<4) + Office.rows(20..<22))
        }
    }

    /// What it proved is forgotten with the server; it is told to start again, and says its key.
    @Test func aServerThatStartedAgainAsksForTheKey() async throws {
        try await Office.open { office in
            let device = try await office.services.devices.adopt(Office.serial, as: "Yard", by: Office.actor)
            let word = try await office.services.devices.renewPushToken(of: device.id, by: Office.actor)
            let host = LoopbackAddress.unused()
            let terminal = office.terminal { ($0.host, $0.port, $0.commKey) = (host, 8081, word) }
            for part in 0..<3 {
                let server = PushServer(
                    ServerAddress(host: host, port: 8081), host: office.collector.push,
                    mailboxes: office.collector.push.mailboxes, logger: Logger(label: "push"))
                let (listening, bound) = AsyncStream<Void>.makeStream()
                let running = Task { try await server.run { _ in bound.yield() } }
                for await _ in listening { break }
                await Office.punch(terminal, part * 5..<part * 5 + 5)
                #expect(await terminal.run(rounds: 10))
                #expect(try await office.punches() == Office.rows(0..<part * 5 + 5))
                running.cancel()
                try await running.value
                #expect(await !terminal.step().isQuiet, "nobody listens")
            }
            #expect(await terminal.handshakes == 3)
        }
    }

    @Test func ordersReachItAndTheirResultsComeBack() async throws {
        try await Office.open { office in
            _ = try await office.services.devices.adopt(Office.serial, as: "Yard", by: Office.actor)
            let terminal = office.terminal()
            #expect(await terminal.run(rounds: 10))
            let deleted = try await office.done(.deleteUser("2"), at: terminal)
            #expect(deleted.task.state == .done)
            #expect(await terminal.users.map(\.userID) == ["1"])
            let again = try await office.done(.deleteUser("2"), at: terminal)
            #expect(again.sentence == "It has no user 2, so there was nothing to delete; check the number.")
            let opened = try await office.done(.openDoor(seconds: 3), at: terminal)
            #expect(opened.task.state == .done)
            #expect(opened.sentence == "Opened; how long it stays open is set at the terminal.")
            #expect(await terminal.doorOpenings == 1)
            #expect(try await office.done(.setOption(name: "Delay", value: "7"), at: terminal).task.state == .done)
            #expect(await terminal.options["Delay"] == "7")
            let listed = try await office.done(.listPeople, at: terminal)
            #expect(listed.sentence == "1 user.")
            let refused = try await office.done(.enrol(user: "77", finger: 2), at: terminal)
            #expect(refused.task.state == .failed)
            #expect(refused.sentence.contains("4 (it failed)"))
            // What it cannot do is refused, and not tried.
            let error = await #expect(throws: ServiceError.self) {
                try await office.done(.playVoice(number: 0), at: terminal)
            }
            #expect("\(try #require(error))" == "Yard is a push terminal; it does not offer playing a voice.")
            #expect(await terminal.commands.contains { $0.contains("DELETE USERINFO PIN=2") })
        }
    }

    @Test func whatWasDoneInItsMenuIsKept() async throws {
        try await Office.open { office in
            let device = try await office.services.devices.adopt(Office.serial, as: "Yard", by: Office.actor)
            let (first, second) = (
                "OPLOG 4\t0\t2026-11-20 10:00:00\t2\t0\t0\t0\n", "OPLOG 21\t9\t2026-11-20 11:00:00\t0\t0\t0\t0\n"
            )
            for body in [first, second, second] {
                let answer = try await office.server.post(
                    "/iclock/cdata?SN=\(Office.serial)&table=OPERLOG&Stamp=1", body)
                #expect(answer.status == 200)
            }
            let lines = try await office.services.fleet.operations(of: device.id, by: Office.actor)
            #expect(lines.map(\.title) == ["Clock set", "Menu opened"])
            #expect(lines.map(\.user) == ["9", ""])
            let notes = try await office.services.devices.list(by: Office.actor).flatMap(\.notes)
            #expect(notes.count == 1)
            #expect(notes.first?.contains("clock set (2026-11-20 11:00, by its user 9)") == true)
        }
    }

    @Test func aRowThatIsNoPunchIsKeptAndSaid() async throws {
        try await Office.open { office in
            let device = try await office.services.devices.adopt(Office.serial, as: "Yard", by: Office.actor)
            let body = "1\tyesterday\t0\t1\n1\t2026-11-20 12:00:00\t0\t1\n"
            for _ in 0..<2 {
                let answer = try await office.server.post(
                    "/iclock/cdata?SN=\(Office.serial)&table=ATTLOG&Stamp=1", body)
                #expect((answer.status, answer.body) == (200, "OK: 2"))
            }
            #expect(try await office.punches() == ["1 2026-11-20 12:00:00"])
            let lines = try await office.database.read { try UnreadableLineStore($0).all(of: device.id).map(\.line) }
            #expect(Set(lines) == ["1\tyesterday\t0\t1"])
        }
    }
}
