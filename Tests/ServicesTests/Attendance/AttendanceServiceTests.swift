import DeviceSimulator
import Domain
import Storage
import Testing

@testable import Services

struct AttendanceServiceTests {
    private let week = ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"]

    private func collected(
        now: String, _ punches: [String], _ body: (TestCompany, Employee, DeviceSummary) async throws -> Void
    ) async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            try await company.add("43", "Binod")
            try await withVirtualTerminal(configuration(at: now, punches)) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(device)
                try await body(company, asha, device)
            }
        }
    }

    @Test func theDayThatGoesOnIsWorkedOutAsOfNow() async throws {
        try await collected(now: "2026-11-20 09:05:00", ["42 2026-11-20 09:00:00"]) { company, _, _ in
            let early = try await company.services.attendance.today(by: company.actor)
            #expect(early.isLive)
            #expect(early.rows.map(\.status) == [.present, .notInYet] || early.rows[1].status == .notInYet)
            #expect((early.count(.in), early.count(.notInYet), early.count(.absent)) == (1, 1, 0))
            company.clock.set("2026-11-20 23:00:00")
            let late = try await company.services.attendance.today(by: company.actor)
            #expect((late.count(.notInYet), late.count(.absent)) == (0, 1))
        }
    }

    @Test func theSheetSaysHowFarEverythingIsIn() async throws {
        try await collected(now: "2026-11-20 10:58:00", ["42 2026-11-20 09:00:00"]) { company, _, _ in
            let sheet = try await company.services.attendance.today(by: company.actor)
            #expect(sheet.completeThrough?.description == "2026-11-20 10:58:00")
            #expect(sheet.completeness.map(\.isReachable) == [true])
            _ = try await company.addDevice("Yard", port: 4370)
            #expect(try await company.services.attendance.today(by: company.actor).completeThrough == nil)
        }
    }

    @Test func aProvisionalDaySaysUntilWhenAndWhy() async throws {
        try await collected(now: "2026-11-20 10:58:00", ["42 2026-11-20 09:00:00"]) { company, _, _ in
            let attendance = company.services.attendance
            let live = try await attendance.today(by: company.actor).rows[0]
            // The next day's shift opens two hours before it starts.
            #expect(live.provisional == .running(until: try #require(LocalTime("2026-11-21 07:00:00"))))
            company.clock.set("2026-11-22 12:00:00")
            let over = try await attendance.today(CivilDate("2026-11-20"), by: company.actor).rows[0]
            guard case .uncollected(let terminals) = over.provisional else {
                Issue.record("it is \(String(describing: over.provisional))")
                return
            }
            #expect(terminals.map(\.name) == ["Gate"])
            let settled = try await attendance.today(CivilDate("2026-11-16"), by: company.actor).rows[0]
            #expect(settled.provisional == nil)
        }
    }

    @Test func afterMidnightWhoeverCameTheDayBeforeIsStillIn() async throws {
        try await collected(now: "2026-11-21 00:30:00", ["42 2026-11-20 13:00:00"]) { company, _, _ in
            let sheet = try await company.services.attendance.today(by: company.actor)
            #expect(sheet.date.description == "2026-11-21")
            #expect(sheet.rows.map(\.isInsideSinceYesterday) == [true, false])
            #expect((sheet.count(.in), sheet.count(.notInYet)) == (1, 1))
            company.clock.set("2026-11-21 05:00:01")
            let morning = try await company.services.attendance.today(by: company.actor)
            #expect((morning.count(.in), morning.count(.notInYet)) == (0, 2))
        }
    }

    /// An IN of the evening after a night, three hours before the next one: the night is open until the noon after.
    @Test func aDayThatAnINKeepsOpenSaysUntilWhen() async throws {
        try await TestCompany.open(now: "2026-11-22 00:30:00") { company in
            _ = try await company.services.shifts.add(
                ShiftDraft(code: "G", name: "Night", start: TimeOfDay(22, 0), end: TimeOfDay(6, 0)), by: company.actor)
            try await company.add("42", "Asha")
            let punches = ["42 2026-11-20 22:00:00", "42 2026-11-21 06:00:00", "42 2026-11-21 19:00:00 in"]
            try await withVirtualTerminal(configuration(at: "2026-11-22 00:30:00", punches)) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(device)
                let night = try #require(CivilDate("2026-11-20"))
                let sheet = try await company.services.attendance.today(night, by: company.actor)
                let noon = try #require(LocalTime("2026-11-22 11:00:01"))
                #expect(sheet.rows.map(\.provisional) == [.running(until: noon)])
            }
        }
    }

    @Test func aMonthCountsItsDays() async throws {
        try await collected(now: "2026-11-20 23:30:00", workingDays("42", week)) { company, asha, _ in
            let month = try #require(Month("2026-11"))
            let sheet = try await company.services.attendance.month(month, by: company.actor)
            #expect(sheet.rows.map(\.employee.code) == ["42", "43"])
            let totals = sheet.rows[0].totals
            #expect((totals.presentHalves, totals.weeklyOffs, totals.work) == (10, 3, 5 * 8 * 3600))
            #expect(sheet.rows[0].days[20...].allSatisfy { $0 == nil })
            #expect(sheet.shiftCodes.values.sorted() == ["G"])
        }
    }

    @Test func aChangedShiftHasItsDaysWorkedOutAgain() async throws {
        try await collected(now: "2026-11-20 23:30:00", workingDays("42", week)) { company, asha, _ in
            #expect(try await company.day(asha, "2026-11-17").late == 0)
            let shift = try #require(try await company.services.shifts.find(code: "G"))
            var draft = ShiftDraft(shift)
            draft.start = TimeOfDay(8, 0)
            try await company.services.shifts.update(shift.id, to: draft, by: company.actor)
            #expect(try await company.pendingCount() == 0)
            #expect(try await company.day(asha, "2026-11-17").late == 3600)
        }
    }

    @Test func aHolidayGoesAndComes() async throws {
        try await collected(now: "2026-11-20 23:30:00", workingDays("42", week)) { company, asha, _ in
            let date = try #require(CivilDate("2026-11-17"))
            try await company.services.shifts.addHoliday(Holiday(date: date, name: "Jayanti"), by: company.actor)
            #expect(try await company.day(asha, "2026-11-17").status == .holidayPresent)
            try await company.services.shifts.removeHoliday(on: date, by: company.actor)
            #expect(try await company.day(asha, "2026-11-17").status == .present)
        }
    }

    /// On 3 November until four in the morning: a holiday on the 4th takes the hours after midnight from the 3rd.
    @Test func aHolidayHasTheDaysAroundItWorkedOutAgain() async throws {
        let night = [
            "42 2026-11-03 09:00:00", "42 2026-11-03 18:00:00", "42 2026-11-04 00:30:00", "42 2026-11-04 04:00:00",
        ]
        try await collected(now: "2026-11-20 23:30:00", night) { company, asha, _ in
            let third = try await company.day(asha, "2026-11-03")
            let holiday = Holiday(date: try #require(CivilDate("2026-11-04")), name: "Jayanti")
            try await company.services.shifts.addHoliday(holiday, by: company.actor)
            let after = try await company.day(asha, "2026-11-03")
            #expect(after != third)
            let days = try #require(CivilDate("2026-11-01"))...(try #require(CivilDate("2026-11-18")))
            let shown = try await company.database.read { try DayResultStore($0).results(of: asha.id, days) }
            _ = try await company.services.attendance.recompute(days, by: company.actor)
            #expect(try await company.database.read { try DayResultStore($0).results(of: asha.id, days) } == shown)
            for date in days {
                let alone = try await company.services.attendance.explain(asha.id, on: date, by: company.actor)
                #expect(alone.trace.result == shown.first { $0.date == date }, "\(date)")
            }
        }
    }

    @Test func workingARangeOutAgainGivesTheSameDays() async throws {
        try await collected(now: "2026-11-20 23:30:00", workingDays("42", week)) { company, _, _ in
            let days = try #require(CivilDate("2026-11-16"))...(try #require(CivilDate("2026-11-18")))
            let before = try await company.database.read { try DayResultStore($0).results(days) }
            #expect(!before.isEmpty)
            try await company.database.write { try DayResultStore($0).remove(days) }
            let count = try await company.services.attendance.recompute(days, by: company.actor)
            #expect(count == 6)
            #expect(try await company.database.read { try DayResultStore($0).results(days) } == before)
        }
    }

    @Test func aDayIsExplainedFromTheLedger() async throws {
        try await collected(now: "2026-11-20 23:30:00", workingDays("42", week)) { company, asha, device in
            let date = try #require(CivilDate("2026-11-17"))
            let found = try await company.services.attendance.explain(asha.id, on: date, by: company.actor)
            #expect(found.trace.result == (try await company.day(asha, "2026-11-17")))
            #expect(!found.trace.entries.isEmpty)
            #expect(found.deviceNames == [device.id: "Gate"])
            #expect(found.hints.isEmpty)
        }
    }
}
