import DeviceSimulator
import DeviceTesting
import Domain
import NIOCore
import Testing

@testable import Devices

/// What is told to the terminal as a whole, and seen at it.
@Suite(.timeLimit(.minutes(3)))
struct ControlTests {
    typealias Transport = DeviceEndpoint.Transport

    @Test(arguments: [Transport.tcp, .udp])
    func displayDoorAndVoice(_ transport: Transport) async throws {
        try await Meeting.with(Meeting.configuration(), over: transport) { terminal, virtual in
            try await terminal.show("Closed on Monday", line: 1)
            try await terminal.show("", line: 2)
            try await terminal.openDoor(for: .milliseconds(2500))
            try await terminal.play(voice: 24)
            var status = await virtual.status()
            #expect(status.display == [1: "Closed on Monday", 2: ""])
            #expect((status.doorOpenings, status.doorTime, status.voice) == (1, 3, 24))
            try await terminal.clearDisplay()
            status = await virtual.status()
            #expect(status.display.isEmpty)
        }
    }

    @Test(arguments: [Duration.zero, .seconds(-4), .seconds(254), .seconds(255)])
    func doorsAreOpenedForASensibleTime(_ duration: Duration) async throws {
        try await Meeting.with(Meeting.configuration()) { terminal, virtual in
            if duration > .seconds(254) {
                await #expect(throws: DeviceError.self) { try await terminal.openDoor(for: duration) }
            } else {
                try await terminal.openDoor(for: duration)
            }
            let expected: UInt32? = duration > .seconds(254) ? nil : duration > .seconds(1) ? 254 : 1
            #expect((await virtual.status()).doorTime == expected)
        }
    }

    @Test(arguments: [Transport.tcp, .udp])
    func options(_ transport: Transport) async throws {
        try await Meeting.with(Meeting.configuration(), over: transport) { terminal, virtual in
            #expect(try await terminal.option("LockOn") == "5")
            try await terminal.setOption("LockOn", to: "7")
            #expect(try await terminal.option("LockOn") == "7")
            #expect((await virtual.status()).requests(.refreshOption) == 1)
            #expect(try await terminal.option("NoSuchThing") == nil)
            for (name, value) in [("", "1"), ("A=B", "1"), ("A", "1\0B=2")] {
                await #expect(throws: DeviceError.self) { try await terminal.setOption(name, to: value) }
            }
            #expect((await virtual.status()).requests(.writeOption) == 1)
        }
    }

    @Test(arguments: [Transport.tcp, .udp])
    func operations(_ transport: Transport) async throws {
        var configuration = Meeting.configuration()
        configuration.clock = .standing(at: Meeting.now)
        try await Meeting.with(configuration, over: transport) { terminal, virtual in
            #expect(try await terminal.operations().isEmpty)
            try await terminal.write(UserProfile(userID: "5", name: "N", password: "1"))
            try await terminal.write(FingerprintTests.finger("5", 3, size: 700))
            try await terminal.deleteTemplates(of: "5", finger: 3)
            try await terminal.delete("5")
            try await terminal.setTime(Meeting.now)
            try await terminal.openDoor(for: .seconds(1))
            let read = try await terminal.operations()
            #expect(read.map(\.operation) == [30, 7, 6, 10, 9, 21, 29])
            #expect(read[2].parameters == [21, 0, 3, 700])
            #expect(read.allSatisfy { $0.time == Meeting.now })
            #expect(read == (await virtual.operations()))
            // More than comes at once.
            for _ in 0..<100 { try await terminal.openDoor(for: .seconds(1)) }
            #expect(try await terminal.operations().count == 107)
        }
    }

    @Test func oldReadsOfTheOperationLog() async throws {
        var configuration = Meeting.configuration()
        configuration.layout.knowsBufferedReads = false
        try await Meeting.with(configuration) { terminal, _ in
            try await terminal.openDoor(for: .seconds(1))
            #expect(try await terminal.operations().map(\.operation) == [29])
        }
    }

    @Test(arguments: [Transport.tcp, .udp])
    func powerOff(_ transport: Transport) async throws {
        try await withVirtualTime(Meeting.configuration()) { virtual, network in
            let terminal = try await ZKTerminal.connect(
                virtualEndpoint(transport), logger: Meeting.logger, network: network)
            try await terminal.powerOff()
            try await virtual.status { $0.isOff }
            await #expect(throws: DeviceError.disconnected) { try await terminal.time() }
            await #expect(throws: DeviceError.self) {
                try await ZKTerminal.connect(virtualEndpoint(transport), logger: Meeting.logger, network: network)
            }
            await virtual.switchOn()
            #expect(await virtual.operations().map(\.operation) == [1, 0])
            let users = try await ZKTerminal.with(
                virtualEndpoint(transport), logger: Meeting.logger, network: network
            ) { try await $0.users() }
            #expect(users.count == 20)
        }
    }

    @Test func state() async throws {
        try await Meeting.with(Meeting.configuration()) { terminal, _ in
            #expect(try await terminal.state() == .idle)
            try await terminal.disable()
            #expect(try await terminal.state() == .busy)
        }
    }

    /// A slow terminal takes the time that its bytes need, and is no silent one.
    @Test(arguments: [Transport.tcp, .udp])
    func aSlowTerminal(_ transport: Transport) async throws {
        var configuration = Meeting.configuration(punches: 3000)
        configuration.pace = Pace(bytesPerSecond: 20_000, millisecondsToAnswer: 10)
        try await withVirtualTime(configuration) { _, network in
            let loop = network.eventLoop
            let started = try await loop.submit { loop.now.uptimeNanoseconds }.get()
            let read = try await ZKTerminal.with(
                virtualEndpoint(transport, attempts: 1), logger: Meeting.logger, network: network
            ) { try await $0.attendance() }
            let took = TimeAmount.nanoseconds(
                Int64(try await loop.submit { loop.now.uptimeNanoseconds }.get() - started))
            #expect(read.records.count == 3000)
            // Not at most so much: the clock also moves while this task waits for its turn.
            #expect(took >= .seconds(6))
        }
    }
}
