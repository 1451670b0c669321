import DeviceSimulator
import Domain
import Foundation
import SeededRandom
import Storage
import Testing

@testable import Services

/// Where somebody works is dated: a move changes the days from it on, and no others.
struct MoveTests {
    private static let now = "2026-11-20 19:00:00"  // a Friday

    private func date(_ day: Int) -> CivilDate { CivilDate(year: 2026, month: 11, day: day) ?? .distantPast }

    /// Asha works G in the Press in Pune and punches from the 2nd to the 19th, rest days too. Sundays are off, in Dubai
    /// Fridays.
    private func withCompany(_ body: (TestCompany, Employee) async throws -> Void) async throws {
        try await TestCompany.open(now: Self.now) { company in
            try await company.addShift()
            try await company.services.shifts.setWeeklyOffs(
                [WeeklyOff(weekday: .friday)], at: "Dubai", by: company.actor)
            let asha = try await company.services.employees.add(
                EmployeeDraft(
                    code: "42", name: "Asha", department: "Press", location: "Pune", joined: "2026-11-01", shift: "G"),
                by: company.actor
            ).employee
            let punches = workingDays("42", (2...19).map { "2026-11-\($0.padded(2))" })
            try await withVirtualTerminal(configuration(at: Self.now, punches)) { _, address in
                _ = try await company.sync(try await company.addDevice("Gate", port: address.tcpPort))
            }
            try await body(company, asha)
        }
    }

    @discardableResult
    private func move(
        _ company: TestCompany, department: String? = nil, location: String? = nil, from: String = ""
    ) async throws -> EmployeeEntry {
        let entry = try #require(try await company.services.employees.find(code: "42", by: company.actor))
        var draft = CivilDate(from).map { entry.draft(movingOn: $0) } ?? entry.draft
        draft.department = department ?? draft.department
        draft.location = location ?? draft.location
        draft.postedFrom = from
        return try await company.services.employees.update(entry.id, to: draft, by: company.actor)
    }

    private func stored(_ company: TestCompany, _ asha: Employee) async throws -> [DayResult] {
        let days = date(1)...date(19)
        return try await company.database.read { try DayResultStore($0).results(of: asha.id, days) }
    }

    /// The days of the month whose results are not what they were, with their codes.
    private func changed(_ before: [DayResult], _ company: TestCompany, _ asha: Employee) async throws -> [String] {
        let after = try await stored(company, asha)
        #expect(after.count == before.count)
        return zip(before, after).filter { $0 != $1 }.map { "\($0.date.day) \($0.status.code)→\($1.status.code)" }
    }

    private func refusal(_ body: () async throws -> EmployeeEntry) async throws -> String {
        let error = await #expect(throws: ServiceError.self) { _ = try await body() }
        guard case .invalid(let problems) = try #require(error) else { return "\(String(describing: error))" }
        #expect(problems.map(\.field) == ["postedFrom"])
        return problems.map(\.sentence).joined(separator: " ")
    }

