import DeviceTesting
import Devices
import Domain
import Testing

@testable import DeviceSimulator

/// Every fault, over each transport, ends in the right data or in a typed error: never in wrong data.
///
/// Time is virtual here: what a client waits for costs nothing, and a busy machine is no slow terminal.
@Suite(.timeLimit(.minutes(3)))
struct FaultReadingTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var faults: String
        /// Transports over which the client has to get through; over the others an error is as good.
        var mustSucceed: [DeviceEndpoint.Transport] = []
        var testDescription: String { faults }

        func parsed() throws -> Faults {
            var parsed = Faults()
            for fault in faults.split(separator: " ") { try parsed.set(String(fault)) }
            return parsed
        }
    }

    static let cases = [
        Case(faults: "loss=0.05", mustSucceed: [.udp]),
        Case(faults: "loss=0.5"),
        Case(faults: "duplicates=0.3", mustSucceed: [.tcp, .udp]),
        Case(faults: "duplicates=1", mustSucceed: [.tcp, .udp]),
        Case(faults: "reordering=0.3", mustSucceed: [.udp]),
        Case(faults: "bad-checksums=0.05", mustSucceed: [.udp]),
        Case(faults: "bad-checksums=1"),
        Case(faults: "stale-replies=0.5", mustSucceed: [.tcp, .udp]),
        Case(faults: "strange-reply-ids=0.1", mustSucceed: [.udp]),
        Case(faults: "strange-reply-ids=1"),
        Case(faults: "delay=10", mustSucceed: [.tcp, .udp]),
        Case(faults: "cut-after=30000"),
        Case(faults: "cut-after=5"),
        Case(faults: "silent-after=0"),
        Case(faults: "silent-after=4"),
        Case(faults: "silent-tcp=1", mustSucceed: [.udp]),
        Case(faults: "wrong-counter=3"),
        Case(faults: "wrong-counter=-3"),
        Case(faults: "truncated=40"),
        Case(faults: "truncated=1"),
        Case(faults: "garbage=1", mustSucceed: [.tcp, .udp]),
        Case(faults: "loss=0.03 duplicates=0.1 reordering=0.1 bad-checksums=0.02 delay=1", mustSucceed: [.udp]),
    ]

    @Test(arguments: cases, bothTransports)
    func rightDataOrATypedError(test: Case, transport: DeviceEndpoint.Transport) async throws {
        for packet in [1008, 65_528] where transport == .tcp || packet == 1008 {
            try await read(test, transport, packet: packet)
        }
    }

    private func read(_ test: Case, _ transport: DeviceEndpoint.Transport, packet: Int) async throws {
        let log = SampleLog(punches: 1500)
        var configuration = log.configuration
        configuration.faults = try test.parsed()
        configuration.layout.tcpPacket = packet
        try await withVirtualTime(configuration) { terminal, network in
            let read: AttendanceRead
            do {
                read = try await readLog(virtualEndpoint(transport), over: network)
            } catch {
                #expect(error is DeviceError)
                #expect(!test.mustSucceed.contains(transport), "\(error)")
                return
            }
            expectSame(read.records.map(Row.init), log.rows)
            #expect(await terminal.status().isEnabled)
        }
    }

    /// The beginning of a transfer may be what is lost; its end must not pass for an empty log.
    @Test(arguments: 1...12)
    func theOldReadsSurviveLossOverUDPWithoutACounter(seed: UInt64) async throws {
        let log = SampleLog(punches: 60)
        var configuration = log.configuration
        configuration.layout.knowsBufferedReads = false
        configuration.layout.freeSizes = .bytes4
        configuration.faults.loss = 0.15
        configuration.seed = seed
        try await withVirtualTime(configuration) { _, network in
            do {
                let read = try await readLog(virtualEndpoint(.udp), over: network)
                expectSame(read.records.map(Row.init), log.rows)
            } catch {
                #expect(error is DeviceError)
            }
        }
    }

    @Test(arguments: bothTransports)
    func aCounterThatLiesIsNamed(transport: DeviceEndpoint.Transport) async throws {
        var configuration = SampleLog(punches: 100).configuration
        configuration.faults.wrongCounter = 5
        try await withVirtualTerminal(configuration) { _, address in
            await #expect(throws: DeviceError.countMismatch(expected: 105...105, read: 100)) {
                try await readLog(address.endpoint(transport))
            }
        }
    }

    @Test(arguments: bothTransports)
    func silenceIsNamed(transport: DeviceEndpoint.Transport) async throws {
        var configuration = VirtualTerminalConfiguration()
        configuration.faults.silentAfterRequests = 0
        try await withVirtualTime(configuration) { _, network in
            let endpoint = virtualEndpoint(transport)
            await #expect(
                throws: DeviceError.silent(endpoint: "\(endpoint)", transports: transport == .tcp ? "TCP" : "UDP")
            ) {
                try await readLog(endpoint, over: network)
            }
        }
    }

    /// Some units accept TCP connections and serve UDP alone.
    @Test func silenceOverTCPLeadsToUDP() async throws {
        let log = SampleLog(punches: 50)
        var configuration = log.configuration
        configuration.faults.silentTCP = true
        try await withVirtualTime(configuration) { _, network in
            let read = try await readLog(virtualEndpoint(.automatic), over: network)
            expectSame(read.records.map(Row.init), log.rows)
        }
    }

    @Test(arguments: bothTransports)
    func aCutIsOverAtTheNextAttempt(transport: DeviceEndpoint.Transport) async throws {
        let log = SampleLog(punches: 1500)
        var configuration = log.configuration
        configuration.faults.cutAfterBytes = 20_000
        configuration.faults.cutConnections = 1
        try await withVirtualTime(configuration) { _, network in
            await #expect(throws: DeviceError.self) { try await readLog(virtualEndpoint(transport), over: network) }
            let read = try await readLog(virtualEndpoint(transport), over: network)
            expectSame(read.records.map(Row.init), log.rows)
        }
    }

    @Test(arguments: bothTransports)
    func rowsWithImpossibleDatesAndDuplicatesAllArrive(transport: DeviceEndpoint.Transport) async throws {
        let log = SampleLog(punches: 1000)
        var configuration = log.configuration
        configuration.faults.invalidDates = 0.05
        configuration.faults.duplicateRows = 0.1
        try await withVirtualTerminal(configuration) { terminal, address in
            let read = try await readLog(address.endpoint(transport))
            let stored = await terminal.status().records
            #expect(read.records.count == stored)
            #expect((1050...1150).contains(stored))
            let impossible = read.records.count { $0.time == nil }
            #expect((25...90).contains(impossible))
            // Each punch that kept its date is there in order, once or twice.
            let seen = read.records.filter { $0.time != nil }.map(Row.init)
            let unique = seen.indices.filter { $0 == 0 || seen[$0] != seen[$0 - 1] }.map { seen[$0] }
            #expect(unique.count + impossible >= 1000)
            #expect(Set(unique).isSubset(of: Set(log.rows)))
        }
    }
}
