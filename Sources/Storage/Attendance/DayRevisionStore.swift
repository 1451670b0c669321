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

    /// Writes results over those there are, and keeps those that were final and come out differently.
    ///
    /// - Parameter results: in the order of employee and date.
    package func revise(_ results: [DayResult], at moment: Instant) throws {
        for start in stride(from: 0, to: results.count, by: Self.portion) {
            let some = results[start..<min(start + Self.portion, results.count)]
            try DayRevisionStore(db).add(try superseded(by: some), at: moment)
        }
        try save(results)
    }

    private func superseded(by results: ArraySlice<DayResult>) throws -> [DayResult] {
        guard let first = results.first else { return [] }
        let dates = results.map(\.date)
        let days = (dates.min() ?? first.date)...(dates.max() ?? first.date)
        let olds = try self.results(of: Set(results.map(\.employee)), days)
        var superseded: [DayResult] = []
        // Both are in the order of employee and date.
        var place = results.startIndex
        for old in olds {
            while place < results.endIndex, results[place].isBefore(old) { place += 1 }
            guard place < results.endIndex else { break }
            if !old.isBefore(results[place]), old.isRevised(by: results[place]) { superseded.append(old) }
        }
        return superseded
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
