import Domain
import HTTPTypes
import Services

/// Who works when: rotations, whom they are for, single days, and swaps.
enum RosterOperations {
    static let tag = "Rosters"

    static let row = Resource<RosterSheet.Row>(
        "RosterRow",
        [
            .init("employee", .filledText, "A code.") { .string($0.employee.code) },
            .init("name", .filledText) { .string($0.employee.name) },
            .init("days", .list(cell, atMost: mostDays)) { .array($0.cells.map { json($0) }) },
        ])
    private static let rows = Listing(row, in: "employee") { .string($0.employee.code) }

    /// A conflict, and whose it is.
    struct ConflictEntry: Sendable {
        var conflict: RosterConflict
        var employee: String
    }

    static let conflict = Resource<ConflictEntry>(
        "RosterConflict",
        [
            .init("employee", .text, "A code.") { .string($0.employee) },
            .init("from", .date) { .string($0.conflict.days.lowerBound.description) },
            .init("to", .date) { .string($0.conflict.days.upperBound.description) },
            .init("kind", CaseWords.schema(RosterConflict.Kind.self)) { CaseWords.word($0.conflict.kind) },
            .init("reaction", CaseWords.schema(RosterLimits.Reaction.self), "To a change that brings it.") {
                CaseWords.word($0.conflict.reaction)
            },
            .init("sentence", .sentence, "Whom it is about, when and what.") { .string($0.conflict.sentence) },
        ])
    private static let conflicts = Listing(conflict, in: "employee,from") { entry in
        .array([
            .string(entry.employee), .string("\(entry.conflict.days.lowerBound)"), .string(entry.conflict.sentence),
        ])
    }

    static let rotation = Resource<RotationEntry>(
        "Rotation",
        [
            .init("name", .filledText) { .string($0.pattern.name) },
            .init("unit", CaseWords.schema(RotationPattern.Unit.self), "How long a turn lasts.") {
                CaseWords.word($0.pattern.unit)
            },
            .init("cycle", .filledText, "In words: `4-day cycle`.") { .string($0.pattern.cycle) },
            .init(
                "turns", .list(.list(.text, atMost: 7)),
                "What is worked on each: one day, or seven from the first day of the week on."
            ) { turns($0) },
            .init("first", .date, "The first day of a first turn.") { .string($0.pattern.anchor.description) },
            .init("weekStart", CaseWords.schema(Weekday.self)) { CaseWords.word($0.pattern.weekStart) },
            .init("offs", .list(ShiftOperations.weeklyOff, atMost: 7), "Offs of its own, whatever the turn.") {
                .array($0.pattern.offs.map { ShiftOperations.json($0) })
            },
        ])
    private static let rotations = Listing(rotation, in: "name") { .string($0.pattern.name) }

    /// A rotation as people write it.
    struct RotationEntry: Sendable {
        var pattern: RotationPattern
        var draft: RotationDraft
    }

    static let schemas = [
        (row.name, row.schema), (conflict.name, conflict.schema), (assignment.name, assignment.schema),
        (rotation.name, rotation.schema), (swap.name, swap.schema),
    ]

    static let all: [Operation] =
        sheetOperations + rotationOperations + assignmentOperations + dayOperations + swapOperations

    /// Of a sheet.
    private static let mostDays = 62
    /// Sentences of an answer; a change of the company’s roster may bring one for each person.
    private static let mostWarnings = 100

    private static let cell = Schema.object([
        .init("date", .date, required: true),
        .init(
            "text", .text, required: true,
            "`G`, `A+B`; `WO`: a day off, `H`: a holiday, `NS`: no roster says anything; empty: not employed."),
        .init("source", .sentence, required: true, "Which roster says so; empty where none does."),
    ])

    private static func json(_ cell: RosterSheet.Cell) -> JSONValue {
        .object([
            .init("date", .string(cell.date.description)), .init("text", .string(cell.text)),
            .init("source", .string(cell.source)),
        ])
    }

    private static func turns(_ entry: RotationEntry) -> JSONValue {
        .array(entry.draft.turns.map { turn -> JSONValue in .array(turn.map { .string($0) }) })
    }
}

extension RosterOperations {
    private static let range: [Parameter] = [
        .query("from", .date, "Today, unless one of the two is named."),
        .query("to", .date, "The last day; the first alone unless said."),
        .query("department", .text(1...200)), .query("employee", .code, "A code."),
    ]

