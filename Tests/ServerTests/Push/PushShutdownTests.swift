import DeviceSimulator
import Devices
import Domain
import Logging
import NIOCore
import Server
import Synchronization
import Testing

/// A server that is told to end while a terminal is being served.
struct PushShutdownTests {
    /// Keeps an upload only when it is let.
    private final class SlowHost: PushHost {
        let inner = MemoryHost(MemoryHost.terminal("A1"))
        let isAsked = Mutex(false)
        let isLet = Mutex(false)

        func terminal(knocking knock: PushKnock) async throws -> PushTerminal? {
            try await inner.terminal(knocking: knock)
        }

        func keep(_ upload: PushUpload, of terminal: PushTerminal) async throws {
            isAsked.withLock { $0 = true }
            while !isLet.withLock({ $0 }) { await Task.yield() }
            try await inner.keep(upload, of: terminal)
        }

        func heard(from terminal: PushTerminal, _ information: PushInformation?, isComplete: Bool) async throws {}
        func refused(_ terminal: PushTerminal) async {}
    }

    @Test(.timeLimit(.minutes(1))) func answersWhatCameAndTakesNoMore() async throws {
        let host = SlowHost()
        let (addresses, bound) = AsyncStream<ServerAddress>.makeStream()
        let server = PushServer(
            ServerAddress(port: 0), host: host, mailboxes: PushMailboxes(run: 1), logger: Logger(label: "push"))
        let running = Task { try await server.run { bound.yield($0) } }
        var iterator = addresses.makeAsyncIterator()
        let port = try #require(await iterator.next()).port
        let row = "7\t2026-11-28 08:00:00\t0\t1\n"
        let request =
            "POST /iclock/cdata?SN=A1&table=ATTLOG HTTP/1.1\r\nHost: x\r\nContent-Length: \(row.utf8.count)\r\n\r\n\(row)"
        async let answer = HTTPExchange.send(ByteBuffer(string: request), to: "127.0.0.1", port: port)
        while !host.isAsked.withLock({ $0 }) { await Task.yield() }
        running.cancel()
        // Once the door is shut, nobody else gets in.
        let ping = ByteBuffer(string: "GET /iclock/ping?SN=A1 HTTP/1.1\r\nHost: x\r\n\r\n")
        while let answer = try? await HTTPExchange.send(ping, to: "127.0.0.1", port: port), answer.readableBytes > 0 {
            await Task.yield()
        }
        host.isLet.withLock { $0 = true }
        #expect(String(buffer: try await answer).hasSuffix("OK: 1"))
        try await running.value
        #expect(host.inner.kept.punches.count == 1)
        #expect(server.load == (0, 0))
    }
}
