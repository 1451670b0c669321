import DeviceTesting
import NIOCore
import Testing

@testable import Devices

/// Peers that are no terminal, or none that we can talk to.
@Suite(.timeLimit(.minutes(3)))
struct StrangePeerTests {
    private static func error(
        _ server: any Channel, _ body: @Sendable (ZKTerminal) async throws -> Void = { _ in }
    ) async throws -> DeviceError? {
        let port = try #require(server.localAddress?.port)
        let endpoint = DeviceEndpoint(
            host: "127.0.0.1", port: port, transport: .tcp, timeout: .seconds(30), attempts: 2)
        let error = await #expect(throws: DeviceError.self) {
            try await ZKTerminal.with(endpoint, logger: Meeting.logger, body)
        }
        try await server.close()
        return error
    }

    @Test(arguments: [
        Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8), [0x50, 0x50, 0x82, 0x7D, 0xFF, 0xFF, 0xFF, 0xFF],
        [0x50, 0x50, 0x83, 0x7C, 8, 0, 0, 0],
    ])
    func nonsense(_ bytes: [UInt8]) async throws {
        guard case .badFrame = try await Self.error(await ScriptedServer.babbling(bytes)) else {
            Issue.record("not told to be nonsense")
            return
        }
    }

    @Test func closesAtOnce() async throws {
        #expect(try await Self.error(await ScriptedServer.babbling([])) == .closed(during: "connecting"))
    }

    @Test func encryptedDialect() async throws {
        let server = try await ScriptedServer.answering {
            [Frame(.ackEncryptedOnly, session: 1, reply: $0.frame.reply)]
        }
        guard case .unsupported = try await Self.error(server) else {
            Issue.record("not told to be unsupported")
            return
        }
    }

    @Test func unknownRequest() async throws {
        let server = try await ScriptedServer.answering {
            [Frame($0.frame.command == .connect ? .ackOK : .unknown, session: 1, reply: $0.frame.reply)]
        }
        let error = try await Self.error(server) { terminal in try await terminal.refresh() }
        guard case .unsupported = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        let sentence = error?.description ?? ""
        #expect(sentence.contains("REFRESHDATA (1013)"))
    }

    @Test func impossibleClock() async throws {
        let server = try await ScriptedServer.answering { received in
            let clock = ByteBuffer(integer: UInt32.max)
            return [Frame(.ackOK, session: 1, reply: received.frame.reply, data: clock)]
        }
        let error = try await Self.error(server) { terminal in _ = try await terminal.time() }
        #expect(error == .impossibleTime(raw: .max))
    }

    @Test func staleRepliesOnly() async throws {
        let peer = ScriptedServer.peer {
            let wrong: UInt16 = $0.frame.command == .connect ? 0 : 7
            return [Frame(.ackOK, session: 1, reply: $0.frame.reply &+ wrong)]
        }
        await #expect(throws: DeviceError.timedOut(waitingFor: "the answer to GET_TIME (201)")) {
            try await VirtualNetwork.with { _ in
                peer
            } _: { network in
                try await ZKTerminal.with(virtualEndpoint(.tcp), logger: Meeting.logger, network: network) {
                    try await $0.time()
                }
            }
        }
    }

    @Test(arguments: [DeviceEndpoint.Transport.tcp, .automatic])
    func nobodyThere(_ transport: DeviceEndpoint.Transport) async throws {
        let endpoint = DeviceEndpoint(
            host: LoopbackAddress.unused(), transport: transport, timeout: .seconds(30), attempts: 2)
        let error = await #expect(throws: DeviceError.self) {
            try await ZKTerminal.connect(endpoint, logger: Meeting.logger)
        }
        #expect(error == .unreachable(endpoint: "\(endpoint.host):4370", why: "connection refused"))
    }

    @Test func everyErrorSaysWhatToDo() {
        let errors: [DeviceError] = [
            .unreachable(endpoint: "a", why: "b"), .silent(endpoint: "a", transports: "TCP"), .commKeyRequired,
            .wrongCommKey, .timedOut(waitingFor: "a"), .refused(request: "a", answer: "b"), .badFrame(why: "a"),
            .badChecksum(answerTo: "a"), .countMismatch(expected: 1...2, read: 3),
            .truncated(table: "a", expected: 1, received: 0), .unknownRecordWidth(table: "a", size: 1, count: nil),
            .impossibleTime(raw: 1), .timeOutOfRange(Meeting.now), .unsupported(what: "a", answer: "b", remedy: "C."),
            .closed(during: "a"), .disconnected, .cancelled, .eventsMissed,
        ]
        for error in errors { #expect(error.description.hasSuffix("."), "\(error)") }
        #expect(Set(errors.map(\.description)).count == errors.count)
    }
}
