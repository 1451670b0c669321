import Devices
import Domain
import Testing

@testable import Server

/// When a terminal's polls say that everything it has is in, by a clock that the test moves.
struct PushSessionTests {
    private let sessions = PushSessions()
    private let device = ID<Device>(1)
    private let start = ContinuousClock.now

    private func poll(_ second: Int) -> Bool { sessions.polled(device, at: start + .seconds(second)) }

    @Test func believesATerminalAfterSomeQuietPolls() {
        #expect([0, 10, 20, 30, 40].map(poll) == [false, false, false, true, true])
    }

    @Test func waitsForABacklogThatComesInParts() {
        #expect([0, 10].map(poll) == [false, false])
        sessions.uploadBegins(device)
        #expect(!poll(20))
        sessions.uploadEnds(device, .attendance, kept: true)
        #expect([30, 40, 50, 60].map(poll) == [false, false, true, true])
    }

    /// One that sends what is punched at once has nothing else to send.
    @Test func goesOnBelievingOneThatUploads() {
        for second in [0, 10, 20, 30] { _ = poll(second) }
        sessions.uploadBegins(device)
        #expect(!poll(40))
        sessions.uploadEnds(device, .attendance, kept: true)
        #expect(poll(50))
        sessions.uploadBegins(device)
        sessions.uploadEnds(device, .attendance, kept: false)
        #expect(!poll(60))
    }

    @Test func beginsAnewAfterAnAbsence() {
        #expect([0, 10, 20, 30, 75].map(poll) == [false, false, false, true, true])
        let later = 75 + 200
        #expect([0, 10, 20, 30].map { poll(later + $0) } == [false, false, false, true])
    }

    @Test func beginsAnewWithTheTerminal() {
        for second in [0, 10, 20, 30] { _ = poll(second) }
        sessions.isTold(MemoryHost.terminal("A1"))
        #expect(!poll(40))
    }

    @Test func knowsOneThatPollsSeldom() {
        #expect([0, 120, 240, 360, 480].map(poll) == [false, false, false, true, true])
    }
}
