import Devices
package import Domain
package import Storage

/// Fingerprints of people who agreed to it: kept sealed, and gone when they leave or no longer agree.
package struct BiometricService: Sendable {
    let context: ServiceContext

    /// What is kept of whom; never the fingerprints themselves.
    package func list(by actor: Actor) async throws -> [BiometricEntry] {
        try await context.reading(.readPeople, by: actor) { db, people in
            let counts = try FingerTemplateStore(db).counts()
            let consents = Dictionary(grouping: try BiometricConsentStore(db).all(), by: \.employee)
            return try EmployeeStore(db).all().compactMap { employee in
                let (fingers, given) = (counts[employee.id] ?? 0, consents[employee.id] ?? [])
                guard people.contains(employee.id), fingers > 0 || !given.isEmpty else { return nil }
                return BiometricEntry(
                    employee: employee, fingers: fingers, consent: given.last { $0.withdrawnAt == nil } ?? given.last)
            }
        }
    }

    /// - Parameter statement: what the person agreed to, or where the signed sheet is.
    /// - Throws: ``ServiceError/invalid(_:)`` for a day that is still to come: what is recorded counts at once.
    @discardableResult
    package func recordConsent(
        of employee: ID<Employee>, on day: CivilDate, statement: String, by actor: Actor
    ) async throws -> BiometricConsent {
        try actor.requiresSome(.changePeople)
        let statement = statement.trimmed
        guard !statement.isEmpty else {
            let sentence = "Say what the person agreed to, or where the signed sheet is."
            throw ServiceError.invalid([FieldProblem(field: "statement", sentence: sentence)])
        }
        let stamp = context.stamp(actor)
        let consent = BiometricConsent(
            employee: employee, givenOn: day, statement: statement, recordedAt: stamp.at, recordedBy: stamp.actor)
        return try await context.database.write { db in
            try PeopleInReach(actor, .changePeople, db, now: stamp.at).require(employee)
            try Self.check(day, today: try FingerConsent.today(db, at: stamp.at))
            return try BiometricConsentStore(db).add(consent, by: stamp)
        }
    }

    private static func check(_ day: CivilDate, today: CivilDate) throws {
        guard day > today else { return }
        let sentence =
            "\(day) is still to come, and consent counts at once: give the day on which the person agreed, \(today) at "
            + "the latest."
        throw ServiceError.invalid([FieldProblem(field: "day", sentence: sentence)])
    }

    /// What is kept of the person is removed at once, also what waits on its way to another terminal; what terminals hold, they keep until somebody removes it there.
    @discardableResult
    package func withdrawConsent(of employee: ID<Employee>, by actor: Actor) async throws -> ConsentWithdrawal {
        try actor.requiresSome(.changePeople)
        let stamp = context.stamp(actor)
        return try await context.database.write { db in
            try PeopleInReach(actor, .changePeople, db, now: stamp.at).require(employee)
            guard try BiometricConsentStore(db).withdraw(of: employee, by: stamp) else {
                throw ServiceError.noConsent
            }
            try ParcelKeeping(db).forget(but: try FingerConsent.people(db, at: stamp.at))
            let removed = try FingerTemplateStore(db).purge(employee, because: "consent withdrawn", by: stamp)
            return ConsentWithdrawal(fingers: removed, terminals: try Self.terminals(knowing: employee, db, stamp.at))
        }
    }

    /// Those in use that take fingers and have a user who is the person at this moment, by what was read of them last; by name.
    private static func terminals(
        knowing employee: ID<Employee>, _ db: any SQLConnection, _ now: Instant
    ) throws -> [String] {
        let users = Dictionary(grouping: try DeviceUserStore(db).all(of: employee), by: \.device)
        return try users.compactMap { id, users -> String? in
            guard let device = try DeviceStore(db).find(id), device.retiredAt == nil,
                DeviceFamily(device.family).capabilities.contains(.templates)
            else { return nil }
            let shown = try device.shown(at: now)
            return users.contains { $0.holders.holder(at: shown)?.employee == employee } ? device.name : nil
        }.sorted()
    }

    /// Removes what is kept of people who have left, or who do not agree any more.
    /// - Returns: of how many people something was removed.
    @discardableResult
    package func purgeLeavers(by actor: Actor) async throws -> Int {
        try actor.requires(.changePeople)
        let stamp = context.stamp(actor)
        return try await context.database.write { try Self.purgeLeavers($0, by: stamp) }
    }

    /// The same within a transaction.
    @discardableResult
    static func purgeLeavers(_ db: any SQLConnection, by stamp: Stamp) throws -> Int {
        let store = FingerTemplateStore(db)
        let (agreeing, today) = (try BiometricConsentStore(db).people(), try FingerConsent.today(db, at: stamp.at))
        try ParcelKeeping(db).forget(but: try FingerConsent.people(db, at: stamp.at))
        let kept = try store.counts()
        return try EmployeeStore(db).all().filter { kept[$0.id] ?? 0 > 0 }.count { employee in
            if let left = employee.left, left < today {
                return try store.purge(employee.id, because: "left on \(left)", by: stamp) > 0
            }
            guard !agreeing.contains(employee.id) else { return false }
            return try store.purge(employee.id, because: "no consent", by: stamp) > 0
        }
    }

    /// What is kept of people whose last day has passed goes, also where nobody collects.
    func purgeAtStart() async throws {
        guard try await context.database.read({ try !FingerTemplateStore($0).counts().isEmpty }) else { return }
        let stamp = context.stamp(.system)
        _ = try await context.database.write { try Self.purgeLeavers($0, by: stamp) }
    }
}

/// A person of whom something is kept, or who agreed to it.
package struct BiometricEntry: Hashable, Sendable, Identifiable {
    package var employee: Employee
    package var fingers: Int
    /// The one that holds, or else the last that was withdrawn.
    package var consent: BiometricConsent?

    package var id: Domain.ID<Employee> { employee.id }
}

/// What came of it that a person agrees no more.
package struct ConsentWithdrawal: Hashable, Sendable {
    /// How many fingerprints were removed that were kept.
    package var fingers: Int
    /// Names of terminals that know the person, and may hold fingers still: nothing is taken away there.
    package var terminals: [String]
}
