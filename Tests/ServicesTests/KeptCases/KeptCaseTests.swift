import DeviceSimulator
import Domain
import Storage
import Testing

@testable import Services

/// A kept day warns before a change of the rules makes it come out differently.
struct KeptCaseTests {
    private let day = CivilDate(daysSinceEpoch: 20_773)  // 16 November 2026

    @Test func aKeptDayIsAScenarioThatComesOutTheSame() async throws {
        try await withCompany { company, asha in
            let kept = try await company.services.cases.keep(
                asha.id, day, as: "Late: \"by a minute\"", by: company.actor)
            let scenario = try Scenario(yaml: kept.document, file: "kept.yaml")
            #expect(scenario.title == "Late: \"by a minute\"")
            #expect(scenario.run().allSatisfy { $0.passed })
            #expect(scenario.cases[0].evaluate()[0].late == 16 * 60)
            let outcomes = try await company.services.cases.run(by: company.actor)
            #expect(outcomes.map(\.live) == [[]] && outcomes.map(\.frozen) == [[]])
        }
    }

    @Test func aShiftThatFlipsItIsRefusedAndNamed() async throws {
        try await withCompany { company, asha in
            try await company.services.cases.keep(asha.id, day, as: "Late", by: company.actor)
            let shift = try #require(try await company.services.shifts.find(code: "G"))
            var draft = ShiftDraft(shift)
            var policy = shift.policy ?? AttendancePolicy()
            policy.lateGrace = 16 * 60
            draft.policy = policy
            let error = await #expect(throws: ServiceError.self) {
                try await company.services.shifts.update(shift.id, to: draft, by: company.actor)
            }
            let text = try #require(error).description
            #expect(text.hasPrefix("Case “Late” (Asha on 2026-11-16): late is 16 min and would be 0 min."), "\(text)")
            #expect(try await company.services.shifts.find(code: "G")?.policy == shift.policy)
            try await company.services.shifts.update(
                shift.id, to: draft, acceptingChangedCases: true, by: company.actor)
            #expect(try await company.services.shifts.find(code: "G")?.policy == policy)
            let outcomes = try await company.services.cases.run(by: company.actor)
            #expect(outcomes[0].live.map(\.field) == ["late"])
            #expect(outcomes[0].frozen.isEmpty)
        }
    }

    @Test func aChangeThatTouchesItNotIsSaved() async throws {
        try await withCompany { company, asha in
            try await company.services.cases.keep(asha.id, day, as: "Late", by: company.actor)
            let shift = try #require(try await company.services.shifts.find(code: "G"))
            var draft = ShiftDraft(shift)
            var policy = shift.policy ?? AttendancePolicy()
            policy.lateGrace = 16 * 60 - 1
            draft.policy = policy
            try await company.services.shifts.update(shift.id, to: draft, by: company.actor)
            try await company.services.shifts.addHoliday(Holiday(date: day + 1, name: "Tuesday"), by: company.actor)
        }
    }

    @Test func aHolidayAndAWeeklyOffThatFlipItAreRefused() async throws {
        try await withCompany { company, asha in
            try await company.services.cases.keep(asha.id, day, as: "Late", by: company.actor)
            await #expect(throws: ServiceError.self) {
                try await company.services.shifts.addHoliday(Holiday(date: day, name: "Monday"), by: company.actor)
            }
            await #expect(throws: ServiceError.self) {
                try await company.services.shifts.setWeeklyOffs([WeeklyOff(weekday: .monday)], by: company.actor)
            }
            #expect(try await company.services.shifts.holidays().isEmpty)
        }
    }

    @Test func aDayThatCanStillChangeIsNotKept() async throws {
        try await withCompany { company, asha in
            await #expect(throws: ServiceError.self) {
                try await company.services.cases.keep(
                    asha.id, CivilDate(daysSinceEpoch: 20_782), as: "Today", by: company.actor)
            }
            await #expect(throws: ServiceError.self) {
                try await company.services.cases.keep(asha.id, day, as: " ", by: company.actor)
            }
            try await company.services.cases.keep(asha.id, day, as: "Late", by: company.actor)
            await #expect(throws: ServiceError.self) {
                try await company.services.cases.keep(asha.id, day + 1, as: "Late", by: company.actor)
            }
            try await company.services.cases.remove("Late", by: company.actor)
            #expect(try await company.services.cases.list(by: company.actor).isEmpty)
            let actions = try await company.journal().filter { $0.entity == .keptCase }.map(\.action)
            #expect(actions == [.remove, .add])
        }
    }

    /// What is written of any rules is read back as the same.
    @Test func theRulesAreWrittenAsTheyAreRead() throws {
        var policy = AttendancePolicy()
        policy.closesAfter = 3601
        policy.pairing = .firstLast
        policy.missing.leaving = .halfDay
        policy.overtime.formula = .beyondShiftHours
        policy.overtime.maximum = 7199
        policy.overtime.restDayWork = .compensatoryOff
        policy.period.sandwich.whenAfter = true
        policy.period.sandwich.longestRun = 3
        policy.period.overtime.weekAbove = 48 * 3600
        policy.period.overtime.weekStart = .sunday
        policy.period.overtime.weeks = 4
        policy.period.overtime.weeksAbove = 160 * 3600
        policy.period.late.every = 3
        policy.period.early.every = 2
        policy.period.early.effect = .day
        let rules = PolicyWriter.lines(policy).map { "    \($0)" }.joined(separator: "\n")
        let yaml = """
            title: Rules
            shifts:
              G:
                hours: 09:00-18:00
            \(rules)
            punches: {}
            expect: { 2026-11-02: A }
            """
        #expect(try Scenario(yaml: yaml, file: "x.yaml").cases[0].rules.shifts[0].policy == policy)
    }

    private func withCompany(_ body: (TestCompany, Employee) async throws -> Void) async throws {
        let now = "2026-11-25 10:00:00"
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let punches = ["42 2026-11-16 09:16:00", "42 2026-11-16 18:00:00", "42 2026-11-17 09:00:00"]
            try await withVirtualTerminal(configuration(at: now, punches)) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(device)
                try await body(company, asha)
            }
        }
    }
}
