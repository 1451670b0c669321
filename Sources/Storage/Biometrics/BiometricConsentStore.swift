package import Domain

/// A person's agreement that fingerprints of theirs are kept.
package struct BiometricConsent: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<BiometricConsent>
    package var employee: Domain.ID<Employee>
    package var givenOn: CivilDate
    /// What the person agreed to, or where the signed sheet is.
    package var statement: String
    package var recordedAt: Instant
    package var recordedBy: String
    package var withdrawnAt: Instant?
    package var withdrawnBy: String?

    package init(
        id: Domain.ID<BiometricConsent> = ID(0), employee: Domain.ID<Employee>, givenOn: CivilDate, statement: String,
        recordedAt: Instant, recordedBy: String
    ) {
        self.id = id
        self.employee = employee
        self.givenOn = givenOn
        self.statement = statement
        self.recordedAt = recordedAt
        self.recordedBy = recordedBy
    }
}

/// Consents are added and withdrawn, never removed: they prove why something was kept.
package struct BiometricConsentStore {
    private static let columns = ["employee_id", "given_day", "statement", "recorded_at", "recorded_by"]
    private static let select =
        "SELECT id, \(columns.joined(separator: ", ")), withdrawn_at, withdrawn_by FROM biometric_consent"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    package func add(_ consent: BiometricConsent, by stamp: Stamp) throws -> BiometricConsent {
        var stored = consent
        stored.id = ID(
            try db.insert(
                into: "biometric_consent", Self.columns,
                [
                    .integer(consent.employee.rawValue), .integer(consent.givenOn.daysSinceEpoch),
                    .text(consent.statement), .integer(consent.recordedAt.seconds), .text(consent.recordedBy),
                ]))
        try JournalStore(db).append(
            .giveConsent, .employee, id: String(consent.employee.rawValue), before: nil,
            after: ["givenOn": "\(consent.givenOn)", "statement": consent.statement], by: stamp)
        return stored
    }

    /// - Returns: whether there was one to be withdrawn.
    package func withdraw(of employee: ID<Employee>, by stamp: Stamp) throws -> Bool {
        let count = try db.execute(
            "UPDATE biometric_consent SET withdrawn_at = ?, withdrawn_by = ? WHERE employee_id = ? AND withdrawn_at IS NULL",
            [.integer(stamp.at.seconds), .text(stamp.actor), .integer(employee.rawValue)])
        guard count > 0 else { return false }
        try JournalStore(db).append(
            .withdrawConsent, .employee, id: String(employee.rawValue), before: ["consents": count], after: nil,
            by: stamp)
        return true
    }

    package func all() throws -> [BiometricConsent] { try db.all("\(Self.select) ORDER BY id", [], consent) }

    /// Those who agree now.
    package func people() throws -> Set<ID<Employee>> {
        Set(
            try db.all("SELECT employee_id FROM biometric_consent WHERE withdrawn_at IS NULL", []) {
                ID($0.integer(0))
            })
    }

    private func consent(_ row: any SQLRow) -> BiometricConsent {
        var consent = BiometricConsent(
            id: row.id(0), employee: row.id(1),
            givenOn: CivilDate(daysSinceEpoch: Int32(truncatingIfNeeded: row.integer(2))),
            statement: row.text(3), recordedAt: row.instant(4), recordedBy: row.text(5))
        consent.withdrawnAt = row.optionalInstant(6)
        consent.withdrawnBy = row.optionalText(7)
        return consent
    }
}

extension JournalAction {
    package static let giveConsent = JournalAction(rawValue: "give-consent")
    package static let withdrawConsent = JournalAction(rawValue: "withdraw-consent")
}
