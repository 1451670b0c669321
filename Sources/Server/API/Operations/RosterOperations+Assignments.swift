import Domain
import HTTPTypes
import Services

// Which shift or rotation somebody, a department, a location or the company works.
extension RosterOperations {
    /// An assignment with the names that it refers to by number.
    struct AssignmentEntry: Sendable {
        var assignment: RosterAssignment
        var rotation: String?
        var codes: CodeBook
    }

    static let assignment = Resource<AssignmentEntry>(
        "RosterAssignment",
        [
            .init("layer", CaseWords.schema(RosterLayer.self), "The narrower wins.") {
                CaseWords.word($0.assignment.layer)
            },
            .init("employee", .nullable(.text), "A code.") { $0.codes.employee($0.assignment.scope) },
            .init("department", .nullable(.text)) { $0.codes.department($0.assignment.scope) },
            .init("location", .nullable(.text)) { $0.codes.location($0.assignment.scope) },
            .init("shift", .nullable(.text), "A code; null: a rotation is worked.") { entry in
                JSONValue(entry.assignment.shift.map { entry.codes.code($0) })
            },
            .init("rotation", .nullable(.text), "A name; null: one shift is worked.") { JSONValue($0.rotation) },
            .init("from", .date) { .string($0.assignment.from.description) },
            .init("to", .nullable(.date), "The last day; null: until further notice.") {
                JSONValue($0.assignment.to?.description)
            },
        ])
    private static let assignments = Listing(assignment) {
        .array([JSONValue(Int($0.assignment.layer.rawValue)), .integer($0.assignment.id.rawValue)])
    }

    private static let body = Schema.object([
        .init("employee", .nullable(.code), "A code."), .init("department", .nullable(.filled(200))),
        .init("location", .nullable(.filled(200))), .init("shift", .nullable(.text(1...8)), "A code."),
        .init("rotation", .nullable(.text(1...100)), "A name."), .init("from", .date, required: true),
        .init("to", .nullable(.date), "The last day; null, or left out: until further notice."),
        .init("alongside", .boolean, "Beside what is assigned already, as a further shift on the same days."),
    ])

    private static let scopeParameters: [Parameter] = [
        .query("employee", .code, "A code."), .query("department", .text(1...200)),
        .query("location", .text(1...200)), .query("from", .date, "The first day without it.", required: true),
    ]

    private static let ended = Schema.Property(
        "ended", .boolean, required: true, "False: there was nothing to end.")

    static let assignmentOperations: [Operation] = [
        .get(
            "listRosterAssignments", "/rosters/assignments", tag, "What is assigned to whom, narrow to wide",
            assignments.parameters, answering: assignments.schema
        ) { call in
            let all = try await call.services.rosters.assignments(by: call.actor)
            let codes = try await CodeBook(call)
            let patterns = try await call.services.rosters.patterns()
            let names = Dictionary(uniqueKeysWithValues: patterns.map { ($0.id, $0.name) })
            let entries = all.map { assignment in
                AssignmentEntry(
                    assignment: assignment, rotation: assignment.pattern.map { names[$0] ?? "" }, codes: codes)
            }
            return try assignments.reply(entries, to: call)
        },
        .write(
            .post, "assignRoster", "/rosters/assignments", tag, "Assign a shift or a rotation",
            [ShiftOperations.acceptance], taking: body, answering: .object(warningFields)
        ) { call in
            let duty = try await duty(call)
            let scope = try await scope(
                call, call.body.text("employee"), call.body.text("department"), call.body.text("location"))
            let first = call.body.date("from") ?? CivilDate(daysSinceEpoch: 0)
            let conflicts = try await call.services.rosters.assign(
                duty, to: scope, from: first, through: call.body.date("to"),
                alongside: call.body["alongside"]?.bool ?? false,
                acceptingChangedCases: call.flag(ShiftOperations.acceptance.name), by: call.actor)
            return .json(.object(warnings(conflicts)))
        }.detailed(
            """
            To one of employee, department and location, or, without any of them, to the whole company; either a shift or \
            a rotation. What was assigned to the same before ends the day before; single days of people, and what is \
            assigned to narrower, stay.
            """),
        .write(
            .delete, "unassignRoster", "/rosters/assignments", tag, "End what is assigned",
            scopeParameters + [ShiftOperations.acceptance], answering: .object([ended] + warningFields)
        ) { call in
            let scope = try await scope(call, call.text("employee"), call.text("department"), call.text("location"))
            let today = try await call.services.attendance.currentDate()
            let conflicts = try await call.services.rosters.unassign(
                scope, from: call.date("from") ?? today,
                acceptingChangedCases: call.flag(ShiftOperations.acceptance.name), by: call.actor)
            let member = JSONValue.Member("ended", .bool(conflicts != nil))
            return .json(.object([member] + warnings(conflicts ?? [])))
        }.detailed(
            """
            Of one of employee, department and location, or, without any of them, of the company itself. What was worked \
            before that day stays; from then on what is assigned wider holds.
            """),
    ]

    /// - Throws: ``ServiceError/invalid(_:)`` where more than one is named.
    private static func scope(
        _ call: Call, _ employee: String?, _ department: String?, _ location: String?
    ) async throws -> Scope {
        switch (employee, department, location) {
        case (nil, nil, nil): return .company
        case (let code?, nil, nil): return .employee(try await call.employee(code).id)
        case (nil, let name?, nil): return .department(name.trimmed)
        case (nil, nil, let name?): return .location(name.trimmed)
        default:
            throw ServiceError.invalid([
                FieldProblem(
                    field: "employee",
                    sentence: "Name one of employee, department and location, or none of them for the whole company.")
            ])
        }
    }

    /// - Throws: ``ServiceError/invalid(_:)`` unless exactly one is named.
    private static func duty(_ call: Call) async throws -> RosterAssignment.Duty {
        switch (call.body.text("shift"), call.body.text("rotation")) {
        case (let code?, nil):
            guard let shift = try await call.services.shifts.find(code: code) else {
                throw ServiceError.unknownShift(code: code)
            }
            return .shift(shift.id)
        case (nil, let name?): return .pattern(try await call.services.rosters.pattern(named: name).id)
        default:
            throw ServiceError.invalid([
                FieldProblem(field: "shift", sentence: "Name what is worked: either a shift or a rotation.")
            ])
        }
    }
}
