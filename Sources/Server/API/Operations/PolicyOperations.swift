import Domain
import HTTPTypes
import Services
import Storage

/// The rules by which days are judged, under names, and for whom they hold.
enum PolicyOperations {
    private static let tag = ShiftOperations.tag
    private static let name = Parameter.path("name", .text(1...100), "The policy’s name.")

    struct Rules: Sendable {
        var policy: NamedPolicy
    }

    private static let rules = Resource<Rules>(
        "PolicyRules",
        [
            .init("name", .filledText) { .string($0.policy.name) },
            .init(
                "rules",
                .list(
                    .object([
                        .init("rule", .text, required: true), .init("text", .sentence, required: true),
                    ])), "All of them in words."
            ) { row in
                .array(
                    PolicyParameter.all.map {
                        ["rule": .string($0.label), "text": .string($0.words(in: row.policy.rules))]
                    })
            },
        ])

    static let schemas = [(rules.name, rules.schema)]

    static let all: [Operation] = ruleOperations + assignmentOperations

    private static let ruleOperations: [Operation] = [
        .write(
            .post, "addPolicy", "/policies", tag, "Add a policy", taking: .object(body(["name"]) + [preset]),
            answering: rules.reference, status: 201
        ) { call in
            let start = call.body.text("preset").flatMap { PolicyPreset.named($0) }?.policy
            let made = try await call.namingRules {
                try await call.services.policies.add(
                    call.body.text("name") ?? "", changed(start ?? AttendancePolicy(), by: call.body), by: call.actor)
            }
            return try await reply(made, call, status: 201)
                .header("Location", "/api/v1/policies/\(made.name.pathEncoded)")
        }.located().detailed("It holds for nobody until it is assigned."),
        .get("getPolicy", "/policies/{name}", tag, "One policy, with its rules", [name], answering: rules.reference) {
            try await reply($0.policy(), $0)
        }.versioned(),
        .write(
            .patch, "changePolicy", "/policies/{name}", tag, "Change what is given of a policy",
            [name, ShiftOperations.acceptance], taking: .object(body([])), answering: rules.reference
        ) { call in
            let found = try await call.policy()
            let after = try await call.namingRules {
                let wanted = try changed(found.rules, by: call.body)
                return try await call.holding([RecordKey(.namedPolicy, found.id)]) {
                    try await call.services.policies.update(
                        found.id, name: call.body.text("name") ?? found.name, to: wanted,
                        acceptingChangedCases: call.flag(ShiftOperations.acceptance.name), by: call.actor)
                }
            }
            return try await reply(after, call)
        }.versioned().detailed(
            """
            The days for which it holds, past ones too, are worked out by the new rules; where they are to hold from a \
            date on, add a policy and assign it from there.
            """),
        .write(
            .delete, "removePolicy", "/policies/{name}", tag, "Remove a policy that never held for anybody", [name],
            status: 204
        ) { call in
            let found = try await call.policy()
            try await call.holding([RecordKey(.namedPolicy, found.id)]) {
                try await call.naming(["policy": "name"]) {
                    try await call.services.policies.remove(found.id, by: call.actor)
                }
            }
            return .done
        }.versioned(),
    ]

    private static let preset = Schema.Property(
        "preset", .words(PolicyPreset.all.map(\.name)), "Begin with the rules of another system.")

    private static func body(_ required: Set<String>) -> [Schema.Property] {
        [
            .init("name", .filled(100), required: required.contains("name")),
            .init(
                "rules",
                .list(
                    .object([
                        .init("rule", .words(PolicyParameter.all.map(\.label)), required: true),
                        .init("text", .text(0...200), required: true, "`10 min`, `yes` (docs/rules.md)."),
                    ]), atMost: 200), "As the answers have them; what is not given stays."),
        ]
    }

    /// - Throws: ``ServiceError/invalid(_:)`` that names each rule that cannot be read and what may stand there.
    private static func changed(_ before: AttendancePolicy, by body: JSONValue) throws -> AttendancePolicy {
        var policy = before
        var problems: [FieldProblem] = []
        let given = RuleTexts(body).texts
        for parameter in PolicyParameter.all {
            guard let text = given[parameter.label], !parameter.read(argument: text, into: &policy) else { continue }
            problems.append(
                FieldProblem(
                    field: parameter.label, sentence: "“\(parameter.label)” is “\(text)”: write \(parameter.hint)."))
        }
        if !problems.isEmpty { throw ServiceError.invalid(problems) }
        return policy
    }

