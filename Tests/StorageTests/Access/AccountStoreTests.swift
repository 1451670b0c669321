import Domain
import Storage
import Testing

struct AccountStoreTests {
    private static let hash = PasswordHash(text: "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA")

    @Test func anAccountIsFoundByNameWhateverTheCase() async throws {
        let database = try await TemporaryDatabase()
        try await database.write { db in
            let store = AccountStore(db)
            #expect(try store.isEmpty())
            let person = try makeEmployee("42", db)
            let roles: Set<RoleGrant> = [
                RoleGrant(.manager, over: .department("Stores = 2, Ölmühle")), RoleGrant(.humanResources),
            ]
            let ravi = try store.insert(
                Account(name: "Ravi", employee: person.id, roles: roles, mustChange: true, addedAt: stamp.at),
                Self.hash,
                by: stamp)
            let meera = try store.insert(
                Account(name: "meera", roles: [RoleGrant(.administrator)], addedAt: stamp.at), Self.hash, by: stamp)
            #expect(try store.find(name: "RAVI") == ravi && store.find(ravi.id) == ravi)
            #expect(try store.find(employee: person.id) == ravi)
            #expect(try store.find(name: "nobody") == nil)
            #expect(try store.all() == [meera, ravi])
            #expect(try store.password(of: ravi.id) == Self.hash)
        }
    }

