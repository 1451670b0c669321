extension Schedule {
    /// The days on which two schedules of one person do not say the same, whoever said it: ascending, apart.
    ///
    /// - Parameter changed: dates on which a pattern itself says something else than before.
    package func changes(
        from other: Schedule, in days: ClosedRange<CivilDate>, changed: [ID<RotationPattern>: Set<CivilDate>] = [:]
    ) -> [ClosedRange<CivilDate>] {
        var borders: Set<CivilDate> = [days.lowerBound, days.upperBound + 1]
        for entry in entries + other.entries {
            for border in [entry.from, entry.to + 1] where days.contains(border) { borders.insert(border) }
        }
        let ordered = borders.sorted()
        var dates: [CivilDate] = []
        for (first, next) in zip(ordered, ordered.dropFirst()) {
            let duties = duties(on: first)
            if duties != other.duties(on: first) {
                dates += first...(next - 1)
            } else if !changed.isEmpty {
                let moved = duties.compactMap { duty in
                    if case .pattern(let id) = duty { changed[id] } else { nil }
                }
                if !moved.isEmpty {
                    dates += (first...(next - 1)).filter { date in moved.contains { $0.contains(date) } }
                }
            }
        }
        return dates.runs
    }

    private func duties(on date: CivilDate) -> Set<ScheduleEntry.Duty> {
        Set(entries.lazy.filter { $0.holds(on: date) }.map(\.duty))
    }
}

extension RotationPattern {
    /// The dates on which it does not say what another one says.
    package func changes(from other: RotationPattern, in days: ClosedRange<CivilDate>) -> Set<CivilDate> {
        Set(days.filter { day(on: $0) != other.day(on: $0) })
    }
}
