import Domain
import Storage
import Testing

/// Everything that is stored comes back as it was; what the schema forbids is refused.
struct StoreTests {
    private let database: TemporaryDatabase

    init() async throws { database = try await TemporaryDatabase() }

    @Test func employees() async throws {
        try await database.write { db in
            let store = EmployeeStore(db)
            var asha = try makeEmployee("0042", db)
            let ravi = try makeEmployee("0007", db)
            asha.name = "Asha Ünal 阿"
            asha.left = joined + 400
            try store.update(asha, by: stamp)
            #expect(try store.find(asha.id) == asha)
            #expect(try store.find(code: "0007") == ravi)
            #expect(try store.find(code: "42") == nil)
            #expect(try store.all() == [ravi, asha])
            #expect(try store.allByID() == [asha, ravi])
            #expect(try store.count() == 2)
            let stranger = Employee(id: ID(99), code: "x", name: "x", joined: joined)
            #expect(throws: StorageError.notFound("employee x")) { try store.update(stranger, by: stamp) }
        }
    }

    @Test func aCodeIsUnique() async throws {
        _ = try await database.write { try makeEmployee("1", $0) }
        let error = await #expect(throws: StorageError.self) {
            try await database.write { _ = try makeEmployee("1", $0) }
        }
        guard case .constraint(.unique, let detail, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(detail.contains("code"))
    }

    @Test func schemaRefusesNonsense() async throws {
        var employee = Employee(id: ID(0), code: "", name: "Nobody", joined: joined)
        let empty = employee
        employee.code = "1"
        employee.left = joined - 1
        let leftEarly = employee
        for wrong in [empty, leftEarly] {
            let error = await #expect(throws: StorageError.self) {
                try await database.write { _ = try EmployeeStore($0).insert(wrong, by: stamp) }
            }
            guard case .constraint(.check, _, _)? = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        #expect(try await database.read { try EmployeeStore($0).count() } == 0)
        #expect(try await database.read { try JournalStore($0).page(limit: 9) }.isEmpty)
    }

    @Test func shiftsWithAllTheirParts() async throws {
        var policy = AttendancePolicy()
        policy.closesAfter = 3600
        policy.pairing = .firstLast
        policy.missing = MissingPunchPolicy(.halfDay)
        policy.overtime.formula = .beyondShiftHours
        policy.overtime.restDayWork = .compensatoryOff
        policy.overtime.countsEarlyComing = true
        let saturday = PartialDay(
            weekday: .saturday, start: TimeOfDay(22, 0), end: TimeOfDay(2, 0), halfDayBelow: 7200, absentBelow: 3600)
        let night = Shift(
            id: ID(0), code: "N", name: "Night", start: TimeOfDay(22, 0), end: TimeOfDay(6, 0),
            breaks: [
                ShiftBreak(start: TimeOfDay(2, 0), end: TimeOfDay(2, 30)),
                ShiftBreak(start: TimeOfDay(1, 0), end: TimeOfDay(1, 10), isDeducted: false),
            ], partialDays: [saturday], policy: policy)
        try await database.write { db in
            let store = ShiftStore(db)
            var stored = try store.insert(night, by: stamp)
            #expect(try store.find(code: "N") == stored)
            stored.breaks.removeLast()
            stored.partialDays = []
            stored.policy = AttendancePolicy()
            try store.update(stored, by: stamp)
            #expect(try store.all() == [stored])
            try store.remove(stored.id, by: stamp)
            #expect(try store.all().isEmpty)
        }
    }