    @Test func twoNamesThatDifferInCapitalsAreOne() async throws {
        let database = try await TemporaryDatabase()
        await #expect(throws: StorageError.self) {
            try await database.write { db in
                for name in ["Ravi", "ravi"] {
                    _ = try AccountStore(db).insert(
                        Account(name: name, roles: [], addedAt: stamp.at), Self.hash, by: stamp)
                }
            }
        }
    }

    @Test func whatIsChangedIsKept() async throws {
        let database = try await TemporaryDatabase()
        try await database.write { db in
            let store = AccountStore(db)
            let before = try store.insert(
                Account(name: "ravi", roles: [RoleGrant(.manager)], addedAt: stamp.at), Self.hash, by: stamp)
            var after = before
            (after.name, after.roles, after.closedAt) = ("Ravi Rao", [RoleGrant(.auditor)], stamp.at)
            try store.update(after, from: before, by: stamp)
            #expect(try store.find(before.id) == after)
            let entries = try JournalStore(db).entries(of: .account, id: String(before.id.rawValue))
            #expect(entries.map(\.action) == [.add, .change])
            try store.update(after, from: after, by: stamp)
            #expect(try JournalStore(db).entries(of: .account, id: String(before.id.rawValue)).count == 2)
        }
    }

    @Test func sessionsEndByThemselvesAndByHand() async throws {
        let database = try await TemporaryDatabase()
        try await database.write { db in
            let account = try AccountStore(db).insert(
                Account(name: "ravi", roles: [], addedAt: stamp.at), Self.hash, by: stamp
            ).id
            let store = SessionStore(db)
            let sessions = try (0..<4).map { index in
                try store.begin(
                    AccountSession(
                        id: ID(0), account: account, place: "pc\(index)", beganAt: stamp.at, usedAt: stamp.at,
                        endsAt: stamp.at + 1_000), proof: "\(index)")
            }
            #expect(try store.find(proof: "2") == sessions[2] && store.find(proof: "9") == nil)
            try store.use(sessions[0].id, at: stamp.at + 500)
            try store.sweep(at: stamp.at + 600, idle: 600)
            #expect(try store.all(of: account).map(\.place) == ["pc0"])
            try store.sweep(at: stamp.at + 1_000, idle: 600)
            #expect(try store.all(of: account).isEmpty)
            let kept = try store.begin(sessions[1], proof: "a")
            _ = try store.begin(sessions[2], proof: "b")
            #expect(try store.endAll(of: account, but: kept.id) == 1)
            #expect(try store.all(of: account) == [kept] && store.all() == [account: [kept]])
            try store.end(kept.id)
            #expect(try store.find(proof: "a") == nil)
        }
    }

    @Test func failuresCountInARow() async throws {
        let database = try await TemporaryDatabase()
        try await database.write { db in
            let store = SignInFailureStore(db)
            let ravi = SignInFailureStore.Subject.accountFrom("Ravi", "10.0.0.9")
            for _ in 0..<4 { try store.count(ravi, at: stamp.at) }
            #expect(try store.closedUntil(.accountFrom("ravi", "10.0.0.9"), at: stamp.at) == nil)
            try store.count(ravi, at: stamp.at)
            #expect(try store.closedUntil(.accountFrom("ravi", "10.0.0.9"), at: stamp.at) == stamp.at + 30)
            #expect(try store.closedUntil(ravi, at: stamp.at + 30) == nil)
            try store.takeBack(ravi)
            #expect(try store.closedUntil(ravi, at: stamp.at) == nil)
            try store.count(ravi, at: stamp.at)
            #expect(try store.closedUntil(ravi, at: stamp.at) == stamp.at + 30)
            // A day later nobody remembers.
            try store.count(ravi, at: stamp.at + 86_400)
            #expect(try store.closedUntil(ravi, at: stamp.at + 86_400) == nil)
            #expect(try store.closedUntil(.account("ravi"), at: stamp.at) == nil)
            #expect(try store.forgetAll(of: "RAVI"))
            #expect(try !store.forget(ravi))
            let long = SignInFailureStore.Subject.account(String(repeating: "न\0", count: 5_000))
            for _ in 0..<20 { try store.count(long, at: stamp.at) }
            #expect(try store.closedUntil(long, at: stamp.at) == stamp.at + 30)
            try store.count(.address("10.0.0.9"), at: stamp.at)
            try store.takeBack(.address("10.0.0.9"))
            #expect(try !store.forget(.address("10.0.0.9")))
            try store.count(.address("10.0.0.9"), at: stamp.at)
            try store.sweep(at: stamp.at + 86_400)
            #expect(try !store.forget(.address("10.0.0.9")))
        }
    }

    @Test func closedNamesAreToldTogether() async throws {
        let database = try await TemporaryDatabase()
        try await database.write { db in
            let store = SignInFailureStore(db)
            for _ in 0..<5 { try store.count(.accountFrom("ravi", "10.0.0.9"), at: stamp.at) }
            for _ in 0..<6 { try store.count(.accountFrom("RAVI", "10.0.0.8"), at: stamp.at) }
            for _ in 0..<4 { try store.count(.accountFrom("asha", "10.0.0.9"), at: stamp.at) }
            for _ in 0..<20 { try store.count(.account("nobody"), at: stamp.at) }
            for _ in 0..<100 { try store.count(.address("meera"), at: stamp.at) }
            let closed = try store.closedNames(at: stamp.at)
            #expect(closed.until("Ravi") == (try store.closedUntil(.accountFrom("ravi", "10.0.0.8"), at: stamp.at)))
            #expect(closed.until("ravi").map { $0 > stamp.at + 30 } == true && closed.until("nobody") != nil)
            #expect(closed.until("asha") == nil && closed.until("meera") == nil && closed.until("") == nil)
            #expect(try store.closedNames(at: stamp.at + 86_400).until("ravi") == nil)
        }
    }

    @Test func aCodeOfASecondFactorIsTakenOnce() async throws {
        let database = try await TemporaryDatabase()
        try await database.write { db in
            let account = try AccountStore(db).insert(
                Account(name: "ravi", roles: [], addedAt: stamp.at), Self.hash, by: stamp)
            let store = SecondFactorStore(db)
            #expect(try store.find(account.id) == nil)
            try store.set([1, 2, 3], step: 100, recovery: ["a", "b"], of: account, by: stamp)
            let kept = try #require(try store.find(account.id))
            #expect(kept.sealed == [1, 2, 3] && kept.lastStep == 100)
            #expect(try AccountStore(db).find(account.id)?.hasSecondFactor == true)
            #expect(
                try [100, 101, 101, 99, 102].map { try store.use(step: $0, of: account.id) } == [
                    false, true, false, false, true,
                ])
            #expect(try ["a", "a", "c"].map { try store.use(recovery: $0, of: account.id) } == [true, false, false])
            #expect(try store.recoveryCodesLeft(of: account.id) == 1)
            try store.remove(of: account, by: stamp)
            #expect(try store.find(account.id) == nil && store.recoveryCodesLeft(of: account.id) == 0)
        }
    }

    @Test func aTokenIsRevokedOnce() async throws {
        let database = try await TemporaryDatabase()
        try await database.write { db in
            let account = try AccountStore(db).insert(
                Account(name: "ravi", roles: [], addedAt: stamp.at), Self.hash, by: stamp)
            let store = AccessTokenStore(db)
            let token = try store.add(
                AccessToken(
                    account: account.id, name: "payroll", permissions: [.readPeople, .readAttendance],
                    addedAt: stamp.at,
                    endsAt: stamp.at + 100), proof: "a", by: stamp)
            #expect(try store.find(proof: "a") == token && store.find(proof: "b") == nil)
            try store.use(token.id, at: stamp.at + 5)
            #expect(try store.revoke(token, by: stamp))
            #expect(try !store.revoke(token, by: stamp))
            let kept = try #require(try store.find(token.id))
            #expect(kept.usedAt == stamp.at + 5 && kept.revokedAt == stamp.at)
            #expect(try store.all() == [kept])
        }
    }
}