    private static let sheetOperations: [Operation] = [
        .get(
            "getRosterSheet", "/rosters/sheet", tag, "Who works when", rows.parameters + range, answering: rows.schema
        ) { call in
            let (days, person) = (try await call.days(atMost: mostDays), try await call.filteredEmployee())
            let sheet = try await call.services.rosters.sheet(
                days, department: call.text("department"), employee: person?.id, by: call.actor)
            return try rows.reply(sheet.rows, to: call)
        },
        .get(
            "listRosterConflicts", "/rosters/conflicts", tag, "Where the roster strains a limit",
            conflicts.parameters + range, answering: conflicts.schema
        ) { call in
            let (days, person) = (try await call.days(atMost: mostDays), try await call.filteredEmployee())
            let found = try await call.services.rosters.check(
                days, department: call.text("department"), employee: person?.id, by: call.actor)
            let codes = try await CodeBook(call)
            return try conflicts.reply(
                found.map { ConflictEntry(conflict: $0, employee: codes.code($0.employee)) }, to: call)
        },
        .get(
            "listRotations", "/rosters/rotations", tag, "The rotations", rotations.parameters,
            answering: rotations.schema
        ) { call in
            let shifts = try await call.services.shifts.list()
            let codes = Dictionary(uniqueKeysWithValues: shifts.map { ($0.id, $0.code) })
            let patterns = try await call.services.rosters.patterns()
            return try rotations.reply(
                patterns.map { RotationEntry(pattern: $0, draft: RotationDraft($0, codes: codes)) }, to: call)
        },
    ]
}

extension RosterOperations {
    /// What a change brings that a limit warns of.
    static let warningFields: [Schema.Property] = [
        .init("warnings", .list(.sentence, atMost: mostWarnings), required: true, "What a limit warns of."),
        .init("moreWarnings", .count, required: true, "How many there are beside these; see /rosters/conflicts."),
    ]

    static func warnings(_ conflicts: [RosterConflict]) -> [JSONValue.Member] {
        let shown = conflicts.prefix(mostWarnings)
        return [
            .init("warnings", .array(shown.map { .string($0.sentence) })),
            .init("moreWarnings", JSONValue(conflicts.count - shown.count)),
        ]
    }

    private static let dayOperations: [Operation] = [
        .write(
            .put, "setRosterDays", "/employees/{code}/roster-days", tag,
            "Say what one person works on single days, whatever the roster says",
            [EmployeeOperations.code, ShiftOperations.acceptance],
            taking: .object([
                .init("from", .date, required: true), .init("to", .date, "The last day; the first alone unless said."),
                .init("day", .filled(200), required: true, "`G`, `A+B`, `off`, `G:company`."),
                .init("reason", .filled(400), required: true, "Whoever looks at the day is told."),
            ]), answering: .object(warningFields)
        ) { call in
            let person = try await call.employee()
            let days = try days(call.body)
            let day = try await call.services.rosters.day(call.body.text("day") ?? "")
            let conflicts = try await call.services.rosters.override(
                person.id, on: days, with: day, reason: call.body.text("reason") ?? "",
                acceptingChangedCases: call.flag(ShiftOperations.acceptance.name), by: call.actor)
            return .json(.object(warnings(conflicts)))
        }.detailed("A shift makes the day a working day, also where it would be off; a holiday stays one."),
        .write(
            .delete, "clearRosterDays", "/employees/{code}/roster-days", tag, "Let the roster hold again on days",
            [
                EmployeeOperations.code, .query("from", .date, required: true),
                .query("to", .date, "The last day; the first alone unless said."), ShiftOperations.acceptance,
            ],
            answering: .object(
                [.init("cleared", .count, required: true, "How many days had something of their own.")] + warningFields)
        ) { call in
            let person = try await call.employee()
            let days = try await call.days(atMost: 366)
            let (count, conflicts) = try await call.services.rosters.clearOverrides(
                of: person.id, on: days, acceptingChangedCases: call.flag(ShiftOperations.acceptance.name),
                by: call.actor)
            return .json(.object([.init("cleared", JSONValue(count))] + warnings(conflicts)))
        },
    ]

    /// - Throws: ``ServiceError/invalid(_:)`` where they end before they begin.
    private static func days(_ body: JSONValue) throws -> ClosedRange<CivilDate> {
        let first = body.date("from") ?? CivilDate(daysSinceEpoch: 0)
        let last = body.date("to") ?? first
        guard first <= last else {
            throw ServiceError.invalid([
                FieldProblem(field: "to", sentence: "It ends on \(last), before it begins on \(first).")
            ])
        }
        return first...last
    }
}
