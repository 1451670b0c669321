import Domain
import Foundation
import Services
import Storage
import StorageODBC

/// Every day of 5,000 people for a month: punches read from the file, days worked out by all rules, results written.
struct RecalculationBench {
    static let rounds = 5
    /// October 2026.
    private static let days = CivilDate(daysSinceEpoch: 20_727)...CivilDate(daysSinceEpoch: 20_757)
    private static let company = BenchCompany(days: days)

    /// - Returns: seconds, the median of runs that each write the results anew; milliseconds from one more punch to the
    ///   stored day; and seconds to try a changed shift on the same month, without writing.
    static func run(at place: BenchPlace = .sqlite) async throws -> [BenchLine] {
        try await place.withFreshURL { try await run($0, suffix: place.suffix) }
    }

    private static func run(_ url: DatabaseURL, suffix: String) async throws -> [BenchLine] {
        let isFile = suffix.isEmpty
        let now = company.now
        try await company.fill(url)
        let services = try await Services.open(url, drivers: allDatabaseDrivers, now: { now })
        var seconds: [Double] = []
        let database = try await openDatabase(url, drivers: allDatabaseDrivers)
        for _ in 0..<rounds { seconds.append(try await time(services, database)) }
        try await database.close()
        let punch = try await timeOnePunch(services, url, now: now)
        var tries: [Double] = []
        for _ in 0..<rounds { tries.append(try await timeWhatIf(services)) }
        try await services.close()
        return [
            BenchLine(
                name: "recalculation" + suffix, value: seconds.sorted()[rounds / 2], unit: "s",
                bar: .atMost(isFile ? 1 : 3)),
            BenchLine(name: "punch-to-day" + suffix, value: punch * 1000, unit: "ms", bar: .atMost(isFile ? 5 : 50)),
            BenchLine(name: "whatif" + suffix, value: tries.sorted()[rounds / 2], unit: "s", bar: .atMost(2)),
        ]
    }

    /// One punch more of one person, from the ledger to the stored day: the median of a hundred people.
    private static func timeOnePunch(_ services: Services, _ url: DatabaseURL, now: Instant) async throws -> Double {
        let database = try await openDatabase(url, drivers: allDatabaseDrivers)
        var seconds: [Double] = []
        for index in 0..<100 {
            let late = LocalTime(days.upperBound - 3, TimeOfDay(23, 30)).seconds + Int64(index)
            let start = ContinuousClock.now
            try await database.write { db in
                guard let device = try DeviceStore(db).find(name: "Gate") else { return }
                let new = BenchCompany.punch(index * 47, LocalTime(seconds: late))
                _ = try PunchLedger(db).record([new], from: device.id, source: .download, collectedAt: now)
            }
            let days = try await services.attendance.recomputePending()
            precondition(days > 0, "the punch touched no day")
            seconds.append(Self.seconds(since: start))
        }
        try await database.close()
        return seconds.sorted()[seconds.count / 2]
    }

    /// No grace for the shift of a third of the people: most of their days change.
    private static func timeWhatIf(_ services: Services) async throws -> Double {
        guard let shift = try await services.shifts.find(code: "G") else { return .infinity }
        var draft = ShiftDraft(shift)
        var policy = shift.policy ?? AttendancePolicy()
        policy.lateGrace = 0
        draft.policy = policy
        let start = ContinuousClock.now
        let report = try await services.whatIf.compare(
            [.shift(shift.id, draft)], over: days, by: .localAdministrator())
        precondition(report.people == BenchCompany.people && !report.changes.isEmpty, "nothing was compared")
        return seconds(since: start)
    }

    /// From no stored day on: what is there already would only be compared.
    private static func time(_ services: Services, _ database: any Database) async throws -> Double {
        try await database.write { try DayResultStore($0).remove(days) }
        let start = ContinuousClock.now
        let done = try await services.attendance.recompute(days, by: .localAdministrator())
        precondition(done == BenchCompany.people * days.count, "not every day was worked out")
        return seconds(since: start)
    }

    private static func seconds(since start: ContinuousClock.Instant) -> Double {
        let passed = (ContinuousClock.now - start).components
        return Double(passed.seconds) + Double(passed.attoseconds) / 1e18
    }
}
