import Domain
import Foundation
import Storage
import Testing

@testable import Services

/// Who has an address, what it is, and when it ends.
struct CalendarAddressTests {
    private func withRavi(_ body: (CalendarOffice, Actor) async throws -> Void) async throws {
        try await CalendarOffice.open { office in
            try await body(office, try await office.account("ravi", office.office.ravi, "manager"))
        }
    }

    private func expectNobody(_ office: CalendarOffice, at proof: Secret) async {
        await #expect(throws: UnknownAddress.self) { try await office.calendars.visit(proof) }
        await #expect(throws: UnknownAddress.self) { try await office.calendars.text(at: proof) }
    }

    @Test func anAddressIsRandomAndKeptAsAHash() async throws {
        try await withRavi { office, ravi in
            let proofs = [
                try await office.proof(FeedView(.own), by: ravi), try await office.proof(FeedView(.own), by: ravi),
            ]
            // 32 bytes in letters of six bits each, after what tells its kind.
            #expect(proofs[0] != proofs[1] && proofs.allSatisfy { $0.reveal().count == 3 + 43 })
            let kept = try await office.office.company.database.read { db in
                try db.all("SELECT proof_hash FROM calendar_feed ORDER BY id") { $0.text(0) }
            }
            #expect(kept.count == 2 && kept.allSatisfy { hash in !proofs.contains { $0.reveal() == hash } })
            await expectNobody(office, at: Secret(kept[0]))
            let journal = try await office.office.company.journal()
            let words = journal.map { "\($0.before ?? "")\($0.after ?? "")" }.joined()
            #expect(!words.contains(kept[0]) && !words.contains(proofs[0].reveal()))
        }
    }

