import Domain
import Storage
import Testing

@testable import Services

/// T39: time off earned by work on a rest day is granted once, whatever is worked out again. The 15th of November 2026
/// is a Sunday.
struct TimeOffBookingTests {
    private func withSunday(
        _ times: [String] = ["2026-11-15 10:00:00", "2026-11-15 13:00:00"],
        _ body: (BookedCompany) async throws -> Void
    ) async throws {
        try await BookedCompany.open { office in
            try await office.addTimeOff()
            try await office.punch(times)
            try await body(office)
        }
    }

    private func time(_ hour: Int) throws -> LocalTime {
        LocalTime(try #require(CivilDate("2026-11-15")), TimeOfDay(hour, 0))
    }

    @Test func halfADayBecomesAWholeOneAndVanishes() async throws {
        try await withSunday { office in
            #expect(try await office.booked() == ["CO 2026-11-16 granted 0.5"])
            #expect(try await office.balance("CO", on: "2026-11-15") == "0")
            #expect(
                try await office.says("2026-11-15").contains(
                    "Time off: ½ day of CO earned, from 2026-11-16 through 2027-02-13."))
            let rows = try await office.rows()
            try await office.work()
            #expect(try await office.rows() == rows)
            try await office.correct("2026-11-15", .void(time(13)), .add(time(18), .either))
            #expect(try await office.booked() == ["CO 2026-11-16 granted 0.5", "CO 2026-11-16 adjusted 0.5"])
            #expect(try await office.balance("CO", on: "2026-11-16") == "1")
            try await office.correct("2026-11-15", .void(time(10)))
            #expect(try await office.balance("CO", on: "2026-11-16") == "0")
            #expect(try await office.bookings().isEmpty)
        }
    }

