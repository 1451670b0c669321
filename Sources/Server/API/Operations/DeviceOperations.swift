import Devices
import Domain
import HTTPTypes
import Services
import Storage

/// The terminals.
enum DeviceOperations {
    private static let tag = "Devices"
    static let name = Parameter.path("name", .text(1...100), "The terminal’s name.")

    static let device = Resource<DeviceSummary>(
        "Device",
        [
            .init("name", .text) { .string($0.name) },
            .init("kind", .words(DeviceFamily.allCases.map(\.rawValue))) { .string($0.family.rawValue) },
            .init("address", .text) { .string($0.address) },
            .init("model", .text) { .string($0.model) },
            .init("serialNumber", .text) { .string($0.serialNumber) },
            .init("firmware", .text) { .string($0.firmware) },
            .init("zone", .text) { .string($0.zone) },
            .init("direction", .words(DeviceDirection.allCases.map { "\($0)" })) { .string("\($0.direction)") },
            .init("state", .sentence, "In a word or two.") { .string($0.stateWord) },
            .init("lastSeen", .nullable(.moment)) { JSONValue($0.lastSeen.map(Moment.text)) },
            .init("lastError", .nullable(.sentence)) { JSONValue($0.lastError) },
            .init("completeThrough", .nullable(.moment), "All its punches up to here are in.") {
                JSONValue($0.completeThrough.map(Moment.text))
            },
            .init("isRetired", .boolean) { .bool($0.isRetired) },
            .init("warnings", .list(.sentence)) { .array($0.warnings.map { .string($0) }) },
        ])
    static let listing = Listing(device, in: "name") { .string($0.name) }

    static let user = Resource<KnownUser>(
        "DeviceUser",
        [
            .init("user", .text, "The terminal’s own number.") { .string($0.user) },
            .init("name", .text, "As the terminal calls the person.") { .string($0.name) },
            .init("employee", .nullable(.text), "The employee’s name; null: nobody.") { JSONValue($0.employee) },
        ])
    static let users = Listing(user, in: "user") { .string($0.user) }

    static let schemas =
        [(device.name, device.schema), (user.name, user.schema), (sync.name, sync.schema)] + askingSchemas

    static let all: [Operation] = terminalOperations + askingOperations

    private static let terminalOperations: [Operation] = [
        .get("listDevices", "/devices", tag, "All terminals", listing.parameters, answering: listing.schema) { call in
            try listing.reply(await call.services.devices.list(by: call.actor), to: call)
        },
        .write(
            .post, "addDevice", "/devices", tag, "Add a terminal that is called over the network",
            taking: draft(required: ["name", "host"]), answering: device.reference, status: 201
        ) { call in
            try call.actor.hasSome(.readDevices)
            let made = try await call.services.devices.add(DeviceDraft().changed(by: call.body), by: call.actor)
            return try await reply(made, call, status: 201)
                .header("Location", "/api/v1/devices/\(made.name.pathEncoded)")
        }.located(),
        .get("getDevice", "/devices/{name}", tag, "One terminal", [name], answering: device.reference) { call in
            try await reply(call.device(call.path("name")), call)
        }.versioned(),
        .write(
            .patch, "changeDevice", "/devices/{name}", tag, "Change how a terminal is reached", [name],
            taking: draft(required: []), answering: device.reference
        ) { call in
            let (found, body) = (try await call.device(call.path("name")), call.body)
            let after = try await call.holding([RecordKey(.device, found.id)]) {
                try await call.services.devices.update(found.id, by: call.actor) { $0.changed(by: body) }
            }
            return try await reply(after, call)
        }.versioned(),
        .write(
            .post, "retireDevice", "/devices/{name}/retire", tag, "Take a terminal out of use", [name],
            answering: device.reference
        ) { call in
            let found = try await call.device(call.path("name"))
            let after = try await call.holding([RecordKey(.device, found.id)]) {
                try await call.services.devices.retire(found.id, by: call.actor)
            }
            return try await reply(after, call)
        }.versioned(),
        .write(
            .post, "restoreDevice", "/devices/{name}/restore", tag, "Take a terminal into use again", [name],
            answering: device.reference
        ) { call in
            let found = try await call.device(call.path("name"))
            let after = try await call.holding([RecordKey(.device, found.id)]) {
                try await call.services.devices.restore(found.id, by: call.actor)
            }
            return try await reply(after, call)
        }.versioned(),
        .write(
            .post, "collect", "/devices/{name}/collect", tag, "Fetch a terminal’s punches now", [name],
            answering: sync.reference
        ) { call in
            let found = try await call.device(call.path("name"))
            return .json(sync.json(try await call.services.collection.run(device: found.id, by: call.actor)))
        }.refusing(502),
        .get(
            "listDeviceUsers", "/devices/{name}/users", tag, "Whom a terminal knows, by what was read of it last",
            [name] + users.parameters, answering: users.schema
        ) { call in
            let found = try await call.device(call.path("name"))
            return try users.reply(await call.services.devices.users(of: found.id, by: call.actor), to: call)
        },
    ]

    private static let sync = Resource<SyncReport>(
        "Collection",
        [
            .init("device", .text) { .string($0.deviceName) },
            .init("new", .count, "Punches that were not there.") { JSONValue($0.newPunches) },
            .init("known", .count) { JSONValue($0.knownPunches) },
            .init("summary", .sentence) { .string($0.description) },
        ])

    private static func reply(_ found: DeviceSummary, _ call: Call, status: Int = 200) async throws -> Reply {
        // Before what it is the version of: newer content under an older one costs another read, the other way a change.
        let version = try await call.services.version(of: [RecordKey(.device, found.id)])
        return Reply.json(device.json(try await call.device(found.name)), status: status).version(version)
    }

    private static func draft(required: Set<String>) -> Schema {
        .object([
            .init("name", .filled(60), required: required.contains("name")),
            .init("host", .filled(255), required: required.contains("host"), "An address or a name."),
            .init("port", .integer(1...65_535)),
            .init("transport", .words(DeviceTransport.allCases.map(\.rawValue))),
            .init("commKey", .integer(0...999_999), "The terminal’s communication key; it is never shown."),
            .init("zone", .text(0...100), "IANA name; empty: the company’s."),
            .init("direction", .words(DeviceDirection.allCases.map { "\($0)" })),
        ])
    }
}

extension DeviceDraft {
    fileprivate func changed(by body: JSONValue) -> DeviceDraft {
        var draft = self
        if let name = body.text("name") { draft.name = name }
        if let host = body.text("host") { draft.host = host }
        if let port = body["port"]?.integer { draft.port = String(port) }
        if let word = body.text("transport"), let way = DeviceTransport(rawValue: word) { draft.transport = way }
        if let key = body["commKey"]?.integer { draft.commKey = String(key) }
        if let zone = body.text("zone") { draft.zone = zone }
        if let word = body.text("direction") {
            draft.direction = DeviceDirection.allCases.first { "\($0)" == word } ?? draft.direction
        }
        return draft
    }
}

extension Call {
    /// - Throws: ``ServiceError/unknownDevice(_:)``
    func device(_ name: String) async throws -> DeviceSummary {
        guard let device = try await services.devices.find(name: name, by: actor) else {
            throw ServiceError.unknownDevice(name)
        }
        return device
    }
}
