import DeviceSimulator
import NIOCore
import NIOPosix
import Testing

@testable import Devices

/// Searches of loopback networks with virtual terminals in them. Addresses differ from test to test.
@Suite(.timeLimit(.minutes(3)))
struct DiscoveryTests {
    private struct Found {
        var terminals: [DiscoveredTerminal] = []
        var progress: [Int] = []
        var total = 0
    }

    private static func search(_ discovery: Discovery) async -> Found {
        var found = Found()
        for await event in discovery.run(logger: Meeting.logger) {
            switch event {
            case .found(let terminal): found.terminals.append(terminal)
            case .progress(let done, let total):
                found.progress.append(done)
                found.total = total
            }
        }
        found.terminals.sort { $0.address < $1.address }
        return found
    }

    /// Terminals at these hosts, all at one port.
    private static func with(
        _ hosts: [(String, VirtualTerminalConfiguration)],
        _ body: ([VirtualTerminal], Int) async throws -> Void
    ) async throws {
        var terminals: [VirtualTerminal] = []
        var port = 0
        for (host, configuration) in hosts {
            let terminal = VirtualTerminal(configuration)
            port = try await terminal.start(host: host, tcpPort: port).tcpPort
            terminals.append(terminal)
        }
        do { try await body(terminals, port) } catch {
            for terminal in terminals { await terminal.stop() }
            throw error
        }
        for terminal in terminals { await terminal.stop() }
    }

    private static func configuration(
        _ serial: String, _ change: (inout VirtualTerminalConfiguration) -> Void = { _ in }
    ) -> VirtualTerminalConfiguration {
        var configuration = VirtualTerminalConfiguration()
        configuration.identity.serialNumber = serial
        configuration.seed = UInt64(serial.count)
        change(&configuration)
        return configuration
    }

    private static func expectNothingLeft(_ terminals: [VirtualTerminal]) async throws {
        for terminal in terminals {
            let status = try await terminal.status(within: .seconds(30)) { $0.sessions == 0 && $0.connections == 0 }
            #expect(status.requests(.exit) >= 1)
        }
    }

    /// One that serves everybody, one that serves one program at a time, one with a comm key: each once.
    @Test func aNetworkOfThree() async throws {
        let hosts = [
            ("127.1.2.10", Self.configuration("A1")),
            ("127.1.2.77", Self.configuration("B22") { $0.admission = .oneAtATime }),
            ("127.1.2.200", Self.configuration("C333") { $0.commKey = 1234 }),
        ]
        try await Self.with(hosts) { terminals, port in
            var discovery = try Discovery([AddressRange("127.1.2.0/24"), AddressRange("127.1.2.10")])
            discovery.port = port
            let started = ContinuousClock.now
            let found = await Self.search(discovery)
            // Seven where nothing else runs; a loop that waits for address after address would take minutes.
            #expect(.now - started < .seconds(30))
            #expect(found.terminals.map { "\($0.address)" } == ["127.1.2.10", "127.1.2.77", "127.1.2.200"])
            #expect(found.terminals.map(\.serialNumber) == ["A1", "B22", nil])
            #expect(found.terminals.map(\.needsCommKey) == [false, false, true])
            #expect(found.terminals.allSatisfy { $0.transport == .automatic && $0.port == port && $0.hindrance == nil })
            #expect(found.terminals[0].name == "identiX K20")
            #expect(found.terminals[0].firmware == "Ver 6.60 Jun  9 2017")
            #expect(found.terminals.allSatisfy { $0.latency > .zero && $0.latency < .seconds(10) })
            #expect(found.progress.last == found.total && found.total == 508)
            #expect(found.progress == found.progress.sorted())
            try await Self.expectNothingLeft(terminals)
        }
    }

    @Test func withTheKey() async throws {
        try await Self.with([("127.1.3.5", Self.configuration("K") { $0.commKey = 1234 })]) { terminals, port in
            var discovery = try Discovery([AddressRange("127.1.3.5")])
            discovery.port = port
            discovery.commKey = 1234
            var found = await Self.search(discovery)
            #expect(found.terminals.map(\.serialNumber) == ["K"])
            #expect(found.terminals.map(\.needsCommKey) == [false])
            #expect(found.terminals.map(\.tookCommKey) == [true])
            discovery.commKey = 4321
            found = await Self.search(discovery)
            #expect(found.terminals.map(\.serialNumber) == [nil])
            #expect(found.terminals.map(\.needsCommKey) == [true])
            #expect(found.terminals.map(\.tookCommKey) == [false])
            try await Self.expectNothingLeft(terminals)
        }
    }

