import Domain
import Storage
import Testing

@testable import Services

/// T31: what a late day costs is taken from leave, once, whatever is worked out again.
struct PenaltyBookingTests {
    private func withThreeLateDays(_ body: (BookedCompany) async throws -> Void) async throws {
        try await BookedCompany.open { office in
            try await office.give("2", "CL")
            try await office.order("CL", "PL")
            try await office.late("2026-11-02", "2026-11-04", "2026-11-05")
            try await body(office)
        }
    }

    @Test func theThirdLateDayTakesHalfADayOnce() async throws {
        try await withThreeLateDays { office in
            #expect(try await office.booked() == ["CL 2026-11-05 penalty -0.5"])
            #expect(try await office.balance("CL", on: "2026-11-04") == "2")
            #expect(try await office.balance("CL", on: "2026-11-05") == "1.5")
            let rows = try await office.rows()
            try await office.work()
            try await office.work("2026-11-05", "2026-11-05")
            #expect(try await office.rows() == rows)
            #expect(try await office.says("2026-11-05").contains("Penalty: ½ day taken from CL."))
            let line = try #require(try await office.services.leave.ledger(of: office.asha, by: office.actor).last)
            #expect(line.stamp.actor == "the rules" && line.entry.act.reason == "Penalty of 2026-11-05")
        }
    }

