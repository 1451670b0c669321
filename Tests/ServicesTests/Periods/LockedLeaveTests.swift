import Domain
import Storage
import Testing

@testable import Services

/// No balance of a locked month changes: what comes later counts from the next open one, with the difference that it pays.
struct LockedLeaveTests {
    private let november = Month(of: CivilDate(daysSinceEpoch: 20_758))
    private let december = Month(of: CivilDate(daysSinceEpoch: 20_788))

    /// November is locked; the third late day was the 5th. Sunday the 15th earned half a day.
    private func withLocked(_ body: (BookedCompany) async throws -> Void) async throws {
        try await BookedCompany.open { office in
            try await office.addTimeOff()
            try await office.give("3", "CL")
            try await office.order("CL")
            try await office.late("2026-11-02", "2026-11-04", "2026-11-05")
            try await office.punch(["2026-11-15 10:00:00", "2026-11-15 13:00:00"])
            try await office.services.periods.lock(november, by: office.actor)
            try await body(office)
        }
    }

    private func time(_ date: String, _ hour: Int) throws -> LocalTime {
        LocalTime(try #require(CivilDate(date)), TimeOfDay(hour, 0))
    }

    private func differences(_ office: BookedCompany) async throws -> [String] {
        try await office.services.periods.adjustments(by: office.actor).map {
            "\($0.adjustment.date) \($0.due): \($0.adjustment.difference.words)"
        }
    }

    private func lockDecember(_ office: BookedCompany) async throws {
        office.company.clock.set("2027-01-05 10:00:00")
        try await office.services.periods.lock(december, despite: "test", by: office.actor)
    }

    /// What nothing that comes after the lock may change.
    private func novemberBalances(_ office: BookedCompany) async throws -> [String] {
        [
            try await office.balance("CL", on: "2026-11-05"), try await office.balance("CL", on: "2026-11-30"),
            try await office.balance("CO", on: "2026-11-30"),
        ]
    }

    @Test func aPenaltyThatGoesIsGivenBackWithTheMonthThatTakesTheDifference() async throws {
        try await withLocked { office in
            let (booked, november) = (try await office.booked(), try await novemberBalances(office))
            #expect(november == ["2.5", "2.5", "0.5"])
            try await office.correct(
                "2026-11-04", .void(try #require(LocalTime("2026-11-04 09:20:00"))),
                .add(time("2026-11-04", 9), .either))
            #expect(try await office.booked() == booked)
            #expect(
                try await differences(office) == [
                    "2026-11-04 2026-12: +20 min work, −20 min late", "2026-11-05 2026-12: −½ day of penalty",
                ])
            try await office.work()
            #expect(try await office.booked() == booked)

            try await lockDecember(office)
            #expect(try await office.booked() == booked.inserting("CL 2026-12-01 restored 0.5", after: 0))
            #expect(try await novemberBalances(office) == november)
            #expect(try await office.balance("CL", on: "2026-12-01") == "3")
            try await office.work()
            #expect(try await office.balance("CL", on: "2026-12-01") == "3")

            try await office.services.periods.unlock(december, because: "wrong", by: office.actor)
            #expect(try await office.balance("CL", on: "2026-12-01") == "2.5")
            try await office.services.periods.unlock(self.november, because: "wrong", by: office.actor)
            #expect(try await office.balance("CL", on: "2026-11-30") == "3")
            #expect(try await office.bookings().map(\.penaltyHalfDays) == [0])
        }
    }

    @Test func aPenaltyThatComesIsTakenWithTheMonthThatTakesTheDifference() async throws {
        try await withLocked { office in
            let november = try await novemberBalances(office)
            try await office.late("2026-11-09", "2026-11-10", "2026-11-11")
            #expect(try await novemberBalances(office) == november)
            #expect(try await differences(office).last?.contains("+½ day of penalty") == true)
            try await lockDecember(office)
            #expect(try await novemberBalances(office) == november)
            #expect(try await office.balance("CL", on: "2026-12-01") == "2")
            #expect(try await office.booked().contains("CL 2026-12-01 penalty -0.5"))
            let rows = try await office.rows()
            try await office.work()
            #expect(try await office.rows() == rows)
        }
    }

    /// The earned half day becomes a whole one; then all of it goes, after it was taken.
    @Test func timeOffFollowsTheMonthThatTakesTheDifference() async throws {
        try await withLocked { office in
            try await office.correct(
                "2026-11-15", .void(time("2026-11-15", 13)), .add(time("2026-11-15", 18), .either))
            #expect(try await office.balance("CO", on: "2026-12-05") == "0.5")
            try await lockDecember(office)
            #expect(try await office.balance("CO", on: "2026-11-30") == "0.5")
            #expect(try await office.balance("CO", on: "2026-12-01") == "1")
            try await office.take("CO", "2027-01-05")
            try await office.correct("2026-11-15", .void(time("2026-11-15", 10)))
            office.company.clock.set("2027-02-05 10:00:00")
            try await office.services.periods.lock(
                Month(of: try office.day("2027-01-01")), despite: "test", by: office.actor)
            #expect(try await office.bookings().map(\.overtaken) == [.zero, .day])
            #expect(
                try await office.says("2026-11-15").contains {
                    $0.hasPrefix("1 day of time off was taken and is no longer")
                })
        }
    }