    /// Accepts connections and says nothing on them.
    @Test func aTerminalThatServesOnlyUDP() async throws {
        let quiet = Self.configuration("U") { $0.faults.silentTCP = true }
        try await Self.with([("127.1.4.5", quiet)]) { terminals, port in
            var discovery = try Discovery([AddressRange("127.1.4.4-6")])
            discovery.port = port
            discovery.timeout = .milliseconds(300)
            let found = await Self.search(discovery)
            #expect(found.terminals.map(\.serialNumber) == ["U"])
            #expect(found.terminals.map(\.transport) == [.udp])
            try await Self.expectNothingLeft(terminals)
        }
    }

    /// Its answer comes after the search has gone on to TCP: it is found, and its session is ended.
    @Test func aTerminalThatAnswersLate() async throws {
        let slow = Self.configuration("L") {
            $0.faults.silentTCP = true
            $0.faults.delay = 500
        }
        try await Self.with([("127.1.9.5", slow)]) { terminals, port in
            var discovery = try Discovery([AddressRange("127.1.9.5")])
            discovery.port = port
            discovery.timeout = .milliseconds(300)
            let found = await Self.search(discovery)
            #expect(found.terminals.map(\.serialNumber) == ["L"])
            #expect(found.terminals.map(\.transport) == [.udp])
            #expect(found.progress.last == found.total)
            try await Self.expectNothingLeft(terminals)
        }
    }

    @Test func whoeverHearsTheCallIsFound() async throws {
        try await Self.with([("0.0.0.0", Self.configuration("BC"))]) { terminals, port in
            let everybody = try #require(IPv4Address("127.255.255.255"))
            var discovery = try Discovery([AddressRange("127.0.0.1")], broadcasts: [everybody])
            discovery.port = port
            let found = await Self.search(discovery)
            // Called and asked: once.
            #expect(found.terminals.map(\.serialNumber) == ["BC"])
            discovery = try Discovery([], broadcasts: [everybody])
            discovery.port = port
            let called = await Self.search(discovery)
            #expect(called.terminals.map(\.serialNumber) == ["BC"])
            #expect(called.terminals.map(\.transport) == [.automatic])
            try await Self.expectNothingLeft(terminals)
        }
    }

    @Test func whoIsLeftOutIsNotAsked() async throws {
        let hosts = [("127.1.5.1", Self.configuration("IN")), ("127.1.5.2", Self.configuration("OUT"))]
        try await Self.with(hosts) { terminals, port in
            var discovery = try Discovery([AddressRange("127.1.5.0/29")])
            discovery.port = port
            discovery.leavingOut = [try #require(IPv4Address("127.1.5.2"))]
            #expect(await Self.search(discovery).terminals.map(\.serialNumber) == ["IN"])
            #expect(await terminals[1].status().requests == 0)
        }
    }

    /// A consumer that goes away in the middle: the search stops, and no session stays.
    @Test func cancelled() async throws {
        let hosts = (1...3).map { ("127.1.6.\($0)", Self.configuration(String(repeating: "C", count: $0))) }
        try await Self.with(hosts) { terminals, port in
            var discovery = try Discovery([AddressRange("127.1.6.0/24")])
            discovery.port = port
            discovery.packetsPerSecond = 50
            let searching = Task { [discovery] in await Self.search(discovery) }
            try await terminals[2].status { $0.requests > 0 }
            searching.cancel()
            _ = await searching.value
            try await Self.expectNothingLeft(terminals)
        }
    }

    /// Somebody else's server at that port is no terminal, whatever it says.
    @Test(arguments: ["", "HTTP/1.1 400 Bad Request\r\n\r\n"])
    func somethingElse(says: String) async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.writeAndFlush(ByteBuffer(string: says), promise: nil)
                return channel.eventLoop.makeSucceededVoidFuture()
            }
            .bind(host: "127.1.7.1", port: 0).get()
        var discovery = try Discovery([AddressRange("127.1.7.1")])
        discovery.port = try #require(server.localAddress?.port)
        discovery.timeout = .milliseconds(100)
        #expect(await Self.search(discovery).terminals.isEmpty)
        try await server.close().get()
    }

    @Test func anEmptyNetwork() async throws {
        var discovery = try Discovery([AddressRange("127.1.8.0/24")])
        discovery.port = 9
        discovery.packetsPerSecond = 2000
        discovery.timeout = .milliseconds(50)
        let found = await Self.search(discovery)
        #expect(found.terminals.isEmpty)
        #expect(found.progress.last == 508)
    }

    @Test func thisComputersNetworks() throws {
        for network in LocalNetwork.all() {
            #expect(network.range.first < network.broadcast)
            #expect(network.range.count >= 1)
            #expect(network.broadcast.number >> 24 != 127)
        }
    }
}
