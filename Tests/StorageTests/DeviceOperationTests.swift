import Domain
import Storage
import Testing

struct DeviceOperationTests {
    private let database: TemporaryDatabase

    init() async throws { database = try await TemporaryDatabase() }

    @Test func theSameAgainChangesNothingAndTheLatestComesFirst() async throws {
        try await database.write { db in
            let (gate, other) = (try makeDevice("Gate", db), try makeDevice("Other", db))
            let store = DeviceOperationStore(db)
            func operation(_ number: UInt8, _ second: Int64, _ sequence: UInt16 = 0, user: String = "")
                -> DeviceOperation
            {
                DeviceOperation(
                    device: gate, local: LocalTime(seconds: second), operation: number, user: user,
                    parameters: "7 0 0 0", sequence: sequence)
            }
            #expect(try !store.hasAny(of: gate))
            let all = [
                operation(4, 100), operation(21, 100, user: "9"), operation(4, 100, 1), operation(23, 50),
                operation(21, 700),
            ]
            for _ in 0..<2 { try store.add(all) }
            #expect(try store.hasAny(of: gate))
            #expect(try !store.hasAny(of: other))
            #expect(
                try store.all(of: gate, limit: 10) == [
                    operation(21, 700), operation(21, 100, user: "9"), operation(4, 100, 1), operation(4, 100),
                    operation(23, 50),
                ])
            #expect(try store.all(of: gate, limit: 2).map(\.local.seconds) == [700, 100])
            #expect(Set(try store.all(of: gate, being: 21)) == [operation(21, 700), operation(21, 100, user: "9")])
            #expect(try store.all(of: other, being: 21).isEmpty)
        }
    }
}
