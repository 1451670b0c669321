import Domain
import Foundation
import Services
import Storage
import StorageODBC

/// 5,000 people in three shifts, who punched at one terminal for some time; collected once a month.
struct BenchCompany: Sendable {
    static let people = 5_000
    private static let offset: Int64 = 19_800

    let days: ClosedRange<CivilDate>
    /// One in so many people punches for lunch.
    var lunches = 4

    /// Five days after the last.
    var now: Instant { Instant(seconds: LocalTime(days.upperBound + 5).seconds) }

    func fill(_ url: DatabaseURL) async throws {
        let database = try await openDatabase(url, drivers: allDatabaseDrivers)
        try await Migrator(database).migrate(at: now)
        let device = try await database.write { try addRecords($0) }
        var first = days.lowerBound
        while first <= days.upperBound {
            let last = min(WorkPeriod.month.last(of: first), days.upperBound)
            try await store(first...last, device, database)
            first = last + 1
        }
        try await database.close()
    }

    private func addRecords(_ db: any SQLConnection) throws -> ID<Device> {
        let stamp = Stamp(actor: "bench", at: now)
        try SettingStore(db).set(.timeZone, "Asia/Kolkata", by: stamp)
        try RestDayStore(db).setWeeklyOffs([WeeklyOff(weekday: .sunday)], by: stamp)
        let shifts = try Self.shifts.map { try ShiftStore(db).insert($0, by: stamp) }
        let device = try DeviceStore(db).insert(
            DeviceRecord(name: "Gate", host: "127.0.0.1", zone: "Asia/Kolkata"), by: stamp)
        for index in 0..<Self.people { try add(index, shifts[index % 3], device.id, db, stamp) }
        try WatermarkStore(db).save(Watermark(device: device.id, completeThrough: now, recordCount: 0, readAt: now))
        return device.id
    }

    private func add(
        _ index: Int, _ shift: Shift, _ device: ID<Device>, _ db: any SQLConnection, _ stamp: Stamp
    ) throws {
        let code = String(index + 1)
        let employee = try EmployeeStore(db).insert(
            Employee(id: ID(0), code: code, name: "Person \(code)", joined: days.lowerBound - 365), by: stamp)
        try RosterStore(db).insert(
            RosterAssignment(employee: employee.id, shift: shift.id, from: employee.joined), by: stamp)
        try DeviceUserStore(db).map(code, on: device, to: employee.id, by: stamp)
    }

    private func store(_ month: ClosedRange<CivilDate>, _ device: ID<Device>, _ database: any Database) async throws {
        let punches = punches(month)
        let now = min(now, Instant(seconds: LocalTime(month.upperBound + 1).seconds))
        try await database.write { db in
            _ = try PunchLedger(db).record(punches, from: device, source: .download, collectedAt: now)
            try PendingDayStore(db).consume(try PendingDayStore(db).list())
        }
    }

    /// Months that are over are locked, as they stand.
    func lock(_ url: DatabaseURL) async throws {
        let database = try await openDatabase(url, drivers: allDatabaseDrivers)
        try await database.write { db in
            var month = WorkPeriod.month.first(of: days.lowerBound)
            while WorkPeriod.month.last(of: month) < days.upperBound {
                let stamp = Stamp(actor: "bench", at: now)
                _ = try PeriodLockStore(db).insert(
                    PeriodLock(month: month, scope: .company, stamp: stamp, reason: ""), people: [])
                month = WorkPeriod.month.last(of: month) + 1
            }
        }
        try await database.close()
    }

    /// Two punches a working day, two more for lunch, a forgotten one now and then.
    private func punches(_ days: ClosedRange<CivilDate>) -> [NewPunch] {
        var punches: [NewPunch] = []
        for date in days where date.weekday != .sunday {
            for index in 0..<Self.people {
                let start = LocalTime(date, Self.shifts[index % 3].start).seconds + Int64(index * 37 % 1_500) - 600
                var times = [start, start + 32_400 + Int64(index * 53 % 3_000)]
                if index % lunches == 0 { times += [start + 14_400, start + 17_000] }
                if (index + date.day) % 97 == 0 { times.removeLast() }
                punches += times.map { Self.punch(index, LocalTime(seconds: $0)) }
            }
        }
        return punches.sorted { $0.local < $1.local }
    }

    static func punch(_ index: Int, _ local: LocalTime) -> NewPunch {
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
