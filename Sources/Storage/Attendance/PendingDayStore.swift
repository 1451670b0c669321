package import Domain

/// A person's day that has to be worked out again.
package struct PendingDay: Hashable, Sendable {
    package var employee: ID<Employee>
    package var date: CivilDate
    /// Differs each time the day is marked, so that a mark made while the day was being worked out is not lost.
    package var revision: Int64
}

/// Days that something has touched since they were last worked out. Marked in the transaction of the change itself.
package struct PendingDayStore {
    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    package func mark(_ employee: ID<Employee>, _ days: ClosedRange<CivilDate>) throws {
        try mark(days.map { (employee, $0) })
    }

    /// Marks dates and those around each that a punch can reach (`RuleBook.contextDays`): it may end a night before, or
    /// move another punch to the next day.
    package func mark(_ employee: ID<Employee>, around dates: [CivilDate]) throws {
        try mark(Self.neighbourhood(of: dates).map { (employee, $0) })
    }

    /// In the order of people and dates.
    package func list(limit: Int = .max) throws -> [PendingDay] {
        let page = limit == .max ? "" : db.dialect.page(limit: limit, offset: 0)
        return try db.all("SELECT employee_id, day, revision FROM pending_day ORDER BY employee_id, day \(page)") {
            PendingDay(employee: $0.id(0), date: $0.date(1), revision: $0.integer(2))
        }
    }

    package func count() throws -> Int { Int(try db.integer("SELECT COUNT(*) FROM pending_day") ?? 0) }

    /// Call it in the transaction that writes the results. A day marked again since it was listed stays.
    package func consume(_ days: some Sequence<PendingDay>) throws {
        try db.bulk(.delete(from: "pending_day", key: ["employee_id", "day", "revision"])) { rows in
            for day in days {
                rows.bind(day.employee.rawValue, 0)
                rows.bind(Int64(day.date.daysSinceEpoch), 1)
                rows.bind(day.revision, 2)
                try rows.send()
            }
        }
    }

    private func mark(_ days: some Sequence<(ID<Employee>, CivilDate)>) throws {
        // Random, not counted: a count begun anew after the table was emptied could meet its own past.
        let revision = Int64.random(in: 1...Int64.max)
        let columns = ["employee_id", "day", "revision"]
        try db.bulk(.upsert(into: "pending_day", columns, key: ["employee_id", "day"])) { rows in
            for (employee, date) in days {
                rows.bind(employee.rawValue, 0)
                rows.bind(Int64(date.daysSinceEpoch), 1)
                rows.bind(revision, 2)
                try rows.send()
            }
        }
    }

    private static func neighbourhood(of dates: [CivilDate]) -> [CivilDate] {
        let reach = RuleBook.contextDays
        return Set(dates.flatMap { ($0 - reach)...($0 + reach) }).sorted()
    }
}
