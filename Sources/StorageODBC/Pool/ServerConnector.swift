import Storage
import Synchronization

/// Finds, among the hosts of an address, one that answers and will do.
final class ServerConnector: Sendable {
    private struct State {
        var profile: ServerProfile?
        /// The host that served last; it is tried first.
        var preferred = 0
    }

    /// The address without its password.
    let database: String
    private let url: DatabaseURL
    private let state = Mutex(State())

    init(_ url: DatabaseURL) {
        self.url = url
        database = url.description
    }

    /// - Throws: ``StorageError``: the failure of the last host that was tried.
    func connect() async throws -> ServerSession {
        let count = hostCount
        let first = state.withLock { $0.preferred }
        var failure: (any Error)?
        for number in (0..<count).map({ ($0 + first) % count }) {
            do {
                let session = try await connect(toHost: number)
                state.withLock { $0.preferred = number }
                return session
            } catch let error as StorageError where error.mayBeBetterElsewhere {
                failure = error
            }
        }
        throw failure ?? StorageError.server(ServerError(.noAnswer, database: database))
    }

    /// Each transaction may have to wait for a server.
    var isTransactionPooled: Bool {
        guard case .server(let address) = url.location else { return false }
        return address.pooler == .transaction
    }

    private var hostCount: Int {
        guard case .server(let address) = url.location else { return 1 }
        return address.hosts.count
    }

    private func connect(toHost number: Int) async throws -> ServerSession {
        let endpoint = try endpoint(number)
        // The driver's own limit ends when it is connected, and not every driver keeps to it: a pooler takes the connection
        // and lets the first question wait for a server that is gone.
        let limit = Duration.seconds(endpoint.timeout) + .seconds(1)
        guard let session = try await within(limit, { [self] in try await suitableSession(at: endpoint) }) else {
            throw StorageError.server(
                ServerError(.noAnswer, database: database, message: "not within \(limit.components.seconds) s"))
        }
        return session
    }

    private func suitableSession(at endpoint: ServerEndpoint) async throws -> ServerSession {
        let session = try await ServerSession.connect(to: endpoint, profile: state.withLock { $0.profile })
        if await !(try suits(session)) {
            await session.close()
            throw StorageError.server(ServerError(.readOnly, database: database, message: "it is a standby"))
        }
        let profile = try await session.profile()
        state.withLock { $0.profile = profile }
        return session
    }

    private func endpoint(_ number: Int) throws -> ServerEndpoint {
        switch url.location {
        case .server(let address):
            try ServerEndpoint(address, host: address.hosts[number], database: database)
        case .odbc(let address): ServerEndpoint(address, database: database)
        case .sqlite: throw StorageError.unsupportedScheme("sqlite")
        }
    }

    private func suits(_ session: ServerSession) async throws -> Bool {
        guard case .server(let address) = url.location else { return true }
        switch address.target {
        case .readWrite, .primary: return try await session.isWritable()
        case .standby, .readOnly: return try await !session.isWritable()
        case .any: return address.hosts.count == 1 ? true : try await session.isWritable()
        case .preferStandby: return true
        }
    }
}

extension StorageError {
    /// Another host of the same address may do what this one does not.
    fileprivate var mayBeBetterElsewhere: Bool {
        guard case .server(let error) = self else { return false }
        return [.unknownHost, .noAnswer, .connectionLost, .readOnly, .tooManyConnections].contains(error.kind)
    }
}
