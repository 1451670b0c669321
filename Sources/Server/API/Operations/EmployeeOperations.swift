import Domain
import Foundation
import HTTPTypes
import Services
import Storage

/// The people whose time is kept, and where they belong.
enum EmployeeOperations {
    private static let tag = "Employees"

    static let employee = Resource<EmployeeEntry>(
        "Employee",
        [
            .init("code", .filledText, "The company’s own number of the person.") { .string($0.employee.code) },
            .init("name", .filledText) { .string($0.employee.name) },
            .init("department", .text, "Today’s; empty: none.") { .string($0.posting.department) },
            .init("location", .text, "Today’s; empty: there is one place.") { .string($0.posting.location) },
            .init("postedFrom", .nullable(.date), "The first day of these two; null: since joining.") {
                JSONValue($0.posting.from > $0.employee.joined ? $0.posting.from.description : nil)
            },
            .init("gender", .nullable(.words(["female", "male", "other"]))) { JSONValue($0.employee.gender?.word) },
            .init("manager", .nullable(.text), "The code of whom the person reports to.") {
                $0.managerCode.isEmpty ? .null : .string($0.managerCode)
            },
            .init("joined", .date, "First day of employment.") { .string($0.employee.joined.description) },
            .init("left", .nullable(.date), "Last day of employment.") { JSONValue($0.employee.left?.description) },
            .init("shift", .nullable(.text), "The code of a shift for this person alone; null: none.") {
                $0.shiftCode.isEmpty ? .null : .string($0.shiftCode)
            },
            .init("deviceUser", .text, "The person’s number on the terminals.") { .string($0.deviceUser) },
            .init("works", .text, "What the roster comes to today.") { .string($0.works) },
        ])
    static let listing = Listing(employee, in: "code") { .string($0.employee.code) }

    static let colleague = Resource<Colleague>(
        "Colleague",
        [.init("code", .filledText) { .string($0.code) }, .init("name", .filledText) { .string($0.name) }])
    static let colleagues = Listing(colleague, in: "code") { .string($0.code) }

    static let schemas = [(employee.name, employee.schema), (colleague.name, colleague.schema)]

    static let code = Parameter.path("code", .code, "The employee’s code.")

    static let all: [Operation] = [
        .get(
            "listEmployees", "/employees", tag, "People within reach",
            listing.parameters + [
                .query("search", .text(1...100), "Part of a code, a name, a department or a location."),
                .query("department", .text(1...120)), .query("location", .text(1...120)),
                .query("employedOn", .date, "Only those who work for the company on this day."),
            ], answering: listing.schema
        ) { call in
            let all = try await call.services.employees.list(matching: call.text("search") ?? "", by: call.actor)
            let found = all.filter { entry in
                call.text("department").map { $0 == entry.posting.department } ?? true
                    && call.text("location").map { $0 == entry.posting.location } ?? true
                    && call.date("employedOn").map { entry.employee.isEmployed(on: $0) } ?? true
            }
            if try ListFormat(accepts: call.accepts) != .page {
                try await call.services.journal.note(export: .employee, "", by: call.actor)
            }
            return try listing.reply(found, to: call)
        }.detailed("As CSV it is what the import of employees takes."),
        .write(
            .post, "addEmployee", "/employees", tag, "Add somebody",
            taking: draft(required: ["code", "name", "joined"]),
            answering: employee.reference, status: 201
        ) { call in
            // What is answered is read: better no change than one that is said to have failed.
            try call.actor.hasSome(.readPeople)
            let entry = try await call.services.employees.add(EmployeeDraft(call.body), by: call.actor)
            return try await reply(entry, call, status: 201)
                .header("Location", "/api/v1/employees/\(entry.employee.code.pathEncoded)")
        }.located(),
        .get("getEmployee", "/employees/{code}", tag, "One person", [code], answering: employee.reference) { call in
            try await reply(entry(call), call)
        }.versioned(),
        .write(
            .patch, "changeEmployee", "/employees/{code}", tag, "Change what is given of a person", [code],
            taking: draft(required: []), answering: employee.reference
        ) { call in
            let (id, body) = (try await entry(call).employee.id, call.body)
            let after = try await call.holding(keys(id)) {
                try await call.services.employees.update(id, by: call.actor) { before in
                    // What is said of one of department and location leaves the other as it is on that day.
                    let shown = body.date("postedFrom").map { before.draft(movingOn: $0) } ?? before.draft
                    return shown.changed(by: body)
                }
            }
            return try await reply(after, call)
        }.versioned().detailed("Another department or location holds from `postedFrom` on, or from today."),
        .get(
            "listColleagues", "/colleagues", tag, "Names and codes of everybody",
            colleagues.parameters, answering: colleagues.schema
        ) { call in
            try colleagues.reply(await call.services.employees.colleagues(by: call.actor), to: call)
        },
    ]

    private static func entry(_ call: Call) async throws -> EmployeeEntry {
        guard let entry = try await call.services.employees.find(code: call.path("code"), by: call.actor) else {
            throw ServiceError.unknownEmployee(code: call.path("code"))
        }
        return entry
    }

    private static func keys(_ id: ID<Employee>) -> [RecordKey] {
        [RecordKey(.employee, id), RecordKey(.deviceNumber, id)]
    }

    private static func reply(_ entry: EmployeeEntry, _ call: Call, status: Int = 200) async throws -> Reply {
        // Before what it is the version of: newer content under an older one costs another read, the other way a change.
        let version = try await call.services.version(of: keys(entry.employee.id))
        let code = entry.employee.code
        let now = try await call.services.employees.find(code: code, by: call.actor) ?? entry
        return Reply.json(employee.json(now), status: status).version(version)
    }

    private static func draft(required: Set<String>) -> Schema {
        .object([
            .init("code", .newCode, required: required.contains("code")),
            .init("name", .filled(120), required: required.contains("name")),
            .init("department", .place), .init("location", .place),
            .init("postedFrom", .date, "First day of another department or location."),
            .init("gender", .nullable(.words(["female", "male", "other"]))),
            .init("manager", .nullable(.code), "A code; null: nobody."),
            .init("joined", .date, required: required.contains("joined")),
            .init("left", .nullable(.date), "null: the employment goes on."),
            .init("shift", .shiftCode, "A shift’s code, for this person alone."), .init("shiftFrom", .date),
            .init(
                "deviceUser", .text(Schema.Text(format: .visible, length: 0...24)), "Empty: the same as the code."),
        ])
    }
}

extension EmployeeDraft {
    init(_ body: JSONValue) { self = EmployeeDraft().changed(by: body) }

    /// What the body gives takes the place of what there is.
    func changed(by body: JSONValue) -> EmployeeDraft {
        var draft = self
        let fields: [(String, WritableKeyPath<EmployeeDraft, String>)] = [
            ("code", \.code), ("name", \.name), ("department", \.department), ("location", \.location),
            ("postedFrom", \.postedFrom), ("gender", \.gender), ("manager", \.manager), ("joined", \.joined),
            ("left", \.left), ("shift", \.shift), ("shiftFrom", \.shiftFrom), ("deviceUser", \.deviceUser),
        ]
        for (name, field) in fields {
            guard let value = body[name] else { continue }
            draft[keyPath: field] = value.string ?? ""
        }
        return draft
    }
}

extension String {
    /// As a part of a path.
    var pathEncoded: String { addingPercentEncoding(withAllowedCharacters: .urlPathAllowed.subtracting(["/"])) ?? self }
}
