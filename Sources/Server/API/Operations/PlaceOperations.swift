import Domain
import HTTPTypes
import Services
import Storage

/// Where people belong and work, as their postings say it: there are no other lists of departments and locations.
enum PlaceOperations {
    private static let tag = "Places"

    struct Department: Sendable {
        var name: String
        var people: Int
        /// A code.
        var head: String?
    }

    struct Location: Sendable {
        var name: String
        var people: Int
    }

    static let department = Resource<Department>(
        "Department",
        [
            .init("name", .text) { .string($0.name) },
            .init("people", .count, "Of those within reach, who belong to it today.") { JSONValue($0.people) },
            .init("head", .nullable(.text), "The code of whoever heads it; null: nobody.") { JSONValue($0.head) },
        ])
    static let departments = Listing(department, in: "name") { .string($0.name) }

    static let location = Resource<Location>(
        "Location",
        [
            .init("name", .text) { .string($0.name) },
            .init("people", .count, "Of those within reach, who work there today.") { JSONValue($0.people) },
        ])
    static let locations = Listing(location, in: "name") { .string($0.name) }

    static let schemas = [(department.name, department.schema), (location.name, location.schema)]

    static let all: [Operation] = [
        .get(
            "listDepartments", "/departments", tag, "Departments of people within reach", departments.parameters,
            answering: departments.schema
        ) { call in
            try await departments.reply(known(call), to: call)
        },
        .get(
            "getDepartment", "/departments/{name}", tag, "One department", [name], answering: department.reference
        ) { call in
            // The version first: what is read after it is never older than it says.
            let version = try await call.services.version(of: [key(call)])
            let wanted = call.path("name").trimmed
            guard let found = try await known(call).first(where: { $0.name == wanted }) else {
                throw ProblemDocument.notFound(
                    "Nobody within reach belongs to a department “\(wanted)” today; see the list of departments.")
            }
            return Reply.json(department.json(found)).version(version)
        }.versioned(),
        .write(
            .put, "setDepartmentHead", "/departments/{name}/head", tag, "Say who heads a department", [name],
            taking: .object([.init("employee", .nullable(.code), required: true, "A code; null: nobody.")]),
            answering: department.reference
        ) { call in
            // First: whoever may not read people is refused before anything is changed.
            let wanted = call.path("name").trimmed
            let people = try await postings(call).count { $0.department == wanted }
            let chosen = try await head(call)
            try await call.holding([key(call)]) {
                try await call.services.approvals.setHead(chosen?.id, of: wanted, by: call.actor)
            }
            return Reply.json(department.json(Department(name: wanted, people: people, head: chosen?.code)))
                .version(try await call.services.version(of: [key(call)]))
        }.versioned(),
        .get(
            "listLocations", "/locations", tag, "Locations of people within reach", locations.parameters,
            answering: locations.schema
        ) { call in
            let names = try await postings(call).map(\.location)
            return try locations.reply(counts(names).map { Location(name: $0.name, people: $0.people) }, to: call)
        },
    ]

    private static let name = Parameter.path("name", .text(1...120), "The department, as it stands with its people.")

    /// The use case leaves out blanks around the name too.
    private static func key(_ call: Call) -> RecordKey { RecordKey(.departmentHead, call.path("name").trimmed) }

    private static func head(_ call: Call) async throws -> Employee? {
        guard let code = call.body.text("employee") else { return nil }
        return try await call.employee(code)
    }

    private static func known(_ call: Call) async throws -> [Department] {
        let names = try await postings(call).map(\.department)
        let heads = try await call.services.approvals.heads(by: call.actor)
        return counts(names).map { place in
            Department(
                name: place.name, people: place.people,
                head: heads.first { $0.department == place.name }?.head.code)
        }
    }

    /// Today’s, of those within reach who are employed.
    private static func postings(_ call: Call) async throws -> [Posting] {
        let today = try await call.services.attendance.currentDate()
        let entries = try await call.services.employees.list(by: call.actor)
        return entries.filter { $0.employee.isEmployed(on: today) }.map(\.posting)
    }

    /// By name; an empty one says that there is no such place.
    private static func counts(_ names: [String]) -> [(name: String, people: Int)] {
        let groups = Dictionary(grouping: names.filter { !$0.isEmpty }) { $0 }
        return groups.map { (name: $0.key, people: $0.value.count) }.sorted { $0.name < $1.name }
    }
}
