import Domain
import Foundation
import Storage
import Testing

@testable import Services

/// What a team's calendar shows, to whom, and what is gone from it when rights go.
struct TeamCalendarTests {
    @Test func aManagerSeesWhoIsAwayAndWhy() async throws {
        try await CalendarOffice.open { office in
            let people = office.office
            let ravi = try await office.account("ravi", people.ravi, "manager")
            try await office.leave(people.asha, "2026-12-01", "2026-12-02")
            try await office.leave(people.ravi, "2026-12-03")
            try await office.leave(people.omar, "2026-12-04")
            let proof = try await office.proof(FeedView(.team), by: ravi)
            let events = try await office.events(at: proof)
            // Not his own, which is in his own calendar, and nobody's of another team.
            #expect(events.map(\.summary) == ["Asha Verma: Private leave"])
            #expect(events[0].time == "20261201 – 20261203" && events[0]["DESCRIPTION"] == "a wedding in Goa")
            #expect(events[0]["TRANSP"] == "TRANSPARENT")
        }
    }

    @Test func shiftsComeWhereTheyAreWanted() async throws {
        try await CalendarOffice.open { office in
            let people = office.office
            let ravi = try await office.account("ravi", people.ravi, "manager")
            try await office.leave(people.asha, "2026-11-24")
            let events = try await office.events(at: office.proof(FeedView(.team, hasShifts: true), by: ravi))
            #expect(events.on("2026-11-23").map(\.summary) == ["Asha Verma: General (G)"])
            #expect(events.on("2026-11-23")[0]["TRANSP"] == "TRANSPARENT")
            #expect(events.on("2026-11-24").map(\.summary) == ["Asha Verma: Private leave"])
            // Days of rest of a whole team would be in each other's way.
            #expect(events.on("2026-11-22").isEmpty)
        }
    }

    @Test func whoMayNotReadRequestsLearnsOnlyWhoIsAway() async throws {
        try await CalendarOffice.open { office in
            let people = office.office
            let ravi = try await office.account("ravi", people.ravi, "manager")
            try await office.leave(people.asha, "2026-12-01") { $0.startsAtNoon = true }
            try await office.leave(people.ravi, "2026-12-03")
            let token = try await office.services.accounts.addToken(
                "screen in the hall", permissions: [.readPeople, .readLeave], days: 30, by: ravi)
            let actor = try await office.services.accounts.actor(byToken: token.proof)
            let proof = try await office.proof(FeedView(.team), by: actor)
            let text = try await office.calendars.text(at: proof)
            #expect(ReadEvent.all(in: text).map(\.summary) == ["Asha Verma: Away, second half of the day"])
            #expect(!text.contains("wedding") && !text.contains("Private"))
            // One's own leave is no secret from oneself.
            let own = try await office.events(at: office.proof(FeedView(.own), by: actor)).leave()
            #expect(own.map(\.summary) == ["Private leave"] && own[0]["DESCRIPTION"] == "a wedding in Goa")
        }
    }

    @Test func whoLeavesTheTeamIsGoneFromItsCalendar() async throws {
        try await CalendarOffice.open { office in
            let people = office.office
            let ravi = try await office.account("ravi", people.ravi, "manager")
            try await office.leave(people.asha, "2026-12-01")
            let proof = try await office.proof(FeedView(.team, hasShifts: true), by: ravi)
            #expect(try await office.events(at: proof).on("2026-12-01").count == 1)
            var draft = try await office.draft(of: people.asha)
            draft.manager = people.omar.code
            try await office.services.employees.update(people.asha.id, to: draft, by: office.administrator())
            #expect(try await office.events(at: proof).isEmpty)
        }
    }

    @Test func aRoleThatIsTakenTakesItsPeopleAlong() async throws {
        try await CalendarOffice.open { office in
            let people = office.office
            let ravi = try await office.account("ravi", people.ravi, "manager")
            try await office.leave(people.asha, "2026-12-01")
            try await office.leave(people.ravi, "2026-12-03")
            let team = try await office.proof(FeedView(.team, hasShifts: true), by: ravi)
            let own = try await office.proof(FeedView(.own), by: ravi)
            #expect(try await !office.events(at: team).isEmpty)
            try await office.change("ravi", people.ravi)
            #expect(try await office.events(at: team).isEmpty)
            // What is his own stays his.
            #expect(try await office.events(at: own).leave().map(\.summary) == ["Private leave"])
            try await office.change("ravi", people.ravi, "hr")
            #expect(try await office.events(at: team).leave().map(\.summary) == ["Asha Verma: Private leave"])
        }
    }

    @Test func anAccountWithoutAnyRoleSeesNothing() async throws {
        try await CalendarOffice.open { office in
            let hema = try await office.account("hema", nil, "hr")
            try await office.leave(office.office.asha, "2026-12-01")
            let proof = try await office.proof(FeedView(.team, hasShifts: true), by: hema)
            #expect(try await !office.events(at: proof).isEmpty)
            try await office.change("hema", nil)
            let text = try await office.calendars.text(at: proof)
            #expect(ReadEvent.all(in: text).isEmpty && text.hasSuffix("END:VCALENDAR\r\n"))
        }
    }

    @Test func tooManyPeoplesShiftsAreRefusedAndLeftOutWithAWord() async throws {
        try await CalendarOffice.open { office in
            let hema = try await office.account("hema", nil, "hr")
            try await office.leave(office.office.asha, "2026-12-01")
            let proof = try await office.proof(FeedView(.team, hasShifts: true), by: hema)
            let rows = (0..<FeedWindow.mostPeopleWithShifts).map { "8\($0.padded(3)),Person \($0),2026-11-01,G" }
            let file = (["code,name,joined,shift"] + rows).joined(separator: "\n")
            _ = try await office.services.imports.employees(Data(file.utf8), by: office.administrator())
            let events = try await office.events(at: proof)
            #expect(events.summaries == ["Asha Verma: Private leave", "Shifts are left out"])
            await expectRefusal("shows", "The shifts of 104 people are too many") {
                try await office.calendars.add(FeedDraft(FeedView(.team, hasShifts: true)), by: hema)
            }
            _ = try await office.calendars.add(FeedDraft(FeedView(.team)), by: hema)
        }
    }
}
