import Domain
import Storage
import Testing

@testable import Services

struct LeaveServiceTests {
    struct Office {
        let company: TestCompany
        let asha: Employee
        let vacation: LeaveType
        let unpaid: LeaveType

        var leave: LeaveService { company.services.leave }

        func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

        func request(
            _ first: String, _ last: String? = nil, _ change: (inout LeaveRequest) -> Void = { _ in }
        ) throws -> LeaveRequest {
            var request = LeaveRequest(
                id: ID(0), employee: asha.id, type: vacation.id, first: try date(first), last: try date(last ?? first),
                asked: try date("2026-11-20"))
            change(&request)
            return request
        }

        func booked(on day: String) async throws -> String {
            try await leave.booked(of: asha.id, on: date(day), by: company.actor)[vacation.id]?.description ?? "0"
        }

        /// Everything that a refused use case must leave as it was.
        func rows() async throws -> [Int64] {
            try await company.database.read { db in
                try ["leave_lot", "leave_entry", "leave_request", "leave_day", "approval_request", "journal"].map {
                    try db.integer("SELECT COUNT(*) FROM \($0)") ?? 0
                }
            }
        }
    }

    /// Vacation of 12 days a year by the month, carried up to 5; joined in 2025; the 20th of November 2026.
    func office(_ body: (Office) async throws -> Void) async throws {
        try await TestCompany.open(now: "2026-11-20 10:00:00") { company in
            try await company.addShift()
            let asha = try await company.add("0042", "Asha Verma", joined: "2025-01-01")
            var unpaid = LeaveType(id: ID(0), code: "LWP", name: "Leave without pay")
            unpaid.overdraft = .unlimited
            unpaid.paidPercent = 0
            unpaid = try await company.services.leave.add(unpaid, by: company.actor)
            var vacation = LeaveType(id: ID(0), code: "VL", name: "Vacation", kind: .vacation)
            vacation.grant = .monthly(yearly: LeaveAmount(days: 12), on: .firstDay, trueUp: true)
            vacation.grantsFrom = try #require(CivilDate("2025-01-01"))
            vacation.carry = LeaveCarry(cap: LeaveAmount(days: 5))
            vacation.excess = unpaid.id
            vacation = try await company.services.leave.add(vacation, by: company.actor)
            try await body(Office(company: company, asha: asha, vacation: vacation, unpaid: unpaid))
        }
    }

    @Test func grantsArePreviewedBookedAndNotBookedAgain() async throws {
        try await office { office in
            let end = try office.date("2026-11-30")
            let preview = try await office.leave.preview(.grants, through: end, by: office.company.actor)
            #expect(preview.count == 23)
            #expect(try await office.booked(on: "2026-11-30") == "0")
            let booked = try await office.leave.book(
                .grants, through: end, expecting: preview, by: office.company.actor)
            #expect(booked == preview)
            let rows = try await office.rows()
            #expect(try await office.leave.book(.grants, through: end, by: office.company.actor).isEmpty)
            #expect(try await office.rows() == rows)
            #expect(try await office.booked(on: "2026-11-30") == "11")
        }
    }

