import Domain
import Storage
import Testing

@testable import Services

struct LeaveShorteningTests {
    typealias Office = LeaveServiceTests.Office

    /// The vacation counts weekly offs, and eleven days of it are granted.
    func office(_ body: (Office) async throws -> Void) async throws {
        try await LeaveServiceTests().office { office in
            var type = office.vacation
            type.restDays.countsWeeklyOffs = true
            try await office.leave.update(type, by: office.company.actor)
            _ = try await office.leave.book(.grants, through: office.date("2026-11-01"), by: office.company.actor)
            try await body(office)
        }
    }

    func days(_ line: LeaveRequestLine) -> [String] { line.days.map { String($0.leave.date.description.suffix(5)) } }

    @Test func backAtWorkEarly() async throws {
        try await office { office in
            let line = try await office.leave.request(
                office.request("2026-11-23", "2026-11-26"), by: office.company.actor)
            #expect(try await office.booked(on: "2026-11-30") == "7")
            let left = try await office.leave.shorten(
                line.id, from: office.date("2026-11-25"), through: nil, by: office.company.actor)
            #expect(left.waitsFor == nil)
            #expect(left.lines.map(days) == [["11-23", "11-24"]])
            #expect(left.lines[0].request.status == .confirmed)
            #expect(try await office.booked(on: "2026-11-30") == "9")
            let journal = try await office.company.services.journal.page(limit: 5, by: office.company.actor)
            #expect(
                journal.map(\.sentence).contains(
                    "Asha Verma (0042): Vacation from 2026-11-23 to 2026-11-24 (request \(line.id.rawValue)) shortened, "
                        + "was 2026-11-23 to 2026-11-26"))
        }
    }

    @Test func aDayInTheMiddleLeavesTwoRequests() async throws {
        try await office { office in
            let line = try await office.leave.request(
                office.request("2026-11-23", "2026-11-26"), by: office.company.actor)
            let day = try office.date("2026-11-24")
            let left = try await office.leave.shorten(line.id, from: day, through: day, by: office.company.actor)
            #expect(left.lines.map(days) == [["11-23"], ["11-25", "11-26"]])
            #expect(try await office.booked(on: "2026-11-30") == "8")
            let second = try await office.leave.cancel(left.lines[1].id, by: office.company.actor)
            #expect(second.request.status == .cancelled && second.days.isEmpty)
            #expect(try await office.booked(on: "2026-11-30") == "10")
            let first = try await office.leave.cancel(line.id, by: office.company.actor)
            #expect(first.request.status == .cancelled)
            #expect(try await office.booked(on: "2026-11-30") == "11")
        }
    }

    static let refused: [(String?, String?, String)] = [
        ("2026-11-22", nil, "is not all in it"), ("2026-11-23", nil, "cancel all of it"),
        (nil, "2026-11-27", "is not all in it"), ("2026-11-25", "2026-11-24", "is before the first"),
    ]

    @Test(arguments: refused)
    func whatIsRefusedChangesNothing(from: String?, through: String?, sentence: String) async throws {
        try await office { office in
            let line = try await office.leave.request(
                office.request("2026-11-23", "2026-11-26"), by: office.company.actor)
            let rows = try await office.rows()
            let error = await #expect(throws: ServiceError.self) {
                try await office.leave.shorten(
                    line.id, from: from.map(office.date), through: through.map(office.date), by: office.company.actor)
            }
            #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
            #expect(try await office.rows() == rows)
        }
    }

    /// The Sunday between a Saturday and a Monday is the second request's, and goes when either is cancelled.
    @Test func theRestDayBetweenTwoRequestsIsTheSecondOnes() async throws {
        try await office { office in
            let saturday = try await office.leave.request(office.request("2026-11-21"), by: office.company.actor)
            let monday = try await office.leave.request(office.request("2026-11-23"), by: office.company.actor)
            #expect(days(saturday) == ["11-21"] && days(monday) == ["11-22", "11-23"])
            #expect(monday.days[0].leave.countsRestDays)
            #expect(try await office.booked(on: "2026-11-30") == "8")
            _ = try await office.leave.cancel(saturday.id, by: office.company.actor)
            #expect(days(try await office.leave.line(monday.id, by: office.company.actor)) == ["11-23"])
            #expect(try await office.booked(on: "2026-11-30") == "10")
        }
    }

    /// As cancelling: with the consent of whoever decided, and asked for by nobody else than the person.
    @Test func itWaitsWhereCancellingDoes() async throws {
        try await ApprovalCompany.open { company in
            try await company.chain("Leave", kinds: [.leave], ApprovalLevel([.reportingManager]), cancelling: true)
            let type = try await company.services.leave.add(
                LeaveType(id: ID(0), code: "CL", name: "Casual leave"), by: company.actor)
            let first = try #require(CivilDate("2026-11-23"))
            try await company.services.leave.adjust(
                company.asha.id, type.id, by: LeaveAmount(days: 5), on: first, reason: "opening", by: company.actor)
            let line = try await company.services.leave.request(
                LeaveRequest(
                    id: ID(0), employee: company.asha.id, type: type.id, first: first, last: first + 2, asked: first),
                as: company.asha.id, by: company.actor)
            let approval = try #require(line.request.approval)
            _ = try await company.services.approvals.grant([approval], as: company.ravi.id, by: company.actor)
            await #expect(throws: ServiceError.self) {
                try await company.services.leave.shorten(
                    line.id, from: first + 2, through: nil, as: company.ravi.id, by: company.actor)
            }
            let asked = try await company.services.leave.shorten(
                line.id, from: first + 2, through: nil, as: company.asha.id, by: company.actor)
            #expect(asked.lines.map(\.days.count) == [3])
            let waits = try #require(asked.waitsFor)
            let inbox = try await company.services.approvals.inbox(of: company.ravi.id, by: company.actor)
            #expect(inbox.map(\.summary) == ["without 2026-11-25 of leave request \(line.id.rawValue)"])
            let results = try await company.services.approvals.grant(
                [waits], as: company.ravi.id, by: company.actor)
            #expect(results.map(\.refusal) == [nil])
            #expect(try await company.services.leave.line(line.id, by: company.actor).days.count == 2)
            let undone = try await company.services.approvals.cancel([waits], by: company.actor)
            #expect(undone[0].line?.request.approval.state != .cancelled)
        }
    }
}

