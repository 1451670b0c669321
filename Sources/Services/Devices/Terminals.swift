import Devices
import Logging
import Storage

/// Connects to terminals, each in the way of its kind.
struct Terminals: Sendable {
    let logger: Logger
    var network: any Network = Sockets()

    /// - Throws: `DeviceError`
    func connect(_ record: DeviceRecord, within limit: Duration? = nil) async throws -> any DeviceAdapter {
        var endpoint = DeviceEndpoint(record)
        if let limit { endpoint.connectTimeout = limit }
        return try await ZKTerminal.connect(endpoint, logger: logger, network: network)
    }

    /// Connects, runs `body`, and says goodbye on every way out: return, error, cancellation.
    func with<Result: Sendable>(
        _ record: DeviceRecord, within limit: Duration? = nil, _ body: (any DeviceAdapter) async throws -> Result
    ) async throws -> Result {
        let terminal = try await connect(record, within: limit)
        do {
            let result = try await body(terminal)
            await terminal.disconnect()
            return result
        } catch {
            await terminal.disconnect()
            throw error
        }
    }
}
