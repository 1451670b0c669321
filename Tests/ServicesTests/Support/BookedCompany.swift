import Domain
import Storage
import Testing

@testable import Services

/// A company in which each third late day of a month costs half a day, and work on a Sunday earns time off; its terminal
/// has been read up to now.
struct BookedCompany {
    let company: TestCompany
    let asha: Employee
    /// Asha reports to him.
    let ravi: Employee
    let gate: DeviceSummary

    var services: Services { company.services }
    var actor: Actor { company.actor }

    /// - Parameter change: what is special about the rules.
    static func open(
        now: String = "2026-12-05 10:00:00", _ change: (inout AttendancePolicy) -> Void = { _ in },
        _ body: (BookedCompany) async throws -> Void
    ) async throws {
        try await TestCompany.open(now: now) { company in
            let shift = try await company.addShift()
            var draft = ShiftDraft(shift)
            var policy = AttendancePolicy()
            policy.period.late.every = 3
            policy.overtime.restDayWork = .compensatoryOff
            change(&policy)
            draft.policy = policy
            try await company.services.shifts.update(shift.id, to: draft, by: company.actor)
            let ravi = try await company.add("0007", "Ravi Rao")
            let asha = try await company.person("0042", "Asha Verma", manager: "0007")
            let gate = try await company.addDevice("Gate", port: 4370)
            let office = BookedCompany(company: company, asha: asha, ravi: ravi, gate: gate)
            try await office.read(through: company.clock.now)
            for (code, name) in [("CL", "Casual leave"), ("PL", "Privilege leave")] {
                try await company.services.leave.add(LeaveType(id: ID(0), code: code, name: name), by: company.actor)
            }
            try await body(office)
        }
    }

    func addUnpaid() async throws {
        var type = LeaveType(id: ID(0), code: "LWP", name: "Leave without pay")
        (type.paidPercent, type.overdraft) = (0, .unlimited)
        try await services.leave.add(type, by: actor)
    }

    func addTimeOff(days: Int32 = 90) async throws {
        var type = LeaveType(id: ID(0), code: "CO", name: "Time off", kind: .compensatory)
        type.compensatoryDays = days
        try await services.leave.add(type, by: actor)
    }

    /// Everything up to then is in.
    func read(through moment: Instant?) async throws {
        let (gate, now) = (gate.id, company.clock.now)
        try await company.database.write { db in
            try WatermarkStore(db).save(
                Watermark(device: gate, completeThrough: moment, recordCount: 0, readAt: now))
        }
    }

    /// Punches in the ledger, worked out.
    func punch(_ times: [String], of person: Employee? = nil) async throws {
        let (gate, person, stamp) = (gate.id, person ?? asha, Stamp(actor: "test", at: company.clock.now))
        try await company.database.write { db in
            let known = try DeviceUserStore(db).all(of: gate).contains { $0.deviceUser == person.code }
            if !known { _ = try DeviceUserStore(db).map(person.code, on: gate, to: person.id, by: stamp) }
            let punches = times.compactMap { LocalTime($0) }.map { local in
                NewPunch(
                    deviceUser: person.code, local: local,
                    placement: Placement(
                        instant: Instant(seconds: local.seconds - TestCompany.offset),
                        offset: Int32(TestCompany.offset), kind: .exact), state: .undefined)
            }
            _ = try PunchLedger(db).record(punches, from: gate, source: .download, collectedAt: stamp.at)
        }
        try await services.attendance.recomputePending()
    }

    /// Came twenty minutes late, and stayed until six.
    func late(_ dates: String...) async throws {
        try await punch(dates.flatMap { ["\($0) 09:20:00", "\($0) 18:00:00"] })
    }

    func correct(_ date: String, _ changes: CorrectionDraft.Change...) async throws {
        let draft = CorrectionDraft(date: try day(date), changes: changes, why: "terminal was wrong")
        try await services.corrections.correct(draft, of: asha.id, by: actor)
    }

    func work(_ first: String = "2026-11-01", _ last: String = "2026-12-31") async throws {
        try await services.attendance.recompute(day(first)...day(last), by: actor)
    }

    func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    func give(_ days: String, _ code: String, on date: String = "2026-11-01") async throws {
        let type = try #require(try await services.leave.type(code: code))
        try await services.leave.adjust(
            asha.id, type.id, by: try #require(LeaveAmount(days)), on: day(date), reason: "opening", by: actor)
    }

    func order(_ codes: String...) async throws {
        _ = try await services.leave.setPenaltyOrder(codes, by: actor)
    }

    @discardableResult
    func take(_ code: String, _ date: String, untilNoon: Bool = false) async throws -> LeaveRequestLine {
        let type = try #require(try await services.leave.type(code: code))
        var request = LeaveRequest(
            id: ID(0), employee: asha.id, type: type.id, first: try day(date), last: try day(date),
            asked: try day("2026-11-01"))
        request.endsAtNoon = untilNoon
        return try await services.leave.request(request, by: actor)
    }

    /// What days booked: `CL 2026-11-05 penalty -0.5`.
    func booked() async throws -> [String] {
        try await services.leave.ledger(of: asha, by: actor).filter {
            $0.entry.act.reference.hasPrefix("penalty:") || $0.entry.act.reference.hasPrefix("comp-off:")
        }.map { "\($0.type.code) \($0.entry.date) \($0.entry.kind) \($0.entry.amount)" }
    }

    func balance(_ code: String, on date: String) async throws -> String {
        let type = try #require(try await services.leave.type(code: code))
        return try await services.leave.booked(of: asha.id, on: day(date), by: actor)[type.id]?.description ?? "0"
    }

    func says(_ date: String) async throws -> [String] {
        try await services.attendance.explain(asha.id, on: day(date), by: actor).hints
    }

    /// What the days of a month are booked as.
    func bookings(_ month: String = "2026-11") async throws -> [DayBooking] {
        try await services.leave.bookings(try #require(Month(month)).days, by: actor).map(\.booking)
    }

    /// All rows that a recalculation could add.
    func rows() async throws -> [Int64] {
        try await company.database.read { db in
            try ["leave_lot", "leave_entry", "day_booking"].map { try db.integer("SELECT COUNT(*) FROM \($0)") ?? 0 }
        }
    }
}
