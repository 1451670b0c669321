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
            let users = try await ZKTerminal.with(endpoint, logger: Meeting.logger) { try await $0.users() }
            #expect(users.count == 3)
            #expect((await virtual.status()).requests(.connect) == 1)
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

    private struct Line: Network {
        let network: VirtualNetwork

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
