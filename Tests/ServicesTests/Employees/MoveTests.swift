import Domain
import Foundation
import SeededRandom
import Storage
import Testing

@testable import Services

/// Where somebody works is dated: a move changes the days from it on, and no others.
struct MoveTests: MovesOfAsha {
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
            let first = try await company.services.imports.employees(file, by: company.actor)
            #expect((first.changed, first.rows[0].notes.count) == (1, 1))
            #expect(try await changed(before, company, asha) == ["13 P→WOP", "15 WOP→P"])
            let second = try await company.services.imports.employees(file, by: company.actor)
            #expect((second.changed, second.unchanged) == (0, 1))
            let rest = Data("code,name,joined\n42,Asha,2026-11-01\n".utf8)
            #expect(try await company.services.imports.employees(rest, by: company.actor).unchanged == 1)
            let new = Data("code,name,joined,department,from\n50,Ravi,2026-11-01,Press,2026-11-10\n".utf8)
            _ = try await company.services.imports.employees(new, by: company.actor)
            let ravi = try #require(try await company.services.employees.find(code: "50", by: company.actor)).employee
            #expect([date(9), date(10)].map(ravi.department) == ["", "Press"])
        }
    }
}
