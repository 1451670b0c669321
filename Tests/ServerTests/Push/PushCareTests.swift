import DeviceSimulator
import Devices
import Domain
import Foundation
import Storage
import Testing

@testable import Server
@testable import Services

/// What somebody learns of a terminal that pushes: that it is silent, how full it is, that its clock is wrong.
struct PushCareTests {
    private typealias Office = PushOffice

    @Test(.timeLimit(.minutes(10))) func aSilentTerminalIsSaidToBe() async throws {
        try await Office.withYard { office, device in
            let terminal = office.terminal()
            #expect(await terminal.run(rounds: 10))
            office.clock.advance(299)
            #expect(try await office.device().silentSince == nil)
            #expect(try await office.device().stateWord == "connected")
            let (heard, events) = (office.clock.now + -299, office.services.fleet.events())
            office.clock.advance(1)
            #expect(try await office.device().silentSince == heard)
            #expect(try await office.device().stateWord == "not heard")
            for _ in 0..<2 { try await office.collector.push.lookForSilence() }
            let health = try #require(try await office.device().health)
            #expect((health.failingSince, health.outcomes & 3) == (office.clock.now, 1))
            for await case .disconnected(let id, let why?) in events {
                #expect(id == device.id)
                #expect(why.hasPrefix("Yard was not heard since 2026-11-20 13:00: look whether it is on"))
                break
            }
            // Who asks it something hears that at once.
            let error = await #expect(throws: ServiceError.self) {
                try await office.services.devices.information(of: device.id, by: Office.actor)
            }
            #expect("\(try #require(error))".hasPrefix("Yard was not heard since 2026-11-20 13:00"))
            _ = await terminal.step()
            #expect(try await office.device().silentSince == nil)
            #expect(try await office.device().lastError == nil)
            #expect(try await office.device().health?.failingSince == nil)
        }
    }

    /// What it recorded while it was away comes after it has called again.
    @Test func anAbsenceIsNotTakenForComplete() async throws {
        try await Office.withYard { office, device in
            func through() async throws -> Instant? {
                try await office.database.read { try WatermarkStore($0).find(device.id)?.completeThrough }
            }
            _ = try await office.server.get("/iclock/getrequest?SN=\(Office.serial)")
            #expect(try await through() == nil)
            #expect(try await office.device().lastSeen == office.clock.now)
            for _ in 0..<3 { _ = try await office.server.get("/iclock/getrequest?SN=\(Office.serial)") }
            #expect(try await through() == office.clock.now + -60)
        }
    }

    @Test func howFullItIsStaysKnown() async throws {
        try await Office.withYard { office, _ in
            let terminal = office.terminal()
            await Office.punch(terminal, 0..<7)
            try await office.send("options", "~MaxAttLogCount=10,~MaxUserCount=20,MaxFingerCount=1500,~DeviceName=X")
            #expect(await terminal.run(rounds: 10))
            for _ in 0..<5 { _ = await terminal.step() }
            #expect(try await office.device().recordsUsed == 7)
            office.clock.advance(61)
            _ = await terminal.step()
            let device = try await office.device()
            #expect(device.lastSeen == office.clock.now)
            #expect((device.recordsUsed, device.recordCapacity) == (7, 100_000))
            #expect((device.health?.userCapacity, device.health?.fingerprintCapacity) == (2000, 1500))
        }
    }

    @Test func aClockThatIsAheadIsSaid() async throws {
        try await Office.withYard { office, _ in
            try await office.send("ATTLOG", "1\t2026-11-20 13:05:00\t0\t1")
            #expect(try await office.device().clockDrift == nil)
            try await office.send("ATTLOG", "1\t2026-11-20 13:20:00\t0\t1")
            #expect(try await office.device().clockDrift == 1200)
            #expect(try await office.device().conditions == ["Its clock is 20 min fast; set it in its menu."])
            // One that is days ahead is in the inbox by itself.
            try await office.send("ATTLOG", "2\t2026-11-25 13:20:00\t0\t1")
            #expect(try await office.device().clockDrift == 1200)
            try await office.send("ATTLOG", "1\t2026-11-20 12:00:00\t0\t1")
            #expect(try await office.device().clockDrift == 1200)
            try await office.send("ATTLOG", "1\t2026-11-20 12:59:58\t0\t1")
            #expect(try await office.device().clockDrift == nil)
        }
    }

    @Test func aClockThatWentBackIsInTheInbox() async throws {
        try await Office.withYard { office, _ in
            func doubts() async throws -> [Doubt.Kind] {
                try await office.services.inbox.doubtful(by: Office.actor).map(\.kind)
            }
            let (first, second) = ("1\t2026-11-20 12:50:00\t0\t1", "2\t2026-11-20 12:51:00\t0\t1")
            for row in [first, second, first, second] { try await office.send("ATTLOG", row) }
            #expect(try await doubts().isEmpty)
            try await office.send("ATTLOG", "1\t2026-11-20 12:10:00\t0\t1")
            #expect(try await doubts() == [.clockWentBack(41 * 60)])
        }
    }

    /// Of people who agree, and each once however often it comes.
    @Test func fingersThatComeUnaskedAreKept() async throws {
        try await Office.withYard { office, _ in
            let services = office.services
            _ = try await services.shifts.add(
                ShiftDraft(code: "G", name: "General", start: TimeOfDay(9, 0), end: TimeOfDay(18, 0)), by: Office.actor)
            let asha = try await services.employees.add(
                EmployeeDraft(code: "1", name: "Asha", joined: "2026-11-01", shift: "G"), by: Office.actor
            ).employee
            try await services.biometrics.recordConsent(
                of: asha.id, on: asha.joined, statement: "Sheet 7", by: Office.actor)
            let context = services.attendance.context
            let key = VaultFile(folder: VaultFile.folder, identity: try await context.databaseIdentity())
            defer { unlink(key.path) }
            let (mine, others) = (
                "FP PIN=1\tFID=6\tSize=8\tValid=1\tTMP=AQIDBAU=", "FP PIN=2\tFID=6\tSize=8\tValid=1\tTMP=AQIDBAU="
            )
            try await office.send("ATTLOG", "1\t2026-11-20 12:00:00\t0\t1", "2\t2026-11-20 12:00:00\t0\t1")
            for _ in 0..<2 { try await office.send("OPERLOG", mine, others) }
            let kept = try await services.biometrics.list(by: Office.actor)
            #expect(kept.map(\.fingers) == [1])
            let journal = try await office.database.read { try JournalStore($0).page(limit: 100) }
            #expect(journal.count { $0.action == .keepFinger } == 1)
            try await office.send("OPERLOG", "FP PIN=1\tFID=6\tSize=8\tValid=1\tTMP=AQIDBAY=")
            let finger = try #require(
                try await office.database.read { try FingerTemplateStore($0).all(of: asha.id) }.first)
            let bytes = try await Vault.open(context).open(finger.sealed, context: "finger \(asha.id.rawValue)/6/10")
            #expect(bytes == [1, 2, 3, 4, 6])
        }
    }

    /// It calls every few seconds: only what changes is worth a line.
    @Test func thatItCallsIsToldOnce() async throws {
        try await Office.withYard { office, device in
            let events = office.services.fleet.events()
            func call(_ query: String = "") async throws {
                _ = try await office.server.get("/iclock/getrequest?SN=\(Office.serial)" + query)
                office.clock.advance(61)
            }
            for _ in 0..<3 { try await call() }
            try await call("&INFO=Ver 8.0.4.7,2,0,0,192.168.1.201,10")
            office.clock.advance(400)
            for _ in 0..<2 { try await office.collector.push.lookForSilence() }
            for _ in 0..<2 { try await call() }
            _ = try await office.services.devices.renewPushToken(of: device.id, by: Office.actor)
            _ = try await office.server.get("/t/wrong/iclock/getrequest?SN=\(Office.serial)")
            try await office.services.devices.removePushToken(of: device.id, by: Office.actor)
            for _ in 0..<2 { try await call() }
            _ = try await office.server.get("/iclock/getrequest?SN=B2")
            var told: [String] = []
            reading: for await event in events {
                switch event {
                case .connected: told.append("calls")
                case .disconnected(_, let why?):
                    told.append(
                        why.contains("was not heard") ? "is silent" : why.contains("wrong word") ? "is wrong" : why)
                case .knocked: break reading
                default: break
                }
            }
            #expect(told == ["calls", "is silent", "calls", "is wrong", "calls"])
        }
    }

    @Test func aStrangerIsToldOfOnce() async throws {
        try await Office.open { office in
            let events = office.services.fleet.events()
            for serial in ["A1", "A1", "B2"] {
                _ = try await office.server.get("/iclock/getrequest?SN=\(serial)")
                office.clock.advance(61)
            }
            var told: [String] = []
            for await case .knocked(let serial) in events {
                told.append(serial)
                if serial == "B2" { break }
            }
            #expect(told == ["A1", "B2"])
        }
    }
}