    @Test func aCorrectionMovesThePenaltyToAnotherDay() async throws {
        try await withThreeLateDays { office in
            try await office.correct(
                "2026-11-04", .add(LocalTime(try office.day("2026-11-04"), TimeOfDay(9, 0)), .either))
            #expect(try await office.booked() == ["CL 2026-11-05 penalty -0.5", "CL 2026-11-05 restored 0.5"])
            try await office.late("2026-11-06")
            #expect(
                try await office.booked() == [
                    "CL 2026-11-05 penalty -0.5", "CL 2026-11-05 restored 0.5", "CL 2026-11-06 penalty -0.5",
                ])
            #expect(try await office.balance("CL", on: "2026-11-30") == "1.5")
            #expect(try await office.bookings().map(\.date.description) == ["2026-11-06"])
        }
    }

    @Test func aChangedRuleBringsTheLedgerToTheNewFigure() async throws {
        try await withThreeLateDays { office in
            let shift = try #require(try await office.services.shifts.find(code: "G"))
            for (halfDays, balance) in [(UInt8(2), "1"), (1, "1.5")] {
                var draft = ShiftDraft(shift)
                draft.policy?.period.late.halfDays = halfDays
                try await office.services.shifts.update(shift.id, to: draft, by: office.actor)
                #expect(try await office.balance("CL", on: "2026-11-05") == balance)
            }
            var draft = ShiftDraft(shift)
            draft.policy?.period.late.every = 0
            try await office.services.shifts.update(shift.id, to: draft, by: office.actor)
            #expect(try await office.balance("CL", on: "2026-11-05") == "2")
            #expect(try await office.bookings().isEmpty)
        }
    }

    /// CL has half a day, PL a day: two days of penalty are CL ½, PL 1, and ½ unpaid.
    @Test func oneTypeAfterTheOtherAndTheRestUnpaid() async throws {
        try await BookedCompany.open {
            $0.period.late.every = 1
            $0.period.late.halfDays = 2
            $0.period.early.every = 1
            $0.period.early.halfDays = 2
        } _: { office in
            try await office.give("0.5", "CL")
            try await office.give("1", "PL")
            try await office.order("CL", "PL")
            try await office.punch(["2026-11-05 09:20:00", "2026-11-05 17:00:00"])
            #expect(try await office.booked() == ["CL 2026-11-05 penalty -0.5", "PL 2026-11-05 penalty -1"])
            #expect(
                try await office.says("2026-11-05").contains(
                    "Penalty: ½ day taken from CL; 1 day taken from PL; ½ day unpaid: no balance left in CL, PL."))
            let month = try await office.services.attendance.month(
                try #require(Month("2026-11")), of: office.asha.id, by: office.actor)
            #expect(month.rows[0].totals.penaltyHalves == 4)
            #expect(month.rows[0].totals.unpaidPenaltyHalves == 1)

            // A smaller penalty gives back what was taken last.
            try await office.correct(
                "2026-11-05", .add(LocalTime(try office.day("2026-11-05"), TimeOfDay(18, 0)), .either),
                .void(LocalTime(try office.day("2026-11-05"), TimeOfDay(17, 0))))
            #expect(
                try await office.booked() == [
                    "CL 2026-11-05 penalty -0.5", "PL 2026-11-05 penalty -1", "PL 2026-11-05 restored 0.5",
                ])
        }
    }

    /// What was booked stays as it was made until the day is worked out again, and then only what is unpaid looks anew.
    @Test func aLaterBalanceIsTakenWhenTheDayIsWorkedOutAgain() async throws {
        try await BookedCompany.open { office in
            try await office.addUnpaid()
            try await office.order("CL", "PL", "LWP")
            try await office.late("2026-11-02", "2026-11-04", "2026-11-05")
            #expect(try await office.booked() == ["LWP 2026-11-05 penalty -0.5"])
            #expect(try await office.says("2026-11-05").contains("Penalty: ½ day unpaid (LWP)."))
            #expect(try await office.bookings().map(\.unpaid) == [.half])
            try await office.give("1", "CL")
            #expect(try await office.booked() == ["LWP 2026-11-05 penalty -0.5"])
            let rows = try await office.rows()
            try await office.work("2026-11-20", "2026-11-30")
            #expect(try await office.rows() == rows)
            try await office.work("2026-11-05", "2026-11-05")
            #expect(
                try await office.booked() == [
                    "CL 2026-11-05 penalty -0.5", "LWP 2026-11-05 penalty -0.5", "LWP 2026-11-05 restored 0.5",
                ])
            #expect(try await office.bookings().map(\.unpaid) == [.zero])
            // Another order later moves nothing that was taken.
            try await office.give("1", "PL")
            try await office.order("PL", "CL")
            let taken = try await office.booked()
            try await office.work()
            #expect(try await office.booked() == taken)
        }
    }

    @Test func cancelledLeaveLeavesABookingUntilTheDayIsWorkedOutAgain() async throws {
        try await BookedCompany.open { office in
            try await office.give("1", "CL")
            try await office.order("CL")
            let leave = try await office.take("CL", "2026-11-10")
            try await office.late("2026-11-02", "2026-11-04", "2026-11-05")
            #expect(try await office.booked().isEmpty)
            #expect(try await office.says("2026-11-05").contains("Penalty: ½ day unpaid: no balance left in CL."))
            _ = try await office.services.leave.cancel(leave.id, by: office.actor)
            #expect(try await office.booked().isEmpty)
            try await office.work()
            #expect(try await office.booked() == ["CL 2026-11-05 penalty -0.5"])
        }
    }

    @Test func withoutAnOrderThePenaltyIsUnpaidAndSaysSo() async throws {
        try await BookedCompany.open { office in
            try await office.give("1", "CL")
            try await office.late("2026-11-02", "2026-11-04", "2026-11-05")
            #expect(try await office.booked().isEmpty)
            #expect(try await office.bookings().map(\.unpaid) == [.half])
            #expect(
                try await office.says("2026-11-05").contains(
                    "Penalty: ½ day unpaid: no type of leave is set from which penalties are taken."))
            try await office.order("CL")
            try await office.work()
            #expect(try await office.booked() == ["CL 2026-11-05 penalty -0.5"])
        }
    }

    /// As long as a terminal may still bring an earlier arrival, nothing is taken; what was taken stays meanwhile.
    @Test func aProvisionalDayIsNotBooked() async throws {
        try await BookedCompany.open { office in
            try await office.give("1", "CL")
            try await office.order("CL")
            try await office.read(through: nil)
            try await office.late("2026-11-02", "2026-11-04", "2026-11-05")
            #expect(try await office.company.day(office.asha, "2026-11-05").penaltyHalfDays == 1)
            #expect(try await office.booked().isEmpty)
            #expect(
                try await office.says("2026-11-05").contains(
                    "What this day takes from leave or earns is booked once it is final."))
            try await office.read(through: office.company.clock.now)
            try await office.work()
            #expect(try await office.booked() == ["CL 2026-11-05 penalty -0.5"])
            try await office.read(through: nil)
            try await office.work()
            #expect(try await office.booked() == ["CL 2026-11-05 penalty -0.5"])
        }
    }

    /// The balance is gone by other ways than leave: nothing is ever taken below what a type allows.
    @Test func aTypeThatMayBeOwedIsOwedAndPaidBack() async throws {
        try await BookedCompany.open { office in
            var type = try #require(try await office.services.leave.type(code: "CL"))
            type.overdraft = .upTo(.day)
            try await office.services.leave.update(type, by: office.actor)
            try await office.order("CL")
            try await office.late("2026-11-02", "2026-11-04", "2026-11-05")
            #expect(try await office.balance("CL", on: "2026-11-05") == "-0.5")
            try await office.give("1", "CL")
            #expect(try await office.balance("CL", on: "2026-11-05") == "0.5")
            try await office.correct(
                "2026-11-04", .add(LocalTime(try office.day("2026-11-04"), TimeOfDay(9, 0)), .either))
            #expect(try await office.balance("CL", on: "2026-11-05") == "1")
        }
    }
}

