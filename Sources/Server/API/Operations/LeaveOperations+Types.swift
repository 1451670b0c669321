import Domain
import HTTPTypes
import Services
import Storage

/// Types of leave, by the words of their rules.
extension LeaveOperations {
    private static let code = Parameter.path("code", .text(1...32), "The type’s code.")

    static let typeOperations: [Operation] = [
        .write(
            .post, "addLeaveType", "/leave/types", tag, "Add a type of leave", taking: typeBody(["code", "name"]),
            answering: leaveType.reference, status: 201
        ) { call in
            let today = try await call.services.attendance.currentDate()
            // Grants begin with the calendar year that is going on, unless it is said.
            let first = CivilDate(clamping: 1, month: 1, year: today.year)
            let type = LeaveType(id: ID(0), code: "", name: "", grantsFrom: first)
            let added = try await naming(call) {
                try await call.services.leave.add(changed(type, by: call), by: call.actor)
            }
            return try await reply(added, call, status: 201)
                .header("Location", "/api/v1/leave/types/\(added.code.pathEncoded)")
        }.located().detailed("A rule that is not given is as such types have it; “none” takes one away."),
        .get("getLeaveType", "/leave/types/{code}", tag, "One type of leave", [code], answering: leaveType.reference) {
            try await reply(find($0), $0)
        }.versioned(),
        .write(
            .patch, "changeLeaveType", "/leave/types/{code}", tag, "Change what is given of a type of leave", [code],
            taking: typeBody([]), answering: leaveType.reference
        ) { call in
            let found = try await find(call)
            let after = try await naming(call) {
                let after = try await changed(found, by: call)
                try await call.holding([RecordKey(.leaveType, found.id)]) {
                    try await call.services.leave.update(after, by: call.actor)
                }
                return after
            }
            return try await reply(call.services.leave.type(code: after.code) ?? after, call)
        }.versioned().detailed("What was granted and taken stays; from now on the new rules hold."),
        .write(
            .post, "addStarterLeaveTypes", "/leave/starter-types", tag, "Add the types that most companies have",
            answering: .object([.init("items", .list(leaveType.reference), required: true, "Those added.")])
        ) { call in
            let added = try await call.services.leave.addStarterTypes(by: call.actor)
            let codes = try await codes(call)
            return .json(["items": .array(added.map { leaveType.json(TypeEntry(type: $0, codes: codes)) })])
        }.detailed("A code that is there already is left as it is."),
    ]

    private static func typeBody(_ required: Set<String>) -> Schema {
        .object([
            .init("code", .filled(8), required: required.contains("code"), "Short, as it stands in a muster roll."),
            .init("name", .filled(60), required: required.contains("name")),
            .init(
                "rules",
                .list(
                    .object([
                        .init("rule", .words(LeaveRule.allCases.map(\.rawValue)), required: true),
                        .init("text", .text(0...200), required: true, "`18 by month`, `10`, `yes` (docs/rules.md)."),
                    ]), atMost: 100), "As the answers have them; what is not given stays."),
        ])
    }

    private static func find(_ call: Call) async throws -> LeaveType {
        guard let found = try await call.services.leave.type(code: call.path("code")) else {
            throw ServiceError.unknownLeaveType(code: call.path("code"))
        }
        return found
    }

    private static func changed(_ type: LeaveType, by call: Call) async throws -> LeaveType {
        var type = type
        type.code = call.body.text("code") ?? type.code
        type.name = call.body.text("name") ?? type.name
        let given = RuleTexts(call.body)
        let rules = given.texts.compactMap { name, text in LeaveRule(rawValue: name).map { ($0, text) } }
        try type.apply(Dictionary(rules) { _, last in last }, among: try await call.services.leave.types())
        return type
    }

    /// With the place in the body where the rule stands that is wrong.
    private static func naming<T: Sendable>(_ call: Call, _ body: () async throws -> T) async throws -> T {
        try await call.naming(RuleTexts(call.body).places, body)
    }

    private static func codes(_ call: Call) async throws -> [ID<LeaveType>: String] {
        let all = try await call.services.leave.types()
        return Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0.code) })
    }

    private static func reply(_ type: LeaveType, _ call: Call, status: Int = 200) async throws -> Reply {
        // Before what it is the version of: newer content under an older one costs another read, the other way a change.
        let version = try await call.services.version(of: [RecordKey(.leaveType, type.id)])
        let now = try await call.services.leave.types().first { $0.id == type.id } ?? type
        return Reply.json(leaveType.json(TypeEntry(type: now, codes: try await codes(call))), status: status)
            .version(version)
    }
}

/// The rules of a body, by their names, and where each of them stands.
struct RuleTexts {
    let texts: [String: String]
    /// `rules[2].text`
    let places: [String: String]

    init(_ body: JSONValue) {
        let given = body["rules"]?.elements ?? []
        let pairs = given.map { ($0.text("rule") ?? "", $0.text("text") ?? "") }
        texts = Dictionary(pairs) { _, last in last }
        places = Dictionary(pairs.enumerated().map { ($1.0, "rules[\($0)].text") }) { _, last in last }
    }
}