    /// A day that could still change is paid as it stands: what it costs is booked as its month is locked.
    @Test func aProvisionalDayIsBookedAsItIsLocked() async throws {
        try await BookedCompany.open { office in
            try await office.give("3", "CL")
            try await office.order("CL")
            try await office.read(through: nil)
            try await office.late("2026-11-02", "2026-11-04", "2026-11-05")
            try await office.services.periods.lock(november, despite: "payday", by: office.actor)
            #expect(try await office.booked() == ["CL 2026-11-05 penalty -0.5"])
            try await office.services.periods.unlock(november, because: "wrong", by: office.actor)
            #expect(try await office.booked() == ["CL 2026-11-05 penalty -0.5"])
        }
    }

    // Leave about a locked month, route by route.

    @Test func leaveApprovedAfterTheLockIsPaidWithTheNextMonth() async throws {
        try await withLocked { office in
            let november = try await novemberBalances(office)
            let line = try await office.take("CL", "2026-11-20")
            #expect(line.request.status == .confirmed)
            #expect(try await office.company.day(office.asha, "2026-11-20").status == .absent)
            #expect(try await differences(office) == ["2026-11-20 2026-12: +1 day paid"])
            #expect(try await novemberBalances(office) == november)
            #expect(try await office.balance("CL", on: "2026-12-01") == "1.5")

            _ = try await office.services.leave.cancel(line.id, by: office.actor)
            #expect(try await differences(office).isEmpty)
            #expect(try await novemberBalances(office) == november)
            #expect(try await office.balance("CL", on: "2026-12-01") == "2.5")
        }
    }