struct PenaltyOrderTests {
    @Test func theOrderIsKeptShownAndJournaled() async throws {
        try await BookedCompany.open { office in
            #expect(try await office.services.leave.penaltyOrder().codes.isEmpty)
            try await office.order("PL", "CL")
            try await office.order("PL", "CL")
            #expect(try await office.services.leave.penaltyOrder().codes == "PL, CL")
            let lines = try await office.services.journal.page(limit: 5, by: office.actor)
            #expect(lines.first?.subject == "Company")
            #expect(lines.first?.change == "penalties are taken from none → PL, CL")
            try await office.order()
            #expect(try await office.services.leave.penaltyOrder().types.isEmpty)
        }
    }

    @Test func allThatIsWrongIsSaidAtOnceAndNothingIsKept() async throws {
        try await BookedCompany.open { office in
            try await office.addUnpaid()
            var short = LeaveType(id: ID(0), code: "SH", name: "Short leave")
            (short.request.allowsHalfDays, short.request.hoursADay) = (false, 28_800)
            try await office.services.leave.add(short, by: office.actor)
            var sick = LeaveType(id: ID(0), code: "SL", name: "Sick leave")
            sick.overdraft = .unlimited
            try await office.services.leave.add(sick, by: office.actor)
            try await office.order("CL")
            let error = await #expect(throws: ServiceError.self) {
                try await office.order("XX", "LWP", "SH", "SL", "CL", "CL")
            }
            let text = try #require(error).description
            for part in [
                "XX", "Leave without pay (LWP) is unpaid, so nothing can come after it: put it last.",
                "Short leave (SH) is not taken in half days, and a penalty takes half days.",
                "Sick leave (SL) never runs out, so CL after it would never be taken from.", "CL is named twice.",
            ] { #expect(text.contains(part), "\(text)") }
            #expect(try await office.services.leave.penaltyOrder().codes == "CL")
        }
    }

    /// A type in the order cannot become one that would not fit there.
    @Test func aTypeInTheOrderKeepsFittingIt() async throws {
        try await BookedCompany.open { office in
            try await office.order("CL", "PL")
            var type = try #require(try await office.services.leave.type(code: "CL"))
            type.paidPercent = 0
            let error = await #expect(throws: ServiceError.self) {
                try await office.services.leave.update(type, by: office.actor)
            }
            #expect(error?.description.contains("Penalties are taken from CL, PL: change that order first.") == true)
            try await office.order("PL", "CL")
            try await office.services.leave.update(type, by: office.actor)
        }
    }
}
