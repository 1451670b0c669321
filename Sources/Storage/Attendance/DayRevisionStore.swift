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
    // Many people to a query: asking for each by itself would cost a server's answer each.
    private static let portion = 20_000

    /// Writes results over those there are, where they differ, and keeps those that were final and come out differently.
    ///
    /// - Parameter results: in the order of employee and date.
    package func revise(_ results: [DayResult], at moment: Instant) throws {
        for start in stride(from: 0, to: results.count, by: Self.portion) {
            let some = results[start..<min(start + Self.portion, results.count)]
            let (superseded, changed) = try compare(some)
            try DayRevisionStore(db).add(superseded, at: moment)
            try save(changed)
        }
    }

    /// - Returns: the old results to be kept, and the new ones to be written.
    private func compare(_ results: ArraySlice<DayResult>) throws -> (superseded: [DayResult], changed: [DayResult]) {
        guard let first = results.first else { return ([], []) }
        let dates = results.map(\.date)
        let days = (dates.min() ?? first.date)...(dates.max() ?? first.date)
        var olds = try self.results(of: Set(results.map(\.employee)), days)[...]
        var (superseded, changed): ([DayResult], [DayResult]) = ([], [])
        // Both are in the order of employee and date.
        for result in results {
            olds = olds.drop { $0.isBefore(result) }
            guard let old = olds.first, !result.isBefore(old) else {
                changed.append(result)
                continue
            }
            if old.isRevised(by: result) { superseded.append(old) }
            if old != result { changed.append(result) }
        }
        return (superseded, changed)
    }
}

extension DayResult {
    fileprivate func isBefore(_ other: DayResult) -> Bool { (employee, date) < (other.employee, other.date) }

    fileprivate func isRevised(by new: DayResult) -> Bool {
        if flags.contains(.provisional) { return false }
        var result = new
        // That it is open again is no other result yet.
        result.flags.remove(.provisional)
        return result != self
    }
}
