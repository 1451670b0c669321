import Devices
import Domain
import HTTPTypes
import Services

/// What a terminal answers now, and what was changed at it.
extension DeviceOperations {
    private static let clock = Resource<ClockReading>(
        "DeviceClock",
        [
            .init("terminal", .nullable(.text), "What its clock shows.") { JSONValue(Moment.wall($0.terminal)) },
            .init("server", .nullable(.text), "What the server’s shows in the terminal’s zone.") {
                JSONValue(Moment.wall($0.computer))
            },
            .init("drift", .seconds, "Seconds; above 0 the terminal is ahead.") { JSONValue($0.drift) },
        ])

    private static let information = Resource<DeviceInformation>(
        "DeviceInformation",
        [
            .init("model", .nullable(.text), "null, as elsewhere: it does not say.") { JSONValue($0.name) },
            .init("platform", .nullable(.text)) { JSONValue($0.platform) },
            .init("firmware", .nullable(.text)) { JSONValue($0.firmware) },
            .init("serialNumber", .nullable(.text)) { JSONValue($0.serialNumber) },
            .init("macAddress", .nullable(.text)) { JSONValue($0.macAddress) },
            .init("punches", .nullable(.count)) { JSONValue($0.sizes.records.map { Int64($0) }) },
            .init("punchesAtMost", .nullable(.count)) { JSONValue($0.sizes.recordCapacity.map { Int64($0) }) },
            .init("users", .nullable(.count)) { JSONValue($0.sizes.users.map { Int64($0) }) },
            .init("usersAtMost", .nullable(.count)) { JSONValue($0.sizes.userCapacity.map { Int64($0) }) },
            .init("fingers", .nullable(.count)) { JSONValue($0.sizes.fingerprints.map { Int64($0) }) },
            .init("fingersAtMost", .nullable(.count)) { JSONValue($0.sizes.fingerprintCapacity.map { Int64($0) }) },
        ])

    private static let change = Resource<OperationLine>(
        "DeviceChange",
        [
            .init("at", .nullable(.text), "By the terminal’s clock.") { JSONValue(Moment.wall($0.local)) },
            .init("number", .count, "The terminals’ own of what was done.") { JSONValue($0.number) },
            .init("title", .sentence) { .string($0.title) },
            .init("user", .text, "Who did it, by the terminal’s number; empty: nobody who has one.") {
                .string($0.user)
            },
            .init("details", .sentence, "What else the terminal wrote.") { .string($0.details) },
            .init("touchesPunches", .boolean, "Punches or their times may not be what they were.") {
                .bool($0.touchesPunches)
            },
        ])

    static let askingSchemas = [
        (clock.name, clock.schema), (information.name, information.schema), (change.name, change.schema),
    ]

    static let askingOperations: [Operation] = [
        .get(
            "getDeviceClock", "/devices/{name}/clock", "Devices", "What a terminal’s clock shows, asked of it now",
            [name], answering: clock.reference
        ) { call in
            let found = try await call.device(call.path("name"))
            return .json(clock.json(try await call.services.devices.clock(of: found.id, by: call.actor)))
        }.refusing(502),
        .get(
            "getDeviceInformation", "/devices/{name}/information", "Devices",
            "What a terminal says of itself, asked of it now", [name], answering: information.reference
        ) { call in
            let found = try await call.device(call.path("name"))
            return .json(information.json(try await call.services.devices.information(of: found.id, by: call.actor)))
        }.refusing(502),
        .get(
            "listDeviceChanges", "/devices/{name}/changes", "Devices",
            "What was changed at a terminal, by its own log, as far as that was read; the newest first",
            [name, .limit],
            answering: .object([.init("items", .list(change.reference), required: true)])
        ) { call in
            let found = try await call.device(call.path("name"))
            let lines = try await call.services.fleet.operations(
                of: found.id, limit: Int(call.integer("limit") ?? Listing<OperationLine>.usual), by: call.actor)
            return .json(["items": .array(lines.map { change.json($0) })])
        },
    ]
}
