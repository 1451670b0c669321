package import Domain

/// A day that is still open in a month that was to be locked.
package struct PeriodObstacle: Hashable, Sendable {
    package enum Reason: UInt8, Hashable, Sendable, CaseIterable {
        /// Not worked out yet.
        case pending
        /// Punches may still come, or have not been collected.
        case provisional
        /// It bears a punch whose time is not believed.
        case quarantined
    }

    package var employee: Employee
    package var date: CivilDate
    package var reason: Reason

    package init(employee: Employee, date: CivilDate, reason: Reason) {
        self.employee = employee
        self.date = date
        self.reason = reason
    }
}

extension PeriodObstacle.Reason {
    package var text: String {
        switch self {
        case .pending: "not worked out yet"
        case .provisional: "provisional"
        case .quarantined: "has a punch in quarantine"
        }
    }
}

extension PeriodObstacle {
    /// `3 days are provisional (Asha Verma on 2026-11-30, …), 1 has a punch in quarantine (…).`
    static func sentence(_ obstacles: [PeriodObstacle]) -> String {
        let parts = Reason.allCases.compactMap { reason -> String? in
            let days = obstacles.filter { $0.reason == reason }
            guard !days.isEmpty else { return nil }
            let named = days.prefix(3).map { "\($0.employee.name) on \($0.date)" }.joined(separator: ", ")
            let rest = days.count > 3 ? " and \(days.count - 3) more" : ""
            return "\(days.count) \(days.count == 1 ? "day" : "days") \(reason.text) (\(named)\(rest))"
        }
        return parts.joined(separator: "; ") + "."
    }
}
