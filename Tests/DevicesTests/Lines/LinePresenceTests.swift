import DeviceTesting
import Domain
import NIOCore
import Synchronization
import Testing

@testable import Devices

/// Whether a sender of lines is there, as far as that can be known.
@Suite(.timeLimit(.minutes(3)))
struct LinePresenceTests {
    private static func open(_ source: LineSource) async throws -> LineReader {
        try await LineReader.open(
            source, parser: LineParser(.standard, zone: LineFormatTests.kolkata), logger: Meeting.logger,
            now: { Instant(seconds: 1_795_000_000) })
    }

    private static func until(_ reader: LineReader, _ presence: DevicePresence) async {
        while await reader.presence() != presence { await Task.yield() }
    }

    @Test func aListenerKnowsWhoIsConnected() async throws {
        let reader = try await Self.open(.tcpListen(host: "127.0.0.1", port: 0, sender: nil))
        #expect(await reader.presence() == .unknown)
        let sender = try await Wire.connect(#require(reader.localPort))
        await Self.until(reader, .connected)
        try await sender.close()
        await Self.until(reader, .heard(Instant(seconds: 1_795_000_000)))
        await reader.disconnect()
    }

    @Test func datagramsTellOnlyOfTheMomentInWhichTheyCome() async throws {
        let reader = try await Self.open(.udpListen(host: "127.0.0.1", port: 0, sender: "127.0.0.1"))
        let stranger = try await Wire.datagrams(to: #require(reader.localPort), from: "127.0.0.3")
        try await stranger.send("x\n")
        #expect(await reader.presence() == .unknown)
        let sender = try await Wire.datagrams(to: #require(reader.localPort))
        try await sender.send("1,2026-11-22 08:00:00,0\n")
        await Self.until(reader, .heard(Instant(seconds: 1_795_000_000)))
        await reader.disconnect()
        try await sender.close()
        try await stranger.close()
    }

    @Test func theOneWeConnectedToIsThereUntilItHangsUp() async throws {
        let server = try await Wire.listen()
        let reader = try await Self.open(.tcpConnect(host: "127.0.0.1", port: server.port))
        await Self.until(reader, .connected)
        try await server.accepted().close()
        await Self.until(reader, .heard(Instant(seconds: 1_795_000_000)))
        await reader.disconnect()
        try await server.close()
    }

    /// A cable says nothing: the port is what there is to be known.
    @Test func aSerialPortIsThereUntilItIsPulledOut() async throws {
        let cable = try PseudoTerminal()
        let reader = try await Self.open(.serial(SerialPort(path: cable.path)))
        let wire = try await cable.wire()
        await Self.until(reader, .connected)
        try await wire.close()
        await Self.until(reader, .heard(Instant(seconds: 1_795_000_000)))
        await reader.disconnect()
    }
}
