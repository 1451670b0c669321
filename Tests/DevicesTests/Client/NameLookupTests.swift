import DeviceSimulator
import DeviceTesting
import NIOCore
import Testing

@testable import Devices

/// Hosts by name, and names with more than one address.
@Suite(.timeLimit(.minutes(3)))
struct NameLookupTests {
    private static func hosts(_ addresses: [SocketAddress]) -> [String?] { addresses.map(\.ipAddress) }

    /// A datagram to it would end the program.
    @Test(arguments: ["0", "0.0.0.0", "::"])
    func anAddressThatStandsForAllIsNoTerminals(host: String) async {
        let endpoint = DeviceEndpoint(host: host, port: 9, transport: .udp)
        let error = await #expect(throws: DeviceError.self) {
            try await ZKTerminal.connect(endpoint, logger: Meeting.logger)
        }
        #expect("\(error.map { "\($0)" } ?? "")".contains("stands for every address"))
    }

    @Test func localhostIsIPv4First() throws {
        let addresses = try NameLookup.addresses(of: "localhost", port: 4370)
        #expect(Self.hosts(addresses).first == "127.0.0.1")
        #expect(addresses.allSatisfy { $0.port == 4370 })
    }

    @Test(arguments: ["127.0.0.1", "::1"])
    func numbersNeedNoLookup(host: String) throws {
        #expect(try Self.hosts(NameLookup.addresses(of: host, port: 1)) == [host])
    }

    @Test func severalNamesAreLookedUpTogether() async {
        let found = await NameLookup.ipv4Addresses(of: ["localhost", "terminal.invalid", "localhost"])
        #expect(found == ["localhost": [IPv4Address("127.0.0.1")].compactMap(\.self), "terminal.invalid": []])
    }

    @Test(arguments: [DeviceEndpoint.Transport.tcp, .udp])
    func unknownNamesAreNamed(_ transport: DeviceEndpoint.Transport) async {
        // A name that no resolver may know (RFC 6761).
        let endpoint = DeviceEndpoint(host: "terminal.invalid", transport: transport, connectTimeout: .seconds(60))
        let error = await #expect(throws: DeviceError.self) {
            try await ZKTerminal.connect(endpoint, logger: Meeting.logger)
        }
        guard case .unreachable("terminal.invalid:4370", let why) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(why.contains("not known"))
    }

    /// The whole way, by name and over both kinds of addresses.
    @Test(arguments: [DeviceEndpoint.Transport.tcp, .udp], [("localhost", "127.0.0.1"), ("::1", "::1")])
    func terminalsAreFound(_ transport: DeviceEndpoint.Transport, _ host: (name: String, listens: String)) async throws
    {
        let configuration = Meeting.configuration(users: 3)
        try await withVirtualTerminal(configuration, host: host.listens) { _, address in
            let endpoint = DeviceEndpoint(
                host: host.name, port: transport == .tcp ? address.tcpPort : address.udpPort, transport: transport,
                timeout: .seconds(30))
            let users = try await ZKTerminal.with(endpoint, logger: Meeting.logger) { try await $0.users() }
            #expect(users.count == 3)
        }
    }

    /// Over UDP nobody says that an address is the wrong one: the next is tried.
    @Test func theSecondAddressAnswers() async throws {
        try await withVirtualTime(Meeting.configuration(users: 4)) { _, network in
            let twoHomes = TwoHomes(network: network)
            let users = try await ZKTerminal.with(
                virtualEndpoint(.udp), logger: Meeting.logger, network: twoHomes
            ) { try await $0.users() }
            #expect(users.count == 4)
        }
    }
}

/// A name with two addresses, at the first of which nobody is.
private struct TwoHomes: Network {
    let network: VirtualNetwork
    var now: NIODeadline { network.now }

    func openTCP(to endpoint: DeviceEndpoint, _ initialize: @escaping Initializer) -> EventLoopFuture<any Channel> {
        network.openTCP(to: endpoint, initialize)
    }

    func addresses(of endpoint: DeviceEndpoint) -> EventLoopFuture<[SocketAddress]> {
        network.addresses(of: endpoint).flatMapThrowing { [try SocketAddress(ipAddress: "192.0.2.9", port: 1)] + $0 }
    }

    func openUDP(to address: SocketAddress, _ initialize: @escaping Initializer) -> EventLoopFuture<any Channel> {
        guard address.ipAddress == "192.0.2.9" else { return network.openUDP(to: address, initialize) }
        return network.openNowhere(initialize)
    }
}
