import Services

/// The way of a company from nothing to its first punch on the screen.
package struct FirstSteps: Equatable {
    package enum Step: CaseIterable {
        case shift, employee, terminal, punches
    }

    package var shifts = 0
    package var employees = 0
    package var terminals = 0
    package var isCollected = false
    /// Those that the person may take.
    package var steps = Step.allCases

    package init() {}

    /// - Returns: nil where the person may not see how far the company is.
    init?(_ session: Session) async throws {
        steps = session.allowed.firstSteps
        guard !steps.isEmpty else { return nil }
        shifts = try await session.services.shifts.list().count
        employees = try await session.services.employees.list(by: session.actor).count
        let devices = try await session.services.devices.list(by: session.actor)
        terminals = devices.count
        isCollected = devices.contains { $0.completeThrough != nil }
    }

    /// What is there already, in words; nil: the step is still to do.
    package func outcome(of step: Step) -> String? {
        switch step {
        case .shift: shifts == 0 ? nil : Words.count(shifts, "shift", "shifts")
        case .employee: employees == 0 ? nil : Words.count(employees, "person", "people")
        case .terminal: terminals == 0 ? nil : Words.count(terminals, "terminal", "terminals")
        case .punches: isCollected ? "Collected" : nil
        }
    }

    /// The first that is still to do.
    package var next: Step? { steps.first { outcome(of: $0) == nil } }
}
