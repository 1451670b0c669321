import DeviceTesting
import Domain
import NIOCore
import NIOPosix
import Testing

@testable import Devices

/// Lines over real sockets. Nothing in it is to time out.
@Suite(.timeLimit(.minutes(3)))
struct LineReaderTests {
    private static let acknowledging: LineFormat = {
        var format = LineFormat.standard
        format.acknowledgement = "OK\n"
        format.ignoring = "^PING"
        return format
    }()

    private static func parser(_ format: LineFormat = .standard) throws -> LineParser {
        try LineParser(format, zone: LineFormatTests.kolkata)
    }

    private static func line(_ number: Int) -> String { "\(number),2026-11-22 08:00:00,0\r\n" }

    private static func event(_ number: Int) throws -> LiveEvent {
        .record(try LineFormatTests.record(DeviceUserID("\(number)"), "2026-11-22 08:00:00", state: 0))
    }

    @Test func readersConnectToUs() async throws {
        let reader = try await LineReader.open(
            .tcpListen(host: "127.0.0.1", port: 0, sender: nil), parser: Self.parser(), logger: Meeting.logger)
        var events = try await reader.events().makeAsyncIterator()
        let port = try #require(reader.localPort)
        let first = try await Wire.connect(port)
        try await first.send("1,2026-11-22 08:00:00")
        let second = try await Wire.connect(port)
        try await second.send(Self.line(2))
        #expect(try await events.next() == Self.event(2))
        try await first.send(",0\r\nrubbish\n1,20")
        #expect(try await events.next() == Self.event(1))
        #expect(try await events.next() == .unreadable(line: "rubbish", reason: "it has no time: column 2 of 1"))
        try await first.close()
        #expect(
            try await events.next() == .unreadable(line: "1,20", reason: "the connection ended in the middle of it"))
        // One's end is not the others'.
        try await second.send(Self.line(3))
        #expect(try await events.next() == Self.event(3))
        await reader.disconnect()
        #expect(try await events.next() == nil)
    }

    @Test func strangersAreNotListenedTo() async throws {
        let reader = try await LineReader.open(
            .tcpListen(host: "127.0.0.1", port: 0, sender: "127.0.0.2"), parser: Self.parser(), logger: Meeting.logger)
        let port = try #require(reader.localPort)
        let stranger = try await Wire.connect(port)
        try await stranger.closed()
        let known = try await Wire.connect(port, from: "127.0.0.2")
        try await known.send(Self.line(4))
        var events = try await reader.events().makeAsyncIterator()
        #expect(try await events.next() == Self.event(4))
        await reader.disconnect()
    }

    @Test func weConnectToAReader() async throws {
        let server = try await Wire.listen()
        let reader = try await LineReader.open(
            .tcpConnect(host: "127.0.0.1", port: server.port), parser: Self.parser(), logger: Meeting.logger)
        #expect(reader.capabilities == .events)
        await #expect(throws: DeviceError.notOffered(.clock)) { try await reader.time() }
        let peer = try await server.accepted()
        // Before anybody asked for events.
        try await peer.send(Self.line(1) + Self.line(2))
        try await peer.close()
        var events = try await reader.events().makeAsyncIterator()
        #expect(try await events.next() == Self.event(1))
        #expect(try await events.next() == Self.event(2))
        await #expect(
            throws: DeviceError.lineEnded(line: "127.0.0.1:\(server.port)", why: "the other end closed it")
        ) { try await events.next() }
        await reader.disconnect()
        try await server.close()
    }

    @Test func nobodyThere() async throws {
        let host = LoopbackAddress.unused()
        let error = await #expect(throws: DeviceError.self) {
            try await LineReader.open(
                .tcpConnect(host: host, port: 4370), parser: Self.parser(), logger: Meeting.logger)
        }
        #expect(error == .unreachable(endpoint: "\(host):4370", why: "connection refused"))
    }

    @Test func aPortThatIsTaken() async throws {
        let server = try await Wire.listen()
        let error = await #expect(throws: DeviceError.self) {
            try await LineReader.open(
                .tcpListen(host: "127.0.0.1", port: server.port, sender: nil), parser: Self.parser(),
                logger: Meeting.logger)
        }
        #expect("\(try #require(error))".contains("another program, or another reader, listens there"))
        try await server.close()
    }

    /// A line is acknowledged when the next is asked for: what is being stored is not lost by a power cut.
    @Test func acknowledgedWhenDealtWith() async throws {
        let reader = try await LineReader.open(
            .tcpListen(host: "127.0.0.1", port: 0, sender: nil), parser: Self.parser(Self.acknowledging),
            logger: Meeting.logger)
        let clock = try await Wire.connect(try #require(reader.localPort))
        try await clock.send("PING\n")
        #expect(try await clock.receive(3) == "OK\n")
        var events = try await reader.events().makeAsyncIterator()
        try await clock.send(Self.line(1) + "PING\n" + Self.line(2))
        #expect(try await events.next() == Self.event(1))
        #expect(await clock.received().isEmpty)
        #expect(try await events.next() == Self.event(2))
        #expect(try await clock.receive(6) == "OK\nOK\n")
        let third = Task {
            var more = try await reader.events().makeAsyncIterator()
            return try await more.next()
        }
        #expect(try await clock.receive(3) == "OK\n")
        try await clock.send(Self.line(3))
        #expect(try await third.value == Self.event(3))
        await reader.disconnect()
        // The third was handed out and nobody said that it is stored.
        try await clock.closed()
        #expect(await clock.received().isEmpty)
    }

    /// A consumer that takes nothing stops the sender instead of losing lines.
    @Test func aSlowConsumerHoldsTheSenderBack() async throws {
        let count = 2000
        let reader = try await LineReader.open(
            .tcpListen(host: "127.0.0.1", port: 0, sender: nil), parser: Self.parser(), logger: Meeting.logger)
        let clock = try await Wire.connect(try #require(reader.localPort))
        // More than fits into the system's buffers.
        let flood = String(repeating: "x", count: 16 << 20) + "\n"
        let text = String(repeating: Self.line(7), count: count) + flood + Self.line(8)
        let sending = Task { try await clock.send(text) }
        var events = try await reader.events().makeAsyncIterator()
        for _ in 0..<count / 2 { #expect(try await events.next() == Self.event(7)) }
        #expect(await reader.held() < LineInbox.most + 4096)
        #expect(await !clock.isDrained())
        for _ in count / 2..<count { #expect(try await events.next() == Self.event(7)) }
        guard case .unreadable(let line, _) = try await events.next() else {
            Issue.record("the long line was not told")
            return
        }
        #expect(line.utf8.count == LineFraming.longestLine)
        #expect(try await events.next() == Self.event(8))
        try await sending.value
        await reader.disconnect()
    }

    @Test func aCancelledConsumerLosesNothing() async throws {
        let reader = try await LineReader.open(
            .tcpListen(host: "127.0.0.1", port: 0, sender: nil), parser: Self.parser(), logger: Meeting.logger)
        let clock = try await Wire.connect(try #require(reader.localPort))
        let events = try await reader.events()
        let listening = Task {
            for try await _ in events { Issue.record("nothing was sent") }
        }
        listening.cancel()
        try await listening.value
        try await clock.send(Self.line(5))
        var again = try await reader.events().makeAsyncIterator()
        #expect(try await again.next() == Self.event(5))
        await reader.disconnect()
    }

    @Test func datagrams() async throws {
        let reader = try await LineReader.open(
            .udpListen(host: "127.0.0.1", port: 0, sender: "127.0.0.1"), parser: Self.parser(Self.acknowledging),
            logger: Meeting.logger)
        let clock = try await Wire.datagrams(to: try #require(reader.localPort))
        let stranger = try await Wire.datagrams(to: try #require(reader.localPort), from: "127.0.0.3")
        try await stranger.send(Self.line(9))
        try await clock.send(Self.line(1) + "2,2026-11-22 08:00:00,0")
        var events = try await reader.events().makeAsyncIterator()
        #expect(try await events.next() == Self.event(1))
        #expect(try await events.next() == Self.event(2))
        #expect(try await clock.receive(3) == "OK\n")
        try await clock.send("x")
        #expect(try await events.next() == .unreadable(line: "x", reason: "it has no time: column 2 of 1"))
        await reader.disconnect()
        #expect(try await events.next() == nil)
        try await clock.close()
        try await stranger.close()
    }
}