    /// What was taken cannot be taken back: it is told, and settled once the leave is cancelled.
    @Test func timeOffThatWasTakenAndIsNoLongerEarnedIsTold() async throws {
        try await withSunday { office in
            let leave = try await office.take("CO", "2026-11-17", untilNoon: true)
            try await office.correct("2026-11-15", .void(time(10)), .void(time(13)))
            #expect(try await office.bookings().map(\.overtaken) == [.half])
            #expect(
                try await office.says("2026-11-15").contains(
                    "½ day of time off was taken and is no longer earned by this day: it stays taken until that leave is "
                        + "cancelled or the balance is adjusted by hand."))
            let rows = try await office.rows()
            try await office.work()
            #expect(try await office.rows() == rows)
            #expect(try await office.balance("CO", on: "2026-11-17") == "0")
            _ = try await office.services.leave.cancel(leave.id, by: office.actor)
            #expect(try await office.balance("CO", on: "2026-11-17") == "0")
            #expect(try await office.bookings().isEmpty)
        }
    }

    @Test func whatHasExpiredIsNotGrantedAgain() async throws {
        try await BookedCompany.open { office in
            try await office.addTimeOff(days: 10)
            try await office.punch(["2026-11-15 10:00:00", "2026-11-15 18:00:00"])
            #expect(try await office.balance("CO", on: "2026-11-25") == "1")
            #expect(try await office.balance("CO", on: "2026-11-26") == "0")
            _ = try await office.services.leave.book(.yearEnd, through: office.day("2026-11-30"), by: office.actor)
            let rows = try await office.rows()
            try await office.work()
            #expect(try await office.rows() == rows)
            // Half of it turns out not to have been earned: the lapsed day is half a day, and nothing comes back.
            try await office.correct("2026-11-15", .void(time(18)), .add(time(13), .either))
            #expect(try await office.bookings().map(\.earnedHalfDays) == [1])
            #expect(try await office.bookings().map(\.overtaken) == [.zero])
            for date in ["2026-11-20", "2026-11-30", "2026-12-31"] {
                #expect(try await office.balance("CO", on: date) == (date == "2026-11-20" ? "0.5" : "0"))
            }
        }
    }

    @Test func aDayTakenAwayByHandIsNotEarnedAgain() async throws {
        try await withSunday { office in
            try await office.give("-0.5", "CO", on: "2026-11-20")
            let rows = try await office.rows()
            try await office.work()
            #expect(try await office.rows() == rows)
            #expect(try await office.balance("CO", on: "2026-11-20") == "0")
        }
    }

    @Test func withoutATypeItIsToldAndBookedOnceThereIsOne() async throws {
        try await BookedCompany.open { office in
            try await office.punch(["2026-11-15 10:00:00", "2026-11-15 18:00:00"])
            #expect(
                try await office.says("2026-11-15").contains(
                    "1 day off was earned and is not booked: there is no type of leave of the kind compensatory. Add one, "
                        + "and work the day out again."))
            try await office.addTimeOff()
            try await office.work()
            #expect(try await office.booked() == ["CO 2026-11-16 granted 1"])
        }
    }

    /// The rules give it by themselves, so a request for the same day is refused, and cannot grant it twice.
    @Test func whatTheRulesGiveIsNotAskedFor() async throws {
        try await withSunday { office in
            let error = await #expect(throws: ServiceError.self) { _ = try await request(office, 2) }
            #expect(
                error?.description.contains("The rules give ½ day off for the work on 2026-11-15 by themselves") == true
            )
            let balance = try await office.balance("CO", on: "2026-11-16")
            #expect(balance == "0.5")
        }
    }

    /// Overtime that needs approval: who works on a Sunday asks for pay or for time off, never for both.
    @Test func byRequestItIsPayOrTimeOff() async throws {
        try await BookedCompany.open {
            $0.overtime.restDayWork = .overtime
            $0.overtime.needsApproval = true
        } _: { office in
            try await office.addTimeOff()
            try await office.punch(["2026-11-15 10:00:00", "2026-11-15 18:00:00"])
            #expect(try await office.booked().isEmpty)
            let line = try await request(office, 2)
            await #expect(throws: ServiceError.self) { _ = try await overtime(office) }
            _ = try await office.services.approvals.grant([line.id], by: office.actor)
            #expect(try await office.booked() == ["CO 2026-11-16 granted 1"])
            #expect(
                try await office.says("2026-11-15").contains(
                    "Time off: 1 day of CO earned (by request), from 2026-11-16 through 2027-02-13."))
            let rows = try await office.rows()
            try await office.work()
            #expect(try await office.rows() == rows)
            await #expect(throws: ServiceError.self) { _ = try await overtime(office) }

            // The company changes its mind and gives time off by the rules: still one day, and not two.
            try await change(office) { $0.overtime.restDayWork = .compensatoryOff }
            #expect(try await office.balance("CO", on: "2026-11-16") == "1")
            #expect(try await office.bookings().map(\.earnedHalfDays) == [2])
            // Or pays the work: then the time off does not count.
            try await change(office) {
                $0.overtime.restDayWork = .overtime
                $0.overtime.needsApproval = false
            }
            #expect(try await office.balance("CO", on: "2026-11-16") == "0")
            #expect(
                try await office.says("2026-11-15").contains(
                    "The time off that was approved for this day does not count: its work is paid as overtime."))
            try await change(office) { $0.overtime.needsApproval = true }
            #expect(try await office.balance("CO", on: "2026-11-16") == "1")

            _ = try await office.services.approvals.cancel([line.id], by: office.actor)
            #expect(try await office.balance("CO", on: "2026-11-16") == "0")
            #expect(try await office.bookings().isEmpty)
            _ = try await overtime(office)
            await #expect(throws: ServiceError.self) { _ = try await request(office, 1) }
        }
    }

    @Test func anApprovedRequestWhoseTimeOffWasTakenStays() async throws {
        try await BookedCompany.open {
            $0.overtime.restDayWork = .overtime
            $0.overtime.formula = .none
        } _: { office in
            try await office.addTimeOff()
            try await office.punch(["2026-11-15 10:00:00", "2026-11-15 18:00:00"])
            let line = try await request(office, 1)
            _ = try await office.services.approvals.grant([line.id], by: office.actor)
            try await office.take("CO", "2026-11-17", untilNoon: true)
            let rows = try await office.rows()
            let result = try await office.services.approvals.cancel([line.id], by: office.actor)
            #expect(result.first?.refusal?.contains("0.5 day of the time off has been taken already") == true)
            #expect(try await office.rows() == rows)
            #expect(try await office.bookings().map(\.grantedHalfDays) == [1])
        }
    }

    private func request(_ office: BookedCompany, _ halfDays: Int) async throws -> RequestLine {
        try await office.services.approvals.requestCompOff(
            halfDays, workedOn: office.day("2026-11-15"), why: "audit", of: office.asha.id, by: office.actor)
    }

    private func overtime(_ office: BookedCompany) async throws -> RequestLine {
        try await office.services.duty.requestOvertime(
            3600, on: office.day("2026-11-15"), why: "audit", of: office.asha.id, by: office.actor)
    }

    private func change(_ office: BookedCompany, _ body: (inout AttendancePolicy) -> Void) async throws {
        let shift = try #require(try await office.services.shifts.find(code: "G"))
        var draft = ShiftDraft(shift)
        var policy = try #require(shift.policy)
        body(&policy)
        draft.policy = policy
        try await office.services.shifts.update(shift.id, to: draft, by: office.actor)
    }
}
