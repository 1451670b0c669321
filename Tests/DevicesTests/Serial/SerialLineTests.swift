import DeviceSimulator
import DeviceTesting
import Domain
import Foundation
import Glibc
import NIOCore
import NIOPosix
import Testing

@testable import Devices

/// Lines, and a whole terminal, over a pseudo-terminal.
@Suite(.timeLimit(.minutes(3)))
struct SerialLineTests {
    private static func open(_ path: String, _ format: LineFormat = .standard) async throws -> LineReader {
        try await LineReader.open(
            .serial(SerialPort(path: path)), parser: LineParser(format, zone: .utc), logger: Meeting.logger)
    }

    private static func event(_ user: DeviceUserID) throws -> LiveEvent {
        .record(try LineFormatTests.record(user, "2026-11-22 08:00:00", state: 1))
    }

    @Test func linesInPieces() async throws {
        let pair = try PseudoTerminal()
        var format = LineFormat.standard
        format.acknowledgement = "\u{6}"
        let reader = try await Self.open(pair.path, format)
        let wire = try await pair.wire()
        var events = try await reader.events().makeAsyncIterator()
        for piece in ["1,2026-", "11-22 08:00:00", ",1\r", "\n2,2026-11-22 08:00:00,1\n"] { try await wire.send(piece) }
        #expect(try await events.next() == Self.event("1"))
        #expect(try await events.next() == Self.event("2"))
        #expect(try await wire.receive(1) == "\u{6}")
        try await wire.send([0x31, 0, 0x2C, 0x0A])
        guard case .unreadable = try await events.next() else {
            Issue.record("a damaged line was not told")
            return
        }
        await reader.disconnect()
        #expect(try await events.next() == nil)
        try await wire.close()
    }

    /// All bytes go through as they are, control characters too.
    @Test func noByteIsTouched() async throws {
        let pair = try PseudoTerminal()
        let network = SerialNetwork(SerialPort(path: pair.path))
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let near = loop.makePromise(of: Wire.self)
        let channel = try await network.openTCP(to: DeviceEndpoint(host: "serial")) { near.succeed(try Wire.take($0)) }
            .get()
        let far = try await pair.wire()
        let wire = try await near.futureResult.get()
        let ascii = (0..<128).map { UInt8($0) }
        try await far.send(ascii)
        #expect(Array(try await wire.receive(128).utf8) == ascii)
        try await wire.send(ascii)
        #expect(Array(try await far.receive(128).utf8) == ascii)
        try await channel.close().get()
        try await far.close()
    }

    @Test func anAdapterThatIsPulledOutAndComesBack() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("by-id-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let lasting = folder.path + "/usb-reader"
        for user in ["1", "2"] as [DeviceUserID] {
            let pair = try PseudoTerminal()
            try FileManager.default.createSymbolicLink(atPath: lasting, withDestinationPath: pair.path)
            let reader = try await Self.open(lasting)
            let wire = try await pair.wire()
            var events = try await reader.events().makeAsyncIterator()
            try await wire.send("\(user),2026-11-22 08:00:00,1\n\(user),2026")
            #expect(try await events.next() == Self.event(user))
            try await wire.close()
            try FileManager.default.removeItem(atPath: lasting)
            #expect(
                try await events.next()
                    == .unreadable(line: "\(user),2026", reason: "the connection ended in the middle of it"))
            await #expect(
                throws: DeviceError.lineEnded(
                    line: lasting, why: "\(lasting) vanished; see whether the adapter is plugged in")
            ) { try await events.next() }
            await reader.disconnect()
            await #expect(throws: DeviceError.self) { try await Self.open(lasting) }
        }
    }

    /// What a terminal would say over TCP, over a serial cable.
    @Test func aTerminalBehindACable() async throws {
        try await SerialTerminal.with(Meeting.configuration(users: 30, punches: 500)) { cable in
            let endpoint = DeviceEndpoint(host: "serial", transport: .tcp, timeout: .seconds(60))
            let network = SerialNetwork(SerialPort(path: cable.port, speed: 115_200))
            let (users, read) = try await ZKTerminal.with(endpoint, logger: Meeting.logger, network: network) {
                (try await $0.users(), try await $0.attendance())
            }
            #expect(users.count == 30 && read.records.count == 500)
            #expect(await cable.virtual.status().sessions == 0)
        }
    }

    @Test func aSerialPortHasNoDatagrams() async throws {
        let error = await #expect(throws: DeviceError.self) {
            try await ZKTerminal.connect(
                DeviceEndpoint(host: "serial", transport: .udp), logger: Meeting.logger,
                network: SerialNetwork(SerialPort(path: "/dev/null")))
        }
        #expect("\(try #require(error))".contains("no datagrams"))
    }
}
