import DeviceSimulator
import DeviceTesting
import Testing

@testable import Devices

/// A finger that is asked for from afar.
@Suite(.timeLimit(.minutes(3)))
struct EnrolmentTests {
    typealias Transport = DeviceEndpoint.Transport

    @Test(arguments: [Transport.tcp, .udp], [[UInt8(100), 100, 100], [100, 0, 0, 100, 100], []])
    func succeeds(_ transport: Transport, _ touches: [UInt8]) async throws {
        var configuration = Meeting.configuration()
        configuration.enrolment.touches = touches
        try await Meeting.with(configuration, over: transport) { terminal, virtual in
            try await terminal.enrol("1007", finger: 4)
            let stored = try #require(await virtual.templates().first)
            #expect((stored.uid, stored.finger) == (7, 4))
            #expect(try await terminal.templates(of: "1007").map(\.bytes) == [stored.bytes])
            let status = await virtual.status()
            #expect((status.state, status.listeners) == (.idle, 0))
            #expect(status.requests(.cancelCapture) == 2)
            #expect(status.acknowledgedEvents == touches.count * 2 + 1)
        }
    }

    @Test func olderTerminalsAreToldANumber() async throws {
        var configuration = Meeting.configuration()
        configuration.layout.users = .short
        try await Meeting.with(configuration) { terminal, virtual in
            try await terminal.enrol("1007", finger: 4)
            #expect(await virtual.templates().map(\.uid) == [7])
        }
    }

    @Test(arguments: [EnrolmentOutcome.duplicate, EnrolmentOutcome.failed, EnrolmentOutcome.timedOut, 77])
    func fails(_ result: UInt16) async throws {
        var configuration = Meeting.configuration()
        configuration.enrolment.ending = .fails(result)
        try await Meeting.with(configuration) { terminal, virtual in
            let error = await #expect(throws: DeviceError.self) { try await terminal.enrol("1007", finger: 4) }
            guard case .enrolmentFailed = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect((await virtual.status()).state == .idle)
            #expect(await virtual.templates().isEmpty)
        }
    }

    @Test func refused() async throws {
        var configuration = Meeting.configuration()
        configuration.enrolment.ending = .refused
        try await Meeting.with(configuration) { terminal, _ in
            await #expect(throws: DeviceError.self) { try await terminal.enrol("1007", finger: 4) }
            await #expect(throws: DeviceError.unknownUser("1")) { try await terminal.enrol("1", finger: 4) }
            await #expect(throws: DeviceError.doesNotFit(what: "finger 10", limit: "fingers are 0 to 9")) {
                try await terminal.enrol("1007", finger: 10)
            }
        }
    }

    @Test(arguments: [Transport.tcp, .udp])
    func nobodyComes(_ transport: Transport) async throws {
        var configuration = Meeting.configuration()
        configuration.enrolment.ending = .nobodyComes
        try await Meeting.virtually(configuration, over: transport) { terminal, virtual in
            let error = await #expect(throws: DeviceError.self) { try await terminal.enrol("1007", finger: 4) }
            guard case .enrolmentFailed = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect((await virtual.status()).state == .idle)
            _ = try await terminal.time()
        }
    }

    @Test(arguments: [Transport.tcp, .udp])
    func cancelled(_ transport: Transport) async throws {
        var configuration = Meeting.configuration()
        configuration.enrolment.ending = .nobodyComes
        try await Meeting.with(configuration, over: transport) { terminal, virtual in
            let enrolment = Task { try await terminal.enrol("1007", finger: 4) }
            try await virtual.status { $0.state == .enrolling }
            enrolment.cancel()
            await #expect(throws: DeviceError.cancelled) { try await enrolment.value }
            let status = await virtual.status()
            #expect((status.state, status.requests(.cancelCapture)) == (.idle, 2))
        }
    }

    /// On a line that loses: who is told that it worked has a finger in the terminal, and it stops asking.
    @Test(arguments: 1...10)
    func overALineThatLoses(seed: UInt64) async throws {
        var configuration = Meeting.configuration()
        configuration.seed = seed
        (configuration.faults.loss, configuration.faults.duplicates) = (0.08, 0.05)
        try await withVirtualTime(configuration) { virtual, network in
            var succeeded = false
            do {
                try await ZKTerminal.with(virtualEndpoint(.udp, attempts: 8), logger: Meeting.logger, network: network)
                {
                    try await $0.enrol("1007", finger: 4)
                }
                succeeded = true
            } catch is DeviceError {}
            let templates = await virtual.templates()
            #expect(!succeeded || templates.map(\.finger) == [4])
            #expect((await virtual.status()).requests(.startEnroll) <= 8)
        }
    }

    /// Whoever listens for punches hears of them after an enrolment as before.
    @Test func leavesListenersAlone() async throws {
        try await Meeting.with(Meeting.configuration()) { terminal, virtual in
            var events = try await terminal.events().makeAsyncIterator()
            try await terminal.enrol("1007", finger: 4)
            #expect(await virtual.punch(userID: "1002"))
            var kinds: [String] = []
            while let event = try await events.next() {
                if case .punch = event { break }
                if case .fingerprintEnrolled(let user, 4, true) = event { kinds.append(user.description) }
            }
            #expect(kinds == ["1007"])
        }
    }
}
