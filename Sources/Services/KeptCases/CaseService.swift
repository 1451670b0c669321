package import Domain
package import Storage

/// Real days that HR keeps as worked examples. A change of the rules that makes one come out differently is reported
/// before it is saved.
package struct CaseService: Sendable {
    let context: ServiceContext

    /// By name.
    package func list(by actor: Actor) async throws -> [KeptCase] {
        try actor.requires(.readAttendance)
        return try await context.database.read { try KeptCaseStore($0).all() }
    }

    /// - Throws: ``ServiceError/caseRefused(_:)`` where there is none.
    package func find(_ name: String, by actor: Actor) async throws -> KeptCase {
        try actor.requires(.readAttendance)
        return try await context.database.read { try Self.find(name, $0) }
    }

    /// Keeps a day as it is now: its punches, the rules that judged it, and what it came to.
    ///
    /// - Throws: ``ServiceError/caseRefused(_:)`` for a day that can still change, a name that is taken, and a day that a
    ///   scenario file cannot tell whole.
    @discardableResult
    package func keep(
        _ employee: ID<Employee>, _ date: CivilDate, as name: String, by actor: Actor
    ) async throws -> KeptCase {
        try actor.requires(.changeShifts)
        let stamp = context.stamp(actor)
        return try await context.database.write { db in
            let name = name.trimmed
            guard !name.isEmpty else { throw ServiceError.caseRefused("Give the case a name that says what it shows.") }
            guard try KeptCaseStore(db).find(name: name) == nil else {
                throw ServiceError.caseRefused(
                    "There is a case “\(name)” already; choose another name, or remove it first.")
            }
            let document = try KeptDay(db, employee, date, name: name, by: stamp).document()
            return try KeptCaseStore(db).insert(
                KeptCase(name: name, employee: employee, date: date, document: document, stamp: stamp))
        }
    }

    package func remove(_ name: String, by actor: Actor) async throws {
        try actor.requires(.changeShifts)
        let stamp = context.stamp(actor)
        try await context.database.write { db in
            try KeptCaseStore(db).remove(try Self.find(name, db), by: stamp)
        }
    }

    /// Works out every case, by its own rules and by those that hold now.
    package func run(by actor: Actor) async throws -> [KeptCaseOutcome] {
        try actor.requires(.readAttendance)
        let now = context.now()
        return try await context.database.read { try KeptCaseCheck($0).outcomes(now: now) }
    }

    private static func find(_ name: String, _ db: any SQLConnection) throws -> KeptCase {
        guard let item = try KeptCaseStore(db).find(name: name.trimmed) else {
            throw ServiceError.caseRefused("There is no case “\(name)”; see the list of cases.")
        }
        return item
    }
}

/// A day on its way into a case.
private struct KeptDay {
    private let writer: ScenarioWriter

    init(
        _ db: any SQLConnection, _ id: ID<Employee>, _ date: CivilDate, name: String, by stamp: Stamp
    ) throws {
        let rules = try CompanyRules(db, now: stamp.at)
        guard let employee = try EmployeeStore(db).find(id) else {
            throw ServiceError.unknownEmployee(code: "with the id \(id.rawValue)")
        }
        guard date <= rules.today else {
            throw ServiceError.caseRefused("\(date) is still to come; keep a day that is over.")
        }
        try ArchivedDays(db).refuse(date)
        var person = EmployeeCase(employee: employee, assignments: [], punches: [])
        try EmployeeCases(db, [employee], rules.window(of: date...date)).forEach { person = $0 }
        var engine = DayEngine(rules: rules.book)
        let result = engine.explain(person, date: date, knowing: rules.knowing).result
        guard !result.flags.contains(.provisional) else {
            throw ServiceError.caseRefused("\(date) of \(employee.name) can still change; keep it once it is final.")
        }
        let day = rules.book.zone.local(at: stamp.at).date
        writer = ScenarioWriter(
            book: rules.book, person: person, result: result, title: name,
            about: "\(employee.name) (\(employee.code)) on \(date), kept on \(day) by \(stamp.actor).")
    }

    /// Read back and worked out before it is believed.
    func document() throws -> String {
        let yaml = writer.yaml
        let outcome = try Scenario(yaml: yaml, file: writer.title).run().first
        guard let outcome, outcome.passed else {
            let what = outcome?.differences.map(\.description).joined(separator: "; ") ?? "nothing to compare"
            throw ServiceError.caseRefused(
                "The day cannot be kept: written down as a case it comes out otherwise (\(what)), because it rests on "
                    + "something that a case cannot hold yet.")
        }
        return yaml
    }
}
