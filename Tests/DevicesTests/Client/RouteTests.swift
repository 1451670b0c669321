import DeviceSimulator
import DeviceTesting
import NIOCore
import Testing

@testable import Devices

/// A terminal that may be reached in several ways, tried in their order.
@Suite(.timeLimit(.minutes(2)))
struct RouteTests {
    @Test func theFirstThatAnswers() async throws {
        try await withVirtualTerminal(Meeting.configuration(users: 3)) { virtual, address in
            let endpoint = DeviceEndpoint(
                host: LoopbackAddress.unused(), transport: .tcp,
                alternatives: [
                    .init(host: "no-such-terminal.invalid", transport: .udp),
                    .init(host: address.host, port: address.udpPort, transport: .udp),
                    .init(host: address.host, port: address.tcpPort, transport: .tcp),
                ])
            let (users, detour) = try await ZKTerminal.with(endpoint, logger: Meeting.logger) { terminal in
                (try await terminal.users(), terminal.detour)
            }
            #expect(users.count == 3)
            #expect(detour == "\(address.host):\(address.udpPort) over UDP")
            #expect((await virtual.status()).requests(.connect) == 1)
        }
    }

    @Test(arguments: [DeviceEndpoint.Transport.tcp, .udp, .automatic])
    func theFirstWayIsNoDetour(_ transport: DeviceEndpoint.Transport) async throws {
        try await withVirtualTime(Meeting.configuration(users: 1)) { _, network in
            let endpoint = virtualEndpoint(transport)
            let detour = try await ZKTerminal.with(endpoint, logger: Meeting.logger, network: network) { $0.detour }
            #expect(detour == nil)
        }
    }

    /// Whoever lets the program choose is not told what it chose.
    @Test func datagramsInPlaceOfASilentStreamAreNone() async throws {
        var configuration = Meeting.configuration(users: 1)
        configuration.faults.silentTCP = true
        try await withVirtualTime(configuration) { _, network in
            let endpoint = virtualEndpoint(.automatic)
            let detour = try await ZKTerminal.with(endpoint, logger: Meeting.logger, network: network) { $0.detour }
            #expect(detour == nil)
        }
    }