    @Test func anOlderPolicyTakesDefaultsAndANewerOneIsRefused() async throws {
        let general = Shift(id: ID(0), code: "G", name: "General", start: TimeOfDay(9, 0), end: TimeOfDay(18, 0))
        let id = try await database.write { db in
            let id = try ShiftStore(db).insert(general, by: stamp).id
            try db.execute("UPDATE shift SET policy = ?", [#"{"lateGrace":60}"#])
            return id
        }
        var expected = AttendancePolicy()
        expected.lateGrace = 60
        #expect(try await database.read { try ShiftStore($0).find(id) }?.policy == expected)
        _ = try await database.write { try $0.execute("UPDATE shift SET policy = ?", [#"{"pairing":"by-moon"}"#]) }
        await #expect(throws: StorageError.unreadable("the word “by-moon” in a shift policy")) {
            try await database.read { _ = try ShiftStore($0).find(id) }
        }
    }

    @Test func rosterAndRestDays() async throws {
        try await database.write { db in
            let person = try makeEmployee("1", db)
            let shift = try ShiftStore(db).insert(
                Shift(id: ID(0), code: "G", name: "General", start: TimeOfDay(9, 0), end: TimeOfDay(18, 0)), by: stamp)
            let roster = RosterStore(db)
            var assignment = try roster.insert(
                RosterAssignment(employee: person.id, shift: shift.id, from: joined), by: stamp)
            try roster.end(assignment, on: joined + 30, by: stamp)
            assignment.to = joined + 30
            #expect(try roster.assignments(of: person.id) == [assignment])
            #expect(throws: StorageError.self) {
                try db.nested { try ShiftStore(db).remove(shift.id, by: stamp) }
            }
            try roster.remove(assignment, by: stamp)
            #expect(try roster.all().isEmpty)

            let rest = RestDayStore(db)
            let offs = [WeeklyOff(weekday: .saturday, weeks: [2, 4]), WeeklyOff(weekday: .sunday)]
            try rest.setWeeklyOffs(offs.reversed(), by: stamp)
            #expect(try rest.weeklyOffs() == offs)
            try rest.setHoliday(Holiday(date: joined, name: "Founding"), by: stamp)
            try rest.setHoliday(Holiday(date: joined, name: "Founding Day"), by: stamp)
            #expect(try rest.holidays() == [Holiday(date: joined, name: "Founding Day")])
            #expect(try rest.holidays((joined + 1)...(joined + 9)).isEmpty)
            try rest.removeHoliday(on: joined, by: stamp)
            #expect(try rest.holidays().isEmpty)
        }
    }

    @Test func devicesAndWatermarks() async throws {
        try await database.write { db in
            let store = DeviceStore(db)
            let id = try makeDevice("Gate", db)
            var device = try #require(try store.find(id))
            device.commKey = 4_000_000_000
            device.transport = .udp
            device.direction = .entry
            try store.update(device, by: stamp)
            device.contact = DeviceContact(
                serialNumber: "CJ1", firmware: "Ver 6.60", recordWidth: 40, lastSeen: Instant(seconds: 5),
                clockDrift: -3)
            try store.note(device.contact, of: id)
            try store.note(failure: "silent", refusal: 2, of: id)
            (device.contact.lastError, device.contact.lastRefusal) = ("silent", 2)
            #expect(try store.find(name: "Gate") == device)
            #expect(try store.all() == [device])

            let marks = WatermarkStore(db)
            var mark = Watermark(
                device: id, completeThrough: Instant(seconds: 9), recordCount: 3, lastRecord: [1, 2, 0],
                recordWidth: 40,
                readAt: Instant(seconds: 10), clockDrift: 2)
            try marks.save(mark)
            mark.recordCount = 4
            mark.completeThrough = nil
            try marks.save(mark)
            #expect(try marks.find(id) == mark)
            #expect(try marks.all() == [mark])
        }
    }

    @Test func settings() async throws {
        try await database.write { db in
            let settings = SettingStore(db)
            #expect(try settings.value(.companyName) == nil)
            try settings.set(.companyName, "Åkers Mill", by: stamp)
            try settings.set(.companyName, "Åkers Mills", by: stamp)
            #expect(try settings.value(.companyName) == "Åkers Mills")
        }
    }

    @Test func emptyTextAndBytesAreNotNull() async throws {
        try await database.write { db in
            let types = db.dialect
            try db.execute(
                "CREATE TABLE probe (a \(types.longText), b \(types.blob), c \(types.integer), d \(types.text(9)))")
            try db.execute("INSERT INTO probe VALUES (?, ?, ?, ?)", ["", .blob([]), .int64(.min), .null])
            try db.query("SELECT a, b, c, d FROM probe", []) { row in
                #expect(!row.isNull(0) && !row.isNull(1) && row.isNull(3))
                #expect(row.text(0).isEmpty && row.blob(1).isEmpty && row.integer(2) == .min)
            }
        }
    }

    /// A query inside the rows of the same query gets a statement of its own.
    @Test func aQueryMayRunInsideItself() async throws {
        let pairs = try await database.write { db in
            for code in ["1", "2", "3"] { _ = try makeEmployee(code, db) }
            let sql = "SELECT code FROM employee ORDER BY code"
            return try db.all(sql) { outer in
                let code = outer.text(0)
                return try db.all(sql) { code + $0.text(0) }
            }
        }
        #expect(pairs == [["11", "12", "13"], ["21", "22", "23"], ["31", "32", "33"]])
    }
}
