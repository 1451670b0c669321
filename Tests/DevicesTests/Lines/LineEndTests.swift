import DeviceTesting
import Domain
import NIOCore
import Testing

@testable import Devices

/// What becomes of lines that are under way when a reader is let go. Nothing in it is to time out.
@Suite(.timeLimit(.minutes(3)))
struct LineEndTests {
    private static let anyone = LineSource.tcpListen(host: "127.0.0.1", port: 0, sender: nil)

    private static func open(_ source: LineSource = anyone, answering answer: String? = nil) async throws -> LineReader
    {
        var format = LineFormat.standard
        format.acknowledgement = answer
        return try await LineReader.open(
            source, parser: LineParser(format, zone: LineFormatTests.kolkata), logger: Meeting.logger)
    }

    private static func line(_ number: Int) -> String { "\(number),2026-11-22 08:00:00,0\r\n" }

    /// The user of each punch, and each line that could not be read.
    private static func rest(of reader: LineReader) async throws -> [String] {
        var all: [String] = []
        for try await event in try await reader.events() {
            switch event {
            case .record(let punch): all.append(punch.userID.description)
            case .unreadable(let line, _): all.append("?\(line)")
            default: Issue.record("\(event)")
            }
        }
        return all
    }

    @Test func whatHasArrivedIsHandedOut() async throws {
        let reader = try await Self.open()
        let senders = try await [
            Wire.connect(#require(reader.localPort)), Wire.connect(#require(reader.localPort)),
        ]
        // More than is read before anybody asks.
        let many = 4000
        for (index, sender) in senders.enumerated() {
            try await sender.send(String(repeating: Self.line(index + 1), count: many) + "\(index + 1),20")
        }
        await reader.endEvents()
        let all = try await Self.rest(of: reader)
        for (index, sender) in senders.enumerated() {
            #expect(all.count { $0 == "\(index + 1)" } == many)
            #expect(all.count { $0 == "?\(index + 1),20" } == 1)
            // It was told that nothing more is wanted.
            try await sender.closed()
        }
        await reader.disconnect()
    }

    @Test func theOneWeConnectedTo() async throws {
        let server = try await Wire.listen()
        let reader = try await Self.open(.tcpConnect(host: "127.0.0.1", port: server.port))
        let peer = try await server.accepted()
        try await peer.send(Self.line(1) + Self.line(2))
        await reader.endEvents()
        #expect(try await Self.rest(of: reader) == ["1", "2"])
        try await peer.closed()
        await reader.disconnect()
        try await server.close()
    }

    /// Many clocks know nothing of the other end's hanging up.
    @Test func oneThatTalksOn() async throws {
        let reader = try await Self.open()
        let sender = try await Wire.connect(#require(reader.localPort), talkingOn: true)
        try await sender.send(Self.line(1))
        await reader.endEvents()
        try await sender.send(Self.line(2))
        #expect(try await Self.rest(of: reader) == ["1", "2"])
        await reader.disconnect()
        try await sender.close()
    }

    @Test func datagramsThatWait() async throws {
        let reader = try await Self.open(.udpListen(host: "127.0.0.1", port: 0, sender: nil))
        let sender = try await Wire.datagrams(to: #require(reader.localPort))
        for number in 1...3 { try await sender.send(Self.line(number)) }
        await reader.endEvents()
        #expect(try await Self.rest(of: reader) == ["1", "2", "3"])
        await reader.disconnect()
        try await sender.close()
    }

    /// It sends again what has no answer: each that is handed out has one, and no other.
    @Test func oneThatWaitsForAnswers() async throws {
        let reader = try await Self.open(answering: "OK\n")
        let sender = try await Wire.connect(#require(reader.localPort))
        try await sender.send(Self.line(1) + Self.line(2))
        var events = try await reader.events().makeAsyncIterator()
        _ = try await events.next()
        await reader.endEvents()
        let rest = try await Self.rest(of: reader)
        #expect(try await sender.receive(3 * (1 + rest.count)) == String(repeating: "OK\n", count: 1 + rest.count))
        await reader.disconnect()
        try await sender.closed()
        #expect(await sender.received().isEmpty)
    }
}
