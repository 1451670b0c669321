import DeviceSimulator
import Domain
import Testing

@testable import Devices

/// What is declared does something, and what is not throws `.notOffered`.
@Suite(.timeLimit(.minutes(3)))
struct CapabilityTests {
    struct Operation: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var capability: DeviceCapabilities
        var perform: @Sendable (any DeviceAdapter) async throws -> Void
    }

    private static let position = LogPosition(recordCount: 1, lastRecord: Array(repeating: 0, count: 40))

    static let operations: [Operation] = [
        Operation(testDescription: "information", capability: .information) { _ = try await $0.information() },
        Operation(testDescription: "time", capability: .clock) { _ = try await $0.time() },
        Operation(testDescription: "setTime", capability: .setClock) { try await $0.setTime(Meeting.now) },
        Operation(testDescription: "users", capability: .users) { _ = try await $0.users() },
        Operation(testDescription: "profiles", capability: .users) { _ = try await $0.profiles() },
        Operation(testDescription: "write profile", capability: .writeUsers) { try await $0.write(ProfileTests.zoya) },
        Operation(testDescription: "delete", capability: .writeUsers) { try await $0.delete("1003") },
        Operation(testDescription: "all templates", capability: .templates) { _ = try await $0.templates(of: nil) },
        Operation(testDescription: "templates", capability: .templates) { _ = try await $0.templates(of: "1001") },
        Operation(testDescription: "write template", capability: .templates) {
            try await $0.write(FingerprintTests.finger())
        },
        Operation(testDescription: "delete templates", capability: .templates) {
            try await $0.deleteTemplates(of: "1001", finger: nil)
        },
        Operation(testDescription: "enrol", capability: .enrolment) { try await $0.enrol("1001", finger: 1) },
        Operation(testDescription: "attendance", capability: .log) { _ = try await $0.attendance() },
        Operation(testDescription: "clearAttendance", capability: .clearLog) { adapter in
            let read = adapter.capabilities.contains(.log) ? try await adapter.attendance().position : position
            try await adapter.clearAttendance(through: #require(read))
        },
        Operation(testDescription: "operations", capability: .operationLog) { _ = try await $0.operations() },
        Operation(testDescription: "option", capability: .options) { _ = try await $0.option("~OS") },
        Operation(testDescription: "setOption", capability: .options) { try await $0.setOption("LockOn", to: "5") },
        Operation(testDescription: "restart", capability: .restart) { try await $0.restart() },
        Operation(testDescription: "powerOff", capability: .powerOff) { try await $0.powerOff() },
        Operation(testDescription: "disable", capability: .pause) { try await $0.disable() },
        Operation(testDescription: "enable", capability: .pause) { try await $0.enable() },
        Operation(testDescription: "openDoor", capability: .door) { try await $0.openDoor(for: .seconds(3)) },
        Operation(testDescription: "play", capability: .voice) { try await $0.play(voice: 0) },
        Operation(testDescription: "show", capability: .display) { try await $0.show("x", line: 0) },
        Operation(testDescription: "clearDisplay", capability: .display) { try await $0.clearDisplay() },
        Operation(testDescription: "events", capability: .events) { _ = try await $0.events() },
    ]

    /// A terminal that can do nothing at all.
    private struct Mute: DeviceAdapter {
        let capabilities: DeviceCapabilities = []
        func disconnect() async {}
    }

    @Test(arguments: operations)
    func whatIsNotDeclaredIsNotOffered(_ operation: Operation) async {
        await #expect(throws: DeviceError.notOffered(operation.capability)) { try await operation.perform(Mute()) }
    }

    @Test(arguments: operations)
    func whatIsDeclaredIsAskedOfTheTerminal(_ operation: Operation) async throws {
        try await withVirtualTerminal(Meeting.configuration(punches: 30)) { virtual, address in
            try await ZKTerminal.with(address.endpoint(.tcp), logger: Meeting.logger) { terminal in
                #expect(terminal.capabilities.contains(operation.capability))
                let before = (await virtual.status()).requests
                try await operation.perform(terminal)
                try await virtual.status { $0.requests > before }
            }
        }
    }

    @Test func nothingIsDeclaredThatIsNotTriedHere() async throws {
        try await Meeting.with(Meeting.configuration()) { terminal, _ in
            let tried = Self.operations.reduce(into: DeviceCapabilities()) { $0.formUnion($1.capability) }
            #expect(terminal.capabilities == tried)
        }
    }
}
