package import Domain

/// What a day had come to, finally as it seemed, before it was worked out again with another result.
package struct DayRevision: Hashable, Sendable {
    package var before: DayResult
    package var revisedAt: Instant
}

/// Kept for whoever asks why a figure is not the one of last week. Unlike the results it cannot be worked out again.
package struct DayRevisionStore {
    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// Oldest first.
    package func revisions(of employee: ID<Employee>, on date: CivilDate) throws -> [DayRevision] {
        let columns = DayResultStore.columns.joined(separator: ", ")
        return try db.all(
            "SELECT \(columns), revised_at FROM day_revision WHERE employee_id = ? AND day = ? ORDER BY id",
            [.integer(employee.rawValue), .integer(date.daysSinceEpoch)]
        ) { DayRevision(before: try DayResult($0), revisedAt: $0.instant(DayResultStore.columns.count)) }
    }

    func add(_ results: some Sequence<DayResult>, at moment: Instant) throws {
        try db.bulk(.insert(into: "day_revision", DayResultStore.columns + ["revised_at"])) { rows in
            for result in results {
                result.bind(to: rows)
                rows.bind(moment.seconds, DayResultStore.columns.count)
                try rows.send()
            }
        }
    }
}

extension DayResultStore {
    /// Writes results over those there are, and keeps those that were final and come out differently.
    ///
    /// - Parameter results: in the order of employee and date.
    package func revise(_ results: [DayResult], at moment: Instant) throws {
        var start = results.startIndex
        while start < results.endIndex {
            let employee = results[start].employee
            let end = results[start...].firstIndex { $0.employee != employee } ?? results.endIndex
            try DayRevisionStore(db).add(try superseded(by: results[start..<end]), at: moment)
            start = end
        }
        try save(results)
    }

    private func superseded(by results: ArraySlice<DayResult>) throws -> [DayResult] {
        guard let first = results.first, let last = results.last else { return [] }
        let new = Dictionary(results.map { ($0.date, $0) }) { _, later in later }
        return try self.results(of: first.employee, first.date...max(first.date, last.date)).filter { old in
            guard !old.flags.contains(.provisional), var result = new[old.date] else { return false }
            // That it is open again is no other result yet.
            result.flags.remove(.provisional)
            return result != old
        }
    }
}
