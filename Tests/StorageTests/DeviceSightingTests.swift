import Domain
import Storage
import Testing

struct DeviceSightingTests {
    private let database: TemporaryDatabase

    init() async throws { database = try await TemporaryDatabase() }

    private func sighting(_ number: Int, at second: Int64) -> DeviceSighting {
        DeviceSighting(
            serialNumber: "S\(number)", address: "192.0.2.7", deviceType: nil, pushVersion: nil,
            firstSeen: Instant(seconds: second), lastSeen: Instant(seconds: second))
    }

    @Test func theFirstSightIsTold() async throws {
        try await database.write { db in
            let store = DeviceSightingStore(db)
            #expect(try store.note(sighting(1, at: 10)))
            #expect(try !store.note(sighting(1, at: 20)))
            let seen = try #require(try store.find("S1"))
            #expect((seen.knocks, seen.firstSeen.seconds, seen.lastSeen.seconds) == (2, 10, 20))
        }
    }

    /// Forged numbers keep no terminal from being seen.
    @Test func theOldestMakesRoom() async throws {
        try await database.write { db in
            let store = DeviceSightingStore(db)
            for number in 0..<DeviceSightingStore.limit { try store.note(sighting(number, at: Int64(1000 + number))) }
            try store.note(sighting(0, at: 5000))
            #expect(try store.note(sighting(999, at: 6000)))
            #expect(try store.all().count == DeviceSightingStore.limit)
            #expect(try store.find("S1") == nil)
            #expect(try store.find("S0") != nil && store.find("S999") != nil)
        }
    }
}