    @Test func whatWasTriedIsNamed() async throws {
        let endpoint = DeviceEndpoint(
            host: LoopbackAddress.unused(), transport: .tcp,
            alternatives: [.init(host: "no-such-terminal.invalid", transport: .udp)])
        await #expect(
            throws: DeviceError.nothingAnswered(tried: [
                "\(endpoint.host):4370 (connection refused)", "no-such-terminal.invalid:4370 (the name is not known)",
            ])
        ) { try await ZKTerminal.connect(endpoint, logger: Meeting.logger) }
    }

    /// A wrong key is wrong at every address of the same terminal.
    @Test func aTerminalThatAnswersIsTheTerminal() async throws {
        var configuration = Meeting.configuration(users: 3)
        configuration.commKey = 5
        try await withVirtualTerminal(configuration) { virtual, address in
            var endpoint = address.endpoint(.tcp, commKey: 6)
            endpoint.alternatives = [.init(host: address.host, port: address.udpPort, transport: .udp)]
            await #expect(throws: DeviceError.wrongCommKey) {
                try await ZKTerminal.connect(endpoint, logger: Meeting.logger)
            }
            #expect((await virtual.status()).requests(.connect) == 1)
        }
    }

    @Test func descriptions() {
        #expect(DeviceEndpoint(host: "fe80::1").description == "[fe80::1]:4370")
        #expect(DeviceEndpoint(host: "/dev/ttyS0", transport: .serial).description == "/dev/ttyS0")
        let endpoint = DeviceEndpoint(host: "a", alternatives: [.init(host: "b", port: 1, transport: .udp)])
        #expect(endpoint.routes.map(\.description) == ["a:4370", "b:1"])
        #expect(endpoint.by(endpoint.routes[1]).routes == [.init(host: "b", port: 1, transport: .udp)])
    }

    /// Over whatever carries bytes, in the frames of TCP.
    @Test func aStreamThatIsNoSocket() async throws {
        try await withVirtualTime(Meeting.configuration(users: 3, punches: 100)) { _, network in
            let endpoint = DeviceEndpoint(host: "/dev/ttyS0", transport: .serial, timeout: .seconds(4))
            let line = Line(network: network)
            let read = try await ZKTerminal.with(endpoint, logger: Meeting.logger, network: line) {
                try await $0.attendance()
            }
            #expect(read.records.count == 100)
        }
    }

    /// However many ways there are: a dead terminal keeps nobody waiting for longer.
    @Test(arguments: [DeviceEndpoint.Transport.tcp, .udp, .automatic])
    func silenceByEveryWayEndsInTime(_ transport: DeviceEndpoint.Transport) async throws {
        try await withVirtualTime(Meeting.configuration(users: 3)) { _, network in
            var endpoint = Nobody.endpoint(transport)
            endpoint.alternatives = ["a.nobody", "b.nobody"].map { .init(host: $0, transport: transport) }
            let began = network.now
            await #expect(throws: DeviceError.self) {
                try await ZKTerminal.connect(endpoint, logger: Meeting.logger, network: Nobody(network: network))
            }
            #expect((.seconds(599) ... .seconds(700)).contains(network.now - began), "\(network.now - began)")
        }
    }

    /// What the silent ones do not leave for it, it does not get.
    @Test func aSilentWayLeavesTimeForTheOthers() async throws {
        try await withVirtualTime(Meeting.configuration(users: 3)) { _, network in
            var endpoint = Nobody.endpoint(.automatic)
            endpoint.alternatives = [.init(host: "terminal.example", transport: .tcp)]
            let began = network.now
            let users = try await ZKTerminal.with(
                endpoint, logger: Meeting.logger, network: Nobody(network: network)
            ) { try await $0.users() }
            #expect(users.count == 3)
            #expect((.seconds(399) ... .seconds(500)).contains(network.now - began), "\(network.now - began)")
        }
    }

    @Test func timeIsSharedAmongTheWaysThatAreLeft() {
        let start = NIODeadline.uptimeNanoseconds(0)
        var time = DialTime(until: start + .seconds(30), ways: 3)
        // The first was refused after two seconds, which leaves the others more.
        let ends = [0, 2, 16, 30].map { time.next(from: start + .seconds($0)) }
        #expect(ends == [10, 16, 30, 30].map { start + .seconds($0) })
        var endless = DialTime(until: nil, ways: 1)
        let end = endless.next(from: start)
        #expect(end == nil)
    }

    /// At names that end so, nobody answers.
    private struct Nobody: Network {
        let network: VirtualNetwork
        var now: NIODeadline { network.now }

        /// A request gets more time than all of connecting, and that far more than the test takes in between.
        static func endpoint(_ transport: DeviceEndpoint.Transport) -> DeviceEndpoint {
            var endpoint = DeviceEndpoint(host: "nobody", transport: transport, timeout: .seconds(1200))
            endpoint.connectLimit = .seconds(600)
            return endpoint
        }

        func openTCP(to endpoint: DeviceEndpoint, _ initialize: @escaping Initializer) -> EventLoopFuture<any Channel> {
            endpoint.host.hasSuffix("nobody")
                ? network.openNowhere(initialize) : network.openTCP(to: endpoint, initialize)
        }
        func addresses(of endpoint: DeviceEndpoint) -> EventLoopFuture<[SocketAddress]> {
            network.addresses(of: endpoint)
        }
        func openUDP(to address: SocketAddress, _ initialize: @escaping Initializer) -> EventLoopFuture<any Channel> {
            network.openNowhere(initialize)
        }
    }

    private struct Line: Network {
        let network: VirtualNetwork
        var now: NIODeadline { network.now }

        func openTCP(to endpoint: DeviceEndpoint, _ initialize: @escaping Initializer) -> EventLoopFuture<any Channel> {
            network.openNowhere(initialize)
        }
        func addresses(of endpoint: DeviceEndpoint) -> EventLoopFuture<[SocketAddress]> {
            network.addresses(of: endpoint)
        }
        func openUDP(to address: SocketAddress, _ initialize: @escaping Initializer) -> EventLoopFuture<any Channel> {
            network.openNowhere(initialize)
        }
        func openStream(
            to endpoint: DeviceEndpoint, _ initialize: @escaping Initializer
        ) -> EventLoopFuture<any Channel> {
            network.openTCP(to: endpoint, initialize)
        }
    }
}
