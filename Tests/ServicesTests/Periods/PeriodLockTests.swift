import DeviceSimulator
import Domain
import Storage
import Testing

@testable import Services

/// T34: a locked month never changes; what arrives later is listed for the next open one.
struct PeriodLockTests {
    private let november = Month(of: CivilDate(daysSinceEpoch: 20_758))
    private let december = Month(of: CivilDate(daysSinceEpoch: 20_788))

    @Test func aLatePunchIsListedOnceAndTheDayStays() async throws {
        try await withLockedNovember { company, asha, terminal, device in
            await terminal.store(virtual(["42 2026-11-16 18:00:00"]))
            _ = try await company.sync(device)
            #expect(try await company.day(asha, "2026-11-16").status == .absent)
            #expect(try await listed(company) == ["2026-11-16 A→P for 2026-12: +1 day paid, +8 h work"])
            try await company.services.attendance.recompute(november.days, by: company.actor)
            #expect(try await listed(company) == ["2026-11-16 A→P for 2026-12: +1 day paid, +8 h work"])
            #expect(try await company.pendingCount() == 0)
            let hints = try await company.services.attendance.explain(
                asha.id, on: CivilDate(daysSinceEpoch: 20_773), by: company.actor
            ).hints
            #expect(
                hints.contains(
                    "2026-11 is locked: the day stays A. What it comes to now is listed for 2026-12: +1 day paid, "
                        + "+8 h work."))
        }
    }

    @Test func aLaterChangeTakesThePlaceOfTheOpenDifference() async throws {
        try await withLockedNovember { company, _, terminal, device in
            await terminal.store(virtual(["42 2026-11-16 18:00:00"]))
            _ = try await company.sync(device)
            try await company.services.shifts.addHoliday(
                Holiday(date: CivilDate(daysSinceEpoch: 20_774), name: "Late"), by: company.actor)
            #expect(
                try await listed(company) == [
                    "2026-11-16 A→P for 2026-12: +1 day paid, +8 h work",
                    "2026-11-17 P→HP for 2026-12: +1 h work, +9 h overtime",
                ])
            try await company.services.shifts.removeHoliday(
                on: CivilDate(daysSinceEpoch: 20_774), by: company.actor)
            #expect(try await listed(company) == ["2026-11-16 A→P for 2026-12: +1 day paid, +8 h work"])
        }
    }

    @Test func whatALockedMonthTookIsFixedAndOnlyTheRestIsOpen() async throws {
        try await withLockedNovember { company, asha, terminal, device in
            await terminal.store(virtual(["42 2026-11-16 12:00:00"]))
            _ = try await company.sync(device)
            #expect(try await listed(company) == ["2026-11-16 A→½P for 2026-12: +½ day paid, +3 h work, +6 h early"])
            try await lockDecember(company, device)
            #expect(
                try await listed(company) == ["2026-11-16 A→½P for 2026-12: +½ day paid, +3 h work, +6 h early, fixed"])

            await terminal.store(virtual(["42 2026-11-16 13:00:00", "42 2026-11-16 18:00:00"]))
            _ = try await company.sync(device)
            #expect(
                try await listed(company) == [
                    "2026-11-16 A→½P for 2026-12: +½ day paid, +3 h work, +6 h early, fixed",
                    "2026-11-16 ½P→P for 2027-01: +½ day paid, +4 h work, −6 h early",
                ])
            #expect(try await company.day(asha, "2026-11-16").status == .absent)

            await #expect(throws: ServiceError.self) {
                try await company.services.periods.unlock(november, because: "wrong", by: company.actor)
            }
            try await company.services.periods.unlock(december, because: "wrong", by: company.actor)
            #expect(try await listed(company) == ["2026-11-16 A→P for 2026-12: +1 day paid, +7 h work"])
            try await company.services.periods.unlock(november, because: "wrong", by: company.actor)
            #expect(try await listed(company) == [])
            #expect(try await company.day(asha, "2026-11-16").status == .present)
            let lines = try await company.journal().filter { $0.entity == .periodLock }.map(\.action)
            #expect(lines == [.unlock, .unlock, .lock, .lock])
        }
    }

    @Test func anOpenDayIsInTheWayUntilAReasonIsGiven() async throws {
        try await withNovember { company, asha, _, device in
            try await company.database.write { db in
                guard var mark = try WatermarkStore(db).find(device.id) else { return }
                mark.completeThrough = Instant(seconds: LocalTime(november.days.upperBound).seconds)
                try WatermarkStore(db).save(mark)
            }
            let error = await #expect(throws: ServiceError.self) {
                try await company.services.periods.lock(november, by: company.actor)
            }
            let text = try #require(error).description
            #expect(text.contains("Asha on 2026-11-29") && text.contains("provisional"), "\(text)")
            #expect(try await company.services.periods.list(by: company.actor).isEmpty)
            try await company.services.periods.lock(november, despite: "payday", by: company.actor)
            #expect(try await company.services.periods.list(by: company.actor).map(\.reason) == ["payday"])
            #expect(try await company.services.periods.isLocked(asha.id, november.days.upperBound))
            #expect(try await !company.services.periods.isLocked(asha.id, november.days.upperBound + 1))
        }
    }

    @Test func aDepartmentIsLockedByWhoBelongedToIt() async throws {
        try await withNovember { company, asha, _, _ in
            let other = try await company.add("43", "Ravi")
            await #expect(throws: ServiceError.self) {
                try await company.services.periods.lock(november, .department("Nowhere"), by: company.actor)
            }
            var draft = EmployeeDraft(code: "42", name: "Asha", joined: "2026-11-01", shift: "G")
            (draft.department, draft.postedFrom) = ("Stores", "2026-11-30")
            try await company.services.employees.update(asha.id, to: draft, by: company.actor)
            try await company.services.periods.lock(november, .department("Stores"), by: company.actor)
            (draft.department, draft.postedFrom) = ("Press", "2026-11-20")
            let error = await #expect(throws: ServiceError.self) {
                try await company.services.employees.update(asha.id, to: draft, by: company.actor)
            }
            #expect(
                error
                    == .invalid(
                        "postedFrom",
                        "2026-11 is locked for Asha, so department and location on 2026-11-20 stay as they are; choose a "
                            + "day from 2026-12-01 on, or unlock 2026-11 first."))
            draft.postedFrom = "2026-12-01"
            try await company.services.employees.update(asha.id, to: draft, by: company.actor)
            #expect(try await company.services.periods.isLocked(asha.id, november.days.lowerBound))
            #expect(try await !company.services.periods.isLocked(other.id, november.days.lowerBound))
        }
    }

    @Test func aMonthThatHasNotEndedIsRefused() async throws {
        try await withNovember { company, _, _, _ in
            await #expect(throws: ServiceError.periodRefused("2026-12 has not ended; lock it from 2027-01-01 on.")) {
                try await company.services.periods.lock(december, by: company.actor)
            }
        }
    }

    private func listed(_ company: TestCompany) async throws -> [String] {
        try await company.services.periods.adjustments(by: company.actor).map { line in
            let day = line.adjustment
            return "\(day.date) \(day.statusBefore.code)→\(day.statusAfter.code) for \(line.due): "
                + day.difference.words + (day.carriedInto == nil ? "" : ", fixed")
        }
    }

    private func lockDecember(_ company: TestCompany, _ device: DeviceSummary) async throws {
        company.clock.set("2027-01-05 10:00:00")
        try await company.services.periods.lock(december, despite: "test", by: company.actor)
    }

    private func withNovember(
        _ body: (TestCompany, Employee, VirtualTerminal, DeviceSummary) async throws -> Void
    ) async throws {
        let now = "2026-12-05 10:00:00"
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let punches = ["42 2026-11-16 09:00:00"] + workingDays("42", ["2026-11-17", "2026-12-01"])
            try await withVirtualTerminal(configuration(at: now, punches)) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(device)
                try await body(company, asha, terminal, device)
            }
        }
    }

    private func withLockedNovember(
        _ body: (TestCompany, Employee, VirtualTerminal, DeviceSummary) async throws -> Void
    ) async throws {
        try await withNovember { company, asha, terminal, device in
            try await company.services.periods.lock(november, by: company.actor)
            try await body(company, asha, terminal, device)
        }
    }
}
