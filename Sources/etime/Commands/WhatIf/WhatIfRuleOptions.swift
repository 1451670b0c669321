import ArgumentParser
import Domain
import Services

/// Whose rules would be others, and for whom a policy would hold.
struct WhatIfRuleOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The shift that the rules below would change.", valueName: "code"))
    var shift: String?

    @Option(help: ArgumentHelp("Other hours of that shift, as 09:00-18:00.", valueName: "from-to"))
    var hours: HoursArgument?

    @Option(help: ArgumentHelp("The named policy that the rules below would change.", valueName: "name"))
    var policy: String?

    @Option(
        help: ArgumentHelp(
            "A policy that there is not yet, with the rules below; --assign-policy says for whom.", valueName: "name"))
    var newPolicy: String?

    @Option(
        help: ArgumentHelp(
            "For whom a policy would hold, as \"Office=department Press\"; may be given again.",
            valueName: "policy=whom"))
    var assignPolicy: [ForWhomArgument] = []

    func validate() throws {
        guard [shift, policy, newPolicy].count(where: { $0 != nil }) > 1 else { return }
        throw ValidationError("Give one of --shift, --policy and --new-policy: the rules change one of them.")
    }

    /// - Parameter rules: for the one that is named here.
    func changes(
        _ rules: ShiftRuleOptions, _ services: Services, _ days: ClosedRange<CivilDate>, _ actor: Actor
    ) async throws -> [WhatIfChange] {
        var changes: [WhatIfChange] = []
        if let shift {
            let found = try await services.shift(shift)
            var draft = ShiftDraft(found)
            if let hours { (draft.start, draft.end) = (hours.start, hours.end) }
            rules.apply(to: &draft)
            changes.append(.shift(found.id, draft))
        } else if hours != nil || rules.times.isGiven {
            throw ValidationError("Hours, breaks and short days are a shift's: name it with --shift.")
        }
        if let changed = try await changedPolicy(services) {
            var policy = changed
            rules.policy.apply(to: &policy.rules)
            changes.append(.policy(policy))
        } else if shift == nil, rules.policy.isGiven {
            throw ValidationError("Say whose rules would change, with --shift, --policy or --new-policy.")
        }
        for item in assignPolicy {
            let scope = try await item.scope(services, actor, takesShifts: true)
            changes.append(
                .assignedPolicy(
                    item.name, scope, from: item.from ?? days.lowerBound,
                    to: item.to ?? (item.from == nil ? days.upperBound : nil)))
        }
        return changes
    }

    private func changedPolicy(_ services: Services) async throws -> NamedPolicy? {
        if let policy { return try await services.policy(policy).policy }
        return newPolicy.map { NamedPolicy(id: ID(0), name: $0, rules: AttendancePolicy()) }
    }
}

/// `Office=department Press from 2026-11-16 to 2026-11-20`: what, for whom, and when.
struct ForWhomArgument: ExpressibleByArgument {
    var name: String
    private var whom: [Substring]
    var from: CivilDate?
    var to: CivilDate?

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        let words = parts[1].split(separator: " ")[...]
        guard let end = words.indices.dropFirst().first(where: { ScenarioWords.span(words[$0...]) != nil }) else {
            guard !words.isEmpty else { return nil }
            (name, whom) = (String(parts[0]), Array(words))
            return
        }
        let span = ScenarioWords.span(words[end...])
        (name, whom) = (String(parts[0]), Array(words[..<end]))
        from = span.flatMap { $0.from == .distantPast ? nil : $0.from }
        to = span?.to
    }

    /// - Throws: `ValidationError` for words that name nobody.
    func scope(_ services: Services, _ actor: Actor, takesShifts: Bool) async throws -> Scope {
        let rest = whom.dropFirst().joined(separator: " ")
        switch (whom[0], rest.isEmpty) {
        case ("company", true): return .company
        case ("department", false): return .department(rest)
        case ("location", false): return .location(rest)
        case ("shift", false) where takesShifts: return .shift(try await services.shift(rest).id)
        case ("employee", false): return .employee(try await services.employee(rest, by: actor).id)
        case (let code, true): return .employee(try await services.employee(String(code), by: actor).id)
        default:
            throw ValidationError(
                "“\(whom.joined(separator: " "))” is nobody: write an employee's code, company, “location Pune”"
                    + (takesShifts ? ", “department Press” or “shift G”." : " or “department Press”."))
        }
    }
}