    private static func reply(_ policy: NamedPolicy, _ call: Call, status: Int = 200) async throws -> Reply {
        // Before what it is the version of: newer content under an older one costs another read, the other way a change.
        let version = try await call.services.version(of: [RecordKey(.namedPolicy, policy.id)])
        let now = try await call.services.policies.list().first { $0.policy.id == policy.id }?.policy ?? policy
        return Reply.json(rules.json(Rules(policy: now)), status: status).version(version)
    }
}

extension PolicyOperations {
    private static let scope: [Schema.Property] = [
        .init("employee", .code), .init("shift", .text(1...32), "A code."), .init("department", .filled(200)),
        .init("location", .filled(200)),
    ]

    private static let assignmentOperations: [Operation] = [
        .write(
            .post, "assignPolicy", "/policies/{name}/assignments", tag, "Say for whom a policy holds",
            [name, ShiftOperations.acceptance],
            taking: .object(
                scope + [.init("from", .date, required: true), .init("to", .date, "Until further notice unless said.")]),
            status: 204
        ) { call in
            try call.actor.hasSome(.changeShifts)
            let found = try await call.policy()
            let scope = try await call.scope { call.body.text($0) }
            try await call.naming(["scope": "employee"]) {
                try await call.services.policies.assign(
                    PolicyAssignment(
                        policy: found.id, scope: scope, from: call.body.required(date: "from"),
                        to: call.body.date("to")),
                    acceptingChangedCases: call.flag(ShiftOperations.acceptance.name), by: call.actor)
            }
            return .done
        }.detailed(
            """
            Of one of employee, shift, department and location, or, without any of them, of the company. A narrower one \
            goes before a wider one.
            """),
        .write(
            .delete, "unassignPolicy", "/policy-assignments", tag,
            "Say from which day on no policy of their own holds for some",
            [
                .query("from", .date, "The first day without it.", required: true), ShiftOperations.acceptance,
                .query("employee", .code),
                .query("shift", .text(1...32)), .query("department", .text(1...200)),
                .query("location", .text(1...200)),
            ], answering: .object([.init("ended", .boolean, required: true, "False: there was nothing to end.")])
        ) { call in
            try call.actor.hasSome(.changeShifts)
            let scope = try await call.scope { call.text($0) }
            let today = try await call.services.attendance.currentDate()
            let isEnded = try await call.services.policies.unassign(
                scope, from: call.date("from") ?? today,
                acceptingChangedCases: call.flag(ShiftOperations.acceptance.name), by: call.actor)
            return .json(["ended": .bool(isEnded)])
        },
    ]
}

extension Call {
    /// The policy of the path.
    fileprivate func policy() async throws -> NamedPolicy {
        guard let found = try await services.policies.find(name: path("name")) else {
            throw StorageError.notFound("policy “\(path("name"))”")
        }
        return found.policy
    }

    /// With the place in the body where the rule stands that is wrong.
    fileprivate func namingRules<T: Sendable>(_ run: () async throws -> T) async throws -> T {
        try await naming(RuleTexts(body).places, run)
    }

    /// - Throws: ``ServiceError/invalid(_:)`` where more than one is named.
    fileprivate func scope(_ named: (String) -> String?) async throws -> Scope {
        switch (named("employee"), named("shift"), named("department"), named("location")) {
        case (nil, nil, nil, nil): return .company
        case (let code?, nil, nil, nil): return .employee(try await employee(code).id)
        case (nil, let code?, nil, nil):
            guard let shift = try await services.shifts.find(code: code) else {
                throw ServiceError.unknownShift(code: code)
            }
            return .shift(shift.id)
        case (nil, nil, let name?, nil): return .department(name.trimmed)
        case (nil, nil, nil, let name?): return .location(name.trimmed)
        default:
            throw ProblemDocument.invalid(
                "employee", "Name one of employee, shift, department and location, or none of them for the company.")
        }
    }
}
