import DeviceSimulator
import Domain
import Storage
import Testing

@testable import Services

/// What a change would do is what it does once it is saved; until then nothing is written.
struct WhatIfTests {
    private let days = CivilDate(daysSinceEpoch: 20_758)...CivilDate(daysSinceEpoch: 20_776)  // 1st to 19th

    @Test func tryingSavesNothing() async throws {
        try await withCompany { company, shift in
            let (journal, before) = (try await company.journal().count, try await stored(company))
            _ = try await company.services.whatIf.compare([strict(shift)], over: days, by: company.actor)
            #expect(try await company.journal().count == journal)
            #expect(try await stored(company) == before)
            #expect(try await company.pendingCount() == 0)
        }
    }

    @Test func aStricterShiftChangesWhatItChangesWhenSaved() async throws {
        try await withCompany { company, shift in
            let change = strict(shift)
            let report = try await company.services.whatIf.compare([change], over: days, by: company.actor)
            #expect(report.people == 2)
            #expect(report.sentence == "2 days of 1 person would change, of 2 looked at: +22 min late.")
            guard case .shift(let id, let draft) = change else { return }
            let before = try await stored(company)
            try await company.services.shifts.update(id, to: draft, by: company.actor)
            try await expectSame(report, before, company)
        }
    }

    @Test func aHolidayChangesWhatItChangesWhenSaved() async throws {
        try await withCompany { company, _ in
            let holiday = Holiday(date: CivilDate(daysSinceEpoch: 20_774), name: "New")
            let report = try await company.services.whatIf.compare(
                [.holiday(holiday)], over: days, by: company.actor)
            #expect(report.changes.map(\.after.status) == [.holidayPresent, .holiday])
            #expect(report.changes.map(\.difference.words) == ["+1 h work, +9 h overtime", "+1 day paid"])
            let before = try await stored(company)
            try await company.services.shifts.addHoliday(holiday, by: company.actor)
            try await expectSame(report, before, company)
        }
    }

    @Test func severalChangesAreTriedTogetherAndOnlyForWhomWasAsked() async throws {
        try await withCompany { company, shift in
            let asha = try #require(try await company.services.employees.find(code: "42", by: company.actor)).employee
            let night = try await company.services.shifts.add(
                ShiftDraft(code: "N", name: "Night", start: TimeOfDay(22, 0), end: TimeOfDay(6, 0)), by: company.actor)
            let report = try await company.services.whatIf.compare(
                [
                    .weeklyOffs([]),
                    .roster(
                        RosterAssignment(
                            .employee(asha.id), .shift(night.id), from: CivilDate(daysSinceEpoch: 20_773),
                            to: CivilDate(daysSinceEpoch: 20_773))),
                ], over: days, of: [asha.id], by: company.actor)
            #expect(report.people == 1)
            let changed = report.changes.map {
                "\($0.before.date.day) \($0.before.status.code)→\($0.after.status.code)"
            }
            #expect(changed.contains("15 WO→A") && !changed.contains { $0.hasPrefix("17") })
            #expect(report.changes.first { $0.before.date.day == 16 }?.after.shift == night.id)
        }
    }

