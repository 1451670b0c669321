import Domain
import Storage
import Testing

@testable import Services

/// What a move means for the rules, the payroll, requests and leave.
struct MoveConsequenceTests: MovesOfAsha {
    /// A policy, a roster and a holiday of a department or place concern the days on which people are in it.
    @Test func rulesOfAPlaceTouchTheDaysOnWhichPeopleAreThere() async throws {
        try await withCompany { company, asha in
            try await move(company, department: "Stores", location: "Goa", from: "2026-11-10")
            try await move(company, department: "Press", location: "Pune", from: "2026-11-13")
            let before = try await stored(company, asha)
            let holiday = Holiday(date: date(12), name: "Fair", location: "Goa")
            let others = Holiday(date: date(13), name: "Fair", location: "Goa")
            let report = try await company.services.whatIf.compare(
                [.holiday(holiday), .holiday(others)], over: date(1)...date(19), by: company.actor)
            #expect(report.changes.map(\.after.date) == [date(12)])
            for holiday in [holiday, others] {
                try await company.services.shifts.addHoliday(holiday, by: company.actor)
            }
            #expect(try await changed(before, company, asha) == ["12 P→HP"])

            let policy = try await company.services.policies.add("Stores", AttendancePolicy(), by: company.actor)
            try await company.services.policies.assign(
                PolicyAssignment(policy: policy.id, scope: .department("Stores"), from: date(1)), by: company.actor)
            #expect(try await stored(company, asha).filter { $0.policy == policy.id }.map(\.date.day) == [10, 11, 12])

            try await company.services.shifts.add(
                ShiftDraft(code: "N", name: "Night", start: TimeOfDay(22, 0), end: TimeOfDay(6, 0)), by: company.actor)
            let night = try #require(try await company.services.shifts.find(code: "N"))
            try await company.services.shifts.unassign(asha.id, from: date(1), by: company.actor)
            try await company.services.rosters.assign(
                .shift(night.id), to: .department("Stores"), from: date(1), by: company.actor)
            let sheet = try await company.services.rosters.sheet(date(9)...date(13), by: company.actor)
            #expect(sheet.rows.map { $0.cells.map(\.text) } == [["NS", "N", "N", "H", "NS"]])
        }
    }

    @Test func aMonthIsPaidByTheDepartmentAtItsEnd() async throws {
        try await withCompany { company, asha in
            try await move(company, department: "Stores", from: "2026-11-15")
            company.clock.set("2026-12-05 10:00:00")
            let november = Month(of: date(1))
            await #expect(throws: ServiceError.self) {
                try await company.services.periods.lock(november, .department("Press"), despite: "x", by: company.actor)
            }
            try await company.services.periods.lock(november, .department("Stores"), despite: "x", by: company.actor)
            #expect(try await company.services.periods.isLocked(asha.id, date(1)))
            let sentence =
                "2026-11 is locked for Asha, so department and location on 2026-11-15 stay as they are; choose a day from "
                + "2026-12-01 on, or unlock 2026-11 first."
            #expect(
                try await refusal {
                    try await company.services.employees.changeMove(
                        of: asha.id, on: date(15), to: nil, by: company.actor)
                } == sentence)
            #expect(try await move(company, department: "Press", from: "2026-12-01").department == "Press")
        }
    }

    /// What is asked for on a day goes to the chain of where the person is on that day.
    @Test func requestsGoByWhereThePersonIsToday() async throws {
        try await withCompany { company, asha in
            try await move(company, department: "Stores", from: "2026-11-25")
            let facts = try await company.database.read { db in
                try ApprovalPeople(db: db, today: date(20)).line(
                    above: try #require(try EmployeeStore(db).find(asha.id)), for: .standard
                ).department
            }
            #expect(facts == "Press")
        }
    }

    @Test func leaveThatTheFormerPlaceCountedIsTold() async throws {
        try await withCompany { company, asha in
            var type = LeaveType(id: ID(0), code: "VL", name: "Vacation", kind: .vacation)
            type.overdraft = .unlimited
            type = try await company.services.leave.add(type, by: company.actor)
            for (first, last) in [(13, 22), (2, 7)] {
                let line = try await company.services.leave.request(
                    LeaveRequest(
                        id: ID(0), employee: asha.id, type: type.id, first: date(first), last: date(last),
                        asked: date(1)), by: company.actor)
                #expect(line.request.status == .confirmed)
            }
            let notes = try await move(company, location: "Dubai", from: "2026-11-16").notes
            #expect(
                notes.dropFirst() == [
                    "The leave from 2026-11-13 to 2026-11-22 was counted by the former place: 2026-11-20 is a weekly off "
                        + "now (and 1 day more). Cancel it and ask for it again if its days are to be counted anew."
                ])
            #expect(try await move(company, department: "Stores", from: "2026-11-17").notes.count == 1)
        }
    }

    @Test func aKeptDayBesideAMoveComesOutTheSame() async throws {
        try await withCompany { company, asha in
            try await move(company, location: "Dubai", from: "2026-11-14")
            for day in [13, 15, 16] {
                let kept = try await company.services.cases.keep(
                    asha.id, date(day), as: "Day \(day)", by: company.actor)
                #expect(try Scenario(yaml: kept.document, file: "kept.yaml").run().allSatisfy(\.passed))
            }
            let outcomes = try await company.services.cases.run(by: company.actor)
            #expect(outcomes.allSatisfy { $0.live.isEmpty && $0.frozen.isEmpty })
        }
    }
}
