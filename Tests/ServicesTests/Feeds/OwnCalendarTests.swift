import Domain
import Storage
import Testing

@testable import Services

/// What a person's own calendar shows.
struct OwnCalendarTests {
    @Test func shiftsStandAtTheirTimesAndRestDaysAsDays() async throws {
        try await CalendarOffice.open { office in
            let events = try await office.asha()
            // 09:00–18:00 in Kolkata.
            let friday = events.on("2026-11-20")
            #expect(friday.map(\.time) == ["20261120T033000Z – 20261120T123000Z"])
            #expect(friday.map(\.summary) == ["General (G)"] && friday[0]["TRANSP"] == "OPAQUE")
            let sunday = events.on("2026-11-22")
            #expect(sunday.map(\.time) == ["20261122 – 20261123"])
            #expect(sunday.map(\.summary) == ["Day off"] && sunday[0]["TRANSP"] == "TRANSPARENT")
            // From the day on which she joined, and half a year ahead.
            #expect(events.map(\.time).min()?.prefix(8) == "20261101")
            #expect(events.map(\.time).max()?.prefix(8) == "20270519")
            #expect(Set(events.map { $0["UID"] }).count == events.count)
        }
    }

    @Test func theWindowReachesAMonthBack() async throws {
        try await CalendarOffice.open(now: "2027-03-20 12:00:00") { office in
            let days = try await office.asha().map { String($0.time.prefix(8)) }
            #expect(days.min() == "20270217" && days.max() == "20270916")
        }
    }

