import Domain
import Testing

@testable import Services

/// The bounds of what can be asked for: at the bound, and just past it.
struct RequestEdgeTests {
    private func isTaken(_ body: () async throws -> Void) async throws -> Bool {
        do {
            try await body()
            return true
        } catch ServiceError.invalid {
            return false
        }
    }

    @Test(arguments: [(366, true), (367, false), (0, false)])
    func aYearAtOnceIsTheLongest(days: Int, taken: Bool) async throws {
        try await ApprovalCompany.open { office in
            let first = try #require(CivilDate("2026-11-23"))
            let found = try await isTaken {
                _ = try await office.services.duty.request(
                    DutyDraft(kind: .workFromHome, first: first, last: first + (days - 1), why: "abroad"),
                    of: office.asha.id, by: office.actor)
            }
            #expect(found == taken)
        }
    }

    @Test(arguments: [(0, false), (1, true), (86_400, true), (86_401, false)] as [(Int32, Bool)])
    func overtimeOfADayIsUpToADay(seconds: Int32, taken: Bool) async throws {
        try await ApprovalCompany.open { office in
            let date = try #require(CivilDate("2026-11-19"))
            let found = try await isTaken {
                _ = try await office.services.duty.requestOvertime(
                    seconds, on: date, why: "x", of: office.asha.id, by: office.actor)
            }
            #expect(found == taken)
        }
    }

    @Test(arguments: [(10, true), (11, false)])
    func aCorrectionHasAtMostTenChanges(count: Int, taken: Bool) async throws {
        try await ApprovalCompany.open { office in
            let changes = try (0..<count).map {
                CorrectionDraft.Change.add(try local("2026-11-19 \(9 + $0 / 10):\(10 + $0 % 10)"), .either)
            }
            let draft = CorrectionDraft(date: try #require(CivilDate("2026-11-19")), changes: changes, why: "x")
            let found = try await isTaken {
                _ = try await office.services.corrections.request(draft, of: office.asha.id, by: office.actor)
            }
            #expect(found == taken)
        }
    }

    /// Up to four hours are half a day to a chain.
    @Test(arguments: [(TimeOfDay(18, 0), "Short"), (TimeOfDay(18, 0, 1), "Standard")])
    func fourHoursAreHalfADay(end: TimeOfDay, chain: String) async throws {
        try await ApprovalCompany.open { office in
            try await office.services.approvals.add(
                ApprovalChain(id: ID(0), name: "Short", conditions: ApprovalConditions(longest: 500), levels: []),
                by: office.actor)
            let date = try #require(CivilDate("2026-11-23"))
            let line = try await office.services.duty.request(
                DutyDraft(kind: .onDuty, first: date, part: .hours(from: TimeOfDay(14, 0), to: end), why: "fair"),
                of: office.asha.id, by: office.actor)
            #expect(line.request.approval.plan.chain == chain)
            #expect(line.request.approval.state == (chain == "Short" ? .approved : .pending(level: 0)))
        }
    }

    @Test(arguments: [("2026-10-31", false), ("2026-11-01", true)])
    func workElsewhereBeforeJoiningIsRefused(day: String, taken: Bool) async throws {
        try await ApprovalCompany.open { office in
            let found = try await isTaken {
                _ = try await office.services.duty.request(
                    DutyDraft(kind: .onDuty, first: try #require(CivilDate(day)), why: "x"), of: office.asha.id,
                    by: office.actor)
            }
            #expect(found == taken)
        }
    }

    /// An end that is not later than the beginning is on the next day, and hours that touch do not overlap.
    @Test func hoursPastMidnightAndHoursThatTouch() async throws {
        try await ApprovalCompany.open { office in
            let date = try #require(CivilDate("2026-11-23"))
            func ask(_ from: TimeOfDay, _ to: TimeOfDay) async throws -> RequestLine {
                try await office.services.duty.request(
                    DutyDraft(kind: .onDuty, first: date, part: .hours(from: from, to: to), why: "x"),
                    of: office.asha.id, by: office.actor)
            }
            let night = try await ask(TimeOfDay(22, 0), TimeOfDay(2, 0))
            #expect(night.summary == "2026-11-23, 22:00 to 2026-11-24 02:00:00")
            _ = try await ask(TimeOfDay(20, 0), TimeOfDay(22, 0))
            await #expect(throws: ServiceError.self) { _ = try await ask(TimeOfDay(19, 0), TimeOfDay(20, 0, 1)) }
        }
    }
}