    @Test func onlyTheDaysFromTheMoveOnChange() async throws {
        try await withCompany { company, asha in
            let before = try await stored(company, asha)
            let entry = try await move(company, location: "Dubai", from: "2026-11-12")
            #expect(
                entry.notes == [
                    "From 2026-11-12 on: department Press, location Dubai. The days before it stay as they are."
                ])
            // Sunday the 8th stays off; Friday the 13th is off now and Sunday the 15th is not.
            #expect(try await changed(before, company, asha) == ["13 P→WOP", "15 WOP→P"])
            #expect(try await company.pendingCount() == 0)
            #expect(try await move(company, location: "Dubai", from: "2026-11-12").notes.isEmpty)
            let trace = try await company.services.attendance.explain(asha.id, on: date(13), by: company.actor).trace
            #expect(trace.result.status == .weeklyOffPresent)
        }
    }

    @Test func theDaysThatAMoveReachesAreMarkedAndNoOthers() async throws {
        try await withCompany { company, asha in
            struct Undone: Error {}
            let valid = try EmployeeDraft(
                code: "42", name: "Asha", department: "Press", location: "Dubai", postedFrom: "2026-11-12",
                joined: "2026-11-01"
            ).validated()
            let stamp = Stamp(actor: "Meera", at: company.clock.now)
            let first = date(12)
            await #expect(throws: Undone.self) {
                try await company.database.write { db in
                    _ = try EmployeeWriter(db, by: stamp).update(asha.id, to: valid)
                    // Two days more: the punches around a changed day may be another day's.
                    #expect(try PendingDayStore(db).list().map(\.date) == Array(first - 2...first + 8))
                    try PendingDayStore(db).consume(try PendingDayStore(db).list())
                    _ = try EmployeeWriter(db, by: stamp).changeMove(of: asha.id, on: first, to: first + 4)
                    #expect(try PendingDayStore(db).list().map(\.date) == Array(first - 2...first + 5))
                    throw Undone()
                }
            }
        }
    }

    /// With rules over several days a move can change rest days before it, and sums after it: whatever it changes is
    /// worked out again, so that working out everything finds nothing more.
    @Test(arguments: [1, 2, 3]) func nothingThatAMoveChangesStaysAsItWas(seed: UInt64) async throws {
        try await withCompany { company, asha in
            var random = SeededGenerator(seed: seed)
            let people = company.services.employees
            var rules = AttendancePolicy()
            rules.period.sandwich.whenBoth = true
            rules.period.sandwich.longestRun = 2
            rules.period.overtime.weekAbove = 40 * 3600
            let policy = try await company.services.policies.add("All", rules, by: company.actor)
            try await company.services.policies.assign(
                PolicyAssignment(policy: policy.id, scope: .company, from: date(1)), by: company.actor)
            try await company.services.shifts.setWeeklyOffs(
                [WeeklyOff(weekday: .saturday), WeeklyOff(weekday: .sunday)], by: company.actor)
            try await company.services.shifts.setWeeklyOffs(
                [WeeklyOff(weekday: .monday)], at: "Goa", by: company.actor)
            let ravi = try await company.add("43", "Ravi")
            var isAnyBefore = false
            for round in 0..<8 {
                // To Goa on a Monday: with the weekend before it there are three rest days, too many for an absence.
                let first = date(round == 0 ? 9 : Int.random(in: 2...19, using: &random))
                for person in [asha, ravi] {
                    let before = try await stored(company, person)
                    let entry = try #require(try await people.find(code: person.code, by: company.actor))
                    var start = first
                    if let move = entry.employee.postings.moves.first?.from, random.happens(percent: 30) {
                        _ = try await people.changeMove(of: person.id, on: move, to: nil, by: company.actor)
                        start = move
                    } else {
                        var draft = entry.draft(movingOn: first)
                        draft.location =
                            round == 0 ? "Goa" : ["Pune", "Dubai", "Goa"][Int.random(in: 0...2, using: &random)]
                        _ = try await people.update(person.id, to: draft, by: company.actor)
                    }
                    let after = try await stored(company, person)
                    try await company.services.attendance.recompute(date(1)...date(19), by: company.actor)
                    #expect(try await stored(company, person) == after, "seed \(seed), \(person.name) on \(first)")
                    let moved = zip(before, after).first { $0 != $1 }?.0.date
                    isAnyBefore = isAnyBefore || moved.map { $0 < start } ?? false
                }
            }
            #expect(isAnyBefore)
        }
    }

    @Test func withoutADayItIsToday() async throws {
        try await withCompany { company, asha in
            let before = try await stored(company, asha)
            let entry = try await move(company, department: "Stores")
            #expect(
                entry.notes == [
                    "From 2026-11-20 on: department Stores, location Pune. The days before it stay as they are."
                ])
            #expect(try await changed(before, company, asha).isEmpty)
            #expect(entry.employee.department(on: date(19)) == "Press")
            #expect((entry.department, entry.location) == ("Stores", "Pune"))
        }
    }

    @Test func aMoveThatWasOnAnotherDayIsPutRightAndTakenBack() async throws {
        try await withCompany { company, asha in
            let people = company.services.employees
            let before = try await stored(company, asha)
            try await move(company, location: "Dubai", from: "2026-11-12")
            let later = try await people.changeMove(of: asha.id, on: date(12), to: date(14), by: company.actor)
            #expect(later.employee.postings.moves.map(\.from) == [date(14)])
            #expect(try await changed(before, company, asha) == ["15 WOP→P"])
            try await people.changeMove(of: asha.id, on: date(14), to: date(1), by: company.actor)
            #expect(try await changed(before, company, asha) == ["6 P→WOP", "8 WOP→P", "13 P→WOP", "15 WOP→P"])
            try await move(company, location: "Pune", from: "2026-11-13")
            try await people.changeMove(of: asha.id, on: date(13), to: nil, by: company.actor)
            #expect(try await changed(before, company, asha) == ["6 P→WOP", "8 WOP→P", "13 P→WOP", "15 WOP→P"])
            try await move(company, location: "Pune", from: "2026-11-01")
            #expect(try await changed(before, company, asha).isEmpty)
            let changes = try await company.services.journal.page(limit: 100, by: company.actor)
                .filter { $0.entity == .employee }.map(\.change)
            #expect(changes.contains("moves none → department Press, location Dubai from 2026-11-12"), "\(changes)")
        }
    }

    @Test func whatCannotBeIsRefusedWithTheReason() async throws {
        try await withCompany { company, asha in
            let people = company.services.employees
            try await move(company, location: "Dubai", from: "2026-11-12")
            try await move(company, location: "Pune", from: "2026-11-16")
            func change(_ old: Int, _ new: Int?) async throws -> String {
                try await refusal {
                    try await people.changeMove(of: asha.id, on: date(old), to: new.map(date), by: company.actor)
                }
            }
            #expect(
                try await change(13, 14) == "Asha does not move on 2026-11-13; the moves are on 2026-11-12, 2026-11-16."
            )
            #expect(
                try await change(12, 16)
                    == "There is a move on 2026-11-16 already; choose an earlier day, or remove that move first.")
            #expect(
                try await change(16, 12)
                    == "There is a move on 2026-11-12 already; choose a later day, or remove that move first.")
            #expect(
                try await refusal {
                    try await people.changeMove(of: asha.id, on: date(12), to: date(1) - 1, by: company.actor)
                } == "Asha is not employed on 2026-10-31, but from 2026-11-01 on.")
            #expect(
                try await refusal { try await move(company, location: "Goa", from: "2026-10-31") }
                    == "Nobody moves before the first day of employment, 2026-11-01.")
            #expect(try await refusal { try await move(company, location: "Goa", from: "soon") }.contains("“soon”"))
            try await people.setLeaveDate(of: asha.id, to: date(18), by: company.actor)
            #expect(
                try await refusal { try await move(company, location: "Goa", from: "2026-11-19") }
                    == "Nobody moves after the last day of employment, 2026-11-18.")
            #expect(
                try await refusal { try await move(company, location: "Goa") }
                    == "Asha’s last day was 2026-11-18: say from which day on the department or location was another.")
            let found = try #require(try await people.find(code: "42", by: company.actor))
            #expect(found.employee.postings.moves.map(\.from) == [date(12), date(16)])
        }
    }

    @Test func aPlannedMoveHoldsFromItsDayOn() async throws {
        try await withCompany { company, asha in
            let before = try await stored(company, asha)
            let planned = try await move(company, location: "Dubai", from: "2026-11-25")
            #expect((planned.location, planned.draft.location) == ("Pune", "Pune"))
            #expect(try await changed(before, company, asha).isEmpty)
            // A form that was opened before the move and saved after it leaves the move alone.
            var old = planned.draft
            old.name = "Asha Verma"
            company.clock.set("2026-11-25 10:00:00")
            let saved = try await company.services.employees.update(asha.id, to: old, by: company.actor)
            #expect((saved.employee.name, saved.location) == ("Asha Verma", "Dubai"))
            #expect(try await company.services.employees.list(matching: "dubai", by: company.actor).count == 1)
        }
    }

    @Test func aFileMovesFromTheDayThatItNames() async throws {
        try await withCompany { company, asha in
            let before = try await stored(company, asha)
            let file = Data("code,name,joined,location,from\n42,Asha,2026-11-01,Dubai,2026-11-12\n".utf8)
            let first = try await company.services.employees.importCSV(file, by: company.actor)
            #expect((first.updated, first.rows[0].notes.count) == (1, 1))
            #expect(try await changed(before, company, asha) == ["13 P→WOP", "15 WOP→P"])
            let second = try await company.services.employees.importCSV(file, by: company.actor)
            #expect((second.updated, second.unchanged) == (0, 1))
            let rest = Data("code,name,joined\n42,Asha,2026-11-01\n".utf8)
            #expect(try await company.services.employees.importCSV(rest, by: company.actor).unchanged == 1)
            let new = Data("code,name,joined,department,from\n50,Ravi,2026-11-01,Press,2026-11-10\n".utf8)
            _ = try await company.services.employees.importCSV(new, by: company.actor)
            let ravi = try #require(try await company.services.employees.find(code: "50", by: company.actor)).employee
            #expect([date(9), date(10)].map(ravi.department) == ["", "Press"])
        }
    }

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
