import Domain
import Storage
import Testing

struct DeviceUserTests {
    private let database: TemporaryDatabase

    init() async throws { database = try await TemporaryDatabase() }

    private static func times(of employee: ID<Employee>, _ db: any SQLConnection) throws -> [Int64] {
        try PunchLedger(db).punches(of: employee, from: Instant(seconds: 0), through: Instant(seconds: .max))
            .map { $0.local.seconds - 1_699_920_000 }
    }

    @Test func theInboxNamesUnknownUsersAndMappingEmptiesIt() async throws {
        try await database.write { db in
            let gate = try makeDevice("Gate", db)
            let (asha, ravi) = (try makeEmployee("1", db).id, try makeEmployee("2", db).id)
            let users = DeviceUserStore(db)
            try users.note(name: "ASHA", of: "7", on: gate)
            #expect(try users.inbox().isEmpty)
            try PunchLedger(db).record([makePunch("7", 300), makePunch("9", 10), makePunch("7", 100)], from: gate)
            let inbox = try users.inbox()
            #expect(inbox.map(\.user.deviceUser) == ["7", "9"])
            #expect(inbox[0].user.name == "ASHA" && inbox[0].punchCount == 2)
            #expect(inbox[0].first == makePunch("7", 100).placement.instant)
            #expect(inbox[0].last == makePunch("7", 300).placement.instant)
            #expect(try PendingDayStore(db).count() == 0)

            #expect(try users.map("7", on: gate, to: asha, by: stamp) == [PunchMove(from: nil, to: asha, punches: 2)])
            #expect(try users.map("7", on: gate, to: asha, by: stamp).isEmpty)
            #expect(try Self.times(of: asha, db) == [100, 300])
            #expect(try users.inbox().map(\.user.deviceUser) == ["9"])
            #expect(Set(try PendingDayStore(db).list().map(\.employee)) == [asha])
            #expect(try users.all(of: asha).map(\.deviceUser) == ["7"])

            try users.map("7", on: gate, to: ravi, by: stamp)
            #expect(try Self.times(of: asha, db).isEmpty)
            #expect(try Self.times(of: ravi, db) == [100, 300])
            #expect(Set(try PendingDayStore(db).list().map(\.employee)) == [asha, ravi])
            try users.map("7", on: gate, to: nil, by: stamp)
            #expect(try Self.times(of: ravi, db).isEmpty)
            #expect(try PunchLedger(db).verify().isIntact)
        }
    }

    /// One that a server refuses would keep all out that came with it.
    @Test func whatATerminalSaysIsCutToItsColumn() async throws {
        try await database.write { db in
            let gate = try makeDevice("Gate", db)
            let long = String(repeating: "ä", count: 1000)
            for _ in 1...2 { try DeviceUserStore(db).note(name: long, of: "7", on: gate) }
            #expect(try DeviceUserStore(db).find(gate, "7")?.name == String(long.prefix(200)))
            try DeviceOperationStore(db).add([
                DeviceOperation(
                    device: gate, local: LocalTime(seconds: 0), operation: 6, user: long, parameters: long)
            ])
            var contact = try #require(try DeviceStore(db).find(gate)).contact
            (contact.model, contact.serialNumber, contact.firmware) = (long, long, long)
            try DeviceStore(db).note(contact, of: gate)
            #expect(try DeviceStore(db).find(gate)?.contact.firmware?.count == 200)
        }
    }

    @Test func manyAreMappedAtOnce() async throws {
        try await database.write { db in
            let gate = try makeDevice("Gate", db)
            let people = try (0..<5).map { try makeEmployee("\($0)", db).id }
            let users = DeviceUserStore(db)
            try PunchLedger(db).record((0..<50).map { makePunch("\($0 % 6)", Int64($0)) }, from: gate)
            try users.map("4", on: gate, to: people[0], by: stamp)
            let moved = try users.hold(
                [("0", 0), ("1", 1), ("4", 4), ("9", 3)].map { ($0.0, [Holding(people[$0.1], .always)]) }, on: gate,
                by: stamp)
            #expect(
                Set(moved) == [
                    PunchMove(from: nil, to: people[0], punches: 9), PunchMove(from: nil, to: people[1], punches: 9),
                    PunchMove(from: people[0], to: people[4], punches: 8),
                ])
            #expect(try Self.times(of: people[0], db) == (0..<50).filter { $0 % 6 == 0 })
            #expect(try Self.times(of: people[1], db) == (0..<50).filter { $0 % 6 == 1 })
            #expect(try Self.times(of: people[4], db) == (0..<50).filter { $0 % 6 == 4 })
            #expect(try users.inbox().map(\.user.deviceUser) == ["2", "3", "5"])
            #expect(Set(try PendingDayStore(db).list().map(\.employee)) == [people[0], people[1], people[4]])
        }
    }

    @Test func ownersCanBeRebuiltFromNothing() async throws {
        try await database.write { db in
            let (gate, hall) = (try makeDevice("Gate", db), try makeDevice("Hall", db))
            let (asha, ravi) = (try makeEmployee("1", db).id, try makeEmployee("2", db).id)
            let users = DeviceUserStore(db)
            try users.map("7", on: gate, to: asha, by: stamp)
            try users.map("3", on: hall, to: asha, by: stamp)
            try users.map("7", on: hall, to: ravi, by: stamp)
            try PunchLedger(db).record([makePunch("7", 10), makePunch("3", 20)], from: gate)
            try PunchLedger(db).record([makePunch("3", 5), makePunch("7", 20)], from: hall)
            let before = try (Self.times(of: asha, db), Self.times(of: ravi, db))
            #expect(before == ([5, 10], [20]))
            try db.execute("DELETE FROM punch_owner")
            try PunchOwners(db).rebuild()
            #expect(try (Self.times(of: asha, db), Self.times(of: ravi, db)) == before)
        }
    }

    @Test func everybodysPunchesComePersonByPerson() async throws {
        let database = database
        try await database.write { db in
            let gate = try makeDevice("Gate", db)
            let people = try (1...5).map { try makeEmployee("\($0)", db).id }
            for (user, person) in people.enumerated() where user != 2 {
                try DeviceUserStore(db).map("\(user)", on: gate, to: person, by: stamp)
            }
            try PunchLedger(db).record((0..<100).map { makePunch("\($0 % 5)", Int64($0) * 60) }, from: gate)
            var seen: [ID<Employee>: [Punch]] = [:]
            var order: [ID<Employee>] = []
            let (from, through) = (makePunch("", 600).placement.instant, makePunch("", 3000).placement.instant)
            try PunchLedger(db).eachEmployee(of: people[0...3], from: from, through: through) {
                person, punches in
                order.append(person)
                seen[person] = punches
            }
            #expect(order == [people[0], people[1], people[3]])
            for person in order {
                #expect(try seen[person] == PunchLedger(db).punches(of: person, from: from, through: through))
            }
            #expect(seen[people[0]]?.count == 9)
        }
    }
}
