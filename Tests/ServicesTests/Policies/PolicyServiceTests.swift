import Domain
import Storage
import Testing

@testable import Services

/// Policies by scope and calendars by place, through the services and the database.
struct PolicyServiceTests {
    private static let now = "2026-11-20 23:30:00"

    private func strict(_ grace: Int32) -> AttendancePolicy {
        var rules = AttendancePolicy()
        rules.lateGrace = grace
        return rules
    }

    private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    @Test func aPolicyHoldsForWhomItIsAssigned() async throws {
        try await TestCompany.open(now: Self.now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let policies = company.services.policies
            let office = try await policies.add("Office", strict(60), by: company.actor)
            let relaxed = try await policies.add("Relaxed", strict(3600), by: company.actor)
            let monday = try date("2026-11-16")
            #expect(try await company.day(asha, "2026-11-16").policy == nil)
            try await policies.assign(
                PolicyAssignment(policy: office.id, scope: .company, from: monday), by: company.actor)
            #expect(try await company.day(asha, "2026-11-16").policy == office.id)
            try await policies.assign(
                PolicyAssignment(policy: relaxed.id, scope: .employee(asha.id), from: monday + 1, to: monday + 1),
                by: company.actor)
            #expect(try await company.day(asha, "2026-11-17").policy == relaxed.id)
            #expect(try await company.day(asha, "2026-11-18").policy == office.id)
            let sentence = try #require(try await policies.which(asha.id, on: monday + 1, by: company.actor).first)
            #expect(sentence.contains("“Relaxed” of the employee; behind it stand the policy “Office” of the company"))
            #expect(try await policies.unassign(.employee(asha.id), from: monday, by: company.actor))
            #expect(try await company.day(asha, "2026-11-17").policy == office.id)
            #expect(try await company.pendingCount() == 0)
        }
    }

    @Test func contradictionsAreRefusedByFieldAndNothingIsWritten() async throws {
        try await TestCompany.open(now: Self.now) { company in
            try await company.addShift()
            let policies = company.services.policies
            let office = try await policies.add("Office", strict(60), by: company.actor)
            let monday = try date("2026-11-16")
            try await policies.assign(
                PolicyAssignment(policy: office.id, scope: .company, from: monday), by: company.actor)
            let before = try await company.journal().count
            var inverted = AttendancePolicy()
            inverted.absentBelow = inverted.halfDayBelow + 1
            await refused("name") { try await policies.add("Office", AttendancePolicy(), by: company.actor) }
            await refused("name") { try await policies.add(" ", AttendancePolicy(), by: company.actor) }
            await refused("absent below") { try await policies.add("Odd", inverted, by: company.actor) }
            await refused("from") {
                try await policies.assign(
                    PolicyAssignment(policy: office.id, scope: .company, from: monday + 5), by: company.actor)
            }
            await refused("to") {
                try await policies.assign(
                    PolicyAssignment(policy: office.id, scope: .company, from: monday, to: monday - 1),
                    by: company.actor)
            }
            await refused("scope") {
                try await policies.assign(
                    PolicyAssignment(policy: office.id, scope: .department("Nowhere"), from: monday), by: company.actor)
            }
            await refused("policy") { try await policies.remove(office.id, by: company.actor) }
            #expect(try await company.journal().count == before)
        }
    }

    @Test func aCompanysPolicyJudgesAShiftWithoutRulesOfItsOwn() async throws {
        try await TestCompany.open(now: Self.now) { company in
            let shift = try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let office = try await company.services.policies.add("Office", strict(60), by: company.actor)
            try await company.services.policies.assign(
                PolicyAssignment(policy: office.id, scope: .company, from: asha.joined), by: company.actor)
            var draft = ShiftDraft(shift)
            draft.policy = strict(0)
            try await company.services.shifts.update(shift.id, to: draft, by: company.actor)
            #expect(try await company.day(asha, "2026-11-16").policy == nil)
            draft.policy = nil
            let changed = try await company.services.shifts.update(shift.id, to: draft, by: company.actor)
            #expect(changed.policy == nil)
            #expect(try await company.services.shifts.find(code: "G")?.policy == nil)
            #expect(try await company.day(asha, "2026-11-16").policy == office.id)
        }
    }

    @Test func optionalHolidaysAreChosenUpToTheLimit() async throws {
        try await TestCompany.open(now: Self.now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let shifts = company.services.shifts
            let days = [try date("2026-11-16"), try date("2026-11-17")]
            for day in days {
                try await shifts.addHoliday(Holiday(date: day, name: "H", kind: .optional), by: company.actor)
            }
            await refused("date") {
                try await shifts.chooseOptionalHoliday(days[1] + 1, for: asha.id, by: company.actor)
            }
            try await shifts.setOptionalHolidayLimit(1, by: company.actor)
            try await shifts.chooseOptionalHoliday(days[0], for: asha.id, by: company.actor)
            #expect(try await company.day(asha, "2026-11-16").code([:]) == "RH")
            #expect(try await company.day(asha, "2026-11-17").status == .absent)
            await refused("date") { try await shifts.chooseOptionalHoliday(days[1], for: asha.id, by: company.actor) }
            #expect(try await shifts.dropOptionalHoliday(days[0], of: asha.id, by: company.actor))
            try await shifts.chooseOptionalHoliday(days[1], for: asha.id, by: company.actor)
            #expect(try await company.day(asha, "2026-11-16").status == .absent)
            #expect(try await company.day(asha, "2026-11-17").code([:]) == "RH")
        }
    }

    @Test func aYearlyHolidayOfOnePlaceTouchesItsPeopleAlone() async throws {
        try await TestCompany.open(now: Self.now) { company in
            try await company.addShift()
            let asha = try await company.services.employees.add(
                EmployeeDraft(code: "42", name: "Asha", location: "Pune", joined: "2026-11-01", shift: "G"),
                by: company.actor
            ).employee
            let ravi = try await company.add("43", "Ravi")
            let holiday = Holiday(
                date: try date("2024-11-16"), name: "Day", location: "Pune", isYearly: true)
            try await company.services.shifts.addHoliday(holiday, by: company.actor)
            #expect(try await company.day(asha, "2026-11-16").status == .holiday)
            #expect(try await company.day(ravi, "2026-11-16").status == .absent)
            let lines = try await company.services.journal.page(limit: 1, by: company.actor)
            #expect(lines.first?.change == "added (Day, in Pune, each year)")
        }
    }

    private func refused(_ field: String, _ body: () async throws -> some Any) async {
        do {
            _ = try await body()
            Issue.record("\(field) was not refused")
        } catch ServiceError.invalid(let problems) {
            #expect(problems.map(\.field) == [field])
        } catch {
            Issue.record(error)
        }
    }
}
