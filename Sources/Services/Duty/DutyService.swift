package import Domain
import Storage

/// Work elsewhere as somebody asks for it.
package struct DutyDraft: Hashable, Sendable {
    package enum Part: Hashable, Sendable {
        case full, firstHalf, secondHalf
        /// An end that is not after the beginning is on the next day.
        case hours(from: TimeOfDay, to: TimeOfDay)
    }

    package var kind: OutsideWork.Kind
    package var first: CivilDate
    package var last: CivilDate
    package var part: Part
    package var why: String

    package init(
        kind: OutsideWork.Kind, first: CivilDate, last: CivilDate? = nil, part: Part = .full, why: String
    ) {
        self.kind = kind
        self.first = first
        self.last = last ?? first
        self.part = part
        self.why = why
    }

    /// A year at once is the longest.
    static let mostDays = 366
}

/// Requests for work elsewhere and for overtime.
package struct DutyService: Sendable {
    let context: ServiceContext

    /// - Parameters:
    ///   - person: who asks; nil: the administrator in the place of the employee.
    ///   - replaced: a pending request that this one takes the place of.
    /// - Throws: ``ServiceError/invalid(_:)``, ``ServiceError/approvalRefused(_:)``
    package func request(
        _ draft: DutyDraft, of employee: ID<Employee>, as person: ID<Employee>? = nil,
        replacing replaced: ID<ApprovalRequest>? = nil, by actor: Actor
    ) async throws -> RequestLine {
        try await ApprovalService(context: context).submit(
            of: employee, as: person, replacing: replaced, by: actor
        ) { desk, employee, decider in
            try desk.submit(draft.subject(desk.zone), of: employee, by: decider, why: draft.why.trimmed)
        }
    }

    /// - Parameter seconds: of overtime on the day that may be paid; what was not worked is not paid either way.
    package func requestOvertime(
        _ seconds: Int32, on date: CivilDate, why: String, of employee: ID<Employee>, as person: ID<Employee>? = nil,
        by actor: Actor
    ) async throws -> RequestLine {
        try await ApprovalService(context: context).submit(of: employee, as: person, by: actor) {
            desk, employee, decider in
            try desk.submit(
                OvertimeSubject(date: date.daysSinceEpoch, seconds: seconds), of: employee, by: decider,
                why: why.trimmed)
        }
    }
}

extension DutyDraft {
    /// - Throws: ``ServiceError/invalid(_:)``
    func subject(_ zone: ZoneRules) throws -> DutySubject {
        var problems: [FieldProblem] = []
        if why.trimmed.isEmpty { problems.append(FieldProblem(field: "why", sentence: "Say what for.")) }
        if last < first {
            problems.append(FieldProblem(field: "to", sentence: "It ends on \(last), before it begins on \(first)."))
        } else if last - first >= Self.mostDays {
            problems.append(
                FieldProblem(field: "to", sentence: "At most \(Self.mostDays) days can be asked for at once."))
        }
        if case .hours = part, last != first {
            problems.append(FieldProblem(field: "to", sentence: "Hours are asked for one day at a time."))
        }
        if !problems.isEmpty { throw ServiceError.invalid(problems) }
        var subject = DutySubject(
            isFromHome: kind == .workFromHome, first: first.daysSinceEpoch, last: last.daysSinceEpoch, part: .full)
        switch part {
        case .full: break
        case .firstHalf: subject.part = .firstHalf
        case .secondHalf: subject.part = .secondHalf
        case .hours(let from, let to):
            subject.part = .hours
            let end = to.secondsSinceMidnight > from.secondsSinceMidnight ? first : first + 1
            subject.from = zone.place(LocalTime(first, from)).instant.seconds
            subject.until = zone.place(LocalTime(end, to)).instant.seconds
        }
        return subject
    }
}
