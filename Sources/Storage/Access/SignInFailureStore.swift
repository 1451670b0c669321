package import Domain

/// Wrong passwords in a row, by the name that was given and by where they came from.
package struct SignInFailureStore {
    /// What failures are counted of.
    package enum Subject: Hashable, Sendable {
        /// A name, whether there is such an account or not, from wherever.
        case account(String)
        /// A name from one address alone, so that whoever gives wrong passwords keeps nobody out who sits elsewhere.
        case accountFrom(String, String)
        case address(String)

        package var lockout: Lockout {
            switch self {
            case .account: .anywhere
            case .accountFrom: .account
            case .address: .address
            }
        }

        /// What is typed may be of any length, and hold anything.
        fileprivate static func mark(_ text: String) -> String { SHA256.hash(Array(text.utf8)).hexadecimal }

        fileprivate static func mark(name: String) -> String { mark(Account.key(of: name)) }

        /// Which stands second in the text of whatever has a name.
        fileprivate static func nameMark(in text: String) -> String {
            text.split(separator: "/").dropFirst().first.map { String($0) } ?? ""
        }

        fileprivate var text: String {
            switch self {
            case .account(let name): "account/\(Self.mark(name: name))"
            case .accountFrom(let name, let address): "from/\(Self.mark(name: name))/\(Self.mark(address))"
            case .address(let address): "address/\(Self.mark(address))"
            }
        }
    }

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// Until when nobody is let in as this; nil: they may try.
    package func closedUntil(_ subject: Subject, at now: Instant) throws -> Instant? {
        let until = try db.integer("SELECT closed_until FROM sign_in_failure WHERE subject = ?", [.text(subject.text)])
        return until.flatMap { $0 > now.seconds ? Instant(seconds: $0) : nil }
    }

    /// The names that are closed, from some place at least.
    package func closedNames(at now: Instant) throws -> ClosedNames {
        let rows = try db.all(
            "SELECT subject, closed_until FROM sign_in_failure WHERE closed_until > ? AND subject NOT LIKE ?",
            [.integer(now.seconds), .text("address/%")]
        ) { (Subject.nameMark(in: $0.text(0)), $0.instant(1)) }
        return ClosedNames(until: Dictionary(rows, uniquingKeysWith: max))
    }

    /// Counts one; before the password is looked at, so that many at the same moment are not all the first.
    package func count(_ subject: Subject, at now: Instant) throws {
        let before = try db.integer(
            "SELECT failures FROM sign_in_failure WHERE subject = ? AND last_at > ?",
            [.text(subject.text), .integer(now.seconds - Lockout.memory)])
        let failures = Int(before ?? 0) + 1
        let until = now.seconds + subject.lockout.wait(after: failures)
        try db.execute(
            db.dialect.upsert(
                into: "sign_in_failure", ["subject", "failures", "last_at", "closed_until"], key: ["subject"]),
            [.text(subject.text), .int64(Int64(failures)), .integer(now.seconds), .integer(until)])
    }

    /// - Returns: whether there were any.
    @discardableResult
    package func forget(_ subject: Subject) throws -> Bool {
        try db.execute("DELETE FROM sign_in_failure WHERE subject = ?", [.text(subject.text)]) > 0
    }

    /// From wherever they came.
    /// - Returns: whether there were any.
    @discardableResult
    package func forgetAll(of name: String) throws -> Bool {
        let mark = Subject.mark(name: name)
        return try db.execute(
            "DELETE FROM sign_in_failure WHERE subject = ? OR subject LIKE ?",
            [.text(Subject.account(name).text), .text("from/\(mark)/%")]) > 0
    }

    /// Takes one back that was counted and was none.
    package func takeBack(_ subject: Subject) throws {
        try db.execute("DELETE FROM sign_in_failure WHERE subject = ? AND failures = 1", [.text(subject.text)])
        try db.execute(
            "UPDATE sign_in_failure SET failures = failures - 1, closed_until = 0 WHERE subject = ? AND failures > 1",
            [.text(subject.text)])
    }

    /// Removes those that count no more.
    package func sweep(at now: Instant) throws {
        try db.execute(
            "DELETE FROM sign_in_failure WHERE last_at <= ?", [.integer(now.seconds - Lockout.memory)])
    }
}

/// Names under which nobody is let in for a while.
package struct ClosedNames {
    fileprivate var until: [String: Instant]

    /// Until when; nil: they may try from everywhere.
    package func until(_ name: String) -> Instant? { until[SignInFailureStore.Subject.mark(name: name)] }
}
