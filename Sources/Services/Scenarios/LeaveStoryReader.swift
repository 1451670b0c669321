import Domain

/// Reads the `leave ledger` of a scenario.
struct LeaveStoryReader {
    private static let date = "a date such as 2026-03-31"
    private static let amount = "a number of days such as 2.5"

    private var types: [LeaveType] = []
    private var names: [String: Int64] = [:]

    static func read(_ node: ScenarioNode) throws(ScenarioError) -> LeaveStory {
        let section = try node.section()
        try section.allowOnly(["types", "steps"])
        var reader = LeaveStoryReader()
        try reader.readTypes(section["types"])
        var steps: [LeaveStep] = []
        for item in try section["steps"]?.list() ?? [] { steps.append(try reader.step(item)) }
        guard !steps.isEmpty else { throw node.error("has no 'steps': say what happens, one thing after the other.") }
        return LeaveStory(types: reader.types, steps: steps)
    }

    /// Twice: a type may name one that is written after it.
    private mutating func readTypes(_ node: ScenarioNode?) throws(ScenarioError) {
        let entries = try node?.section().entries ?? []
        for entry in entries {
            let name = try entry.section()["name"]?.text() ?? entry.key
            types.append(LeaveType(id: ID(Int64(types.count) + 1), code: entry.key, name: name))
        }
        let codes = Dictionary(types.map { ($0.code, $0.id) }) { first, _ in first }
        for (index, entry) in entries.enumerated() {
            let section = try entry.section()
            try section.allowOnly(["name"] + LeaveRule.allCases.map(\.rawValue))
            for rule in LeaveRule.allCases {
                guard let value = section[rule.rawValue] else { continue }
                var texts: [String] = []
                for item in try value.list() { texts.append(try item.text()) }
                let text = texts.joined(separator: ", ")
                guard rule.apply(text, to: &types[index], codes: codes) else {
                    throw value.error("is \"\(text)\": write \(rule.form).")
                }
            }
            if let problem = types[index].problems().first {
                throw entry.error("contradicts itself: \(problem.sentence)")
            }
        }
    }

    private mutating func step(_ node: ScenarioNode) throws(ScenarioError) -> LeaveStep {
        let section = try node.section()
        guard let verb = section.entries.first else { throw node.error("has an empty step.") }
        switch verb.key {
        case "grant until":
            return try step(section, try value(verb), allowing: ["worked"], ["granted"]) { date throws(ScenarioError) in
                .grant(through: date, worked: try self.amount(section["worked"]) ?? .zero)
            }
        case "close":
            return try step(section, try value(verb), ["carried", "lapsed"]) { date in .close(through: date) }
        case "give", "take away", "pay out": return try change(section, verb)
        case "ask": return try ask(section, verb)
        case "cancel": return try cancel(section, verb)
        case "leaves": return try leaves(section, verb)
        case "worked rest day": return try workedRestDay(section, verb)
        case "penalty": return try penalty(section, verb)
        case "balance", "available", "projected":
            return try look(section, verb, LeaveStep.Look(rawValue: verb.key) ?? .balance)
        default:
            throw verb.error(
                "is not known here: begin a step with one of grant until, close, give, take away, pay out, ask, cancel, "
                    + "leaves, worked rest day, penalty, balance, available, projected.")
        }
    }

    private func step(
        _ section: ScenarioSection, _ date: CivilDate, allowing keys: [String] = [], _ figures: [String],
        _ deed: (CivilDate) throws(ScenarioError) -> LeaveStep.Deed
    ) throws(ScenarioError) -> LeaveStep {
        try section.allowOnly([section.entries[0].key, "refused"] + keys + figures)
        var refused: [String]?
        if let node = section["refused"] {
            refused = []
            for item in try node.list() { refused?.append(try item.text()) }
        }
        var expected: [(name: String, amount: LeaveAmount)] = []
        for name in figures {
            if let figure = try amount(section[name]) { expected.append((name, figure)) }
        }
        return LeaveStep(date: date, deed: try deed(date), refused: refused, expected: expected)
    }

    private func change(_ section: ScenarioSection, _ verb: ScenarioNode) throws(ScenarioError) -> LeaveStep {
        let amount = try verb.value(Self.amount) { LeaveAmount($0) }
        let type = try type(section)
        let until = try section["until"].map { node throws(ScenarioError) in try value(node) }
        guard let on = section["on"] else { throw verb.error("needs 'on' and the day.") }
        return try step(section, try value(on), allowing: ["type", "on", "until"], []) { date in
            switch verb.key {
            case "give": .give(amount, type, on: date, through: until)
            case "take away": .give(-amount, type, on: date, through: nil)
            default: .payOut(amount, type, on: date)
            }
        }
    }

