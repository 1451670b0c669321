import Domain
import HTTPTypes
import Services

/// What the days came to.
enum AttendanceOperations {
    private static let tag = "Attendance"

    static let day = Resource<DayRow>(
        "Day",
        [
            .init("employee", .text, "The code.") { .string($0.employee.code) },
            .init("name", .text) { .string($0.employee.name) },
            .init("date", .date) { .string($0.result.date.description) },
            .init("department", .text, "On that day.") { .string($0.department) },
            .init("shift", .nullable(.text), "The code; null: none.") {
                $0.shiftCode.isEmpty ? .null : .string($0.shiftCode)
            },
            .init("status", .text, "As in the muster roll: `P`, `½CL ½P`.") { .string($0.statusCode) },
            .init("in", .nullable(.moment), "By the terminal’s clock.") { row in
                JSONValue(row.firstIn.map { Moment.text($0, offset: row.result.firstInOffset) })
            },
            .init("out", .nullable(.moment)) { row in
                JSONValue(row.lastOut.map { Moment.text($0, offset: row.result.lastOutOffset) })
            },
            .init("work", .seconds, "Seconds.") { JSONValue($0.work) },
            .init("breakTime", .seconds, "Seconds.") { JSONValue($0.result.breakTime) },
            .init("late", .seconds, "Seconds.") { JSONValue($0.late) },
            .init("early", .seconds, "Seconds.") { JSONValue($0.early) },
            .init("overtime", .seconds, "Seconds.") { JSONValue($0.overtime) },
            .init("payableOvertime", .seconds, "Seconds.") { JSONValue($0.result.payableOvertime) },
            .init("punches", .count) { .integer(Int64($0.result.punchCount)) },
            .init("flags", .list(.words(DayFlags.names.map(\.name)))) { .array($0.flags.words.map { .string($0) }) },
            .init("isFinal", .boolean, "False: punches that still arrive may change it.") { .bool(!$0.isProvisional) },
        ])

    static let schemas = [(day.name, day.schema), (explanation.name, explanation.schema)] + monthSchemas

    private static let paging: [Parameter] = [
        .limit, .cursor, day.fieldsParameter,
    ]

    static let all: [Operation] = dayOperations + monthOperations

    private static let dayOperations: [Operation] = [
        .get(
            "listDays", "/attendance/days", tag, "Days of people within reach, by code and date",
            [
                .query("from", .date, "Today unless said."),
                .query("to", .date, "`from` unless said; at most 400 days."),
                .query("employee", .code), .query("department", .text(1...120)), .query("location", .text(1...120)),
            ] + paging,
            answering: .page(day.name)
        ) { try await DayAnswer($0).reply() }.lasting().detailed(
            "As application/x-ndjson or text/csv all of them are sent, which the journal keeps."),
        .get(
            "explainDay", "/attendance/days/{code}/{date}/explanation", tag, "Why a day came to what it did",
            [EmployeeOperations.code, .path("date", .date)], answering: explanation.reference
        ) { call in
            let employee = try await call.employee()
            guard let date = call.date("date") else { throw ProblemDocument.noSuchPath }
            return .json(
                explanation.json(try await call.services.attendance.explain(employee.id, on: date, by: call.actor)))
        },
        .write(
            .post, "recompute", "/attendance/recompute", tag, "Work days out again",
            taking: .object([.init("from", .date, required: true), .init("to", .date, required: true)]),
            answering: .object([.init("days", .count, required: true)])
        ) { call in
            guard let first = call.body.date("from"), let last = call.body.date("to"), first <= last, last - first < 400
            else {
                throw ProblemDocument.invalid([
                    FieldProblem(field: "to", sentence: "It ends at most 400 days after it begins, and not before.")
                ])
            }
            let days = try await call.services.attendance.recompute(first...last, by: call.actor)
            return .json(["days": JSONValue(days)])
        },
    ]

    private static let explanation = Resource<DayExplanation>(
        "DayExplanation",
        [
            .init("employee", .text) { .string($0.employee.code) },
            .init("date", .date) { .string($0.trace.date.description) },
            .init("status", .text) { .string($0.trace.result.code($0.leaveCodes)) },
            .init("work", .seconds, "Seconds.") { JSONValue($0.trace.result.work) },
            .init(
                "steps",
                .list(
                    .object([
                        .init("code", .text, required: true, "Stays the same in later versions."),
                        .init("rule", .nullable(.text), required: true), .init("text", .sentence, required: true),
                    ]), atMost: 10_000), "How it was worked out, step by step."
            ) { explanation in
                .array(
                    explanation.trace.entries.map { entry in
                        [
                            "code": .string(entry.code.rawValue), "rule": JSONValue(entry.rule),
                            "text": .string(entry.text),
                        ]
                    })
            },
            .init("hints", .list(.sentence), "What may be missing.") { .array($0.hints.map { .string($0) }) },
            .init("history", .list(.sentence, atMost: 10_000), "How the day has changed since it was final.") {
                .array($0.history.map { .string($0) })
            },
        ])
}

extension DayFlags {
    static let names: [(flag: DayFlags, name: String)] = [
        (.missingIn, "missingIn"), (.missingOut, "missingOut"), (.provisional, "provisional"),
        (.manualPunch, "manualPunch"), (.clockChange, "clockChange"), (.quarantined, "quarantined"),
        (.inside, "inside"), (.night, "night"), (.outsideWindow, "outsideWindow"), (.sandwich, "sandwich"),
        (.leaveConflict, "leaveConflict"), (.halfHoliday, "halfHoliday"), (.optionalHoliday, "optionalHoliday"),
        (.onDuty, "onDuty"), (.workFromHome, "workFromHome"), (.coreHoursMissed, "coreHoursMissed"),
    ]

    var words: [String] { isEmpty ? [] : Self.names.filter { contains($0.flag) }.map(\.name) }
}
