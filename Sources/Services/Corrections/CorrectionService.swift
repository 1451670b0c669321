package import Domain
package import Storage

/// Corrections of punches: asked for and approved, or made directly. The ledger itself is never touched.
package struct CorrectionService: Sendable {
    let context: ServiceContext

    /// Asks for a correction.
    /// - Parameters:
    ///   - person: who asks; nil: the administrator in the place of the employee.
    ///   - replaced: a pending request that this one takes the place of.
    /// - Throws: ``ServiceError/invalid(_:)``, ``ServiceError/approvalRefused(_:)``
    package func request(
        _ draft: CorrectionDraft, of employee: ID<Employee>, as person: ID<Employee>? = nil,
        replacing replaced: ID<ApprovalRequest>? = nil, by actor: Actor
    ) async throws -> RequestLine {
        try await ApprovalService(context: context).submit(
            of: employee, as: person, replacing: replaced, by: actor
        ) { desk, employee, decider in
            let why = try Self.reason(draft.why)
            return try desk.submit(
                draft.subject(desk.scene(of: employee, nil, why)), of: employee, by: decider, why: why,
                files: draft.files)
        }
    }

    /// Corrects without a request; the journal keeps who and why.
    @discardableResult
    package func correct(
        _ draft: CorrectionDraft, of employee: ID<Employee>, by actor: Actor
    ) async throws -> [PunchOverlayRecord] {
        try actor.requiresSome(.correctPunches)
        let why = try Self.reason(draft.why)
        return try await change(by: actor.because(why)) { desk in
            try PeopleInReach(actor, .correctPunches, desk.db, now: desk.stamp.at)
                .requireOther(employee, than: actor)
            let scene = desk.scene(of: try desk.employee(employee), nil, why)
            let before = try Self.records(desk, employee, draft.date)
            let subject = try draft.subject(scene)
            try CorrectionRules(scene).check(subject)
            try subject.apply(scene)
            return try Self.records(desk, employee, draft.date).filter { !before.contains($0) }
        }
    }

    /// Takes one correction back; the row stays, with who and why.
    package func revoke(_ id: ID<PunchOverlay>, why: String, by actor: Actor) async throws {
        try actor.requiresSome(.correctPunches)
        let why = try Self.reason(why)
        try await change(by: actor.because(why)) { desk in
            let store = PunchOverlayStore(desk.db)
            let people = try PeopleInReach(actor, .correctPunches, desk.db, now: desk.stamp.at)
            guard let record = try store.find(id), record.revoked == nil, people.contains(record.employee) else {
                throw ServiceError.unknownCorrection(id.rawValue)
            }
            try people.requireOther(record.employee, than: actor)
            let scene = desk.scene(of: try desk.employee(record.employee), nil, why)
            try store.revoke(id, why: why, by: desk.stamp)
            try scene.markPunches([record.local.date])
        }
    }

    /// What was corrected on the days, revoked corrections too, in order of time.
    package func list(
        of employee: ID<Employee>, _ days: ClosedRange<CivilDate>, by actor: Actor
    ) async throws -> [PunchOverlayRecord] {
        try await context.reading(.readAttendance, by: actor) { db, people in
            try people.require(employee)
            let zone = try SettingStore(db).companyZone()
            return try PunchOverlayStore(db).all(
                of: employee, from: zone.place(LocalTime(days.lowerBound)).instant,
                through: zone.place(LocalTime(days.upperBound + 1)).instant + -1)
        }
    }

    package func find(_ id: ID<PunchOverlay>, by actor: Actor) async throws -> PunchOverlayRecord {
        try await context.reading(.readAttendance, by: actor) { db, people in
            guard let record = try PunchOverlayStore(db).find(id), people.contains(record.employee) else {
                throw ServiceError.unknownCorrection(id.rawValue)
            }
            return record
        }
    }

    package func settings() async throws -> CorrectionSettings {
        try await context.database.read { try SettingStore($0).corrections() }
    }

    package func update(_ settings: CorrectionSettings, by actor: Actor) async throws {
        try actor.requires(.changeApprovals)
        var problems: [FieldProblem] = []
        if settings.monthlyLimit ?? 0 < 0 {
            problems.append(FieldProblem(field: "monthlyLimit", sentence: "The monthly limit cannot be negative."))
        }
        if settings.daysBack ?? 0 < 0 {
            problems.append(FieldProblem(field: "daysBack", sentence: "The days back cannot be negative."))
        }
        if !(0...100_000_000).contains(settings.largestFile) {
            problems.append(FieldProblem(field: "largestFile", sentence: "A file has at most 100 MB."))
        }
        if !problems.isEmpty { throw ServiceError.invalid(problems) }
        let stamp = context.stamp(actor)
        try await context.database.write { try SettingStore($0).set(settings, by: stamp) }
        context.hub.send(.company)
    }

    private func change<T: Sendable>(
        by actor: Actor, _ body: @Sendable (ApprovalDesk) throws -> T
    ) async throws -> T {
        let stamp = context.stamp(actor)
        let result = try await context.database.write { try body(try ApprovalDesk($0, by: stamp)) }
        try await AttendanceService(context: context).recomputeTouched()
        return result
    }

    private static func records(
        _ desk: ApprovalDesk, _ employee: ID<Employee>, _ date: CivilDate
    ) throws -> [PunchOverlayRecord] {
        try PunchOverlayStore(desk.db).all(
            of: employee, from: desk.zone.place(LocalTime(date - 1)).instant,
            through: desk.zone.place(LocalTime(date + 3)).instant)
    }

    private static func reason(_ text: String) throws -> String {
        let why = text.trimmed
        if why.isEmpty { throw ServiceError.invalid("why", "Say why the punches are corrected.") }
        return why
    }
}