    private mutating func ask(_ section: ScenarioSection, _ verb: ScenarioNode) throws(ScenarioError) -> LeaveStep {
        let words = try verb.text().split(separator: " ")
        guard words.count == 1 || words.count == 3 && words[1] == "to", let first = CivilDate(words[0]),
            let last = words.count == 1 ? first : CivilDate(words[2])
        else { throw verb.error("is \"\(try verb.text())\": write days such as 2026-03-02 to 2026-03-04.") }
        let number = Int64(names.count) + 1
        names[try section["as"]?.text() ?? "request \(number)"] = number
        var request = LeaveRequest(
            id: ID(number), employee: ID(1), type: try type(section), first: first, last: last, asked: first)
        request.asked = try section["asked"].map { node throws(ScenarioError) in try value(node) } ?? first
        request.startsAtNoon = try yes(section["from noon"])
        request.endsAtNoon = try yes(section["until noon"])
        request.acceptsExcess = try yes(section["agrees"])
        request.document = try section["document"]?.text() ?? ""
        if let node = section["hours"] {
            let hours = try node.value("hours such as 09:00-11:00", ScenarioWords.hours)
            request.hours = LeaveHours(from: hours.start, to: hours.end)
        }
        let (asked, waits) = (request, try yes(section["waits"]))
        let keys = [
            "type", "as", "asked", "from noon", "until noon", "agrees", "document", "hours", "waits",
        ]
        return try step(section, first, allowing: keys, ["takes", "unpaid"]) { _ in .ask(asked, waits: waits) }
    }

    private func cancel(_ section: ScenarioSection, _ verb: ScenarioNode) throws(ScenarioError) -> LeaveStep {
        let request = try self.request(verb)
        let from = try section["from"].map { node throws(ScenarioError) in try value(node) }
        let through = try section["until"].map { node throws(ScenarioError) in try value(node) }
        let date = from ?? through ?? CivilDate(daysSinceEpoch: 0)
        return try step(section, date, allowing: ["from", "until"], []) { _ in
            .cancel(request, from: from, through: through)
        }
    }

    private func leaves(_ section: ScenarioSection, _ verb: ScenarioNode) throws(ScenarioError) -> LeaveStep {
        let date = try verb.text() == "never" ? nil : try value(verb)
        let figures = ["unearned", "owed", "paid out", "forfeited", "given back"]
        return try step(section, date ?? CivilDate(daysSinceEpoch: 0), figures) { _ in .leave(on: date) }
    }

    private func workedRestDay(_ section: ScenarioSection, _ verb: ScenarioNode) throws(ScenarioError) -> LeaveStep {
        guard let type = types.first(where: { $0.kind == .compensatory }) else {
            throw verb.error("needs a type of the kind compensatory.")
        }
        let days = try amount(section["days"]) ?? .day
        return try step(section, try value(verb), allowing: ["days"], ["short"]) { date in
            .workedRestDay(date, days, type.id)
        }
    }

    private func penalty(_ section: ScenarioSection, _ verb: ScenarioNode) throws(ScenarioError) -> LeaveStep {
        let amount = try verb.value(Self.amount) { LeaveAmount($0) }
        guard let on = section["on"], let from = section["from"] else {
            throw verb.error("needs 'on' and the day, and 'from' and the types.")
        }
        var order: [ID<LeaveType>] = []
        for item in try from.list() { order.append(try item.value("one of \(codes)") { self.type(code: $0)?.id }) }
        let name = try section["named"]?.text() ?? "penalty"
        return try step(section, try value(on), allowing: ["on", "from", "named"], ["short"]) { date in
            .penalty(amount, on: date, from: order, named: name)
        }
    }

    private func look(
        _ section: ScenarioSection, _ verb: ScenarioNode, _ look: LeaveStep.Look
    ) throws(ScenarioError) -> LeaveStep {
        try step(section, try value(verb), types.map(\.code)) { date in .look(look, on: date) }
    }

    private var codes: String { types.map(\.code).joined(separator: ", ") }

    private func type(code: String) -> LeaveType? { types.first { $0.code == code } }

    /// The only one need not be named.
    private func type(_ section: ScenarioSection) throws(ScenarioError) -> ID<LeaveType> {
        guard let node = section["type"] else {
            if types.count == 1 { return types[0].id }
            throw section.owner.error("has a step without 'type': write one of \(codes).")
        }
        return try node.value("one of \(codes)") { code in type(code: code)?.id }
    }

    private func request(_ node: ScenarioNode) throws(ScenarioError) -> ID<LeaveRequest> {
        let known = names.keys.sorted().joined(separator: ", ")
        return try node.value("the name of a request: \(known)") { names[$0].map { ID($0) } }
    }

    private func value(_ node: ScenarioNode) throws(ScenarioError) -> CivilDate {
        try node.value(Self.date) { CivilDate($0) }
    }

    private func amount(_ node: ScenarioNode?) throws(ScenarioError) -> LeaveAmount? {
        guard let node else { return nil }
        return try node.value(Self.amount) { LeaveAmount($0) }
    }

    private func yes(_ node: ScenarioNode?) throws(ScenarioError) -> Bool {
        guard let node else { return false }
        return try node.value(ScenarioWords.yesOrNo) { ScenarioWords.yesOrNo($0) }
    }
}
