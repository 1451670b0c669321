import DeviceSimulator
import Devices
import Domain
import Foundation
import Logging
import NIOCore
import Server
import Synchronization
import Testing

/// A push server on a free port of this computer, for as long as a test needs it.
struct RunningServer: Sendable {
    let port: Int
    let server: PushServer
    let mailboxes: PushMailboxes
    let log: Noted

    /// Runs `body` against it, and ends it.
    static func serve(
        _ host: any PushHost, limits: PushLimits = PushLimits(),
        mailboxes: PushMailboxes = PushMailboxes(run: 1_795_000_000), _ body: (RunningServer) async throws -> Void
    ) async throws {
        let log = Noted()
        let logger = Logger(label: "push") { _ in NotingHandler(noted: log) }
        let server = PushServer(
            ServerAddress(port: 0), host: host, mailboxes: mailboxes, limits: limits, logger: logger)
        let (addresses, bound) = AsyncStream<ServerAddress>.makeStream()
        let task = Task {
            defer { bound.finish() }
            try await server.run { bound.yield($0) }
        }
        defer { task.cancel() }
        var iterator = addresses.makeAsyncIterator()
        guard let address = await iterator.next() else { return try await task.value }
        try await body(RunningServer(port: address.port, server: server, mailboxes: mailboxes, log: log))
        task.cancel()
        _ = await task.result
    }

    /// What the server says to these bytes, as they are.
    func raw(_ text: String, cutAfter: Int? = nil) async throws -> String {
        let answer = try await HTTPExchange.send(
            ByteBuffer(string: text), to: "127.0.0.1", port: port, cutAfter: cutAfter)
        return String(buffer: answer)
    }

    func answer(_ text: String) async throws -> HTTPAnswer {
        let answer = try await raw(text)
        return try #require(HTTPAnswer(ByteBuffer(string: answer)), "no HTTP: \(answer)")
    }

    /// As terminals write it.
    func get(_ target: String) async throws -> HTTPAnswer {
        try await answer(
            "GET \(target) HTTP/1.1\r\nHost: server\r\nUser-Agent: iClock Proxy/1.09\r\nConnection: close\r\nAccept: */*\r\n\r\n"
        )
    }

    func post(_ target: String, _ body: String) async throws -> HTTPAnswer {
        try await answer(
            "POST \(target) HTTP/1.1\r\nHost: server\r\nUser-Agent: iClock Proxy/1.09\r\nConnection: close\r\nAccept: */*\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    /// Waits until what the server holds is let go again.
    func isIdle() async throws -> Bool {
        for _ in 0..<1200 {
            if server.load == (0, 0) { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }
}

/// Lines of a log.
final class Noted: Sendable {
    private let noted = Mutex<[String]>([])

    var lines: [String] { noted.withLock { $0 } }
    func note(_ line: String) { noted.withLock { $0.append(line) } }
}

struct NotingHandler: LogHandler {
    let noted: Noted
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .notice

    init(noted: Noted) {
        self.noted = noted
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        noted.note("\(event.message)")
    }
}
