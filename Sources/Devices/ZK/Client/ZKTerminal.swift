import Domain
package import Logging
import NIOCore
import Synchronization

/// A connected terminal of the ZK family, such as the identiX K20, over TCP or UDP.
package final class ZKTerminal: DeviceAdapter {
    let connection: Connection
    let logger: Logger
    let recordWidth: AttendanceRecord.Width?
    /// True from the moment we ask for it: an answer that got lost may still have disabled the terminal.
    private let isDisabled = Atomic(false)

    /// Of the whole family.
    package static let offers: DeviceCapabilities = [
        .information, .log, .events, .clock, .setClock, .users, .writeUsers, .templates, .enrolment, .clearLog,
        .operationLog, .restart, .powerOff, .pause, .door, .voice, .display, .options,
    ]
    package var capabilities: DeviceCapabilities { Self.offers }
    package var detour: String? { connection.detour }

    private init(connection: Connection, logger: Logger, recordWidth: AttendanceRecord.Width?) {
        self.connection = connection
        self.logger = logger
        self.recordWidth = recordWidth
    }

    package static func connect(
        _ endpoint: DeviceEndpoint, logger: Logger, network: any Network = Sockets()
    ) async throws(DeviceError) -> ZKTerminal {
        let dialler = Dialler(endpoint: endpoint, logger: logger, network: network)
        return ZKTerminal(
            connection: try await dialler.dial(), logger: logger, recordWidth: endpoint.recordWidth)
    }

    /// Connects, runs `body`, and says goodbye on every way out: return, error, cancellation.
    package static func with<Result: Sendable>(
        _ endpoint: DeviceEndpoint, logger: Logger, network: any Network = Sockets(),
        _ body: (ZKTerminal) async throws -> Result
    ) async throws -> Result {
        let terminal = try await connect(endpoint, logger: logger, network: network)
        return try await terminal.whileConnected { try await body(terminal) }
    }

    package func disconnect() async {
        if isDisabled.exchange(false, ordering: .acquiringAndReleasing) {
            _ = try? await connection.submit(Ask(Request(.enable))).get()
        }
        await connection.hangUp()
    }

    package func refresh() async throws(DeviceError) {
        try await order(.refreshData)
    }

    package func restart() async throws(DeviceError) {
        try await leave(by: .restart)
    }

    /// It boots, or goes dark, while it should answer: silence and a closed connection are what success looks like.
    func leave(by command: Command) async throws(DeviceError) {
        do throws(DeviceError) { try await connection.perform(Farewell(command)) } catch .closed {}
        await connection.close()
    }

    package func disable() async throws(DeviceError) {
        try await disable(for: nil)
    }

    /// In a turn of its own: whoever has one and looks at `isPaused` must not see what is only about to be asked for.
    ///
    /// - Parameter seconds: After which the terminal ends it by itself; nil: when somebody says so.
    func disable(for seconds: UInt32?) async throws(DeviceError) {
        let limit = seconds.map { ByteBuffer(integer: $0, endianness: .little) } ?? ByteBuffer()
        try await connection.together { () async throws(DeviceError) in
            isDisabled.store(true, ordering: .releasing)
            try await order(.disable, data: limit)
        }
    }

    package func enable() async throws(DeviceError) {
        try await enable(toTheEnd: false)
    }

    func enable(toTheEnd: Bool) async throws(DeviceError) {
        try await connection.together { () async throws(DeviceError) in
            try await order(Request(.enable), toTheEnd: toTheEnd)
            isDisabled.store(false, ordering: .releasing)
        }
    }

    /// Whether somebody disabled it through this connection.
    var isPaused: Bool { isDisabled.load(ordering: .acquiring) }
}
