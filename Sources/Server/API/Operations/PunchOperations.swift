import Devices
import Domain
import Foundation
import HTTPTypes
import HummingbirdCore
import NIOCore
import Services
import Storage

/// The ledger: what terminals said.
enum PunchOperations {
    private static let tag = "Punches"

    struct Row: Sendable {
        var punch: ListedPunch
        var device: String
    }

    static let punch = Resource<Row>(
        "Punch",
        [
            .init("id", .id, "Ascending in the order in which punches came in.") { .integer($0.punch.id.rawValue) },
            .init("employee", .nullable(.text), "The code; null: nobody’s.") { JSONValue($0.punch.code) },
            .init("name", .nullable(.text)) { JSONValue($0.punch.name) },
            .init("at", .moment, "By the terminal’s clock.") {
                .string(Moment.text($0.punch.local, offset: $0.punch.offset))
            },
            .init("device", .text) { .string($0.device) },
            .init("deviceUser", .text, "The terminal’s own number of the person.") { .string($0.punch.deviceUser) },
            .init("state", .integer(0...255), "What was pressed: 0 in, 1 out, 255 nothing.") {
                .integer(Int64($0.punch.state.rawValue))
            },
            .init("verify", .integer(0...255), "How the person was recognised, as the terminal says it.") {
                .integer(Int64($0.punch.verify))
            },
            .init("isQuarantined", .boolean, "Its time cannot be right: it counts for no day.") {
                .bool($0.punch.quarantine != nil)
            },
        ])

    static let schemas = [(punch.name, punch.schema), ("PunchPage", page), (file.name, file.schema)]

    private static let page = Schema.object([
        .init("items", .array(.row(punch.name), atMost: 1_000), required: true),
        .init(
            "next", .integer(0...Int64.max), required: true,
            "For `after`: up to there everything was looked at, also where nothing was found."),
        .init("isLast", .boolean, required: true, "There is no more at present."),
    ])

    static let filters: [Parameter] = [
        .query("from", .date), .query("to", .date), .query("employee", .code),
        .query("device", .text(1...100), "The terminal’s name."),
    ]

    static let all: [Operation] = [
        .get(
            "listPunches", "/punches", tag, "Punches of people within reach, in the order in which they came in",
            filters + [
                .limit,
                .query(
                    "after", .integer(0...Int64.max),
                    "The place after which the page begins: `next` of the page before, to fetch what has come in since."
                ),
                punch.fieldsParameter,
            ],
            answering: .named("PunchPage")
        ) { try await PunchAnswer($0).reply() }.alsoWhole(),
        .get(
            "followPunches", "/punches/live", tag, "Punches as they come in, as server-sent events",
            [.header("Last-Event-ID", .integer(0...Int64.max), "The place after which to go on.")], answering: .sentence
        ) {
            try await PunchAnswer($0).follow()
        }.streaming().detailed(
            "Each event `punch` has the punch as JSON, and its place as id: `Last-Event-ID` goes on after it."),
        .write(
            .post, "importPunches", "/devices/{name}/punch-files", "Punches", "Take a terminal’s file in",
            [
                DeviceOperations.name, .query("dryRun", .boolean, "Say what would become of each line, store nothing."),
                .query("headerLines", .integer(0...1_000), "Lines at the start that are no punches."),
                .query(
                    "preset", .words(["standard", "card", "card-hex"]),
                    "How text in columns is read; else the terminal’s own format."),
            ], answering: file.reference
        ) { try await PunchFileAnswer($0).reply() }.taking("application/octet-stream", from: .collectPunches).detailed(
            "An attlog.dat, or text in columns (docs/DEVICE_INTEGRATION.md). Sent twice, nothing comes in twice."),
    ]

    struct File: Sendable {
        var stored = 0
        var known = 0
        var quarantined = 0
        var unreadable = 0
        var days = 0
        var isStored = true
        var lines: [(line: Int, text: String, fate: String)] = []
        var sentence = ""
    }

    static let file = Resource<File>(
        "PunchFile",
        [
            .init("isStored", .boolean, "False after a dry run.") { .bool($0.isStored) },
            .init("new", .count) { JSONValue($0.stored) }, .init("known", .count) { JSONValue($0.known) },
            .init("quarantined", .count) { JSONValue($0.quarantined) },
            .init("unreadable", .count) { JSONValue($0.unreadable) },
            .init("daysWorkedOut", .count) { JSONValue($0.days) },
            .init(
                "lines",
                .list(
                    .object([
                        .init("line", .count, required: true), .init("text", .sentence, required: true),
                        .init("fate", .sentence, required: true),
                    ]), atMost: 1_000_000), "Of a dry run: what would become of each."
            ) { file in
                .array(
                    file.lines.map {
                        ["line": JSONValue($0.line), "text": .string($0.text), "fate": .string($0.fate)]
                    })
            },
            .init("summary", .sentence) { .string($0.sentence) },
        ])
}

extension Operation {
    /// A body that is no JSON.
    func taking(_ mediaTypes: String..., from permission: Permission) -> Operation {
        var operation = self
        operation.permission = permission
        operation.body = Body(schema: .bytes, mediaTypes: mediaTypes)
        return operation
    }
}
