import Domain

/// Reads `expect`: a date or a span of dates, then a status alone or several figures.
struct ExpectationReader {
    private let leaveCodes: Set<String>

    /// - Parameter leaveCodes: of the leave that the case has.
    init(leaveCodes: some Sequence<String>) { self.leaveCodes = Set(leaveCodes) }

    func read(_ node: ScenarioNode?) throws(ScenarioError) -> [DayExpectation] {
        var expectations: [DayExpectation] = []
        for entry in try node?.section().entries ?? [] {
            guard let days = ScenarioWords.days(entry.key) else {
                throw entry.error("is not a date: write 2026-11-02, or 2026-11-01 to 2026-11-14.")
            }
            for date in days { expectations.append(try day(entry, date)) }
        }
        return expectations
    }

    private func day(_ node: ScenarioNode, _ date: CivilDate) throws(ScenarioError) -> DayExpectation {
        var expectation = DayExpectation(date: date, fields: [], says: [], doesNotSay: [])
        guard !node.isOneValue else {
            expectation.fields = [
                FieldExpectation(field: .status, text: try ScenarioField.status.read(node, on: date, leaveCodes))
            ]
            return expectation
        }
        let section = try node.section()
        try section.allowOnly(ScenarioField.allCases.map(\.rawValue) + ["parts", "dropped", "says", "does not say"])
        expectation.fields = try fields(section, date)
        if let parts = section["parts"] {
            var list: [[FieldExpectation]] = []
            for part in try parts.list() { list.append(try self.part(part, date)) }
            expectation.parts = list
        }
        if let dropped = section["dropped"] {
            var times: [String] = []
            for item in try dropped.list() {
                times.append(
                    try item.value("times such as 09:04") { ScenarioWords.moment($0, on: date)?.description })
            }
            expectation.dropped = times
        }
        for item in try section["says"]?.list() ?? [] { expectation.says.append(try item.text()) }
        for item in try section["does not say"]?.list() ?? [] { expectation.doesNotSay.append(try item.text()) }
        return expectation
    }

    private func part(_ node: ScenarioNode, _ date: CivilDate) throws(ScenarioError) -> [FieldExpectation] {
        let section = try node.section()
        try section.allowOnly(ScenarioField.allCases.map(\.rawValue))
        return try fields(section, date)
    }

    private func fields(
        _ section: ScenarioSection, _ date: CivilDate
    ) throws(ScenarioError) -> [FieldExpectation] {
        var fields: [FieldExpectation] = []
        for entry in section.entries {
            guard let field = ScenarioField(rawValue: entry.key) else { continue }
            fields.append(FieldExpectation(field: field, text: try field.read(entry, on: date, leaveCodes)))
        }
        return fields
    }
}
