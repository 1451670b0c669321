import DeviceSimulator
import DeviceTesting
import Devices
import Domain
import Logging

/// A virtual terminal and our client connected to it, for the length of a test.
enum Meeting {
    static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    static let now = LocalTime(seconds: 1_795_000_000)

    static func configuration(users: Int = 20, punches: Int = 0) -> VirtualTerminalConfiguration {
        let people = SampleCompany.users(users)
        return VirtualTerminalConfiguration(
            users: people, punches: SampleCompany.punches(punches, of: people, until: now))
    }

    /// Over real sockets; nothing in it is to time out, so that a busy machine makes no difference.
    static func with<Result: Sendable>(
        _ configuration: VirtualTerminalConfiguration, over transport: DeviceEndpoint.Transport = .tcp,
        commKey: UInt32 = 0, partSize: Int = DeviceEndpoint.standardPart,
        _ body: (ZKTerminal, VirtualTerminal) async throws -> Result
    ) async throws -> Result {
        try await withVirtualTerminal(configuration) { virtual, address in
            var endpoint = address.endpoint(transport, commKey: commKey)
            endpoint.partSize = partSize
            let result = try await ZKTerminal.with(endpoint, logger: logger) { try await body($0, virtual) }
            try await expectNothingLeft(virtual, configuration)
            return result
        }
    }

    /// In virtual time, for what has to be waited for.
    static func virtually<Result: Sendable>(
        _ configuration: VirtualTerminalConfiguration, over transport: DeviceEndpoint.Transport = .tcp,
        attempts: Int = 4, _ body: (ZKTerminal, VirtualTerminal) async throws -> Result
    ) async throws -> Result {
        try await withVirtualTime(configuration) { virtual, network in
            let result = try await ZKTerminal.with(
                virtualEndpoint(transport, attempts: attempts), logger: logger, network: network
            ) { try await body($0, virtual) }
            try await expectNothingLeft(virtual, configuration)
            return result
        }
    }

    /// However a conversation went, it leaves nothing behind; unless its last words were lost.
    private static func expectNothingLeft(
        _ virtual: VirtualTerminal, _ configuration: VirtualTerminalConfiguration
    ) async throws {
        let status = await virtual.status()
        guard status.isEnabled, status.buffersHeld == 0, status.sessions == 0 || configuration.faults != Faults()
        else { throw LeftBehind(status: "\(status)") }
    }

    struct LeftBehind: Error {
        var status: String
    }
}

extension VirtualTerminal.Address {
    /// How a client finds the terminal. The timeout is for a test that is wrong: none is waited for.
    func endpoint(_ transport: DeviceEndpoint.Transport, commKey: UInt32 = 0) -> DeviceEndpoint {
        DeviceEndpoint(
            host: host, port: transport == .udp ? udpPort : tcpPort, transport: transport, commKey: commKey,
            timeout: .seconds(30))
    }
}
