package import Domain

/// What an account takes beside its password: a secret that is sealed, and codes for the day on which it is lost.
package struct SecondFactorStore {
    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// - Returns: the sealed secret, and of when the last code was that was taken; nil: a password is enough.
    package func find(_ account: ID<Account>) throws -> (sealed: [UInt8], lastStep: Int64)? {
        let row = try db.first(
            "SELECT second_factor, second_factor_step FROM account WHERE id = ?", [.integer(account.rawValue)]
        ) { row in row.optionalBlob(0).map { ($0, row.integer(1)) } }
        return row ?? nil
    }

    /// - Parameter step: of the code that proved that the person has it.
    package func set(
        _ sealed: [UInt8], step: Int64, recovery hashes: [String], of account: Account, by stamp: Stamp
    ) throws {
        try db.update(
            "account", ["second_factor", "second_factor_step"], [.blob(sealed), .integer(step)],
            id: account.id.rawValue)
        try removeCodes(of: account)
        for hash in hashes {
            try db.execute(
                db.dialect.insert(into: "account_recovery_code", ["account_id", "code_hash"]),
                [.integer(account.id.rawValue), .text(hash)])
        }
        try journal(.addSecondFactor, account, stamp)
    }

    /// The same secret, sealed by another password; nothing that anybody did beside setting that.
    package func reseal(_ sealed: [UInt8], of account: ID<Account>) throws {
        try db.update("account", ["second_factor"], [.blob(sealed)], id: account.rawValue)
    }

    package func remove(of account: Account, by stamp: Stamp) throws {
        try db.update(
            "account", ["second_factor", "second_factor_step"], [.null, .null], id: account.id.rawValue)
        try removeCodes(of: account)
        try journal(.removeSecondFactor, account, stamp)
    }

    /// Takes a code once.
    /// - Returns: whether it was not taken before, nor a later one.
    package func use(step: Int64, of account: ID<Account>) throws -> Bool {
        try db.execute(
            "UPDATE account SET second_factor_step = ? WHERE id = ? AND second_factor_step < ?",
            [.integer(step), .integer(account.rawValue), .integer(step)]) == 1
    }

    /// Takes a recovery code, which is gone then.
    package func use(recovery hash: String, of account: ID<Account>) throws -> Bool {
        try db.execute(
            "DELETE FROM account_recovery_code WHERE account_id = ? AND code_hash = ?",
            [.integer(account.rawValue), .text(hash)]) == 1
    }

    package func recoveryCodesLeft(of account: ID<Account>) throws -> Int {
        Int(
            try db.integer(
                "SELECT COUNT(*) FROM account_recovery_code WHERE account_id = ?", [.integer(account.rawValue)]) ?? 0)
    }

    private func removeCodes(of account: Account) throws {
        try db.execute(
            "DELETE FROM account_recovery_code WHERE account_id = ?", [.integer(account.id.rawValue)])
    }

    private func journal(_ action: JournalAction, _ account: Account, _ stamp: Stamp) throws {
        try JournalStore(db).append(
            action, .account, id: String(account.id.rawValue), before: nil, after: nil, by: stamp)
    }
}

extension JournalAction {
    package static let addSecondFactor = JournalAction(rawValue: "add-second-factor")
    package static let removeSecondFactor = JournalAction(rawValue: "remove-second-factor")
}
