import DeviceSimulator
import DeviceTesting
import NIOCore
import NIOEmbedded
import Testing

@testable import Devices

/// How a stream of events begins and ends.
@Suite(.timeLimit(.minutes(3)))
struct EventTests {
    private static let all = ByteBuffer(integer: UInt32(0xFFFF), endianness: .little)

    @Test func endWithTheConnection() async throws {
        try await withVirtualTerminal(Meeting.configuration()) { virtual, address in
            let terminal = try await ZKTerminal.connect(address.endpoint(.tcp), logger: Meeting.logger)
            var events = try await terminal.events().makeAsyncIterator()
            await virtual.dropConnections()
            await #expect(throws: DeviceError.closed(during: "a pause")) { while try await events.next() != nil {} }
            await #expect(throws: DeviceError.closed(during: "a pause")) { try await terminal.events() }
            await terminal.disconnect()
            // Whoever connects again asks again.
            #expect(await virtual.status().listeners == 0)
            try await ZKTerminal.with(address.endpoint(.tcp), logger: Meeting.logger) { again in
                var events = try await again.events().makeAsyncIterator()
                #expect(await virtual.punch(userID: "1002"))
                #expect(try await events.next() != nil)
            }
        }
    }

    @Test func endWithDisconnect() async throws {
        try await withVirtualTerminal(Meeting.configuration()) { virtual, address in
            let terminal = try await ZKTerminal.connect(address.endpoint(.tcp), logger: Meeting.logger)
            let events = try await terminal.events()
            await terminal.disconnect()
            var count = 0
            for try await _ in events { count += 1 }
            #expect(count == 0)
            await #expect(throws: DeviceError.disconnected) { try await terminal.events() }
        }
    }

    /// The consumer's task is cancelled while it waits: it ends without an error, the terminal is told to send no more,
    /// and the connection is as good as before.
    @Test(arguments: [DeviceEndpoint.Transport.tcp, .udp])
    func endWhenTheConsumerIsCancelled(_ transport: DeviceEndpoint.Transport) async throws {
        try await Meeting.with(Meeting.configuration(), over: transport) { terminal, virtual in
            let events = try await terminal.events()
            #expect(await virtual.status().listeners == 1)
            let listening = Task {
                var count = 0
                for try await _ in events { count += 1 }
                return count
            }
            listening.cancel()
            #expect(try await listening.value == 0)
            try await virtual.status { $0.listeners == 0 && $0.requests(.event) == 2 }
            #expect(try await terminal.users().count == 20)
            // Asked again, they come again.
            var again = try await terminal.events().makeAsyncIterator()
            #expect(await virtual.punch(userID: "1002"))
            guard case .punch = try await again.next() else {
                Issue.record("no punch after listening anew")
                return
            }
        }
    }

    @Test func theFirstToLeaveDoesNotSilenceTheSecond() async throws {
        try await Meeting.with(Meeting.configuration()) { terminal, virtual in
            var stays = try await terminal.events().makeAsyncIterator()
            let second = try await terminal.events()
            let leaves = Task { for try await _ in second {} }
            leaves.cancel()
            try await leaves.value
            _ = try await terminal.time()
            #expect(await virtual.punch(userID: "1003"))
            #expect(try await stays.next() != nil)
            #expect(await virtual.status().listeners == 1)
        }
    }

    /// A terminal without power sends nothing, not even an end: the heartbeat finds out.
    @Test(arguments: [DeviceEndpoint.Transport.tcp, .udp])
    func endWhenTheTerminalFallsSilent(_ transport: DeviceEndpoint.Transport) async throws {
        var configuration = Meeting.configuration()
        // CONNECT and REG_EVENT.
        configuration.faults.silentAfterRequests = 2
        try await withVirtualTime(configuration) { _, network in
            let terminal = try await ZKTerminal.connect(
                virtualEndpoint(transport), logger: Meeting.logger, network: network)
            let events = try await terminal.events()
            await #expect(throws: DeviceError.timedOut(waitingFor: "the answer to GET_TIME (201)")) {
                for try await _ in events {}
            }
            await #expect(throws: DeviceError.self) { try await terminal.time() }
            await terminal.disconnect()
        }
    }

    /// Somebody who does not listen costs a bounded amount of memory and is told of the gap.
    @Test func endWhenNobodyTakesThem() async throws {
        let flood = 5000
        try await VirtualNetwork.with { _ in
            Self.flooding(flood)
        } _: { network in
            try await ZKTerminal.with(virtualEndpoint(.tcp), logger: Meeting.logger, network: network) { terminal in
                let events = try await terminal.events()
                // Answered behind the flood.
                _ = try await terminal.time()
                var count = 0
                await #expect(throws: DeviceError.eventsMissed) { for try await _ in events { count += 1 } }
                #expect(count == ZKTerminal.eventsHeld)
            }
        }
    }

    /// Acknowledgements that nobody reads are not kept.
    @Test(arguments: [true, false])
    func acknowledgedWhereThePeerReads(reads: Bool) throws {
        let link = Link(DeviceEndpoint(host: "terminal"), isReliable: true)
        let channel = EmbeddedChannel(handler: TerminalHandler(link: link, logger: Meeting.logger))
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 4370)).wait()
        channel.isWritable = reads
        let event = Frame(.event, session: LiveEvent.Kind.button, reply: 0)
        try channel.writeInbound(ReceivedFrame(event, checksum: event.checksum))
        #expect(try channel.readOutbound(as: Frame.self)?.command == (reads ? .ackOK : nil))
        _ = try channel.finish()
    }

    /// Answers, and sends key presses after the answer to the registration.
    private static func flooding(_ count: Int) -> VirtualNetwork.Peer {
        ScriptedServer.peer { received in
            let time = ByteBuffer(integer: UInt32(864_288_000), endianness: .little)
            let answer = Frame(.ackOK, session: 1, reply: received.frame.reply, data: time)
            guard received.frame.command == .event, received.frame.data == all else { return [answer] }
            return [answer] + Array(repeating: Frame(.event, session: LiveEvent.Kind.button, reply: 0), count: count)
        }
    }
}
