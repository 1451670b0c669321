import Devices
import Domain
import HTTPTypes
import Services

/// Orders that are about people at terminals: whom they know, with which fingers.
extension DeviceOrderOperations {
    private static let name = DeviceOperations.name
    private static let number = Schema.text(Schema.Text(format: .visible, length: 1...24))
    private static let user = Parameter.path("user", number, "The person’s number at the terminal.")
    private static let finger = Parameter.path(
        "finger", .words((0...9).map { String($0) }),
        "From the left little finger, 0, to the right one, 9; 4 and 5 are the thumbs.")
    private static let names = Schema.list(.text(1...100), atLeast: 1)

    static let peopleOperations: [Operation] = [
        asking(
            .patch, "writeDeviceUser", "/devices/{name}/users/{user}",
            "Add a user to a terminal, or change what is given",
            [name, user], taking: userBody
        ) { call in
            let body = call.body
            let change = UserChange(
                user: call.path("user"), name: body.text("name"), level: CaseWords.read(body.text("level")),
                card: body["card"]?.integer.map { UInt32(clamping: $0) },
                group: body["group"]?.integer.map { UInt8(clamping: $0) }, isDisabled: body["isLetIn"]?.bool.map { !$0 }
            )
            let device = try await call.device(call.path("name"))
            return try await call.services.fleet.change(
                change, password: body["password"].map { $0.string ?? "" }, on: [device.id], by: call.actor)
        }.secret().detailed("What is not given stays as it is. Rights at the terminal, an administrator alone gives."),
        asking(
            .delete, "removeDeviceUser", "/devices/{name}/users/{user}",
            "Remove a user from a terminal, with card, password and fingers", [name, user]
        ) { try await $0.ask(.deleteUser($0.path("user"))) },
        asking(
            .post, "enrolFinger", "/devices/{name}/users/{user}/fingers/{finger}/enrol",
            "Have a terminal ask for a finger, three times", [name, user, finger]
        ) { try await $0.ask(.enrol(user: $0.path("user"), finger: Int($0.path("finger")) ?? 0)) }.detailed(
            "The person stands at the terminal, which knows the user already."),
        asking(
            .delete, "removeFinger", "/devices/{name}/users/{user}/fingers/{finger}",
            "Remove one finger of a user from a terminal", [name, user, finger]
        ) { try await $0.ask(.removeFinger(user: $0.path("user"), finger: Int($0.path("finger")) ?? 0)) },
        asking(
            .post, "copyDeviceUsers", "/devices/{name}/copies", "Copy users of a terminal to others", [name],
            taking: .object([
                .init(
                    "users", .list(number, atLeast: 1),
                    "Their numbers; without it, those whom each of the others lacks."),
                .init("to", names, required: true, "Names of terminals."),
            ])
        ) { call in
            let source = try await call.device(call.path("name")).id
            let targets = try await call.devices("to").map(\.id)
            guard let users = call.body["users"]?.elements?.compactMap(\.string) else {
                return try await call.answered {
                    try await call.services.fleet.copyMissing(from: source, to: targets, by: call.actor)
                }
            }
            return try await call.services.fleet.copy(users, from: source, to: targets, by: call.actor)
        }.detailed(
            """
            Named ones take the place of whoever has their numbers there. Without names, whom the others know stays; the \
            terminals are asked for it now.
            """
        ).refusing(502),
        asking(
            .post, "keepFingers", "/devices/{name}/kept-fingers",
            "Keep the fingers of a terminal’s users, sealed, to send them to others", [name],
            taking: .object([.init("users", .list(number, atLeast: 1), "Their numbers; all unless said.")])
        ) { try await $0.ask(.keepFingers($0.body["users"]?.elements?.compactMap(\.string))) }.detailed(
            "Only of people who agreed to it."),
        asking(
            .put, "sendEmployeeToDevices", "/employees/{code}/devices",
            "Send a person to terminals: number, name and the fingers that are kept", [EmployeeOperations.code],
            taking: .object([.init("devices", names, required: true, "Names of terminals.")])
        ) { call in
            let employee = try await call.employee()
            return try await call.services.fleet.ask(
                .sendEmployee(employee.id.rawValue), of: call.devices("devices").map(\.id),
                title: "Send \(employee.name)", by: call.actor)
        },
        asking(
            .delete, "removeEmployeeFromDevices", "/employees/{code}/devices",
            "Remove a person from every terminal, as when leaving", [EmployeeOperations.code]
        ) { call in
            try await call.services.fleet.removeEverywhere(call.employee().id, by: call.actor)
        }.detailed("Whom a terminal calls otherwise under the person’s number stays, and is named."),
        .write(
            .post, "compareDevices", "/device-comparisons", tag,
            "Whom terminals know, with what, asked of them now, and where they differ",
            taking: .object([.init("devices", names, required: true, "Names of terminals; one is told as it is.")]),
            answering: comparison.reference
        ) { call in
            let devices = try await call.devices("devices").map(\.id)
            let people = try await call.answered { try await call.services.fleet.people(on: devices, by: call.actor) }
            return .json(comparison.json(PeopleComparison(people)))
        }.refusing(502),
    ]

    static let peopleSchemas = [(comparison.name, comparison.schema), ("DeviceListing", listing)]

    private static let userBody = Schema.object([
        .init("name", .text(0...100), "As the terminal shows it."),
        .init("level", CaseWords.schema(UserProfile.Level.self), "What the person may do at the terminal."),
        .init("card", .integer(0...Int64(UInt32.max)), "0 takes it away."), .init("group", .integer(1...99)),
        .init("isLetIn", .boolean),
        .init(
            "password", .nullable(.text(Schema.Text(format: .password, length: 1...24))),
            "null takes it away; it is never shown."),
    ])

    private static let comparison = Resource<PeopleComparison>(
        "DeviceComparison",
        [
            .init("devices", .list(.text), "In the order in which `at` has them.") {
                .array($0.devices.map { .string($0) })
            },
            .init(
                "users",
                .list(
                    .object([
                        .init("user", .text, required: true), .init("name", .text, required: true),
                        .init("differences", .list(.sentence), required: true),
                        .init(
                            "at", .list(.nullable(.named("DeviceListing"))), required: true,
                            "null: that terminal does not know the user."),
                    ]), atMost: 1_000_000)
            ) { .array($0.rows.map(json)) },
        ])

    /// What a terminal knows of one user.
    private static let listing = Schema.object([
        .init("name", .text, required: true), .init("level", CaseWords.schema(UserProfile.Level.self), required: true),
        .init("isLetIn", .boolean, required: true),
        .init("hasPassword", .nullable(.boolean), required: true, "null: the terminal does not say."),
        .init("card", .count, required: true, "0: none."), .init("group", .count, required: true),
        .init("fingers", .list(.integer(0...9)), required: true),
    ])

    private static func json(_ row: PeopleComparison.Row) -> JSONValue {
        [
            "user": .string(row.user), "name": .string(row.name),
            "differences": .array(row.differences.map { .string($0) }),
            "at": .array(row.listings.map { $0.map(json) ?? .null }),
        ]
    }

    private static func json(_ listing: PersonListing) -> JSONValue {
        [
            "name": .string(listing.name), "level": CaseWords.word(listing.level),
            "isLetIn": .bool(!listing.isDisabled), "hasPassword": listing.hasPassword.map { .bool($0) } ?? .null,
            "card": .integer(Int64(listing.card)), "group": .integer(Int64(listing.group)),
            "fingers": .array(listing.fingers.map { .integer(Int64($0)) }),
        ]
    }
}
