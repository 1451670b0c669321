import Domain
import Storage
import Testing

struct CalendarFeedStoreTests {
    private func made(_ db: any SQLConnection, _ name: String = "ravi") throws -> Account {
        try AccountStore(db).insert(
            Account(name: name, roles: [RoleGrant(.manager)], addedAt: stamp.at),
            PasswordHash(text: "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"), by: stamp)
    }

    @Test func aFeedIsFoundByItsProofAsItWasMade() async throws {
        let database = try await TemporaryDatabase()
        try await database.write { db in
            let (account, store) = (try made(db), CalendarFeedStore(db))
            let token = try AccessTokenStore(db).add(
                AccessToken(
                    account: account.id, name: "phone", permissions: [.readLeave], addedAt: stamp.at,
                    endsAt: stamp.at + 60), proof: "t", by: stamp)
            let own = try store.add(
                CalendarFeed(account: account.id, name: "Work", kind: .own, hasShifts: true, addedAt: stamp.at),
                proof: "a", by: stamp)
            let team = try store.add(
                CalendarFeed(
                    account: account.id, token: token.id, name: "Lager Süd", kind: .team, hasShifts: false,
                    addedAt: stamp.at, lastDay: CivilDate("2027-03-31")), proof: "b", by: stamp)
            #expect(try store.find(proof: "a") == own && store.find(proof: "b") == team)
            #expect(try store.find(team.id) == team && store.find(proof: "c") == nil)
            #expect(try store.all(of: account.id) == [own, team])
            #expect(try store.all(of: try made(db, "asha").id) == [])
            try store.noteFetch(of: own.id, at: stamp.at + 5)
            #expect(try store.find(own.id)?.fetchedAt == stamp.at + 5)
        }
    }

    @Test func twoFeedsShareNoProof() async throws {
        let database = try await TemporaryDatabase()
        await #expect(throws: StorageError.self) {
            try await database.write { db in
                let account = try made(db)
                for name in ["one", "two"] {
                    _ = try CalendarFeedStore(db).add(
                        CalendarFeed(account: account.id, name: name, kind: .own, hasShifts: true, addedAt: stamp.at),
                        proof: "a", by: stamp)
                }
            }
        }
    }

    @Test func oneThatIsRevokedIsWrittenDownOnce() async throws {
        let database = try await TemporaryDatabase()
        try await database.write { db in
            let (account, store) = (try made(db), CalendarFeedStore(db))
            let feed = try store.add(
                CalendarFeed(account: account.id, name: "Work", kind: .own, hasShifts: true, addedAt: stamp.at),
                proof: "secret-hash", by: stamp)
            #expect(try store.revoke(feed, by: stamp))
            #expect(try !store.revoke(feed, by: stamp))
            try store.revokeAll(of: account.id, by: stamp)
            #expect(try store.find(feed.id)?.revokedAt == stamp.at)
            let entries = try JournalStore(db).entries(of: .calendarFeed, id: String(feed.id.rawValue))
            #expect(entries.map(\.action) == [.add, .revoke])
            #expect(!entries.contains { ($0.after ?? "").contains("secret-hash") })
        }
    }

    @Test func whenRecordsWereChangedLastIsToldAtOnce() async throws {
        let database = try await TemporaryDatabase()
        try await database.write { db in
            let journal = JournalStore(db)
            for (id, at) in [("1", 100), ("2", 200), ("1", 300)] {
                try journal.append(
                    .change, .leaveRequest, id: id, before: nil, after: ["status": "pending"],
                    by: Stamp(actor: "Asha", at: Instant(seconds: Int64(at))))
            }
            let found = try journal.lastChanges(of: .leaveRequest, ids: (1...1_200).map { String($0) })
            #expect(found == ["1": Instant(seconds: 300), "2": Instant(seconds: 200)])
            #expect(try journal.lastChanges(of: .employee, ids: ["1"]) == [:])
            #expect(try journal.lastChanges(of: .leaveRequest, ids: []) == [:])
        }
    }

    @Test func aFeedEndsWithItsLastDay() throws {
        let day = try #require(CivilDate("2026-11-30"))
        var feed = CalendarFeed(
            account: ID(1), name: "Work", kind: .own, hasShifts: true, addedAt: stamp.at, lastDay: day)
        #expect(feed.isLive(on: day) && !feed.isLive(on: day + 1))
        feed.lastDay = nil
        #expect(feed.isLive(on: .distantFuture))
        feed.revokedAt = stamp.at
        #expect(!feed.isLive(on: day))
    }
}
