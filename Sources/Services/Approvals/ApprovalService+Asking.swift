package import Domain
import Storage

// Swaps to which the other has agreed, and time off for work on a rest day.
extension ApprovalService {
    /// Asks for an exchange of days to which the other has agreed; the last yes writes it into the roster.
    /// - Parameter person: who asks; nil: the administrator in the place of the requester.
    /// - Throws: ``ServiceError/invalid(_:)``, ``ServiceError/approvalRefused(_:)``
    package func requestSwap(
        _ id: ID<ShiftSwap>, as person: ID<Employee>? = nil, by actor: Actor
    ) async throws -> RequestLine {
        try actor.requiresSome(.submitRequests)
        return try await change(by: actor) { desk in
            let swap = try SwapWriter(desk.db, by: desk.stamp).find(id)
            guard try PeopleInReach(actor, .submitRequests, desk.db, now: desk.stamp.at).contains(swap.requester) else {
                throw ServiceError.unknownSwap(id.rawValue)
            }
            let decider = try Standing(actor, desk).asking(for: swap.requester, as: person)
            let subject = try SwapSubject(swap, with: desk.employee(swap.partner))
            return try desk.line(
                desk.submit(subject, of: desk.employee(swap.requester), by: decider, why: swap.reason))
        }
    }

    /// Asks for time off for work on a weekly off or a holiday.
    /// - Parameter halfDays: 1 or 2.
    /// - Throws: ``ServiceError/invalid(_:)``, ``ServiceError/approvalRefused(_:)``
    package func requestCompOff(
        _ halfDays: Int, workedOn date: CivilDate, why: String, of employee: ID<Employee>,
        as person: ID<Employee>? = nil, by actor: Actor
    ) async throws -> RequestLine {
        try await submit(of: employee, as: person, by: actor) { desk, employee, decider in
            try desk.submit(
                CompOffSubject(date: date.daysSinceEpoch, halfDays: halfDays), of: employee, by: decider,
                why: why.trimmed)
        }
    }
}