struct LeaveLeaversTests {
    @Test func leaversArePreviewedBookedAndNotBookedAgain() async throws {
        try await LeaveServiceTests().office { office in
            let actor = office.company.actor
            var type = office.vacation
            (type.isProratedOnLeaving, type.onLeaving) = (true, .isPaidOut)
            type.grantsFrom = try office.date("2026-01-01")
            type.grant = .yearly(LeaveAmount(days: 12))
            try await office.leave.update(type, by: actor)
            _ = try await office.leave.book(.grants, through: office.date("2026-11-01"), by: actor)
            #expect(try await office.leave.preview(.leavers, through: office.date("2026-11-19"), by: actor).isEmpty)
            let late = try await office.leave.request(office.request("2026-07-06"), by: actor)
            try await office.company.services.employees.setLeaveDate(
                of: office.asha.id, to: office.date("2026-06-30"), by: actor)
            let through = try office.date("2026-11-19")
            let blocked = try await office.leave.book(.leavers, through: through, by: actor)
            #expect(blocked.map(\.what) == [.blocked])
            _ = try await office.leave.cancel(late.id, by: actor)
            let preview = try await office.leave.preview(.leavers, through: through, by: actor)
            #expect(preview.map { "\($0.what.rawValue) \($0.amount)" } == ["unearned 6", "pay out 6"])
            #expect(try await office.booked(on: "2026-06-30") == "12")
            #expect(
                try await office.leave.book(.leavers, through: through, expecting: preview, by: actor) == preview)
            #expect(try await office.booked(on: "2026-06-30") == "0")
            let rows = try await office.rows()
            #expect(try await office.leave.book(.leavers, through: through, by: actor).isEmpty)
            #expect(try await office.rows() == rows)
            try await office.company.services.employees.setLeaveDate(of: office.asha.id, to: nil, by: actor)
            let back = try await office.leave.book(.leavers, through: through, by: actor)
            #expect(back.map { "\($0.what.rawValue) \($0.amount)" } == ["revert 12"])
            #expect(try await office.booked(on: "2026-06-30") == "12")
            await #expect(throws: ServiceError.self) {
                try await office.leave.preview(.leavers, through: office.date("2026-11-20"), by: actor)
            }
        }
    }

    @Test func whatTheLimitCutsIsInThePreviewAndInTheLedger() async throws {
        try await LeaveServiceTests().office { office in
            let actor = office.company.actor
            var type = office.vacation
            type.balanceAtMost = LeaveAmount(thousandths: 1500)
            type.grantsFrom = try office.date("2026-10-01")
            try await office.leave.update(type, by: actor)
            let lines = try await office.leave.book(.grants, through: office.date("2026-11-30"), by: actor)
            #expect(lines.map { $0.amount.description } == ["1", "0.5"])
            #expect(lines[1].reason == "Month 11 of 12 days a year; 0.5 of 1 cut, the balance is at most 1.5")
            let ledger = try await office.leave.ledger(of: office.asha, by: actor)
            #expect(ledger.map { "\($0.entry.kind) \($0.entry.amount)" } == ["granted 1", "granted 1", "cut -0.5"])
            #expect(try await office.booked(on: "2026-11-30") == "1.5")
        }
    }
}