    @Test func whatCouldNotBeSavedIsRefused() async throws {
        try await withCompany { company, shift in
            var draft = ShiftDraft(shift)
            var policy = AttendancePolicy()
            policy.absentBelow = 5 * 3600
            draft.policy = policy
            await #expect(throws: ServiceError.self) {
                try await company.services.whatIf.compare([.shift(shift.id, draft)], over: days, by: company.actor)
            }
            await #expect(throws: ServiceError.self) {
                let future = CivilDate(daysSinceEpoch: 20_900)
                _ = try await company.services.whatIf.compare(
                    [.weeklyOffs([])], over: future...future, by: company.actor)
            }
        }
    }

    @Test func aStricterPolicyChangesWhatItChangesWhenSaved() async throws {
        try await withCompany { company, _ in
            let policies = company.services.policies
            var office = try await policies.add("Office", AttendancePolicy(), by: company.actor)
            try await policies.assign(
                PolicyAssignment(policy: office.id, scope: .company, from: days.lowerBound), by: company.actor)
            office.rules.lateGrace = 11 * 60
            let report = try await company.services.whatIf.compare([.policy(office)], over: days, by: company.actor)
            #expect(report.changes.map(\.difference.words) == ["+12 min late"])
            let before = try await stored(company)
            try await policies.update(office.id, name: "Office", to: office.rules, by: company.actor)
            try await expectSame(report, before, company)
        }
    }

    @Test func aPolicyOverSomeDaysChangesThose() async throws {
        try await withCompany { company, _ in
            let policies = company.services.policies
            let office = try await policies.add("Office", AttendancePolicy(), by: company.actor)
            try await policies.assign(
                PolicyAssignment(policy: office.id, scope: .company, from: days.lowerBound), by: company.actor)
            var trial = NamedPolicy(id: ID(0), name: "Trial", rules: AttendancePolicy())
            trial.rules.lateGrace = 0
            let tuesday = CivilDate(daysSinceEpoch: 20_774)
            let report = try await company.services.whatIf.compare(
                [.policy(trial), .assignedPolicy("Trial", .company, from: tuesday, to: tuesday)], over: days,
                by: company.actor)
            #expect(report.changes.map(\.before.date) == [tuesday])
            let before = try await stored(company)
            let added = try await policies.add("Trial", trial.rules, by: company.actor)
            try await policies.unassign(.company, from: tuesday, by: company.actor)
            try await policies.assign(
                PolicyAssignment(policy: added.id, scope: .company, from: tuesday, to: tuesday), by: company.actor)
            try await policies.assign(
                PolicyAssignment(policy: office.id, scope: .company, from: tuesday + 1), by: company.actor)
            try await expectSame(report, before, company)
        }
    }

    @Test func aRotationAndWhoWorksItChangeWhatTheyChangeWhenSaved() async throws {
        try await withCompany { company, _ in
            let rosters = company.services.rosters
            let draft = RotationDraft(
                name: "Line", unit: .day, turns: [["G"], ["off"]], anchor: CivilDate(daysSinceEpoch: 20_773))
            let line = try await rosters.addPattern(draft, by: company.actor)
            let ravi = try #require(try await company.services.employees.find(code: "43", by: company.actor)).employee
            let assignment = RosterAssignment(
                .employee(ravi.id), .pattern(line.id), from: CivilDate(daysSinceEpoch: 20_773))
            let report = try await company.services.whatIf.compare(
                [.roster(assignment)], over: days, by: company.actor)
            #expect(report.changes.map { "\($0.before.date.day) \($0.after.status.code)" } == ["17 WO", "19 WO"])
            let before = try await stored(company)
            try await rosters.assign(
                .pattern(line.id), to: .employee(ravi.id), from: assignment.from, by: company.actor)
            try await expectSame(report, before, company)

            var other = draft
            other.turns = [["off"], ["G"], ["G"]]
            let turned = try await company.services.whatIf.compare(
                [.rotation(line.id, other)], over: days, by: company.actor)
            let saved = try await stored(company)
            try await rosters.updatePattern(line.id, to: other, by: company.actor)
            try await expectSame(turned, saved, company)
            #expect(!turned.changes.isEmpty)
        }
    }

    @Test func aPolicyOrARosterThatCouldNotBeSavedIsRefused() async throws {
        try await withCompany { company, shift in
            var odd = NamedPolicy(id: ID(0), name: "Odd", rules: AttendancePolicy())
            odd.rules.absentBelow = odd.rules.halfDayBelow + 1
            let plain = NamedPolicy(id: ID(0), name: "Plain", rules: AttendancePolicy())
            let (first, last) = (days.lowerBound, days.upperBound)
            let refused: [([WhatIfChange], String)] = [
                ([.policy(odd)], "“absent below” must not be more"),
                ([.assignedPolicy("None", .company, from: first, to: nil)], "There is no policy “None”"),
                ([.policy(plain), .policy(plain)], "There is a policy “Plain” already"),
                (
                    [.policy(plain), .assignedPolicy("Plain", .department("Moon"), from: first, to: nil)],
                    "Nobody is in"
                ),
                ([.policy(plain), .assignedPolicy("Plain", .company, from: last, to: first)], "is before the first"),
                ([.roster(RosterAssignment(.location("Moon"), .shift(shift.id), from: first))], "Nobody works in"),
                ([.roster(RosterAssignment(.company, .shift(shift.id), from: last, to: first))], "is before the first"),
            ]
            for (changes, sentence) in refused {
                let error = await #expect(throws: ServiceError.self) {
                    _ = try await company.services.whatIf.compare(changes, over: days, by: company.actor)
                }
                #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "tried")")
            }
        }
    }

    private func strict(_ shift: Shift) -> WhatIfChange {
        var draft = ShiftDraft(shift)
        var policy = shift.policy ?? AttendancePolicy()
        policy.lateGrace = 0
        draft.policy = policy
        return .shift(shift.id, draft)
    }

    /// The stored days differ from those before by exactly what was told.
    private func expectSame(_ report: WhatIfReport, _ before: [DayResult], _ company: TestCompany) async throws {
        let after = try await stored(company)
        let differing = zip(before, after).filter { old, new in
            var same = new
            same.policy = old.policy
            return same != old
        }.map(\.1)
        #expect(Set(report.changes.map(\.after)) == Set(differing))
    }

    private func stored(_ company: TestCompany) async throws -> [DayResult] {
        try await company.database.read { try DayResultStore($0).results(days) }
    }

    private func withCompany(_ body: (TestCompany, Shift) async throws -> Void) async throws {
        let now = "2026-11-25 10:00:00"
        try await TestCompany.open(now: now) { company in
            let shift = try await company.addShift()
            try await company.add("42", "Asha")
            try await company.add("43", "Ravi")
            let punches = [
                "42 2026-11-16 09:12:00", "42 2026-11-16 18:00:00", "42 2026-11-17 09:10:00", "42 2026-11-17 18:10:00",
                "42 2026-11-18 09:00:00", "42 2026-11-18 18:00:00",
            ]
            try await withVirtualTerminal(configuration(at: now, punches)) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(device)
                try await company.services.attendance.recompute(days, by: company.actor)
                try await body(company, shift)
            }
        }
    }
}
