import Domain
import HTTPTypes
import Services
import Storage

/// Rotations: what is worked on each turn of a cycle.
extension RosterOperations {
    private static let name = Parameter.path("name", .text(1...100), "The rotation’s name.")

    static let rotationOperations: [Operation] = [
        .write(
            .post, "addRotation", "/rosters/rotations", tag, "Add a rotation", taking: rotationBody(isWhole: false),
            answering: rotation.reference, status: 201
        ) { call in
            let made = try await call.naming(fields) {
                try await call.services.rosters.addPattern(draft(call), by: call.actor)
            }
            return try await reply(made, call, status: 201)
                .header("Location", "/api/v1/rosters/rotations/\(made.name.pathEncoded)")
        }.located(),
        .get(
            "getRotation", "/rosters/rotations/{name}", tag, "One rotation", [name], answering: rotation.reference
        ) { try await reply($0.services.rosters.pattern(named: $0.path("name")), $0) }.versioned(),
        .write(
            .put, "replaceRotation", "/rosters/rotations/{name}", tag, "Change a rotation",
            [name, ShiftOperations.acceptance], taking: rotationBody(isWhole: true),
            answering: .object(
                [.init("rotation", rotation.reference, required: true)] + warningFields)
        ) { call in
            let found = try await call.services.rosters.pattern(named: call.path("name"))
            let conflicts = try await call.naming(fields) {
                let draft = try await draft(call)
                return try await call.holding([RecordKey(.rotation, found.id)]) {
                    try await call.services.rosters.updatePattern(
                        found.id, to: draft, acceptingChangedCases: call.flag(ShiftOperations.acceptance.name),
                        by: call.actor)
                }
            }
            let version = try await call.services.version(of: [RecordKey(.rotation, found.id)])
            let after = try await call.services.rosters.pattern(named: call.body.text("name") ?? found.name)
            let member = JSONValue.Member("rotation", rotation.json(try await entry(after, call)))
            return Reply.json(.object([member] + warnings(conflicts))).version(version)
        }.versioned().detailed(
            """
            The days of everybody who works by it, past ones too, are worked out anew; where other turns are to hold from \
            a date on, add a rotation and assign it from there.
            """),
        .write(
            .delete, "removeRotation", "/rosters/rotations/{name}", tag, "Remove a rotation that nobody ever worked by",
            [name], status: 204
        ) { call in
            let found = try await call.services.rosters.pattern(named: call.path("name"))
            try await call.naming(fields) {
                try await call.holding([RecordKey(.rotation, found.id)]) {
                    try await call.services.rosters.removePattern(found.id, by: call.actor)
                }
            }
            return .done
        }.versioned(),
    ]

    private static let fields = ["pattern": "name"]

    private static func rotationBody(isWhole: Bool) -> Schema {
        .object([
            .init("name", .filled(100), required: true),
            .init("unit", CaseWords.schema(RotationPattern.Unit.self), required: isWhole, "`day` unless said."),
            .init(
                "turns", .list(.list(.text(1...200), atLeast: 1, atMost: 7), atLeast: 1, atMost: 366), required: true,
                "What is worked on each, `G`, `A+B`, `off`, `G:company`: one day, or seven of a week or a month."),
            .init("first", .date, required: true, "The first day of a first turn."),
            .init("weekStart", CaseWords.schema(Weekday.self), required: isWhole, "Else where those of the limits do."),
            .init(
                "offs", .list(ShiftOperations.weeklyOff, atMost: 7), required: isWhole,
                "Offs of its own, whatever the turn."),
        ])
    }

    private static func draft(_ call: Call) async throws -> RotationDraft {
        let body = call.body
        let usual = try await call.services.rosters.limits().weekStart
        let turns = (body["turns"]?.elements ?? []).map { ($0.elements ?? []).compactMap(\.string) }
        return RotationDraft(
            name: body.text("name") ?? "", unit: CaseWords.read(body.text("unit")) ?? .day, turns: turns,
            anchor: try body.required(date: "first"), weekStart: CaseWords.read(body.text("weekStart")) ?? usual,
            offs: (body["offs"]?.elements ?? []).map { WeeklyOff($0) })
    }

    private static func entry(_ pattern: RotationPattern, _ call: Call) async throws -> RotationEntry {
        let shifts = try await call.services.shifts.list()
        let codes = Dictionary(uniqueKeysWithValues: shifts.map { ($0.id, $0.code) })
        return RotationEntry(pattern: pattern, draft: RotationDraft(pattern, codes: codes))
    }

    private static func reply(_ pattern: RotationPattern, _ call: Call, status: Int = 200) async throws -> Reply {
        // Before what it is the version of: newer content under an older one costs another read, the other way a change.
        let version = try await call.services.version(of: [RecordKey(.rotation, pattern.id)])
        let now = try await call.services.rosters.patterns().first { $0.id == pattern.id } ?? pattern
        return Reply.json(rotation.json(try await entry(now, call)), status: status).version(version)
    }
}