    @Test func whatIsMadeAndRevokedStandsInTheJournal() async throws {
        try await withRavi { office, ravi in
            let draft = FeedDraft(FeedView(.team), name: " Stores, early ", lastDay: try office.date("2027-03-31"))
            let made = try await office.calendars.add(draft, by: ravi)
            #expect(made.feed.name == "Stores, early")
            try await office.calendars.revoke(made.feed.id, by: ravi)
            try await office.calendars.revoke(made.feed.id, by: ravi)
            let lines = try await office.services.journal.page(limit: 3, by: office.administrator())
            #expect(
                lines.prefix(2).map(\.sentence) == [
                    "Calendar “Stores, early”: address of ravi revoked",
                    "Calendar “Stores, early”: address made for ravi: leave of the team, until 2027-03-31",
                ])
            #expect(lines.prefix(2).allSatisfy { $0.actor == "ravi" })
        }
    }

    @Test func nobodyIsAnsweredAtAnAddressThatIsOver() async throws {
        try await withRavi { office, ravi in
            let revoked = try await office.calendars.add(FeedDraft(FeedView(.own)), by: ravi)
            let proof = try await office.proof(FeedView(.own), by: ravi, lastDay: office.date("2026-11-20"))
            #expect(try await office.calendars.visit(proof).name == "Shifts and leave")
            office.clock.set("2026-11-20 23:59:59")
            _ = try await office.calendars.text(at: proof)
            office.clock.set("2026-11-21 00:00:00")
            await expectNobody(office, at: proof)
            let path = revoked.path.reveal()
            let other = Secret(String(path.dropFirst("/calendar/".count).dropLast(4)))
            _ = try await office.calendars.text(at: other)
            try await office.calendars.revoke(revoked.feed.id, by: ravi)
            await expectNobody(office, at: other)
            for wrong in ["", "ec_", "ec_" + String(repeating: "A", count: 43), "' OR 1=1 --", "../accounts"] {
                await expectNobody(office, at: Secret(wrong))
            }
            let live = try await office.calendars.list(by: ravi).map(\.isLive)
            #expect(live == [false, false])
        }
    }

    @Test func anAccountThatIsClosedHasNoCalendarsAnyMore() async throws {
        try await withRavi { office, ravi in
            let proof = try await office.proof(FeedView(.team), by: ravi)
            try await office.services.accounts.close("ravi", by: office.administrator())
            await expectNobody(office, at: proof)
            // What was revoked does not come back.
            try await office.services.accounts.reopen("ravi", by: office.administrator())
            await expectNobody(office, at: proof)
        }
    }

    @Test func aPasswordOfOthersEndsAddresses() async throws {
        try await withRavi { office, ravi in
            let proof = try await office.proof(FeedView(.own), by: ravi)
            try await office.services.accounts.setPassword(of: "ravi", to: good, by: office.administrator())
            await expectNobody(office, at: proof)
        }
    }

    @Test func whatATokenMadeEndsWithIt() async throws {
        try await withRavi { office, ravi in
            let accounts = office.services.accounts
            let narrow = try await accounts.addToken("names", permissions: [.readPeople], days: 9, by: ravi)
            let names = try await accounts.actor(byToken: narrow.proof)
            await #expect(throws: ServiceError.notAllowed(actor: "ravi (names)", .readLeave)) {
                try await office.calendars.add(FeedDraft(FeedView(.own)), by: names)
            }
            let wide = try await accounts.addToken(
                "sync", permissions: [.readPeople, .readLeave, .readRequests], days: 9, by: ravi)
            let sync = try await accounts.actor(byToken: wide.proof)
            let own = try await office.calendars.add(FeedDraft(FeedView(.own)), by: ravi)
            let proof = try await office.proof(FeedView(.team), by: sync)
            // It neither sees nor ends what is not its own.
            #expect(try await office.calendars.list(by: sync).map(\.feed.kind) == [.team])
            #expect(try await office.calendars.list(by: ravi).map(\.feed.kind) == [.own, .team])
            await #expect(throws: ServiceError.unknownCalendar(own.feed.id.rawValue)) {
                try await office.calendars.revoke(own.feed.id, by: sync)
            }
            _ = try await office.calendars.text(at: proof)
            _ = try await accounts.revokeToken(wide.token.id, by: ravi)
            await expectNobody(office, at: proof)
            #expect(try await office.calendars.list(by: ravi).map(\.isLive) == [true, false])
        }
    }

    @Test func aTokensDaysAreItsCalendarsToo() async throws {
        try await withRavi { office, ravi in
            let token = try await office.services.accounts.addToken(
                "sync", permissions: [.readPeople, .readLeave], days: 1, by: ravi)
            let actor = try await office.services.accounts.actor(byToken: token.proof)
            let proof = try await office.proof(FeedView(.own), by: actor)
            office.clock.advance(86_399)
            _ = try await office.calendars.text(at: proof)
            office.clock.advance(1)
            await expectNobody(office, at: proof)
        }
    }

    @Test func thatItWasFetchedIsWrittenDownByTheHour() async throws {
        try await withRavi { office, ravi in
            let proof = try await office.proof(FeedView(.own), by: ravi)
            func fetched() async throws -> Instant? {
                _ = try await office.calendars.visit(proof)
                return try await office.calendars.list(by: ravi)[0].feed.fetchedAt
            }
            let first = office.clock.now
            let before = try await office.calendars.list(by: ravi)[0].feed.fetchedAt
            #expect(before == nil)
            #expect(try await fetched() == first)
            office.clock.advance(3_599)
            #expect(try await fetched() == first)
            office.clock.advance(1)
            #expect(try await fetched() == first + 3_600)
        }
    }

    @Test func othersCalendarsAreNobodysBusiness() async throws {
        try await withRavi { office, ravi in
            let omar = try await office.account("omar", office.office.omar)
            let auditor = try await office.account("anil", nil, "auditor")
            let made = try await office.calendars.add(FeedDraft(FeedView(.own)), by: ravi)
            #expect(try await office.calendars.list(by: omar).isEmpty)
            await #expect(throws: ServiceError.unknownCalendar(made.feed.id.rawValue)) {
                try await office.calendars.revoke(made.feed.id, by: omar)
            }
            await #expect(throws: ServiceError.notAllowed(actor: "omar", .readAccounts)) {
                try await office.calendars.feeds(of: "ravi", by: omar)
            }
            #expect(try await office.calendars.feeds(of: "RAVI", by: auditor).map(\.accountName) == ["ravi"])
            await #expect(throws: ServiceError.unknownCalendar(made.feed.id.rawValue)) {
                try await office.calendars.revoke(made.feed.id, by: auditor)
            }
            await #expect(throws: ServiceError.unknownAccount("nobody")) {
                try await office.calendars.feeds(of: "nobody", by: auditor)
            }
            try await office.calendars.revoke(made.feed.id, by: office.administrator())
            #expect(try await office.calendars.list(by: ravi).map(\.isLive) == [false])
        }
    }

    @Test func whoHasNothingToShowMakesNone() async throws {
        try await withRavi { office, ravi in
            let omar = try await office.account("omar", office.office.omar)
            await expectRefusal("shows", "nobody’s leave but your own") {
                try await office.calendars.add(FeedDraft(FeedView(.team)), by: omar)
            }
            await expectRefusal("shows", "nobody’s whose time is kept") {
                try await office.calendars.add(FeedDraft(FeedView(.own)), by: office.administrator())
            }
            await expectRefusal("lastDay", "2026-11-19, is over") {
                try await office.calendars.add(
                    FeedDraft(FeedView(.own), lastDay: office.date("2026-11-19")), by: ravi)
            }
            for name in [String(repeating: "x", count: 101), "a\u{202e}b", "a\nb"] {
                await expectRefusal("name", "at most 100 characters that can be seen") {
                    try await office.calendars.add(FeedDraft(FeedView(.own), name: name), by: ravi)
                }
            }
            await #expect(throws: ServiceError.calendarsAreForAccounts) {
                try await office.calendars.add(FeedDraft(FeedView(.own)), by: office.office.actor)
            }
        }
    }

    @Test func aFileIsOfWhomOneMayRead() async throws {
        try await withRavi { office, ravi in
            let people = office.office
            try await office.leave(people.asha, "2026-12-01")
            let text = try await office.calendars.text(of: FeedView(.own, of: people.asha.id), named: "Asha", by: ravi)
            #expect(text.contains("\r\nX-WR-CALNAME:Asha\r\n"))
            #expect(ReadEvent.all(in: text).leave().map(\.summary) == ["Private leave"])
            for stranger in [people.omar.id, people.devi.id, ID(987)] {
                await #expect(throws: ServiceError.self) {
                    try await office.calendars.text(of: FeedView(.own, of: stranger), by: ravi)
                }
            }
            let own = try await office.events(of: FeedView(.own), by: ravi)
            #expect(own.on("2026-12-01").map(\.summary) == ["General (G)"])
            await expectRefusal("employee", "say whose calendar is meant") {
                try await office.calendars.text(of: FeedView(.own), by: people.actor)
            }
        }
    }
}
