package import Domain
package import Services

/// The day of one person that is open beside a table, being worked out or explained.
package final class ExplainedDay {
    package private(set) var explanation: DayExplanation?
    /// Why it cannot be explained; nil where it can, or is being worked out.
    package private(set) var problem: Problem?

    private let session: Session
    private var question = 0

    package init(session: Session) {
        self.session = session
    }

    /// Nothing is open, or another day is about to be.
    package func clear() {
        question += 1
        (explanation, problem) = (nil, nil)
    }

    /// What is shown stays until the answer is there.
    /// - Returns: false where a later question has overtaken this one.
    package func explain(_ employee: ID<Employee>, on date: CivilDate) async -> Bool {
        question += 1
        let mine = question
        let answer: (DayExplanation?, Problem?)
        do {
            answer = (try await session.services.attendance.explain(employee, on: date, by: session.actor), nil)
        } catch {
            answer = (nil, Problem("This day cannot be explained here", error))
        }
        guard mine == question else { return false }
        (explanation, problem) = answer
        return true
    }
}
