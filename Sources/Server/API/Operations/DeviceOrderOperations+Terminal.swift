import Domain
import HTTPTypes
import Services

/// Orders that are about a terminal itself: its clock, its door, its display, its options.
extension DeviceOrderOperations {
    private static let name = DeviceOperations.name
    private static let option = Parameter.path("option", .text(1...60), "As the terminal calls it: `VoiceOn`.")

    static let terminalOperations: [Operation] = [
        asking(
            .post, "setAllClocks", "/device-orders/clocks",
            "Set the clocks of all terminals in use to the server’s"
        ) { try await $0.services.fleet.setAllClocks(by: $0.actor) },
        asking(.post, "setDeviceClock", "/devices/{name}/clock", "Set a terminal’s clock to the server’s", [name]) {
            try await $0.ask(.setClock)
        },
        asking(.post, "restartDevice", "/devices/{name}/restart", "Restart a terminal", [name]) {
            try await $0.ask(.restart)
        },
        asking(
            .post, "switchDeviceOff", "/devices/{name}/power-off",
            "Switch a terminal off; somebody has to switch it on by hand", [name]
        ) { try await $0.ask(.powerOff) },
        asking(
            .post, "openDoor", "/devices/{name}/open-door", "Open the door that a terminal controls", [name],
            taking: .object([
                .init("seconds", .integer(1...60), "3 unless said; a push terminal goes by its own menu.")
            ])
        ) { call in try await call.ask(.openDoor(seconds: Int(call.body["seconds"]?.integer ?? 3))) },
        asking(
            .post, "playVoice", "/devices/{name}/voice", "Have a terminal say one of its sentences", [name],
            taking: .object([
                .init(
                    "number", .integer(0...255), required: true,
                    "0 says thank you; which others there are depends on the firmware.")
            ])
        ) { call in try await call.ask(.playVoice(number: Int(call.body["number"]?.integer ?? 0))) },
        asking(
            .put, "showOnDevice", "/devices/{name}/display", "Write a line on a terminal’s display", [name],
            taking: .object([
                .init("text", .filled(60), required: true), .init("line", .integer(0...20), "0 unless said."),
            ])
        ) { call in
            try await call.ask(.show(text: call.body.text("text") ?? "", line: Int(call.body["line"]?.integer ?? 0)))
        },
        asking(
            .delete, "clearDisplay", "/devices/{name}/display", "Clear what was written on a terminal’s display", [name]
        ) { try await $0.ask(.clearDisplay) },
        asking(
            .post, "readDeviceOption", "/devices/{name}/options/{option}/read", "Read one of a terminal’s own options",
            [name, option]
        ) { try await $0.ask(.readOption(name: $0.path("option"))) }.detailed("Its outcome is the value."),
        asking(
            .put, "setDeviceOption", "/devices/{name}/options/{option}", "Set one of a terminal’s own options",
            [name, option], taking: .object([.init("value", .text(0...200), required: true)])
        ) { call in
            try await call.ask(.setOption(name: call.path("option"), value: call.body.text("value") ?? ""))
        }.detailed("One that holds a secret is neither read nor set so."),
        asking(
            .post, "readDeviceChanges", "/devices/{name}/changes/read", "Read what was changed at a terminal", [name]
        ) { try await $0.ask(.readOperations) },
        asking(
            .post, "clearDeviceLog", "/devices/{name}/clear-log",
            "Clear a terminal’s punches, once all of them are in the ledger", [name],
            taking: .object([
                .init("device", .text(1...100), required: true, "The terminal’s name once more: it does not come back.")
            ])
        ) { call in
            // Whether there is such a terminal is said first, to whoever may know.
            _ = try await call.device(call.path("name"))
            guard call.body.text("device") == call.path("name") else {
                throw ProblemDocument.invalid("device", "Give the name of the terminal that is to be cleared.")
            }
            return try await call.ask(.clearLog)
        },
    ]
}