    @Test func aPreviewThatNoLongerHoldsBooksNothing() async throws {
        try await office { office in
            let end = try office.date("2026-11-30")
            let preview = try await office.leave.preview(.grants, through: end, by: office.company.actor)
            try await office.company.add("0043", "Ravi Rao", joined: "2026-11-01")
            let rows = try await office.rows()
            await #expect(throws: ServiceError.leaveRunChanged) {
                try await office.leave.book(.grants, through: end, expecting: preview, by: office.company.actor)
            }
            #expect(try await office.rows() == rows)
        }
    }

    @Test func confirmedLeaveTakesDaysAndReachesTheDay() async throws {
        try await office { office in
            _ = try await office.leave.book(.grants, through: office.date("2026-11-01"), by: office.company.actor)
            // Friday to Monday: the Sunday is no leave.
            let line = try await office.leave.request(
                office.request("2026-11-20", "2026-11-23"), by: office.company.actor)
            #expect(line.request.status == .confirmed)
            #expect(line.days.map(\.leave.date.description) == ["2026-11-20", "2026-11-21", "2026-11-23"])
            #expect(try await office.booked(on: "2026-11-30") == "8")
            let found = try await office.company.database.read { db in
                var leaves: [LeaveOnDay] = []
                let rules = try CompanyRules(db, now: office.company.clock.now)
                let days = try office.date("2026-11-20")...(try office.date("2026-11-20"))
                try EmployeeCases(db, [office.asha], rules.window(of: days)).forEach { leaves = $0.leaves }
                return leaves
            }
            #expect(found.map(\.date.description) == ["2026-11-20", "2026-11-21", "2026-11-23"])
        }
    }

    @Test func cancellingGivesBackDaysAndDay() async throws {
        try await office { office in
            _ = try await office.leave.book(.grants, through: office.date("2026-11-01"), by: office.company.actor)
            let line = try await office.leave.request(office.request("2026-11-23"), by: office.company.actor)
            #expect(try await office.booked(on: "2026-11-30") == "10")
            let cancelled = try await office.leave.cancel(line.id, by: office.company.actor)
            #expect(cancelled.request.status == .cancelled && cancelled.days.isEmpty)
            #expect(try await office.booked(on: "2026-11-30") == "11")
            await #expect(throws: ServiceError.leaveRequestIs(line.id.rawValue, .cancelled, deed: "cancelled")) {
                try await office.leave.cancel(line.id, by: office.company.actor)
            }
        }
    }

    @Test(arguments: [
        ("2026-11-24", "2026-11-20", "is before the first"), ("2024-12-31", "2024-12-31", "joined on 2025-01-01"),
        ("2026-11-22", "2026-11-22", "rest days"), ("2026-12-01", "2026-12-30", "covers 11 of the 26 days"),
    ])
    func whatIsRefusedChangesNothing(first: String, last: String, sentence: String) async throws {
        try await office { office in
            _ = try await office.leave.book(.grants, through: office.date("2026-11-01"), by: office.company.actor)
            let rows = try await office.rows()
            let error = await #expect(throws: ServiceError.self) {
                try await office.leave.request(office.request(first, last), by: office.company.actor)
            }
            #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
            #expect(try await office.rows() == rows)
        }
    }

    @Test func theRestIsWithoutPayOnceAgreedTo() async throws {
        try await office { office in
            _ = try await office.leave.book(.grants, through: office.date("2026-11-01"), by: office.company.actor)
            let line = try await office.leave.request(
                office.request("2026-12-01", "2026-12-15") { $0.acceptsExcess = true }, by: office.company.actor)
            #expect(line.days.map(\.code) == Array(repeating: "VL", count: 11) + ["LWP", "LWP"])
            let taken = try await office.leave.booked(
                of: office.asha.id, on: office.date("2026-12-31"), by: office.company.actor)
            #expect(taken[office.vacation.id] == .zero)
            #expect(taken[office.unpaid.id] == LeaveAmount(days: -2))
        }
    }

    @Test func aChainMakesLeaveWait() async throws {
        try await office { office in
            _ = try await office.leave.book(.grants, through: office.date("2026-11-01"), by: office.company.actor)
            let boss = try await office.company.add("0001", "Meera Nair", joined: "2025-01-01")
            try await office.company.services.approvals.add(
                ApprovalChain(
                    id: ID(0), name: "Leave", conditions: ApprovalConditions(kinds: [.leave]),
                    levels: [ApprovalLevel([.employee(boss.id)])]),
                by: office.company.actor)
            let line = try await office.leave.request(office.request("2026-11-23"), by: office.company.actor)
            #expect(line.request.status == .pending)
            #expect(try await office.booked(on: "2026-11-30") == "11")
            let there = try await office.leave.balances(
                of: office.asha, on: office.date("2026-11-30"), by: office.company.actor)
            #expect(there.first { $0.type.id == office.vacation.id }?.available == LeaveAmount(days: 10))
            let id = try #require(line.request.approval)
            _ = try await office.company.services.approvals.grant([id], as: boss.id, by: office.company.actor)
            #expect(try await office.leave.line(line.id, by: office.company.actor).request.status == .confirmed)
            #expect(try await office.booked(on: "2026-11-30") == "10")
        }
    }

    @Test func aYearEndIsPreviewedAndBookedOnce() async throws {
        try await office { office in
            _ = try await office.leave.book(.grants, through: office.date("2026-11-01"), by: office.company.actor)
            let end = try office.date("2025-12-31")
            let preview = try await office.leave.preview(.yearEnd, through: end, by: office.company.actor)
            #expect(preview.filter { $0.what == .carry }.map(\.amount).total() == LeaveAmount(days: 5))
            #expect(preview.filter { $0.what == .lapse }.map(\.amount).total() == LeaveAmount(days: 7))
            #expect(
                try await office.leave.book(.yearEnd, through: end, expecting: preview, by: office.company.actor)
                    == preview)
            let rows = try await office.rows()
            #expect(try await office.leave.book(.yearEnd, through: end, by: office.company.actor).isEmpty)
            #expect(try await office.rows() == rows)
            #expect(try await office.booked(on: "2026-11-20") == "16")
            await #expect(throws: ServiceError.self) {
                try await office.leave.book(.yearEnd, through: office.date("2026-11-20"), by: office.company.actor)
            }
        }
    }

    /// A mistyped year is refused and not worked on for an hour.
    @Test func noFartherAheadThanMakesSense() async throws {
        try await office { office in
            for day in ["2027-11-22", "9999-12-31"] {
                await #expect(throws: ServiceError.self) {
                    try await office.leave.book(.grants, through: office.date(day), by: office.company.actor)
                }
            }
            _ = try await office.leave.preview(.grants, through: office.date("2027-11-21"), by: office.company.actor)
            await #expect(throws: ServiceError.self) {
                try await office.leave.balances(
                    of: office.asha, on: office.date("9999-12-31"), by: office.company.actor)
            }
            let far = try await office.leave.balances(
                of: office.asha, on: office.date("2036-11-20"), by: office.company.actor)
            #expect(far.first { $0.type.id == office.vacation.id }?.projected == LeaveAmount(days: 16))
        }
    }

    @Test func byHandAndPaidOutWithAReasonInTheJournal() async throws {
        try await office { office in
            let rows = try await office.rows()
            await #expect(throws: ServiceError.self) {
                try await office.leave.adjust(
                    office.asha.id, office.vacation.id, by: LeaveAmount(days: 2), on: office.date("2026-11-20"),
                    reason: " ", by: office.company.actor)
            }
            #expect(try await office.rows() == rows)
            try await office.leave.adjust(
                office.asha.id, office.vacation.id, by: LeaveAmount(days: 2), on: office.date("2026-11-20"),
                reason: "Brought along", by: office.company.actor)
            #expect(try await office.booked(on: "2026-12-31") == "2")
            let line = try await office.company.services.journal.page(limit: 1, by: office.company.actor).first
            #expect(line?.sentence == "Asha Verma (0042): Vacation adjusted by 2 days on 2026-11-20 (Brought along)")
            await #expect(throws: ServiceError.self) {
                try await office.leave.encash(
                    office.asha.id, office.vacation.id, .day, on: office.date("2026-11-20"), by: office.company.actor)
            }
        }
    }

    @Test func aTypeIsReadAsItWasWritten() async throws {
        try await office { office in
            var type = office.vacation
            type.request.hoursADay = 8 * 3600
            type.request.noticeDays = 7
            type.request.longestRun = LeaveAmount(days: 10)
            type.request.documentAfter = LeaveAmount(thousandths: 2500)
            type.request.serviceDays = 90
            type.request.serviceWorkingDays = 60
            type.request.gender = .female
            type.request.mayNotAdjoin = [office.unpaid.id]
            type.restDays.countsWeeklyOffs = true
            type.restDays.countsAfter = true
            type.overdraft = .upTo(.half)
            type.grant = .perDaysWorked(one: 20, atLeast: 240)
            type.rounding = LeaveRounding(unit: LeaveAmount(thousandths: 250), direction: .up)
            type.isProrated = false
            type.yearStart = try #require(MonthDay("04-01"))
            type.carry = LeaveCarry(cap: nil, expiry: .day(try #require(MonthDay("06-30"))))
            type.encashment = LeaveEncashment(most: LeaveAmount(days: 3), keeps: .day)
            type.balanceAtMost = LeaveAmount(days: 45)
            type.onLeaving = .isPaidOut
            try await office.leave.update(type, by: office.company.actor)
            #expect(try await office.leave.type(code: "VL") == type)
        }
    }

    @Test func theStarterTypesAreAddedOnceAndFreeOfContradictions() async throws {
        try await TestCompany.open(now: "2026-11-20 10:00:00") { company in
            let added = try await company.services.leave.addStarterTypes(by: company.actor)
            #expect(added.map(\.code) == ["LWP", "SL", "VL", "EL", "UL", "CO"])
            #expect(added.flatMap { $0.problems() }.isEmpty)
            #expect(try await company.services.leave.addStarterTypes(by: company.actor).isEmpty)
        }
    }
}
