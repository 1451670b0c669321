import DeviceSimulator
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

    static func with<Result: Sendable>(
        _ configuration: VirtualTerminalConfiguration, over transport: DeviceEndpoint.Transport = .tcp,
        commKey: UInt32 = 0, timeout: Duration = .seconds(2), attempts: Int = 4,
        _ body: (ZKTerminal, VirtualTerminal) async throws -> Result
    ) async throws -> Result {
        try await withVirtualTerminal(configuration) { virtual, address in
            let endpoint = DeviceEndpoint(
                host: address.host, port: address.tcpPort, transport: transport, commKey: commKey, timeout: timeout,
                attempts: attempts)
            let result = try await ZKTerminal.with(endpoint, logger: logger) { try await body($0, virtual) }
            // However a conversation went, it leaves nothing behind; unless its last words were lost.
            let status = await virtual.status()
            guard status.isEnabled, status.buffersHeld == 0, status.sessions == 0 || configuration.faults != Faults()
            else { throw LeftBehind() }
            return result
        }
    }

    struct LeftBehind: Error {}
}