    @Test func aPersonCannotAskForItNorCancelIt() async throws {
        try await withLocked { office in
            let type = try #require(try await office.services.leave.type(code: "CL"))
            func request(_ date: String) throws -> LeaveRequest {
                LeaveRequest(
                    id: ID(0), employee: office.asha.id, type: type.id, first: try office.day(date),
                    last: try office.day(date), asked: try office.day("2026-12-05"))
            }
            let sentence = "2026-11 is locked for Asha Verma, so nothing about 2026-11-20 can be asked for any more"
            let asked = await #expect(throws: ServiceError.self) {
                try await office.services.leave.request(request("2026-11-20"), as: office.asha.id, by: office.actor)
            }
            #expect(asked?.description.contains(sentence) == true)
            let line = try await office.take("CL", "2026-11-20")
            let rows = try await office.rows()
            let cancelled = await #expect(throws: ServiceError.self) {
                try await office.services.leave.cancel(line.id, as: office.asha.id, by: office.actor)
            }
            #expect(cancelled?.description.contains(sentence) == true)
            #expect(try await office.rows() == rows)
            // Of an open month both go.
            let open = try await office.services.leave.request(
                request("2026-12-01"), as: office.asha.id, by: office.actor)
            #expect(open.request.status == .pending)
            _ = try await office.services.leave.withdraw(open.id, as: office.asha.id, by: office.actor)
            let taken = try await office.take("CL", "2026-12-02")
            #expect(
                try await office.services.leave.cancel(taken.id, as: office.asha.id, by: office.actor).request.status
                    == .cancelled)
        }
    }

    /// Asked for in time, decided after the lock: yes counts from the next month, no and taking back need nothing.
    @Test(arguments: ["approve", "reject", "withdraw"])
    func whatWaitedOverTheLock(route: String) async throws {
        try await BookedCompany.open { office in
            try await office.services.approvals.add(
                ApprovalChain(
                    id: ID(0), name: "Leave", conditions: ApprovalConditions(kinds: [.leave]),
                    levels: [ApprovalLevel([.reportingManager])]),
                by: office.actor)
            try await office.give("3", "CL")
            try await office.late("2026-11-02")
            let line = try await office.take("CL", "2026-11-20")
            #expect(line.request.status == .pending)
            try await office.services.periods.lock(november, despite: "test", by: office.actor)
            let id = try #require(line.request.approval)
            let approvals = office.services.approvals
            let result =
                switch route {
                case "approve": try await approvals.grant([id], by: office.actor)
                case "reject": try await approvals.reject([id], reason: "no", by: office.actor)
                default: try await approvals.withdraw([id], as: office.asha.id, by: office.actor)
                }
            #expect(result.first?.refusal == nil)
            #expect(try await office.balance("CL", on: "2026-11-30") == "3")
            #expect(try await office.balance("CL", on: "2026-12-01") == (route == "approve" ? "2" : "3"))
            #expect(
                try await differences(office) == (route == "approve" ? ["2026-11-20 2026-12: +1 day paid"] : []))
        }
    }

    @Test func daysByHandAreDatedInAnOpenMonth() async throws {
        try await withLocked { office in
            var type = try #require(try await office.services.leave.type(code: "CL"))
            type.encashment = LeaveEncashment(most: nil)
            try await office.services.leave.update(type, by: office.actor)
            let rows = try await office.rows()
            let sentence =
                "2026-11 is locked for Asha Verma, so no balance of 2026-11-30 changes any more; date it "
                + "2026-12-01 or later."
            for amount in ["1", "-1"] {
                await #expect(throws: ServiceError.invalid("on", sentence)) {
                    try await office.give(amount, "CL", on: "2026-11-30")
                }
            }
            await #expect(throws: ServiceError.invalid("on", sentence)) {
                try await office.services.leave.encash(
                    office.asha.id, type.id, .day, on: office.day("2026-11-30"), by: office.actor)
            }
            #expect(try await office.rows() == rows)
            try await office.give("-1", "CL", on: "2026-12-01")
            try await office.services.leave.encash(
                office.asha.id, type.id, .day, on: office.day("2026-12-01"), by: office.actor)
            #expect(try await office.balance("CL", on: "2026-12-01") == "0.5")
        }
    }

    /// A grant that was forgotten counts from the next open month, for days of the locked one too.
    @Test func aForgottenGrantCountsFromTheNextMonth() async throws {
        try await withLocked { office in
            var type = LeaveType(id: ID(0), code: "VL", name: "Vacation", grantsFrom: try office.day("2026-11-01"))
            type.grant = .monthly(yearly: LeaveAmount(days: 12), on: .firstDay, trueUp: false)
            try await office.services.leave.add(type, by: office.actor)
            _ = try await office.services.leave.book(.grants, through: office.day("2026-12-01"), by: office.actor)
            #expect(try await office.balance("VL", on: "2026-11-30") == "0")
            #expect(try await office.balance("VL", on: "2026-12-01") == "2")
        }
    }
}

extension [String] {
    fileprivate func inserting(_ line: String, after index: Int) -> [String] {
        self[...index] + [line] + self[(index + 1)...]
    }
}
