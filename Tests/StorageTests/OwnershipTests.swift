import Domain
import Testing

@testable import Storage

/// Whose punch is whose, by the day.
struct OwnershipTests {
    private let database: TemporaryDatabase
    /// 2023-11-14, the date of ``makePunch(_:_:state:sequence:quarantine:)``.
    private let today = CivilDate(daysSinceEpoch: 19_675)

    init() async throws { database = try await TemporaryDatabase() }

    /// At nine on the day so many days after.
    private func punch(_ user: String, _ days: Int64, quarantine: Quarantine? = nil) -> NewPunch {
        makePunch(user, days * 86_400 + 9 * 3600, quarantine: quarantine)
    }

    private func days(of employee: ID<Employee>, _ db: any SQLConnection) throws -> [Int] {
        try PunchLedger(db).punches(of: employee, from: Instant(seconds: .min), through: Instant(seconds: .max))
            .map { $0.local.date - today }
    }

    private func pending(_ db: any SQLConnection) throws -> [ID<Employee>: [Int]] {
        let days = try PendingDayStore(db).list()
        try PendingDayStore(db).consume(days)
        return Dictionary(grouping: days, by: \.employee).mapValues { $0.map { $0.date - today } }
    }

    @Test func aUserIsSomebodysForATime() async throws {
        try await database.write { db in
            let gate = try makeDevice("Gate", db)
            let (asha, ravi) = (try makeEmployee("1", db).id, try makeEmployee("2", db).id)
            let users = DeviceUserStore(db)
            try users.map("7", on: gate, to: asha, by: stamp)
            try PunchLedger(db).record([0, 10, 20].map { punch("7", $0) }, from: gate)
            _ = try pending(db)
            let moves = try users.map(
                "7", on: gate, to: ravi, during: HeldTime(from: today + 10, through: nil), by: stamp)
            #expect(moves == [PunchMove(from: asha, to: ravi, punches: 2)])
            #expect(try days(of: asha, db) == [0])
            #expect(try days(of: ravi, db) == [10, 20])
            let touched = [8, 9, 10, 11, 12, 18, 19, 20, 21, 22]
            #expect(try pending(db) == [asha: touched, ravi: touched])
            try PunchLedger(db).record([punch("7", 9), punch("7", 11)], from: gate)
            #expect(try days(of: asha, db) == [0, 9])
            #expect(try days(of: ravi, db) == [10, 11, 20])
            #expect(try pending(db) == [asha: [7, 8, 9, 10, 11], ravi: [9, 10, 11, 12, 13]])
            #expect(try users.inbox().isEmpty)
            let entry = try #require(try JournalStore(db).entries(of: .deviceUser, id: "\(gate.rawValue)/7").last)
            #expect(entry.before == #"{"holders":[{"employee":1}]}"#)
            #expect(
                entry.after
                    == #"{"holders":[{"employee":1,"until":"2023-11-24 00:00:00"},{"employee":2,"from":"2023-11-24 00:00:00"}]}"#
            )
        }
    }

    @Test func whatWasPunchedOutsideEmploymentWaits() async throws {
        try await database.write { db in
            let gate = try makeDevice("Gate", db)
            var asha = try EmployeeStore(db).insert(
                Employee(id: ID(0), code: "1", name: "Asha", joined: today), by: stamp)
            let users = DeviceUserStore(db)
            try users.map("7", on: gate, to: asha.id, by: stamp)
            let odd = punch("7", 40, quarantine: .future)
            try PunchLedger(db).record([-2, -1, 0, 5, 6, 7].map { punch("7", $0) } + [odd], from: gate)
            #expect(try days(of: asha.id, db) == [-1, 0, 5, 6, 7, 40])
            #expect(try users.inbox().map(\.groups).map { $0.map(\.reason) } == [[.beforeJoining(asha)]])
            _ = try pending(db)

            asha.left = today + 5
            try EmployeeStore(db).update(asha, by: stamp)
            #expect(try days(of: asha.id, db) == [-1, 0, 5, 6, 40])
            #expect(try pending(db) == [asha.id: [5, 6, 7, 8, 9]])
            let waiting = try #require(try users.inbox().first)
            #expect(waiting.groups.map(\.reason) == [.beforeJoining(asha), .afterLeaving(asha)])
            #expect(waiting.groups.map(\.punchCount) == [1, 1])
            #expect(waiting.groups.last?.time == HeldTime(from: today + 7, through: nil))

            asha.left = nil
            asha.joined = today - 5
            try EmployeeStore(db).update(asha, by: stamp)
            #expect(try days(of: asha.id, db) == [-2, -1, 0, 5, 6, 7, 40])
            #expect(try users.inbox().isEmpty)
            #expect(try PunchOwners(db).strayCount() == 0)
        }
    }

    @Test func aGapBetweenHoldersWaits() async throws {
        try await database.write { db in
            let gate = try makeDevice("Gate", db)
            let asha = try makeEmployee("1", db)
            let users = DeviceUserStore(db)
            try PunchLedger(db).record([0, 5, 9].map { punch("7", $0) }, from: gate)
            try users.map("7", on: gate, to: asha.id, during: HeldTime(from: today + 4, through: today + 6), by: stamp)
            let waiting = try #require(try users.inbox().first)
            #expect(
                waiting.groups.map(\.reason) == [
                    .before(asha, from: LocalTime(today + 4)), .after(asha, until: LocalTime(today + 7)),
                ])
            #expect(
                waiting.groups.map(\.time) == [
                    HeldTime(from: nil, through: today + 3), HeldTime(from: today + 7, through: nil),
                ])
            try users.map("7", on: gate, to: nil, by: stamp)
            #expect(try users.inbox().map(\.punchCount) == [3])
        }
    }

    @Test(arguments: [
        ("DELETE FROM punch_owner WHERE utc_s < 1700100000", 2), ("UPDATE punch_owner SET employee_id = 2", 3),
        ("UPDATE punch_owner SET utc_s = utc_s - 60", 3),
        ("INSERT INTO punch_owner VALUES (2, 5, 99, 0, 0, 0, 1, NULL)", 1),
    ])
    func strayPunchesAreCountedAndPutRight(tampering: String, strays: Int) async throws {
        try await database.write { db in
            let gate = try makeDevice("Gate", db)
            let (asha, _) = (try makeEmployee("1", db).id, try makeEmployee("2", db).id)
            try DeviceUserStore(db).map("7", on: gate, to: asha, by: stamp)
            try PunchLedger(db).record([0, 1, 9].map { punch("7", $0) }, from: gate)
            _ = try pending(db)
            #expect(try PunchOwners(db).strayCount() == 0)
            try db.execute(tampering)
            #expect(try PunchOwners(db).strayCount() == strays)
            #expect(try PunchOwners(db).rebuild() == strays)
            #expect(try PunchOwners(db).strayCount() == 0)
            #expect(try days(of: asha, db) == [0, 1, 9])
            #expect(try !pending(db).isEmpty)
            #expect(try PunchOwners(db).rebuild() == 0)
            #expect(try pending(db).isEmpty)
        }
    }

    @Test func twoHoldersAtOneTimeAreFound() async throws {
        try await database.write { db in
            let gate = try makeDevice("Gate", db)
            let (asha, ravi) = (try makeEmployee("1", db).id, try makeEmployee("2", db).id)
            try DeviceUserStore(db).map("7", on: gate, to: asha, by: stamp)
            try PunchLedger(db).record([punch("7", 0)], from: gate)
            #expect(try PunchOwners(db).sharedCount() == 0)
            try db.execute(
                "INSERT INTO device_user_holder VALUES (?, '7', 0, \(Int64.max), ?)",
                [.integer(gate.rawValue), .integer(ravi.rawValue)])
            try PunchOwners(db).rebuild()
            #expect(try PunchOwners(db).sharedCount() == 1)
        }
    }

    /// A database of the schema before: who was a user stays it, and what was punched after leaving waits.
    @Test func anOlderDatabaseKeepsWhoIsWho() async throws {
        let (old, folder) = try await TestServer.emptyDatabase()
        defer { withExtendedLifetime(folder) {} }
        try await Migrator(old, migrations: Array(Migration.all.prefix(9))).migrate(at: Instant(seconds: 1))
        try await old.write { db in
            let gate = try db.insert(
                into: "device", ["name", "model", "host", "port", "transport", "comm_key", "zone", "direction"],
                [.text("Gate"), .text(""), .text("10.0.0.1"), 4370, 0, 0, .text("UTC"), 0])
            let left = today + 5
            let person = try db.insert(
                into: "employee", ["code", "name", "department", "joined_day", "left_day"],
                [.text("1"), .text("Asha"), .text(""), .integer(today.daysSinceEpoch), .integer(left.daysSinceEpoch)])
            try db.execute("INSERT INTO employee_device_number VALUES (?, '7')", [.integer(person)])
            try db.execute(
                "INSERT INTO device_user VALUES (?, '7', 'ASHA', ?, ?, ?, 3)",
                [
                    .integer(gate), .integer(person), .integer(punch("7", 0).placement.instant.seconds),
                    .integer(punch("7", 9).placement.instant.seconds),
                ])
            try db.execute("INSERT INTO device_user VALUES (?, '8', '', NULL, 5, 5, 1)", [.integer(gate)])
            let device = ID<Device>(gate)
            _ = try PunchLedger(db).append(
                [0, 6, 9].map { punch("7", $0) }, from: device, source: .download, collectedAt: Instant(seconds: 1))
            try db.execute(
                """
                INSERT INTO punch_owner SELECT ?, utc_s, id, offset_s, state, verify, device_id, quarantine FROM punch
                """, [.integer(person)])
        }
        try await Migrator(old).migrate(at: Instant(seconds: 2))
        try await old.read { db in
            let users = try DeviceUserStore(db).all(of: ID<Device>(1))
            #expect(users.map(\.deviceUser) == ["7", "8"])
            #expect(users.map(\.holders) == [[Holding(ID(1), .always)], []])
            #expect(try DeviceNumberStore(db).number(of: ID(1)) == "7")
            #expect(try days(of: ID(1), db) == [0, 6])
            #expect(try PunchOwners(db).strayCount() == 0)
            #expect(try DeviceUserStore(db).inbox().map(\.user.deviceUser).sorted() == ["7", "8"])
        }
        try await old.close()
    }
}
