package import Domain

/// What came of one case.
package struct ScenarioOutcome: Sendable {
    package var name: String
    package var differences: [ScenarioDifference]

    package var passed: Bool { differences.isEmpty }
}

/// One figure that is not as expected.
package struct ScenarioDifference: Hashable, Sendable, CustomStringConvertible {
    package var date: CivilDate
    package var field: String
    package var expected: String
    package var got: String

    package var description: String { "\(date)  \(field): expected \(expected), got \(got)" }
}

extension Scenario {
    /// Works out every case and compares; what needs a database has one of its own, which is gone afterwards.
    ///
    /// - Throws: `StorageError` where the database could not be made.
    package func outcomes() async throws -> [ScenarioOutcome] {
        var outcomes = run()
        for (place, item) in cases.enumerated() {
            guard let story = item.company else { continue }
            outcomes[place].differences += try await CompanyStoryRun(story, item.rules).differences()
        }
        return outcomes
    }

    /// Works out the cases that need no database.
    package func run() -> [ScenarioOutcome] {
        let results = cases.map { $0.evaluate() }
        return zip(cases, results).map { item, days in
            var differences = item.expectations.flatMap { item.differences(from: $0, days) }
            differences += item.leaveDifferences()
            if let comparison = item.comparison,
                let other = cases.firstIndex(where: { $0.name == comparison.other })
            {
                differences += Self.differences(days, results[other], comparison)
            }
            return ScenarioOutcome(name: item.name, differences: differences)
        }
    }

    private static func differences(
        _ days: [DayResult], _ others: [DayResult], _ comparison: ScenarioComparison
    ) -> [ScenarioDifference] {
        days.compactMap { day in
            guard let other = others.first(where: { $0.date == day.date }) else { return nil }
            let hasChanged = day != other
            let mayChange = comparison.changedDays.contains(day.date)
            guard hasChanged != mayChange else { return nil }
            return ScenarioDifference(
                date: day.date, field: "compared with \"\(comparison.other)\"",
                expected: mayChange ? "a changed day" : "the same day",
                got: hasChanged ? "a changed day" : "the same day"
            )
        }
    }
}

extension ScenarioCase {
    package func evaluate() -> [DayResult] {
        var days: [DayResult] = []
        Domain.evaluate(person, days: self.days, rules: rules, knowing: knowledge) { days.append($0) }
        return days
    }

    package func explain(_ date: CivilDate) -> DayTrace {
        Domain.explain(person, date: date, rules: rules, knowing: knowledge)
    }

    /// Dates on which something is expected.
    package var expectedDates: [CivilDate] { expectations.map(\.date) }

    func differences(from expectation: DayExpectation, _ days: [DayResult]) -> [ScenarioDifference] {
        let date = expectation.date
        guard let result = days.first(where: { $0.date == date }) else {
            return [ScenarioDifference(date: date, field: "day", expected: "worked out", got: "outside 'days'")]
        }
        let trace = explain(date)
        var found = expectation.fields.differences(from: result, under: rules)
        if trace.result != result {
            found.append(
                ScenarioDifference(
                    date: date, field: "explanation", expected: "the same figures as the day", got: "others"))
        }
        if let parts = expectation.parts { found += differences(parts, trace) }
        if let dropped = expectation.dropped { found += differences(dropped, trace) }
        let text = trace.entries.map(\.text).joined(separator: "\n")
        for phrase in expectation.says where !text.contains(phrase) {
            found.append(
                ScenarioDifference(date: date, field: "says", expected: "\"\(phrase)\"", got: "no such words:\n\(text)")
            )
        }
        for phrase in expectation.doesNotSay where text.contains(phrase) {
            found.append(
                ScenarioDifference(
                    date: date, field: "does not say", expected: "nothing of \"\(phrase)\"",
                    got: "these words:\n\(text)"))
        }
        return found
    }

    private func differences(_ parts: [[FieldExpectation]], _ trace: DayTrace) -> [ScenarioDifference] {
        guard parts.count == trace.parts.count else {
            return [
                ScenarioDifference(
                    date: trace.date, field: "parts", expected: "\(parts.count)", got: "\(trace.parts.count)")
            ]
        }
        return zip(parts, trace.parts).enumerated().flatMap { index, pair in
            pair.0.differences(from: pair.1, under: rules, prefix: "part \(index + 1), ")
        }
    }

    private func differences(_ dropped: [String], _ trace: DayTrace) -> [ScenarioDifference] {
        let got = trace.entries.filter { $0.code == .punchDropped }.map(\.input)
        guard got != dropped else { return [] }
        return [
            ScenarioDifference(
                date: trace.date, field: "dropped",
                expected: dropped.isEmpty ? "none" : dropped.joined(separator: ", "),
                got: got.isEmpty ? "none" : got.joined(separator: ", "))
        ]
    }
}

extension [FieldExpectation] {
    /// - Parameter prefix: before the name of each field.
    func differences(
        from result: DayResult, under rules: RuleBook, prefix: String = ""
    ) -> [ScenarioDifference] {
        compactMap { field in
            let got = field.field.text(of: result, under: rules)
            guard got != field.text else { return nil }
            return ScenarioDifference(
                date: result.date, field: prefix + field.field.rawValue, expected: field.text, got: got)
        }
    }
}