    @Test func holidaysStandWhereTheyAre() async throws {
        try await CalendarOffice.open { office in
            let shifts = office.services.shifts
            for (day, name, kind) in [
                ("2026-11-24", "Founders’ day", Holiday.Kind.full), ("2026-11-25", "Fair", .secondHalf),
                ("2026-11-26", "Procession", .optional), ("2026-11-27", "Feast", .optional),
            ] {
                try await shifts.addHoliday(
                    Holiday(date: try office.date(day), name: name, kind: kind), by: office.office.actor)
            }
            try await shifts.chooseOptionalHoliday(
                try office.date("2026-11-27"), for: office.office.asha.id, by: office.office.actor)
            let events = try await office.asha()
            let found = ["24", "25", "26", "27"].map { events.on("2026-11-\($0)").map(\.summary) }
            #expect(
                found == [
                    ["Founders’ day"], ["Fair (second half of the day)", "General (G)"], ["General (G)"], ["Feast"],
                ])
        }
    }

    @Test func aNightEndsOnTheNextDayAndAlsoWhenTheClockChanges() async throws {
        try await CalendarOffice.open(now: "2026-10-20 12:00:00") { office in
            let actor = office.office.actor
            var settings = try await office.services.company.settings()
            settings.zone = "Europe/Berlin"
            try await office.services.company.update(settings, by: actor)
            let night = try await office.services.shifts.add(
                ShiftDraft(code: "N", name: "Night", start: TimeOfDay(22, 0), end: TimeOfDay(6, 0)), by: actor)
            for day in ["2026-11-09", "2027-03-27", "2027-03-30"] {
                try await office.services.rosters.override(
                    office.office.asha.id, on: office.date(day)...(try office.date(day)),
                    with: RosterDay(shifts: [night.id]), reason: "stock-taking", by: actor)
            }
            let nights = try await office.asha().filter { $0.summary == "Night (N)" }.map(\.time)
            #expect(
                nights == [
                    "20261109T210000Z – 20261110T050000Z", "20270327T210000Z – 20270328T040000Z",
                    "20270330T200000Z – 20270331T040000Z",
                ])
        }
    }

    @Test func aShiftIsKnownAgainWhenItsHoursChange() async throws {
        try await CalendarOffice.open { office in
            let before = try await office.asha()
            let found = try await office.services.shifts.find(code: "G")
            let shift = try #require(found)
            var draft = ShiftDraft(shift)
            draft.start = TimeOfDay(10, 0)
            try await office.services.shifts.update(shift.id, to: draft, by: office.office.actor)
            let after = try await office.asha()
            #expect(before.map { $0["UID"] } == after.map { $0["UID"] })
            #expect(before.on("2026-11-20")[0].time != after.on("2026-11-20")[0].time)
            // Fetched again, it is the same text.
            let view = FeedView(.own, of: office.office.asha.id)
            let texts = (
                try await office.calendars.text(of: view, by: office.office.actor),
                try await office.calendars.text(of: view, by: office.office.actor)
            )
            office.clock.advance(3_600)
            let later = try await office.calendars.text(of: view, by: office.office.actor)
            #expect(texts.0 == texts.1 && texts.0 == later)
        }
    }

    @Test func leaveIsOneEventAndTakesTheShiftsPlace() async throws {
        try await CalendarOffice.open { office in
            // Friday to Monday: the Sunday between is a day off still.
            let line = try await office.leave(office.office.asha, "2026-11-27", "2026-11-30")
            let events = try await office.asha()
            let leave = events.leave()
            #expect(leave.map(\.time) == ["20261127 – 20261201"])
            #expect(leave.map(\.summary) == ["Private leave"] && leave[0]["DESCRIPTION"] == "a wedding in Goa")
            #expect(leave[0]["STATUS"] == "CONFIRMED" && leave[0]["TRANSP"] == "OPAQUE")
            #expect(leave[0]["LAST-MODIFIED"] == "20261120T063000Z" && leave[0]["DTSTAMP"] == "20261120T063000Z")
            #expect(events.on("2026-11-28").isEmpty && events.on("2026-11-29").summaries == ["Day off"])
            #expect(events.on("2026-11-30").isEmpty && events.on("2026-12-01").summaries == ["General (G)"])
            _ = try await office.services.leave.cancel(line.id, by: office.office.actor)
            let after = try await office.asha()
            #expect(after.leave().isEmpty && after.on("2026-11-30").summaries == ["General (G)"])
        }
    }

    @Test func whatWaitsIsTentativeUntilItIsDecided() async throws {
        try await CalendarOffice.open { office in
            let people = office.office
            for day in ["2026-12-01", "2026-12-03", "2026-12-08"] {
                try await office.leave(people.asha, day, waiting: true)
            }
            let waiting = try await office.asha()
            #expect(waiting.leave().map { $0["STATUS"] } == ["TENTATIVE", "TENTATIVE", "TENTATIVE"])
            #expect(waiting.leave()[0].summary == "Private leave, not decided yet")
            // Nobody knows yet whether she comes.
            #expect(waiting.on("2026-12-01").summaries == ["General (G)", "Private leave, not decided yet"])
            let ids = try await people.inbox(people.ravi)
            let grants = try await people.services.approvals.grant([ids[0]], as: people.ravi.id, by: people.actor)
            #expect(grants.map(\.refusal) == [nil])
            _ = try await people.services.approvals.reject(
                [ids[1]], as: people.ravi.id, reason: "too many are away", by: people.actor)
            let third = try await people.services.leave.requests(of: people.asha.id, by: people.actor)[2]
            _ = try await people.services.leave.withdraw(third.id, as: people.asha.id, by: people.actor)
            let decided = try await office.asha()
            #expect(decided.leave().map { $0["STATUS"] } == ["CONFIRMED"])
            #expect(decided.leave()[0]["UID"] == waiting.leave()[0]["UID"])
            #expect(decided.on("2026-12-01").summaries == ["Private leave"])
        }
    }

    @Test func halvesAndHoursSaySo() async throws {
        try await CalendarOffice.open { office in
            let asha = office.office.asha
            try await office.leave(asha, "2026-12-01") { $0.startsAtNoon = true }
            try await office.leave(asha, "2026-12-02") { $0.endsAtNoon = true }
            try await office.leave(asha, "2026-12-09", "2026-12-11") { ($0.startsAtNoon, $0.endsAtNoon) = (true, true) }
            try await office.leave(asha, "2026-12-15") {
                $0.hours = LeaveHours(from: TimeOfDay(9, 0), to: TimeOfDay(11, 30))
            }
            let leave = try await office.asha().leave()
            #expect(
                leave.map(\.summary) == [
                    "Private leave, second half of the day", "Private leave, first half of the day",
                    "Private leave, from the second half of 2026-12-09, until the first half of 2026-12-11",
                    "Private leave",
                ])
            #expect(leave.map { $0["TRANSP"] } == ["TRANSPARENT", "TRANSPARENT", "TRANSPARENT", "OPAQUE"])
            #expect(leave[3].time == "20261215T033000Z – 20261215T060000Z")
            // The other half is worked.
            #expect(try await office.asha().on("2026-12-01").count == 2)
        }
    }
}
