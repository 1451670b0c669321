import Domain
import HTTPTypes
import Services
import Storage

/// Who has punched without being known, and numbers that stand for several people.
enum UnknownUserOperations {
    static let tag = "Inbox"

    private static let user = Resource<UnknownUser>(
        "UnknownUser",
        [
            .init("device", .text, "The terminal’s name.") { .string($0.deviceName) },
            .init("user", .text, "The number at the terminal.") { .string($0.id.user) },
            .init("name", .text, "As the terminal calls the person; empty: it names nobody.") { .string($0.name) },
            .init("punches", .count, "Those that wait.") { JSONValue($0.punchCount) },
            .init("first", .nullable(.text), "By the terminal’s clock; null: no date.") {
                JSONValue(Moment.wall($0.firstPunch))
            },
            .init("last", .nullable(.text)) { JSONValue(Moment.wall($0.lastPunch)) },
            .init("reason", .sentence, "Why they wait.") { .string($0.reason) },
        ])
    private static let listing = Listing(user) { .array([.string($0.deviceName), .string($0.id.user)]) }

    private static let shared = Resource<SharedNumber>(
        "SharedNumber",
        [
            .init("number", .text) { .string($0.number) },
            .init("users", .list(sharer, atMost: 100_000), "Whom the terminals mean by it.") {
                .array($0.users.map(json))
            },
        ])
    private static let numbers = Listing(shared, in: "number") { .string($0.number) }

    private static let report = Resource<MappingReport>(
        "MappingReport",
        [
            .init("punches", .count, "That changed hands.") { JSONValue($0.punches) },
            .init("daysWorkedOut", .count) { JSONValue($0.daysComputed) },
            .init("notes", .list(.sentence), "What else it did.") { .array($0.notes.map { .string($0) }) },
        ])

    static let schemas = [(user.name, user.schema), (shared.name, shared.schema), (report.name, report.schema)]

    static let all: [Operation] = [
        .get(
            "listUnknownUsers", "/inbox/users", tag, "Users of terminals whose punches are nobody’s",
            listing.parameters, answering: listing.schema
        ) { try await listing.reply($0.services.inbox.list(by: $0.actor), to: $0) },
        .write(
            .post, "mapDeviceUser", "/inbox/mappings", tag, "Say which employee a terminal’s user is",
            taking: .object(whose + [.init("employee", .code, required: true)] + time), answering: report.reference
        ) { call in
            try call.actor.hasSome(.mapDeviceUsers)
            let employee = try await call.employee(call.body.text("employee") ?? "")
            return .json(
                report.json(
                    try await call.services.inbox.map(
                        call.deviceUser(), to: employee.id, call.mappedTime() ?? .waiting, by: call.actor)))
        }.detailed(
            """
            Without days the employee gets what waits and what is to come; with `from` or `to` the days between, whoever \
            had them; with `all` everything. The days that change are worked out anew, for everybody concerned.
            """),
        .write(
            .post, "releaseDeviceUser", "/inbox/releases", tag, "Take a terminal’s user back from whoever has it",
            taking: .object(whose + time), answering: report.reference
        ) { call in
            try call.actor.hasSome(.mapDeviceUsers)
            return .json(
                report.json(
                    try await call.services.inbox.release(
                        call.deviceUser(), call.mappedTime() ?? .all, by: call.actor)))
        }.detailed("Its punches wait in the inbox: all of them, or those of the days that are given."),
        .get(
            "listSharedNumbers", "/inbox/numbers", tag, "Numbers that stand for different names on several terminals",
            numbers.parameters, answering: numbers.schema
        ) { try await numbers.reply($0.services.inbox.sameNumbers(by: $0.actor), to: $0) },
        .write(
            .put, "sayOnePerson", "/inbox/numbers/{number}", tag, "Say that a number is one employee on every terminal",
            [.path("number", .text(1...24))],
            taking: .object([.init("employee", .code, required: true)]), answering: report.reference
        ) { call in
            try call.actor.hasSome(.mapDeviceUsers)
            let employee = try await call.employee(call.body.text("employee") ?? "")
            return .json(
                report.json(
                    try await call.services.inbox.sayOnePerson(
                        call.path("number"), is: employee.id, by: call.actor)))
        }.detailed("Nobody loses a punch: while the number is somebody else’s on a terminal, it is refused."),
    ]

    private static let sharer = Schema.object([
        .init("device", .text, required: true), .init("name", .text, required: true),
        .init("employee", .nullable(.text), required: true, "The code; null: nobody has said."),
    ])

    private static func json(_ user: SharedNumber.User) -> JSONValue {
        [
            "device": .string(user.deviceName), "name": .string(user.name),
            "employee": JSONValue(user.employee?.code),
        ]
    }

    private static let whose: [Schema.Property] = [
        .init("device", .text(1...100), required: true, "The terminal’s name."),
        .init("user", .filled(24), required: true, "The number at the terminal."),
    ]

    private static let time: [Schema.Property] = [
        .init("from", .date), .init("to", .date), .init("all", .boolean, "Past and to come, whoever had them."),
    ]
}

extension Call {
    fileprivate func deviceUser() async throws -> UnknownUser.ID {
        UnknownUser.ID(device: try await device(body.text("device") ?? "").id, user: body.text("user") ?? "")
    }

    /// Nil where the body names none.
    fileprivate func mappedTime() throws -> MappedTime? {
        let (first, last) = (body.date("from"), body.date("to"))
        let isLimited = first != nil || last != nil
        if body["all"]?.bool == true {
            guard !isLimited else { throw ProblemDocument.invalid("all", "“all” leaves nothing for “from” and “to”.") }
            return .all
        }
        if let first, let last, last < first {
            throw ProblemDocument.invalid("to", "It ends on \(last), before it begins on \(first).")
        }
        return isLimited ? .days(from: first, through: last) : nil
    }
}
