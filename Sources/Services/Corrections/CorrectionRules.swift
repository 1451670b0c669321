import Domain
import Storage

/// What a correction may do, by the punches there are and the company's settings.
struct CorrectionRules {
    /// More are no correction of a day but another day.
    static let mostChanges = 10

    private let scene: ApprovalScene
    private let settings: CorrectionSettings

    init(_ scene: ApprovalScene) throws {
        self.scene = scene
        settings = try SettingStore(scene.db).corrections()
    }

    /// Holds of a request, and of what is corrected directly.
    /// - Throws: ``ServiceError/invalid(_:)`` with all that is wrong.
    func check(_ subject: CorrectionSubject) throws {
        let problems = try dayProblems(subject) + changeProblems(subject)
        if !problems.isEmpty { throw ServiceError.invalid(problems) }
    }

    /// Holds of a request alone, when it is submitted.
    func checkRequest(_ subject: CorrectionSubject) throws {
        var problems: [FieldProblem] = []
        if let limit = settings.daysBack, scene.today - subject.day > limit {
            problems.append(
                problem("date", "Corrections can be asked for \(limit) days back, and \(subject.day) is earlier."))
        }
        if let pending = try scene.others([.correction], subject.days).first(where: { $0.approval.state.level != nil })
        {
            problems.append(
                problem("date", "Request \(pending.id.rawValue) corrects \(subject.day) already; withdraw it first."))
        }
        if let limit = settings.monthlyLimit, try inMonth(of: subject.day) >= limit {
            problems.append(
                problem(
                    "date",
                    "\(scene.employee.name) has asked for \(limit) corrections in this month already, and more are not allowed."
                ))
        }
        if !problems.isEmpty { throw ServiceError.invalid(problems) }
    }

    private func inMonth(of day: CivilDate) throws -> Int {
        try scene.others([.correction], Month(of: day).days).count
    }

    private func dayProblems(_ subject: CorrectionSubject) throws -> [FieldProblem] {
        let day = subject.day
        if day > scene.today { return [problem("date", "\(day) is still to come, so there is nothing to correct.")] }
        if !scene.employee.isEmployed(on: day) { return [problem("date", Self.unemployed(scene.employee, day))] }
        if subject.changes.isEmpty {
            return [problem("changes", "Say which punch to add, to void or to turn round.")]
        }
        if subject.changes.count > Self.mostChanges {
            return [problem("changes", "A correction has at most \(Self.mostChanges) changes.")]
        }
        return []
    }

    private func changeProblems(_ subject: CorrectionSubject) throws -> [FieldProblem] {
        let punches = try CorrectablePunches(scene.db, of: scene.employee.id, around: subject.day, zone: scene.zone)
        var seen: Set<Int64> = []
        return subject.changes.compactMap { change in
            guard let sentence = problem(of: change, on: subject.day, punches, &seen) else { return nil }
            return problem(change.kind.rawValue, sentence)
        }
    }

    private func problem(
        of change: CorrectionSubject.Change, on day: CivilDate, _ punches: CorrectablePunches, _ seen: inout Set<Int64>
    ) -> String? {
        let time = change.local
        guard let id = change.punch else {
            if change.instant > scene.stamp.at { return Self.ahead(time) }
            if time.date != day, time.date != day + 1 {
                return "\(time) does not belong to \(day); a night’s end is on the next day."
            }
            if punches.all.contains(where: { $0.instant == change.instant }) || !seen.insert(change.utc).inserted {
                return "There is a punch at \(time) already."
            }
            return nil
        }
        guard punches.all.contains(where: { $0.id == ID(id) && $0.source == .terminal }) else {
            return "The punch at \(time) is not there any more: it was voided or belongs to somebody else."
        }
        return seen.insert(-id).inserted ? nil : "The punch at \(time) is named twice."
    }

    private func problem(_ field: String, _ sentence: String) -> FieldProblem {
        FieldProblem(field: field, sentence: sentence)
    }

    static func unemployed(_ employee: Employee, _ day: CivilDate) -> String {
        "\(employee.name) was not employed on \(day)."
    }

    static func ahead(_ time: LocalTime) -> String { "\(time) is still to come; a punch cannot be added ahead." }
}

/// The punches of a day and its neighbours that a correction can be about: those that count now.
struct CorrectablePunches {
    let all: [Punch]

    init(_ db: any SQLConnection, of employee: ID<Employee>, around day: CivilDate, zone: ZoneRules) throws {
        try self.init(
            db, of: employee, from: zone.place(LocalTime(day - RuleBook.contextDays)).instant,
            through: zone.place(LocalTime(day + RuleBook.contextDays + 1)).instant)
    }

    /// Between the instants, both included.
    init(_ db: any SQLConnection, of employee: ID<Employee>, from: Instant, through: Instant) throws {
        let overlays = try PunchOverlayStore(db).overlays(of: employee...employee, from: from, through: through)
        let ledger = try PunchLedger(db).punches(of: employee, from: from, through: through)
        all = CorrectedPunches(ledger, overlays: overlays[employee] ?? []).punches
    }
}
