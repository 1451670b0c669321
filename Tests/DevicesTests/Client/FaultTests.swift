import DeviceSimulator
import DeviceTesting
import Domain
import NIOCore
import Testing

@testable import Devices

/// Each fault ends in the whole log, or in an error that says what happened.
@Suite(.timeLimit(.minutes(3)))
struct FaultTests {
    typealias Transport = DeviceEndpoint.Transport

    private static func configuration(_ change: (inout Faults) -> Void) -> VirtualTerminalConfiguration {
        var configuration = Meeting.configuration(punches: 4000)
        configuration.layout.tcpPacket = 4096
        change(&configuration.faults)
        return configuration
    }

    private static func read(
        _ configuration: VirtualTerminalConfiguration, over transport: Transport, attempts: Int = 8
    ) async throws -> AttendanceRead {
        try await Meeting.virtually(configuration, over: transport, attempts: attempts) { terminal, _ in
            try await terminal.attendance()
        }
    }

    @Test(
        arguments: [
            "loss": { $0.loss = 0.05 }, "duplicates": { $0.duplicates = 0.3 }, "reordering": { $0.reordering = 0.3 },
            "damage": { $0.badChecksums = 0.05 }, "stale": { $0.staleReplies = 0.3 },
        ] as [String: @Sendable (inout Faults) -> Void])
    func overUDP(name: String, change: @Sendable (inout Faults) -> Void) async throws {
        let configuration = Self.configuration(change)
        let read = try await Self.read(configuration, over: .udp)
        #expect(read.records.map(\.time) == configuration.punches.map(\.time), "\(name)")
    }

    @Test(
        arguments: [
            "damage": { $0.badChecksums = 0.05 }, "stale": { $0.staleReplies = 0.3 },
            "duplicates": { $0.duplicates = 0.3 }, "garbage": { $0.garbageAfterNUL = true },
        ] as [String: @Sendable (inout Faults) -> Void])
    func overTCP(name: String, change: @Sendable (inout Faults) -> Void) async throws {
        let configuration = Self.configuration(change)
        let read = try await Self.read(configuration, over: .tcp)
        #expect(read.records.map(\.time) == configuration.punches.map(\.time), "\(name)")
    }

    @Test func wrongCounter() async {
        for wrong in [-3, 3] {
            await #expect(throws: DeviceError.countMismatch(expected: 4000 + wrong...4000 + wrong, read: 4000)) {
                try await Self.read(Self.configuration { $0.wrongCounter = wrong }, over: .tcp)
            }
        }
    }

    @Test func truncatedTable() async {
        let error = await #expect(throws: DeviceError.self) {
            try await Self.read(Self.configuration { $0.truncatedBytes = 100 }, over: .tcp, attempts: 2)
        }
        guard case .truncated = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func cutConnection() async {
        await #expect(throws: DeviceError.closed(during: "reading the attendance log")) {
            try await Meeting.with(Self.configuration { $0.cutAfterBytes = 50_000 }) { terminal, _ in
                try await terminal.attendance()
            }
        }
    }

    @Test(arguments: [Transport.tcp, .udp])
    func fallsSilent(_ transport: Transport) async {
        await #expect(throws: DeviceError.timedOut(waitingFor: "the answer to DATA_RDY (1504)")) {
            try await withVirtualTime(Self.configuration { $0.silentAfterRequests = 3 }) { _, network in
                try await ZKTerminal.with(virtualEndpoint(transport), logger: Meeting.logger, network: network) {
                    try await $0.attendance()
                }
            }
        }
    }

    @Test func silentOverTCPIsReadOverUDP() async throws {
        let configuration = Self.configuration { $0.silentTCP = true }
        #expect(try await Self.read(configuration, over: .automatic).records.count == 4000)
        let silent = DeviceError.silent(endpoint: "\(virtualEndpoint(.tcp))", transports: "TCP")
        await #expect(throws: silent) { try await Self.read(configuration, over: .tcp) }
    }

    @Test func silentAltogether() async {
        let silent = DeviceError.silent(endpoint: "\(virtualEndpoint(.tcp))", transports: "TCP and UDP")
        await #expect(throws: silent) {
            try await Self.read(Self.configuration { $0.silentAfterRequests = 0 }, over: .automatic)
        }
    }

    /// The terminal stays silent in the middle of the read until somebody does not wait any longer.
    @Test(arguments: [Transport.tcp, .udp])
    func cancelledReadLeavesNothingBehind(_ transport: Transport) async throws {
        // CONNECT, DISABLE, GET_FREE_SIZES and 1503 are answered; the part of the table is not.
        try await withVirtualTerminal(Self.configuration { $0.silentAfterRequests = 4 }) { virtual, address in
            let reading = Task {
                try await ZKTerminal.with(address.endpoint(transport), logger: Meeting.logger) { terminal in
                    try await terminal.disable()
                    return try await terminal.attendance()
                }
            }
            let during = try await virtual.status { $0.requests(.readBuffer) > 0 }
            #expect(!during.isEnabled && during.buffersHeld == 1 && during.sessions == 1)
            await virtual.setFaults(Faults())
            reading.cancel()
            await #expect(throws: DeviceError.cancelled) { try await reading.value }
            let status = await virtual.status()
            #expect(status.isEnabled)
            #expect(status.sessions == 0)
            #expect(status.buffersHeld == 0)
            #expect(status.requests(.freeBuffer) == 1)
            #expect(status.requests(.enable) == 1)
            #expect(status.requests(.exit) == 1)
        }
    }

    @Test func cancelledBeforeItBegins() async throws {
        try await Meeting.with(Meeting.configuration()) { terminal, virtual in
            let before = (await virtual.status()).requests
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await terminal.time()
            }
            await #expect(throws: DeviceError.cancelled) { try await task.value }
            #expect((await virtual.status()).requests == before)
        }
    }

    /// Punches come in while the log is read: the counter grows, and that is no mismatch.
    @Test func growsDuringTheRead() async throws {
        var configuration = Meeting.configuration(punches: 4000)
        configuration.faults.delay = 5
        try await Meeting.with(configuration) { terminal, virtual in
            let (started, signal) = AsyncStream.makeStream(of: Void.self)
            let reading = Task {
                // A read that fails must not leave the test waiting for its first progress.
                defer { signal.finish() }
                return try await terminal.attendance(after: nil, inParts: false, acceptingAnyCount: false) { _ in
                    signal.yield()
                }
            }
            for await _ in started { break }
            await virtual.punch(userID: "1002")
            let outcome = try await reading.value
            #expect((4000...4001).contains(outcome.records.count))
            #expect(try await terminal.attendance(after: outcome.position).position?.recordCount == 4001)
        }
    }

    @Test func manyTasksOneTerminal() async throws {
        try await Meeting.with(Meeting.configuration(punches: 500)) { terminal, _ in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask { try await terminal.attendance().records.count }
                    group.addTask { try await terminal.users().count * 25 }
                }
                for try await count in group { #expect(count == 500) }
            }
        }
    }
}
