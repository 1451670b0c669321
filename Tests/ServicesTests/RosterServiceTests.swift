import DeviceSimulator
import Domain
import Storage
import Testing

@testable import Services

struct RosterServiceTests {
    private let now = "2026-11-20 19:00:00"

    private func date(_ text: String) -> CivilDate { CivilDate(text) ?? .distantPast }

    /// Shifts G, A and N, three people of whom two are in Press, and punches since 2 November.
    private func withCompany(
        _ body: (TestCompany, _ asha: Employee, _ ravi: Employee, _ meera: Employee) async throws -> Void
    ) async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            for (code, start, end) in [("A", 6, 14), ("N", 22, 6)] {
                try await company.services.shifts.add(
                    ShiftDraft(code: code, name: code, start: TimeOfDay(start, 0), end: TimeOfDay(end, 0)),
                    by: company.actor)
            }
            var people: [Employee] = []
            for (code, name, department) in [
                ("42", "Asha", "Press"), ("43", "Ravi", "Press"), ("44", "Meera", "Stores"),
            ] {
                people.append(
                    try await company.services.employees.add(
                        EmployeeDraft(code: code, name: name, department: department, joined: "2026-11-01"),
                        by: company.actor
                    ).employee)
            }
            let dates = (2...19).map { "2026-11-\($0.padded(2))" }
            let punches = ["42", "43", "44"].flatMap { workingDays($0, dates) }
            try await withVirtualTerminal(configuration(at: now, punches)) { _, address in
                _ = try await company.sync(try await company.addDevice("Gate", port: address.tcpPort))
            }
            try await body(company, people[0], people[1], people[2])
        }
    }

    @discardableResult
    private func addLine(_ company: TestCompany, _ days: [[String]] = [["G"], ["G"], ["off"]]) async throws
        -> RotationPattern
    {
        try await company.services.rosters.addPattern(
            RotationDraft(name: "Line A", unit: .day, turns: days, anchor: date("2026-11-02")), by: company.actor)
    }

    private func duty(_ code: String, _ company: TestCompany) async throws -> RosterAssignment.Duty {
        .shift(try #require(try await company.services.shifts.find(code: code)).id)
    }

    /// The days that a change marks, by person, before they are worked out.
    private func marked(
        _ company: TestCompany, _ days: (CivilDate, CivilDate?)? = nil, of whom: [ID<Employee>]? = nil,
        _ body: @escaping @Sendable (any SQLConnection, Stamp) throws -> Void
    ) async throws -> [ID<Employee>: [CivilDate]] {
        let stamp = Stamp(actor: "Meera", at: company.clock.now)
        return try await company.database.write { db in
            _ = try RosterEdit(db, by: stamp, days: days.map { (from: $0.0, to: $0.1) }).run(of: whom) {
                try body(db, stamp)
            }
            let pending = try PendingDayStore(db).list()
            return Dictionary(grouping: pending, by: \.employee).mapValues { $0.map(\.date).sorted() }
        }
    }

    /// T35. The days beside the range are in it because a night decides whose the punches around it are.
    @Test func aRosterChangedInThePastRecomputesThatPersonsRangeAlone() async throws {
        try await withCompany { company, asha, ravi, _ in
            let line = try await addLine(company)
            try await company.services.rosters.assign(
                .pattern(line.id), to: .department("Press"), from: date("2026-11-01"), by: company.actor)
            #expect(try await company.day(asha, "2026-11-04").status == .weeklyOffPresent)
            #expect(try await company.day(asha, "2026-11-05").status == .present)
            #expect(try await company.pendingCount() == 0)
            let before = try await company.database.read {
                try DayResultStore($0).results(of: ravi.id, date("2026-11-01")...date("2026-11-19"))
            }
            let night = try await duty("N", company)
            let days = (date("2026-11-09"), date("2026-11-12"))
            let marked = try await marked(company, (days.0, days.1), of: [asha.id]) { db, stamp in
                try RosterWriter(db, by: stamp).assign(
                    RosterAssignment(.employee(asha.id), night, from: days.0, to: days.1))
            }
            #expect(marked == [asha.id: Array(date("2026-11-07")...date("2026-11-14"))])
            try await company.services.attendance.recomputePending()
            #expect(try await company.day(asha, "2026-11-05").status == .present)
            let worked = try #require(try await company.day(asha, "2026-11-10").shift)
            #expect(RosterAssignment.Duty.shift(worked) == night)
            let after = try await company.database.read {
                try DayResultStore($0).results(of: ravi.id, date("2026-11-01")...date("2026-11-19"))
            }
            #expect(after == before)
        }
    }

    @Test func whoHasANarrowerRosterIsNotTouched() async throws {
        try await withCompany { company, asha, ravi, meera in
            let (general, early) = (try await duty("G", company), try await duty("A", company))
            try await company.services.rosters.assign(
                general, to: .employee(ravi.id), from: date("2026-11-01"), through: date("2026-11-15"),
                by: company.actor)
            let marked = try await marked(company, (date("2026-11-10"), nil)) { db, stamp in
                try RosterWriter(db, by: stamp).assign(
                    RosterAssignment(.department("Press"), early, from: date("2026-11-10")))
            }
            #expect(marked[asha.id] == Array(date("2026-11-08")...date("2026-11-20")))
            #expect(marked[ravi.id] == Array(date("2026-11-14")...date("2026-11-20")))
            #expect(marked[meera.id] == nil)
        }
    }

    @Test func aChangedRotationTouchesTheDatesThatMoved() async throws {
        try await withCompany { company, asha, _, _ in
            let line = try await addLine(company, [["G"]] + Array(repeating: ["off"], count: 9))
            try await company.services.rosters.assign(
                .pattern(line.id), to: .employee(asha.id), from: date("2026-11-01"), by: company.actor)
            var moved = line
            moved.turns[5] = line.turns[0]
            let marked = try await marked(company) { [moved] db, stamp in try RotationStore(db).update(moved, by: stamp)
            }
            #expect(
                marked == [asha.id: (5...9).map { date("2026-11-0\($0)") } + (15...19).map { date("2026-11-\($0)") }])
        }
    }

    @Test func explainingNamesTheLayer() async throws {
        try await withCompany { company, asha, _, _ in
            let line = try await addLine(company)
            try await company.services.rosters.assign(
                .pattern(line.id), to: .department("Press"), from: date("2026-11-01"), by: company.actor)
            func told(_ day: String) async throws -> String? {
                let story = try await company.services.attendance.explain(asha.id, on: date(day), by: company.actor)
                return story.trace.entries.first { $0.code == .roster }?.text
            }
            #expect(try await told("2026-11-10") == "Off: from the department roster “Line A” (3-day cycle, day 3).")
            try await company.services.rosters.override(
                asha.id, on: date("2026-11-10")...date("2026-11-10"),
                with: try await company.services.rosters.day("A"), reason: "an order", by: company.actor)
            #expect(try await told("2026-11-10") == "Shift A: changed for this day alone: an order.")
            let sheet = try await company.services.rosters.sheet(
                date("2026-11-09")...date("2026-11-11"), department: "Press", by: company.actor)
            #expect(sheet.rows.map { $0.cells.map(\.text) } == [["G", "A", "G"], ["G", "WO", "G"]])
            let cleared = try await company.services.rosters.clearOverrides(
                of: asha.id, on: date("2026-11-01")...date("2026-11-30"), by: company.actor)
            #expect(cleared.count == 1)
            #expect(try await told("2026-11-10")?.hasPrefix("Off") == true)
        }
    }

    @Test func whatALimitRefusesIsNotWritten() async throws {
        try await withCompany { company, asha, _, _ in
            let rosters = company.services.rosters
            try await rosters.assign(
                try await duty("N", company), to: .employee(asha.id), from: date("2026-11-01"), by: company.actor)
            let days = date("2026-11-23")...date("2026-11-25")
            let early = try await rosters.day("A")
            let warned = try await rosters.override(asha.id, on: days, with: early, reason: "x", by: company.actor)
            #expect(warned.map(\.kind).contains(.overlap) == false)
            try await rosters.clearOverrides(of: asha.id, on: days, by: company.actor)
            var limits = RosterLimits()
            limits.rest.reaction = .refuse
            try await rosters.setLimits(limits, by: company.actor)
            #expect(try await rosters.limits() == limits)
            let journal = try await company.journal().count
            let error = await #expect(throws: ServiceError.self) {
                try await rosters.override(
                    asha.id, on: date("2026-11-24")...date("2026-11-24"), with: early, reason: "x", by: company.actor)
            }
            #expect(error?.description.contains("0 min of rest between shift N of Mon 23 Nov 2026") == true)
            #expect(try await company.journal().count == journal)
            #expect(try await company.database.read { try RosterOverrideStore($0).all() }.isEmpty)
        }
    }

    @Test func whatNobodyRosteredIsAGap() async throws {
        try await withCompany { company, asha, _, _ in
            let conflicts = try await company.services.rosters.check(
                date("2026-11-16")...date("2026-11-18"), employee: asha.id, by: company.actor)
            #expect(conflicts.map(\.kind) == [.gap])
            #expect(conflicts[0].days == date("2026-11-16")...date("2026-11-18"))
        }
    }

    @Test func aSwapIsAskedAcceptedAndAppliedWhole() async throws {
        try await withCompany { company, asha, ravi, meera in
            let rosters = company.services.rosters
            try await rosters.assign(
                try await duty("G", company), to: .company, from: date("2026-11-01"), by: company.actor)
            try await rosters.assign(
                try await duty("A", company), to: .employee(asha.id), from: date("2026-11-01"), by: company.actor)
            let days = [date("2026-11-25"), date("2026-11-24")]
            await #expect(throws: ServiceError.self) {
                _ = try await rosters.requestSwap(
                    ShiftSwap(requester: asha.id, partner: meera.id, days: days, reason: ""), by: company.actor)
            }
            let (swap, _) = try await rosters.requestSwap(
                ShiftSwap(requester: asha.id, partner: ravi.id, days: days, reason: "a wedding"), by: company.actor)
            await #expect(throws: ServiceError.self) { try await rosters.applySwap(swap.id, by: company.actor) }
            try await rosters.acceptSwap(swap.id, by: company.actor)
            // What was possible when it was asked for need not be when it is applied.
            try await rosters.override(
                ravi.id, on: days[0]...days[0], with: try await rosters.day("A"), reason: "x", by: company.actor)
            try await rosters.override(
                ravi.id, on: days[1]...days[1], with: try await rosters.day("A"), reason: "x", by: company.actor)
            await #expect(throws: ServiceError.self) { try await rosters.applySwap(swap.id, by: company.actor) }
            #expect(try await rosters.swaps(by: company.actor).map(\.state) == [.accepted])
            try await rosters.clearOverrides(of: ravi.id, on: days[1]...days[0], by: company.actor)
            try await rosters.applySwap(swap.id, by: company.actor)
            let sheet = try await rosters.sheet(days[1]...(days[0] + 1), department: "Press", by: company.actor)
            #expect(sheet.rows.map { $0.cells.map(\.text) } == [["G", "G", "A"], ["A", "A", "G"]])
            #expect(try await rosters.swaps(by: company.actor).map(\.state) == [.applied])
            await #expect(throws: ServiceError.self) { try await rosters.withdrawSwap(swap.id, by: company.actor) }
        }
    }

    @Test func whatIsWrongIsNamed() async throws {
        try await withCompany { company, asha, _, _ in
            let rosters = company.services.rosters
            func refused(_ draft: RotationDraft) async -> String {
                await #expect(throws: ServiceError.self) { try await rosters.addPattern(draft, by: company.actor) }?
                    .description ?? ""
            }
            var draft = RotationDraft(name: " ", unit: .day, turns: [["G"], ["X"]], anchor: date("2026-11-02"))
            #expect(await refused(draft).hasPrefix("Enter the roster's name. “X” is no day of a roster"))
            draft = RotationDraft(name: "L", unit: .week, turns: [["G", "G"]], anchor: date("2026-11-02"))
            #expect(await refused(draft).hasPrefix("Week 1 of the cycle has 2 days"))
            draft.turns = [["G"]]
            try await rosters.addPattern(draft, by: company.actor)
            #expect(await refused(draft) == "There is a roster “L” already.")
            let pattern = try await rosters.pattern(named: "L")
            try await rosters.assign(
                .pattern(pattern.id), to: .employee(asha.id), from: date("2026-11-02"), by: company.actor)
            await #expect(throws: ServiceError.self) { try await rosters.removePattern(pattern.id, by: company.actor) }
            await #expect(throws: ServiceError.self) {
                try await rosters.assign(
                    .pattern(pattern.id), to: .department("Pres"), from: date("2026-11-02"), by: company.actor)
            }
            await #expect(throws: ServiceError.self) {
                try await rosters.override(
                    asha.id, on: date("2026-11-02")...date("2026-11-02"), with: .off, reason: " ", by: company.actor)
            }
        }
    }

    /// The form of an employee knows shifts alone.
    @Test func savingAnEmployeeKeepsHerRotation() async throws {
        try await withCompany { company, asha, _, _ in
            let line = try await addLine(company)
            try await company.services.rosters.assign(
                .pattern(line.id), to: .employee(asha.id), from: date("2026-11-01"), by: company.actor)
            let entry = try #require(try await company.services.employees.find(code: "42", by: company.actor))
            var draft = entry.draft
            draft.name = "Asha Verma"
            draft.endsShift = true
            try await company.services.employees.update(asha.id, to: draft, by: company.actor)
            #expect(try await company.services.rosters.assignments(by: company.actor).map(\.pattern) == [line.id])
        }
    }
}
