import Domain
import Logging
import NIOCore
import NIOEmbedded
import Services
import Testing

@testable import Server

struct APIGateTests {
    @Test func eachCallerAsksSoOftenOnAverage() {
        let limiter = RateLimiter(rate: 2, burst: 3)
        let start = ContinuousClock.now
        let waits = (0..<5).map { _ in limiter.wait(of: "asha", at: start) }
        #expect(waits == [nil, nil, nil, 1, 1])
        #expect(limiter.wait(of: "ravi", at: start) == nil)
        #expect(limiter.wait(of: "asha", at: start + .milliseconds(600)) == nil)
        #expect(limiter.wait(of: "asha", at: start + .milliseconds(600)) == 1)
        let unlimited = RateLimiter(rate: 0, burst: 0)
        #expect((0..<1_000).allSatisfy { _ in unlimited.wait(of: "asha", at: start) == nil })
    }

    @Test func eachAccountHasSoManyStreams() {
        let places = StreamPlaces(2)
        var held = [places.take(by: "asha"), places.take(by: "asha")]
        #expect(!held.contains { $0 == nil })
        #expect(places.take(by: "asha") == nil)
        #expect(places.take(by: "ravi") != nil)
        held.removeLast()
        held.append(places.take(by: "asha"))
        #expect(!held.contains { $0 == nil })
        #expect(places.take(by: "asha") == nil)
    }

    /// The place is the stream's until whoever writes it is done with it.
    @Test func aPlaceGoesWithItsStream() {
        let places = StreamPlaces(1)
        let stream = Reply(200, .stream(type: Operation.eventStream) { _ in })
        var kept = places.take(by: "asha").map { stream.keeping($0) }
        #expect(kept != nil && places.take(by: "asha") == nil)
        kept = nil
        #expect(kept == nil && places.take(by: "asha") != nil)
    }

    /// What the peer does not take stays in the channel's buffer.
    @Test func whoeverTakesNothingOfAnAnswerIsLetGo() throws {
        let loop = EmbeddedEventLoop()
        let channel = EmbeddedChannel(handler: AnswerClock(.seconds(10)), loop: loop)
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
        channel.writeAndFlush(ByteBuffer(string: "taken"), promise: nil)
        loop.advanceTime(by: .seconds(60))
        #expect(channel.isActive)
        channel.write(ByteBuffer(string: "never taken"), promise: nil)
        loop.advanceTime(by: .seconds(9))
        #expect(channel.isActive)
        // Something small now and then changes nothing.
        channel.write(ByteBuffer(string: ":"), promise: nil)
        loop.advanceTime(by: .seconds(2))
        #expect(!channel.isActive)
    }

    @Test func whoeverIsSlowIsServed() throws {
        let loop = EmbeddedEventLoop()
        let channel = EmbeddedChannel(handler: AnswerClock(.seconds(10)), loop: loop)
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
        for _ in 0..<20 {
            channel.write(ByteBuffer(string: "piece"), promise: nil)
            loop.advanceTime(by: .seconds(9))
            channel.flush()
        }
        #expect(channel.isActive)
    }

    @Test(
        arguments: [
            (nil, []), ("\"5\"", [.version(5)]), ("W/\"5\"", [.version(5)]), ("*", [.any]), ("\"a\"", [.other]),
            ("5", [.other]), ("\"5\", \"6\"", [.version(5), .version(6)]), ("\"", [.other]),
        ] as [(String?, [EntityTag])])
    func versionsAreReadFromWhatIsSent(header: String?, tags: [EntityTag]) { #expect(EntityTag.list(header) == tags) }

    @Test func nobodyElseIsListenedToInClear() async throws {
        let services = try await openTestServices()
        func made(_ host: String, _ change: (inout APISettings) -> Void = { _ in }) throws {
            var settings = APISettings(address: ServerAddress(host: host, port: 0))
            change(&settings)
            _ = try APIServer(services, settings, logger: Logger(label: "test"))
        }
        for host in ["127.0.0.1", "::1", "localhost"] { try made(host) }
        for host in ["0.0.0.0", "192.0.2.7", "::", "localhost.example"] {
            #expect(throws: APIServerError.wouldBeReadable(host: host)) { try made(host) }
        }
        try made("0.0.0.0") { $0.isClearAllowed = true }
        try made("0.0.0.0") { $0.certificate = .init(chain: "server.pem", key: "server.key") }
        try await services.close()
    }

    /// Byte by byte is never silent, and has to come to its end all the same.
    @Test func aRequestIsInWithinItsTime() throws {
        let loop = EmbeddedEventLoop()
        let channel = EmbeddedChannel(handler: RequestClock(.seconds(10)), loop: loop)
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
        for _ in 0..<9 {
            try channel.writeInbound(ByteBuffer(string: "G"))
            loop.advanceTime(by: .seconds(1))
        }
        #expect(channel.isActive)
        // It is in: the next one begins anew.
        channel.pipeline.triggerUserOutboundEvent(RequestClock.Event.received, promise: nil)
        loop.advanceTime(by: .seconds(60))
        #expect(channel.isActive)
        try channel.writeInbound(ByteBuffer(string: "G"))
        loop.advanceTime(by: .seconds(9))
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(2))
        #expect(!channel.isActive)
    }

    @Test func figuresAreWrittenAsPrometheusReadsThem() {
        let metrics = APIMetrics()
        metrics.note("listDays", 200, .milliseconds(7))
        metrics.note("listDays", 200, .milliseconds(700))
        metrics.note("listDays", 403, .milliseconds(1))
        let text = metrics.text(with: [("etime_devices", "Terminals in use.", 3)])
        for line in [
            #"etime_http_requests_total{operation="listDays",status="200"} 2"#,
            #"etime_http_requests_total{operation="listDays",status="403"} 1"#,
            #"etime_http_request_seconds_bucket{operation="listDays",le="0.01"} 2"#,
            #"etime_http_request_seconds_bucket{operation="listDays",le="+Inf"} 3"#,
            #"etime_http_request_seconds_count{operation="listDays"} 3"#, "etime_devices 3",
        ] { #expect(text.contains(line + "\n"), "\(line)") }
    }
}
