import Domain
import Foundation
import Services
import Storage
import StorageODBC

/// Every day of 5,000 people for a month: punches read from the file, days worked out by all rules, results written.
struct RecalculationBench {
    static let people = 5_000
    static let rounds = 5
    /// October 2026.
    private static let days = CivilDate(daysSinceEpoch: 20_727)...CivilDate(daysSinceEpoch: 20_757)
    private static let offset: Int64 = 19_800

    /// - Returns: seconds, the median of runs that each write the results anew; milliseconds from one more punch to the
    ///   stored day; and seconds to try a changed shift on the same month, without writing.
    static func run(at place: BenchPlace = .sqlite) async throws -> [BenchLine] {
        try await place.withFreshURL { try await run($0, suffix: place.suffix) }
    }

    private static func run(_ url: DatabaseURL, suffix: String) async throws -> [BenchLine] {
        let isFile = suffix.isEmpty
        let now = Instant(seconds: LocalTime(days.upperBound + 5).seconds)
        try await fill(url, now: now)
        let services = try await Services.open(url, drivers: allDatabaseDrivers, now: { now })
        var seconds: [Double] = []
        for _ in 0..<rounds { seconds.append(try await time(services)) }
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
                let new = punch(index * 47, LocalTime(seconds: late))
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
        precondition(report.people == people && !report.changes.isEmpty, "nothing was compared")
        return seconds(since: start)
    }

    private static func time(_ services: Services) async throws -> Double {
        let start = ContinuousClock.now
        let done = try await services.attendance.recompute(days, by: .localAdministrator())
        precondition(done == people * days.count, "not every day was worked out")
        return seconds(since: start)
    }

    private static func seconds(since start: ContinuousClock.Instant) -> Double {
        let passed = (ContinuousClock.now - start).components
        return Double(passed.seconds) + Double(passed.attoseconds) / 1e18
    }

    private static func fill(_ url: DatabaseURL, now: Instant) async throws {
        let database = try await openDatabase(url, drivers: allDatabaseDrivers)
        try await Migrator(database).migrate(at: now)
        let stamp = Stamp(actor: "bench", at: now)
        try await database.write { db in
            try SettingStore(db).set(.timeZone, "Asia/Kolkata", by: stamp)
            try RestDayStore(db).setWeeklyOffs([WeeklyOff(weekday: .sunday)], by: stamp)
            let shifts = try shifts.map { try ShiftStore(db).insert($0, by: stamp) }
            let device = try DeviceStore(db).insert(
                DeviceRecord(name: "Gate", host: "127.0.0.1", zone: "Asia/Kolkata"), by: stamp)
            for index in 0..<people { try add(index, shifts[index % 3], device.id, db, stamp) }
            try WatermarkStore(db).save(
                Watermark(device: device.id, completeThrough: now, recordCount: 0, readAt: now))
        }
        try await store(database, now: now)
        try await database.close()
    }

    private static func add(
        _ index: Int, _ shift: Shift, _ device: ID<Device>, _ db: any SQLConnection, _ stamp: Stamp
    ) throws {
        let code = String(index + 1)
        let employee = try EmployeeStore(db).insert(
            Employee(id: ID(0), code: code, name: "Person \(code)", joined: days.lowerBound - 365), by: stamp)
        try RosterStore(db).insert(
            RosterAssignment(employee: employee.id, shift: shift.id, from: employee.joined), by: stamp)
        try DeviceUserStore(db).map(code, on: device, to: employee.id, by: stamp)
    }

    private static func store(_ database: any Database, now: Instant) async throws {
        let punches = punches()
        try await database.write { db in
            guard let device = try DeviceStore(db).find(name: "Gate") else { return }
            _ = try PunchLedger(db).record(punches, from: device.id, source: .download, collectedAt: now)
            try PendingDayStore(db).consume(try PendingDayStore(db).list())
        }
    }

    /// Two punches a working day, a lunch of two more on one day in four, a forgotten one now and then.
    private static func punches() -> [NewPunch] {
        var punches: [NewPunch] = []
        for date in days where date.weekday != .sunday {
            for index in 0..<people {
                let start = LocalTime(date, shifts[index % 3].start).seconds + Int64(index * 37 % 1_500) - 600
                var times = [start, start + 32_400 + Int64(index * 53 % 3_000)]
                if index % 4 == 0 { times += [start + 14_400, start + 17_000] }
                if (index + date.day) % 97 == 0 { times.removeLast() }
                punches += times.map { punch(index, LocalTime(seconds: $0)) }
            }
        }
        return punches.sorted { $0.local < $1.local }
    }

    private static func punch(_ index: Int, _ local: LocalTime) -> NewPunch {
        let instant = Instant(seconds: local.seconds - offset)
        return NewPunch(
            deviceUser: String(index + 1), local: local,
            placement: Placement(instant: instant, offset: Int32(offset), kind: .exact), state: .undefined, verify: 1)
    }

    private static let shifts = [
        Shift(
            id: ID(0), code: "G", name: "General", start: TimeOfDay(9, 0), end: TimeOfDay(18, 0),
            breaks: [ShiftBreak(start: TimeOfDay(13, 0), end: TimeOfDay(14, 0))]),
        Shift(id: ID(0), code: "E", name: "Evening", start: TimeOfDay(14, 0), end: TimeOfDay(22, 0)),
        Shift(id: ID(0), code: "N", name: "Night", start: TimeOfDay(22, 0), end: TimeOfDay(6, 0)),
    ]
}
