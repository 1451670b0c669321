import Domain
import Foundation
import Storage
import Testing

@testable import Services

struct EmployeeServiceTests {
    private let now = "2026-11-20 19:00:00"

    @Test func eachChangeIsInTheJournalWithWhoMadeIt() async throws {
        try await TestCompany.open(now: now) { company in
            let shift = try await company.addShift()
            let asha = try await company.add("42", "Asha")
            try await company.services.employees.setLeaveDate(
                of: asha.id, to: CivilDate("2026-12-31"), by: Actor(name: "Ravi", grants: .everything))
            try await company.services.shifts.addHoliday(
                Holiday(date: try #require(CivilDate("2026-12-25")), name: "Christmas"), by: company.actor)
            let device = try await company.addDevice("Gate", port: 4370)
            let journal = try await company.journal().reversed().dropFirst().map {
                "\($0.stamp.actor) \($0.action.rawValue) \($0.entity.rawValue)"
            }
            #expect(
                journal == [
                    "Meera change weekly_off", "Meera add shift", "Meera add employee", "Meera add roster_assignment",
                    "Ravi change employee", "Meera add holiday", "Meera add device",
                ])
            let change = try #require(try await company.journal().first { $0.stamp.actor == "Ravi" })
            #expect(change.before?.contains("2026-12-31") == false)
            #expect(change.after?.contains("2026-12-31") == true)
            #expect(shift.code == "G")
            #expect(device.isOpenToAnyone)
        }
    }

    /// Whoever changes one field undoes nothing that somebody else changes at the same moment.
    @Test func changesOfDifferentFieldsAtOnceAreAllKept() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let changes: [@Sendable (inout EmployeeDraft) -> Void] = [
                { $0.name = "Asha Sen" }, { $0.department = "Office" }, { $0.location = "Pune" },
                { $0.gender = "female" },
                { $0.left = "2026-12-31" }, { $0.deviceUser = "77" },
            ]
            let (employees, actor) = (company.services.employees, company.actor)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for change in changes {
                    group.addTask {
                        _ = try await employees.update(asha.id, by: actor) { entry in
                            var draft = entry.draft
                            change(&draft)
                            return draft
                        }
                    }
                }
                try await group.waitForAll()
            }
            let found = try #require(try await employees.find(code: "42", by: actor))
            #expect(found.employee.name == "Asha Sen" && found.employee.gender == .female && found.deviceUser == "77")
            #expect(found.department == "Office" && found.location == "Pune")
            #expect(found.employee.left == CivilDate("2026-12-31"))
        }
    }

    @Test func aShiftEndsWithoutAnotherInItsPlace() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let shifts = company.services.shifts
            let last = try #require(CivilDate("2026-11-18"))
            #expect(try await shifts.unassign(asha.id, from: last + 1, by: company.actor))
            #expect(try await shifts.assignments(of: asha.id, by: company.actor).map(\.to) == [last])
            #expect(try await company.services.employees.list(by: company.actor).map(\.shiftCode) == [""])
            #expect(try await company.day(asha, "2026-11-18").status == .absent)
            #expect(try await company.day(asha, "2026-11-19").status == .noShift)
            #expect(try await !shifts.unassign(asha.id, from: last + 1, by: company.actor))
            // What has not begun is taken back whole.
            #expect(try await shifts.unassign(asha.id, from: asha.joined, by: company.actor))
            #expect(try await shifts.assignments(of: asha.id, by: company.actor).isEmpty)
        }
    }

    @Test func theFormEndsAShiftAndChoosesItAgain() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let employees = company.services.employees
            var draft = try #require(try await employees.find(code: "42", by: company.actor)).draft
            draft.shift = ""
            #expect(try await employees.update(asha.id, to: draft, by: company.actor).shiftCode == "G")
            (draft.endsShift, draft.shiftFrom) = (true, "2026-11-20")
            #expect(try await employees.update(asha.id, to: draft, by: company.actor).shiftCode == "")
            var again = try #require(try await employees.find(code: "42", by: company.actor)).draft
            again.shift = "G"
            let entry = try await employees.update(asha.id, to: again, by: company.actor)
            #expect(entry.shift?.from == CivilDate("2026-11-20"))
            #expect(entry.shiftCode == "G")
        }
    }

    /// The list says what is worked whoever said it; the person's own shift alone is what the form changes.
    @Test func theListShowsWhatTheRosterComesToToday() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let (services, actor) = (company.services, company.actor)
            for (code, department, location) in [("1", "Press", ""), ("2", "Stores", "Pune"), ("3", "", "")] {
                try await services.employees.add(
                    EmployeeDraft(
                        code: code, name: "P\(code)", department: department, location: location, joined: "2026-11-01"),
                    by: actor)
            }
            let own = try await company.add("4", "Own")
            let joining = try await company.add("5", "Joining", joined: "2027-01-01")
            func works() async throws -> [String] { try await services.employees.list(by: actor).map(\.works) }
            #expect(try await works() == ["", "", "", "G", "G"])
            let line = try await services.rosters.addPattern(
                RotationDraft(name: "Line A", unit: .day, turns: [["G"], ["off"]], anchor: own.joined), by: actor)
            let general = try #require(try await services.shifts.find(code: "G")).id
            try await services.rosters.assign(.pattern(line.id), to: .department("Press"), from: own.joined, by: actor)
            try await services.rosters.assign(.shift(general), to: .location("Pune"), from: own.joined, by: actor)
            #expect(try await works() == ["Line A (department)", "G (location)", "", "G", "G"])
            try await services.rosters.assign(.pattern(line.id), to: .company, from: own.joined, by: actor)
            let today = try await services.attendance.currentDate()
            try await services.rosters.override(own.id, on: today...today, with: .off, reason: "x", by: actor)
            try await services.shifts.unassign(joining.id, from: joining.joined, by: actor)
            #expect(
                try await works() == [
                    "Line A (department)", "G (location)", "Line A (company)", "off (that day alone)",
                    "Line A (company)",
                ])
            let one = try #require(try await services.employees.find(code: "1", by: actor))
            #expect(one.works == "Line A (department)" && one.shiftCode.isEmpty && one.draft.shift.isEmpty)
        }
    }

    @Test func onlyWhoMayMayChange() async throws {
        try await TestCompany.open(now: now) { company in
            let guest = Actor(name: "Guest", grants: .nothing)
            await #expect(throws: ServiceError.notAllowed(actor: "Guest", .changePeople)) {
                try await company.services.employees.add(
                    EmployeeDraft(code: "1", name: "A", joined: "2026-11-01"), by: guest)
            }
            let everybody = try await company.services.employees.list(by: company.actor)
            #expect(everybody.isEmpty)
        }
    }

    @Test func aTakenCodeAndAnUnknownShiftStandBesideTheirFields() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            try await company.add("42", "Asha")
            let draft = EmployeeDraft(code: "42", name: "B", joined: "2026-11-01", shift: "Z")
            let error = await #expect(throws: ServiceError.self) {
                try await company.services.employees.add(draft, by: company.actor)
            }
            guard case .invalid(let problems) = error else { Issue.record("wrong error"); return }
            #expect(problems.map(\.field) == ["code", "shift"])
        }
    }

    @Test func anotherShiftHoldsFromTodayAndKeepsThePast() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            try await company.services.shifts.add(
                ShiftDraft(code: "N", name: "Night", start: TimeOfDay(22, 0), end: TimeOfDay(6, 0)), by: company.actor)
            var draft = try #require(try await company.services.employees.find(code: "42", by: company.actor)).draft
            draft.shift = "N"
            try await company.services.employees.update(asha.id, to: draft, by: company.actor)
            let roster = try await company.services.shifts.assignments(of: asha.id, by: company.actor)
            #expect(
                roster.map { "\($0.from) \($0.to?.description ?? "…")" } == [
                    "2026-11-01 2026-11-19", "2026-11-20 …",
                ])
        }
    }
}
