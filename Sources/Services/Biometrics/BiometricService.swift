package import Domain
package import Storage

/// Fingerprints of people who agreed to it: kept sealed, and gone when they leave or no longer agree.
package struct BiometricService: Sendable {
    let context: ServiceContext

    /// What is kept of whom; never the fingerprints themselves.
    package func list(by actor: Actor) async throws -> [BiometricEntry] {
        try actor.requires(.readPeople)
        return try await context.database.read { db in
            let counts = try FingerTemplateStore(db).counts()
            let consents = Dictionary(grouping: try BiometricConsentStore(db).all(), by: \.employee)
            return try EmployeeStore(db).all().compactMap { employee in
                let (fingers, given) = (counts[employee.id] ?? 0, consents[employee.id] ?? [])
                guard fingers > 0 || !given.isEmpty else { return nil }
                return BiometricEntry(
                    employee: employee, fingers: fingers, consent: given.last { $0.withdrawnAt == nil } ?? given.last)
            }
        }
    }

    /// - Parameter statement: what the person agreed to, or where the signed sheet is.
    @discardableResult
    package func recordConsent(
        of employee: ID<Employee>, on day: CivilDate, statement: String, by actor: Actor
    ) async throws -> BiometricConsent {
        try actor.requires(.changePeople)
        let statement = statement.trimmed
        guard !statement.isEmpty else {
            let sentence = "Say what the person agreed to, or where the signed sheet is."
            throw ServiceError.invalid([FieldProblem(field: "statement", sentence: sentence)])
        }
        let stamp = context.stamp(actor)
        let consent = BiometricConsent(
            employee: employee, givenOn: day, statement: statement, recordedAt: stamp.at, recordedBy: stamp.actor)
        return try await context.database.write { try BiometricConsentStore($0).add(consent, by: stamp) }
    }

    /// What is kept of the person is removed at once, also what waits on its way to another terminal; what terminals hold, they keep until somebody removes it there.
    /// - Returns: how many fingerprints were removed.
    @discardableResult
    package func withdrawConsent(of employee: ID<Employee>, by actor: Actor) async throws -> Int {
        try actor.requires(.changePeople)
        let stamp = context.stamp(actor)
        return try await context.database.write { db in
            guard try BiometricConsentStore(db).withdraw(of: employee, by: stamp) else {
                throw ServiceError.noConsent
            }
            try ParcelKeeping(db).forget(but: try FingerConsent.people(db, at: stamp.at))
            return try FingerTemplateStore(db).purge(employee, because: "consent withdrawn", by: stamp)
        }
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
