import DeviceSimulator
import Devices
import Domain
import Storage
import Testing

@testable import Services

struct DoubtTests {
    private let now = "2026-11-20 19:00:00"

    /// A company with Asha, and a terminal whose punches were collected.
    private func with(
        _ punches: [String], _ body: (TestCompany, Employee, DeviceSummary) async throws -> Void
    ) async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            try await withVirtualTerminal(configuration(at: now, punches)) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(device)
                try await body(company, asha, device)
            }
        }
    }

    @Test func eachIsShownWithItsReasonAndStaysUntilItIsSettled() async throws {
        let punches = ["42 2000-01-01 00:10:00", "42 2026-11-19 18:00:00", "42 2027-03-01 08:00:00"]
        try await with(punches) { company, asha, _ in
            let inbox = company.services.inbox
            let doubts = try await inbox.doubtful(by: company.actor)
            #expect(doubts.map(\.kind).contains(.quarantine(.ancient)))
            #expect(doubts.map(\.kind).contains(.quarantine(.future)))
            #expect(doubts.count == 2)
            #expect(doubts.allSatisfy { $0.employee?.id == asha.id })
            let ancient = try #require(doubts.first { $0.kind == .quarantine(.ancient) })
            #expect(ancient.sentence.contains("2000-01-01 00:10") && ancient.sentence.contains("battery"))
            let future = try #require(doubts.first { $0.kind == .quarantine(.future) })
            try await inbox.settle(future.id, as: .noPunch, why: "clock was being set", by: company.actor)
            #expect(try await inbox.doubtful(by: company.actor).map(\.id) == [ancient.id])
        }
    }

    @Test func madeAtAnotherTimeItCountsAndUndoneItDoesNot() async throws {
        let punches = ["42 2000-01-01 00:10:00", "42 2026-11-19 18:00:00"]
        try await with(punches) { company, asha, _ in
            let inbox = company.services.inbox
            let day = try #require(CivilDate("2026-11-19"))
            #expect(try await company.day(asha, "2026-11-19").work == 0)
            let id = try #require(try await inbox.doubtful(by: company.actor).first?.id)
            let madeAt = DoubtResolution.madeAt(day, TimeOfDay(9, 0))
            try await inbox.settle(id, as: madeAt, why: "seen by the guard", by: company.actor)
            #expect(try await company.day(asha, "2026-11-19").work == 8 * 3600)
            #expect(try await inbox.doubtful(by: company.actor).isEmpty)
            await #expect(throws: ServiceError.self, "once") {
                try await inbox.settle(id, as: madeAt, why: "again", by: company.actor)
            }
            try await inbox.undoSettling(id, why: "another day", by: company.actor)
            #expect(try await company.day(asha, "2026-11-19").work == 0)
            #expect(try await inbox.doubtful(by: company.actor).map(\.id) == [id])
            let entries = try await company.journal().filter { $0.entity == .settledDoubt }
            #expect(entries.map(\.action).sorted { $0.rawValue < $1.rawValue } == [.add, .remove])
            let hers = try await company.services.journal.page(
                limit: 99, matching: JournalFilter(entity: .settledDoubt, employee: asha.id), by: company.actor)
            #expect(hers.count == 2)
        }
    }

    @Test func severalAreSettledTogetherOrNotAtAll() async throws {
        let punches = ["42 2000-01-01 00:10:00", "42 2026-11-19 18:00:00", "42 2027-03-01 08:00:00"]
        try await with(punches) { company, _, _ in
            let inbox = company.services.inbox
            let ids = try await inbox.doubtful(by: company.actor).map(\.id)
            #expect(ids.count == 2)
            await #expect(throws: ServiceError.unknownDoubt(999)) {
                try await inbox.settle(ids + [ID(999)], as: .noPunch, why: "the clock was set", by: company.actor)
            }
            #expect(try await inbox.doubtful(by: company.actor).map(\.id) == ids)
            try await inbox.settle(ids, as: .noPunch, why: "the clock was set", by: company.actor)
            #expect(try await inbox.doubtful(by: company.actor).isEmpty)
            try await inbox.undoSettling(ids, why: "it was not", by: company.actor)
            #expect(try await inbox.doubtful(by: company.actor).map(\.id) == ids)
        }
    }

    @Test func aRevokedCorrectionPutsItInDoubtAgain() async throws {
        try await with(["42 2000-01-01 00:10:00"]) { company, asha, _ in
            let inbox = company.services.inbox
            let day = try #require(CivilDate("2026-11-19"))
            let id = try #require(try await inbox.doubtful(by: company.actor).first?.id)
            try await inbox.settle(id, as: .madeAt(day, TimeOfDay(9, 0)), why: "seen", by: company.actor)
            let made = try #require(
                try await company.services.corrections.list(of: asha.id, day...day, by: company.actor).first)
            try await company.services.corrections.revoke(made.overlay.id, why: "no", by: company.actor)
            #expect(try await inbox.doubtful(by: company.actor).map(\.id) == [id])
            try await inbox.settle(id, as: .madeAt(day, TimeOfDay(9, 5)), why: "seen", by: company.actor)
            #expect(try await inbox.doubtful(by: company.actor).isEmpty)
        }
    }

    @Test func whatCannotBeSettledSoChangesNothing() async throws {
        try await with(["7 2000-01-01 00:10:00"]) { company, _, _ in
            let inbox = company.services.inbox
            let day = try #require(CivilDate("2026-11-19"))
            let id = try #require(try await inbox.doubtful(by: company.actor).first?.id)
            for (resolution, why) in [
                (DoubtResolution.madeAt(day, TimeOfDay(9, 0)), "nobody has user 7"), (.right, "it is not"),
                (.noPunch, ""),
            ] {
                await #expect(throws: ServiceError.self) {
                    try await inbox.settle(id, as: resolution, why: why, by: company.actor)
                }
            }
            await #expect(throws: ServiceError.unknownDoubt(999)) {
                try await inbox.settle(ID(999), as: .noPunch, why: "none", by: company.actor)
            }
            await #expect(throws: ServiceError.self) {
                try await inbox.undoSettling(id, why: "not settled", by: company.actor)
            }
            #expect(try await inbox.doubtful(by: company.actor).map(\.id) == [id])
            #expect(
                try await company.journal().filter { $0.entity == .settledDoubt || $0.entity == .punchOverlay }.isEmpty)
        }
    }

    /// Whoever collects continuously reads one punch at a time.
    @Test func aClockThatWentBackBetweenTwoReadings() async throws {
        try await TestCompany.open(now: now) { company in
            let punches = ["42 2026-11-18 09:00:00", "42 2026-11-18 20:00:00"]
            try await withVirtualTerminal(configuration(at: now, punches)) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                for punch in ["", "42 2026-11-18 18:00:00", "42 2026-11-18 18:30:00", "42 2026-11-18 18:29:30"] {
                    if !punch.isEmpty { await terminal.store(virtual([punch])) }
                    _ = try await company.sync(device)
                }
                let doubts = try await company.services.inbox.doubtful(by: company.actor)
                #expect(doubts.map(\.kind) == [.clockWentBack(2 * 3600)])
                #expect(doubts.map(\.punch.local.description) == ["2026-11-18 20:00:00"])
                #expect(try await company.punchCount() == 5)
            }
        }
    }

    @Test func aClockThatWentBackIsShownAndCanBeRight() async throws {
        let punches = ["42 2026-11-18 09:00:00", "42 2026-11-18 20:00:00", "42 2026-11-18 18:00:00"]
        try await with(punches) { company, asha, _ in
            let inbox = company.services.inbox
            let doubt = try #require(try await inbox.doubtful(by: company.actor).first)
            #expect(doubt.kind == .clockWentBack(2 * 3600))
            #expect(doubt.punch.local.description == "2026-11-18 20:00:00")
            #expect(doubt.sentence.contains("2 h 0 min"))
            try await inbox.settle(doubt.id, as: .right, why: "the clock was set", by: company.actor)
            #expect(try await inbox.doubtful(by: company.actor).isEmpty)
            try await inbox.undoSettling(doubt.id, why: "not so", by: company.actor)
            let day = try #require(CivilDate("2026-11-18"))
            try await inbox.settle(doubt.id, as: .noPunch, why: "the clock was ahead", by: company.actor)
            let made = try await company.services.corrections.list(of: asha.id, day...day, by: company.actor)
            #expect(made.map(\.local.description) == ["2026-11-18 20:00:00"])
            #expect(try await company.punchCount() == 3, "the ledger does not change")
        }
    }

    /// As simulated data, or a backup that was put together person by person.
    @Test func aLogThatIsNotInOrderOfTimeSaysNothingOfTheClock() async throws {
        let days = (10...19).map { "2026-11-\($0)" }
        let people = (1...6).flatMap { workingDays("\($0)", days) }
        try await with(people + ["9 2027-03-01 08:00:00"]) { company, _, _ in
            let doubts = try await company.services.inbox.doubtful(by: company.actor)
            #expect(doubts.map(\.kind) == [.quarantine(.future)])
        }
    }

    /// What is in doubt follows the zone: a corrected one may make a time believable, or unbelievable.
    @Test func aCorrectedZoneChangesWhatIsInDoubt() async throws {
        // By Kolkata's clock a day and an hour ahead; by that of the islands of the date line a few hours.
        try await with(["42 2026-11-19 09:00:00", "42 2026-11-21 20:00:00"]) { company, _, device in
            let inbox = company.services.inbox
            #expect(try await inbox.doubtful(by: company.actor).map(\.kind) == [.quarantine(.future)])
            for (zone, count) in [("Pacific/Kiritimati", 0), ("Asia/Kolkata", 1), ("Pacific/Pago_Pago", 1)] {
                var draft = try await company.services.devices.draft(of: device.id, by: company.actor)
                (draft.zone, draft.zoneChange) = (zone, .wasWrong)
                try await company.services.devices.update(device.id, to: draft, by: company.actor)
                #expect(try await inbox.doubtful(by: company.actor).count == count, "\(zone)")
            }
        }
    }
}
