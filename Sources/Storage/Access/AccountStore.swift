package import Domain

/// Accounts are closed, never removed: the journal names them.
package struct AccountStore {
    private static let columns = [
        "name", "name_key", "employee_id", "password_hash", "password_set_at", "must_change", "added_at", "closed_at",
    ]
    private static let select =
        "SELECT id, name, employee_id, must_change, added_at, closed_at, second_factor_step FROM account"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// By name.
    package func all() throws -> [Account] { try accounts("\(Self.select) ORDER BY name_key", []) }

    package func isEmpty() throws -> Bool { try db.integer("SELECT COUNT(*) FROM account", []) == 0 }

    package func find(_ id: ID<Account>) throws -> Account? {
        try accounts("\(Self.select) WHERE id = ?", [.integer(id.rawValue)]).first
    }

    /// Capitals do not matter.
    package func find(name: String) throws -> Account? {
        try accounts("\(Self.select) WHERE name_key = ?", [.text(Account.key(of: name))]).first
    }

    package func find(employee: ID<Employee>) throws -> Account? {
        try accounts("\(Self.select) WHERE employee_id = ?", [.integer(employee.rawValue)]).first
    }

    package func insert(_ account: Account, _ password: PasswordHash, by stamp: Stamp) throws -> Account {
        var stored = account
        stored.id = ID(
            try db.insert(
                into: "account", Self.columns,
                [
                    .text(account.name), .text(Account.key(of: account.name)), .optional(account.employee?.rawValue),
                    .text(password.text), .integer(stamp.at.seconds), .flag(account.mustChange),
                    .integer(account.addedAt.seconds), .optional(account.closedAt?.seconds),
                ]))
        try writeRoles(of: stored)
        try journal(.add, before: nil, after: stored, stamp)
        return stored
    }

    /// All but the password.
    package func update(_ account: Account, from before: Account, by stamp: Stamp) throws {
        guard account != before else { return }
        try db.update(
            "account", ["name", "name_key", "employee_id", "closed_at"],
            [
                .text(account.name), .text(Account.key(of: account.name)), .optional(account.employee?.rawValue),
                .optional(account.closedAt?.seconds),
            ], id: account.id.rawValue)
        if account.roles != before.roles { try writeRoles(of: account) }
        try journal(.change, before: before, after: account, stamp)
    }

    package func password(of id: ID<Account>) throws -> PasswordHash? {
        try db.first("SELECT password_hash FROM account WHERE id = ?", [.integer(id.rawValue)]) {
            PasswordHash(text: $0.text(0))
        }
    }

    /// - Parameter mustChange: whether whoever signs in with it has to choose another one first.
    package func setPassword(
        of account: Account, to password: PasswordHash, mustChange: Bool, by stamp: Stamp
    ) throws {
        try db.update(
            "account", ["password_hash", "password_set_at", "must_change"],
            [.text(password.text), .integer(stamp.at.seconds), .flag(mustChange)], id: account.id.rawValue)
        try JournalStore(db).append(
            .setPassword, .account, id: String(account.id.rawValue), before: nil, after: ["mustChange": mustChange],
            by: stamp)
    }

    /// The same password, kept at what it costs now; nothing that anybody did.
    package func strengthen(_ password: PasswordHash, of id: ID<Account>) throws {
        try db.update("account", ["password_hash"], [.text(password.text)], id: id.rawValue)
    }

    /// All accounts and what hangs on them, from a copy that is nobody's to sign in to.
    package func removeAll() throws {
        for table in [
            "calendar_feed", "access_token", "account_session", "account_recovery_code", "account_role",
            "sign_in_failure", "account",
        ] { try db.execute("DELETE FROM \(table)") }
    }

    private func writeRoles(of account: Account) throws {
        try db.execute("DELETE FROM account_role WHERE account_id = ?", [.integer(account.id.rawValue)])
        for grant in account.roles {
            try db.execute(
                db.dialect.insert(into: "account_role", ["account_id", "role", "reach"]),
                [.integer(account.id.rawValue), .text(grant.role.rawValue), .text(grant.reach.text)])
        }
    }

    private func accounts(_ sql: String, _ arguments: [SQLValue]) throws -> [Account] {
        let found = try db.all(sql, arguments) { row in
            Account(
                id: row.id(0), name: row.text(1), employee: row.optionalInteger(2).map { ID($0) }, roles: [],
                hasSecondFactor: !row.isNull(6), mustChange: row.flag(3), addedAt: row.instant(4),
                closedAt: row.optionalInstant(5))
        }
        guard !found.isEmpty else { return [] }
        let roles = try roles(of: found.count == 1 ? found[0].id : nil)
        return found.map { account in
            var account = account
            account.roles = roles[account.id] ?? []
            return account
        }
    }

    /// A role or reach that a newer program wrote gives nothing here.
    private func roles(of account: ID<Account>?) throws -> [ID<Account>: Set<RoleGrant>] {
        let condition = account == nil ? "" : " WHERE account_id = ?"
        let rows = try db.all(
            "SELECT account_id, role, reach FROM account_role\(condition)",
            account.map { [.integer($0.rawValue)] } ?? []
        ) { row -> (ID<Account>, RoleGrant)? in
            guard let role = Role(rawValue: row.text(1)), let reach = Reach(text: row.text(2)) else { return nil }
            return (row.id(0), RoleGrant(role, over: reach))
        }
        return Dictionary(grouping: rows.compactMap { $0 }, by: \.0).mapValues { Set($0.map(\.1)) }
    }

    private func journal(_ action: JournalAction, before: Account?, after: Account, _ stamp: Stamp) throws {
        try JournalStore(db).append(
            action, .account, id: String(after.id.rawValue), before: before.map(AccountDocument.init),
            after: AccountDocument(after), by: stamp)
    }
}

extension JournalEntity {
    package static let account = JournalEntity(rawValue: "account")
}

extension JournalAction {
    package static let setPassword = JournalAction(rawValue: "set-password")
    package static let signIn = JournalAction(rawValue: "sign-in")
    package static let signOut = JournalAction(rawValue: "sign-out")
    /// A password was set by whoever can open the database, past all accounts.
    package static let rescue = JournalAction(rawValue: "rescue")
    /// So many wrong passwords that no more are looked at for a time.
    package static let lockOut = JournalAction(rawValue: "lock-out")
}
