import DeviceTesting
import Devices
import Domain
import Synchronization
import Testing

@testable import DeviceSimulator

/// Connecting, steering and listening, seen from both ends.
@Suite(.timeLimit(.minutes(2)))
struct SessionTests {
    @Test(arguments: bothTransports)
    func information(transport: DeviceEndpoint.Transport) async throws {
        let log = SampleLog(users: 12, punches: 60)
        try await withVirtualTerminal(log.configuration) { _, address in
            let information = try await ZKTerminal.with(address.endpoint(transport), logger: quietLogger) {
                try await $0.information()
            }
            #expect(information.serialNumber == Identity().serialNumber)
            #expect(information.platform == "JZ4725_TFT")
            #expect(information.firmware == "Ver 6.60 Jun  9 2017")
            #expect(information.sizes.users == 12)
            #expect(information.sizes.records == 60)
            #expect(information.sizes.recordCapacity == 50_000)
            #expect(information.sizes.recordsFree == 49_940)
        }
    }

    @Test(arguments: bothTransports)
    func commKey(transport: DeviceEndpoint.Transport) async throws {
        let log = SampleLog(punches: 30)
        var configuration = log.configuration
        configuration.commKey = 987_654
        try await withVirtualTerminal(configuration) { terminal, address in
            let read = try await readLog(address.endpoint(transport, commKey: 987_654))
            expectSame(read.records.map(Row.init), log.rows)
            await #expect(throws: DeviceError.wrongCommKey) {
                try await readLog(address.endpoint(transport, commKey: 987_653))
            }
            await #expect(throws: DeviceError.commKeyRequired) { try await readLog(address.endpoint(transport)) }
            let refused = try await terminal.status { $0.sessions == 0 }
            #expect(refused.requests(.readAttendance) == 0)
        }
    }

    @Test(arguments: bothTransports)
    func clock(transport: DeviceEndpoint.Transport) async throws {
        var configuration = VirtualTerminalConfiguration()
        let standing = LocalTime(seconds: 1_795_000_000)
        configuration.clock = .standing(at: standing)
        configuration.clock.offset = -75
        try await withVirtualTerminal(configuration) { terminal, address in
            try await ZKTerminal.with(address.endpoint(transport), logger: quietLogger) { client in
                #expect(try await client.time() == LocalTime(seconds: standing.seconds - 75))
                let wanted = LocalTime(seconds: standing.seconds + 3)
                try await client.setTime(wanted)
                #expect(try await client.time() == wanted)
            }
            #expect(await terminal.time() == LocalTime(seconds: standing.seconds + 3))
        }
    }

    @Test(arguments: bothTransports, [10, 12, 14, 32, 36, 37, 52])
    func events(transport: DeviceEndpoint.Transport, length: Int) async throws {
        var configuration = SampleLog(users: 5, punches: 0).configuration
        configuration.layout.eventLength = length
        let time = LocalTime(seconds: 1_795_000_000)
        let punches = [UInt8(0), 1, 0].enumerated().map { index, state in
            VirtualPunch(userID: "100\(index + 1)", time: LocalTime(seconds: time.seconds + Int64(index)), state: state)
        }
        try await withVirtualTerminal(configuration) { terminal, address in
            try await ZKTerminal.with(address.endpoint(transport), logger: quietLogger) { client in
                let events = try await client.events()
                for punch in punches { #expect(await terminal.punch(punch)) }
                var seen: [LivePunch] = []
                for try await case .punch(let punch) in events.prefix(punches.count) { seen.append(punch) }
                #expect(seen.map(\.userID.description) == punches.map(\.userID))
                #expect(seen.map(\.time) == punches.map(\.time))
                #expect(seen.map(\.state) == punches.map(\.state))
                // What was seen live is in the log as well.
                let stored = try await client.attendance().records.map(Row.init)
                expectSame(stored, punches.map(Row.init))
            }
            #expect(try await terminal.status { $0.sessions == 0 }.acknowledgedEvents == punches.count)
        }
    }

    @Test(arguments: bothTransports)
    func nobodyPunchesWhileDisabled(transport: DeviceEndpoint.Transport) async throws {
        try await withVirtualTerminal(SampleLog(punches: 0).configuration) { terminal, address in
            try await ZKTerminal.with(address.endpoint(transport), logger: quietLogger) { client in
                try await client.disable()
                #expect(await terminal.punch(userID: "1001") == false)
                try await client.enable()
                #expect(await terminal.punch(userID: "1001"))
                try await client.disable()
            }
            // The client left without enabling: its goodbye did.
            let after = try await terminal.status { $0.sessions == 0 }
            #expect(after.isEnabled)
            #expect(after.records == 1)
        }
    }

    @Test(arguments: bothTransports)
    func cancellingAReadLeavesTheTerminalInOrder(transport: DeviceEndpoint.Transport) async throws {
        let log = SampleLog(users: 100, punches: 20_000)
        var configuration = log.configuration
        // Two parts of the table come; the third is not answered until nobody waits for it any more.
        configuration.faults.silentAfterRequests = 6
        try await withVirtualTerminal(configuration) { terminal, address in
            let reading = Task {
                try await ZKTerminal.with(address.endpoint(transport), logger: quietLogger) { client in
                    try await client.disable()
                    return try await client.attendance()
                }
            }
            let during = try await terminal.status { $0.requests(.readBuffer) >= 3 }
            #expect(!during.isEnabled && during.buffersHeld == 1 && during.sessions == 1)
            await terminal.setFaults(Faults())
            reading.cancel()
            await #expect(throws: DeviceError.cancelled) { try await reading.value }
            let after = try await terminal.status { $0.sessions == 0 && $0.connections == 0 }
            #expect(after.isEnabled)
            #expect(after.requests(.freeBuffer) == 1)
            #expect(after.requests(.exit) == 1)
            // And the next one reads everything.
            expectSame(try await readLog(address.endpoint(transport)).records.map(Row.init), log.rows)
        }
    }

    @Test(arguments: bothTransports)
    func restart(transport: DeviceEndpoint.Transport) async throws {
        let log = SampleLog(punches: 200)
        try await withVirtualTime(log.configuration) { terminal, network in
            let endpoint = virtualEndpoint(transport)
            let client = try await ZKTerminal.connect(endpoint, logger: quietLogger, network: network)
            try await client.disable()
            try await client.restart()
            // The client does not wait for an answer that a booting terminal may not give.
            let away = try await terminal.status { $0.requests(.restart) == 1 && $0.sessions == 0 }
            #expect(away.isEnabled)
            let again = try await untilConnected(endpoint, network)
            expectSame(again.records.map(Row.init), log.rows)
        }
    }

    private func untilConnected(_ endpoint: DeviceEndpoint, _ network: any Network) async throws -> AttendanceRead {
        while true {
            try Task.checkCancellation()
            do { return try await readLog(endpoint, over: network) } catch is DeviceError { continue }
        }
    }

    @Test(arguments: bothTransports)
    func aBusyTerminalIsSilentForTheSecondClient(transport: DeviceEndpoint.Transport) async throws {
        var configuration = SampleLog(punches: 10).configuration
        configuration.admission = .oneAtATime
        try await withVirtualTime(configuration) { _, network in
            let endpoint = virtualEndpoint(transport)
            try await ZKTerminal.with(endpoint, logger: quietLogger, network: network) { first in
                let silent = DeviceError.silent(
                    endpoint: "\(endpoint)", transports: transport == .tcp ? "TCP" : "UDP")
                await #expect(throws: silent) { try await readLog(endpoint, over: network) }
                let records = try await first.attendance().records
                #expect(records.count == 10)
            }
            #expect(try await readLog(endpoint, over: network).records.count == 10)
        }
    }

    @Test func theLatestClientThrowsTheFirstOut() async throws {
        var configuration = SampleLog(punches: 10).configuration
        configuration.admission = .latestOnly
        try await withVirtualTerminal(configuration) { _, address in
            let first = try await ZKTerminal.connect(address.endpoint(.tcp), logger: quietLogger)
            #expect(try await readLog(address.endpoint(.tcp)).records.count == 10)
            await #expect(throws: DeviceError.self) { try await first.time() }
            await first.disconnect()
        }
    }

    @Test func aPortInUseIsNamed() async throws {
        try await withVirtualTerminal { _, address in
            let second = VirtualTerminal()
            await #expect(throws: SimulatorError.portInUse(host: "127.0.0.1", port: address.tcpPort, transport: "TCP"))
            {
                try await second.start(tcpPort: address.tcpPort)
            }
        }
    }

    @Test func aStoppedTerminalGivesItsPortsBack() async throws {
        let first = VirtualTerminal()
        let address = try await first.start(host: LoopbackAddress.unused())
        let client = try await ZKTerminal.connect(address.endpoint(.tcp), logger: quietLogger)
        await first.stop()
        await first.stop()
        await #expect(throws: DeviceError.self) { try await client.time() }
        let second = VirtualTerminal()
        #expect(try await second.start(host: address.host, tcpPort: address.tcpPort) == address)
        await second.stop()
    }

    @Test func theClockDrifts() {
        let start = 1_795_000_000.0
        let elapsed = Elapsed()
        var clock = TerminalClock(offset: 10, driftPartsPerMillion: 100) { start + elapsed.seconds }
        #expect(clock.now == LocalTime(seconds: 1_795_000_010))
        elapsed.seconds = 100_000
        #expect(clock.now == LocalTime(seconds: 1_795_100_020))
        clock.set(to: LocalTime(seconds: 1_795_100_000))
        #expect(clock.now == LocalTime(seconds: 1_795_100_000))
        elapsed.seconds = 200_000
        #expect(clock.now == LocalTime(seconds: 1_795_200_010))
    }
}

/// Time that passes when a test says so.
private final class Elapsed: Sendable {
    private let state = Mutex(0.0)
    var seconds: Double {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
