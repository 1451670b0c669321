import Logging
import SeededRandom
import Testing

@testable import Server

/// The parts of the gate, without sockets.
struct GateTests {
    @Test(arguments: [
        ("GET / HTTP/1.1\r\n\r\nbody", 18), ("GET / HTTP/1.1\n\nbody", 16),
        ("\r\n\r\nGET / HTTP/1.1\r\nA: b\r\n\r\n", 28),
        ("GET / HTTP/1.1\r\nA: b\r\n", nil), ("\r\n\r\n\r\n", nil), ("", nil),
    ]) func findsTheEndOfAHead(text: String, end: Int?) {
        var scanner = HeadScanner()
        #expect(scanner.end(in: text.utf8) == end)
        // In pieces of any size it is at the same place.
        for size in 1..<5 {
            var scanner = HeadScanner()
            let bytes = Array(text.utf8)
            let ends = stride(from: 0, to: bytes.count, by: size).lazy.map { start in
                scanner.end(in: bytes[start..<min(start + size, bytes.count)])
            }
            #expect(ends.first { $0 != nil } == end.map(Optional.some))
        }
    }

    private static func prepared(_ text: String) -> String {
        String(decoding: RequestHead.prepared(Array(text.utf8)), as: UTF8.self)
    }

    @Test func escapesWhatATargetMustNotHold() {
        #expect(
            Self.prepared("GET /iclock/cdata?a=middle east\u{1}ä&b=%20 HTTP/1.1\r\nHost: x\r\n\r\n")
                == "GET /iclock/cdata?a=middle%20east%01%C3%A4&b=%20 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    }

    @Test func leavesOneWishAboutTheConnection() {
        #expect(
            Self.prepared(
                "GET / HTTP/1.1\r\nconnection: keep-alive,\r\n upgrade\r\nA: b\r\n c\r\nCONNECTION: x\r\n\r\n")
                == "GET / HTTP/1.1\r\nA: b\r\n c\r\nConnection: close\r\n\r\n")
    }

    /// Whatever comes, the head that is handed on has one wish about the connection.
    @Test(arguments: 0..<10) func preparesNoise(seed: Int) {
        var chance = SeededGenerator(mixing: seed, 4)
        let words = [
            "GET ", "/a b", " HTTP/1.1", "\r\n", "\n", "\r", "Connection: x", " folded", "\t", ":", "A: b", "\0",
        ]
        for _ in 0..<500 {
            let text =
                "GET / HTTP/1.1\n" + (0..<chance.between(0, 12)).map { _ in words[chance.between(0, 11)] }.joined()
            let lines = Self.prepared(text).split(separator: "\r\n")
            #expect(lines.filter { $0.lowercased().hasPrefix("connection:") } == ["Connection: close"])
            var scanner = HeadScanner()
            #expect(scanner.end(in: text.utf8).map { $0 <= text.utf8.count } != false)
        }
    }

    @Test func tellsOnceAnHour() {
        let noted = Noted()
        let log = RefusalLog(Logger(label: "t") { _ in NotingHandler(noted: noted) })
        let start = ContinuousClock.now
        for second in 0..<100 { log.note("slow", from: "10.0.0.1", at: start + .seconds(second)) }
        log.note("slow", from: "10.0.0.2", at: start)
        log.note("broken", from: "10.0.0.1", at: start)
        #expect(noted.lines.count == 3)
        log.note("slow", from: "10.0.0.1", at: start + .seconds(3600))
        #expect(noted.lines.count == 4)
    }

    @Test func remembersNoMoreThanItMay() {
        let noted = Noted()
        let log = RefusalLog(Logger(label: "t") { _ in NotingHandler(noted: noted) })
        let start = ContinuousClock.now
        for number in 0..<10_000 { log.note("slow", from: "\(number)", at: start) }
        #expect(noted.lines.count == RefusalLog.capacity)
        log.note("slow", from: "new", at: start + .seconds(3601))
        #expect(noted.lines.count == RefusalLog.capacity + 1)
    }

    @Test func countsWhoIsThere() {
        var limits = GateLimits()
        limits.connections = 3
        limits.connectionsPerAddress = 2
        let doorkeeper = Doorkeeper(limits)
        #expect(doorkeeper.admits("a"))
        #expect(doorkeeper.admits("a"))
        #expect(!doorkeeper.admits("a"))
        #expect(doorkeeper.admits("b"))
        #expect(!doorkeeper.admits("c"))
        doorkeeper.leaves("a")
        #expect(doorkeeper.admits("c"))
        #expect(doorkeeper.connections == 3)
    }

    @Test func givesBackWhatABodyHeld() {
        let budget = BodyBudget(10)
        var first: BodyBudget.Hold? = budget.hold()
        let second = budget.hold()
        #expect(first?.take(6) == true)
        #expect(second.take(4))
        #expect(!second.take(1))
        first = nil
        #expect(budget.total == 4)
        #expect(second.take(6))
    }

    @Test func holdsOneLargeBodyOfEach() {
        let budget = BodyBudget(100, small: 10)
        var large: BodyBudget.Hold? = budget.hold(of: ["a", "SN 1"])
        #expect(large?.take(10) == true)
        #expect(large?.take(10) == true)
        #expect(large?.take(10) == true)
        let (small, second, other) = (
            budget.hold(of: ["a", "SN 2"]), budget.hold(of: ["b", "SN 1"]), budget.hold(of: ["b", "SN 3"])
        )
        #expect(small.take(10))
        #expect(!small.take(1))
        #expect(!second.take(11))
        #expect(other.take(11))
        large = nil
        #expect(budget.total == 21)
        #expect(small.take(1))
    }
}
