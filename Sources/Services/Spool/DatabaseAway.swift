import Storage

extension Error {
    /// Whether the database could not be had, so that the same may work later. Anything else would fail again.
    package var isDatabaseAway: Bool {
        guard let error = self as? StorageError else { return false }
        switch error {
        case .busy, .diskFull, .readOnly, .cannotOpen, .folderMissing, .damaged, .failed, .passwordFileMissing,
            .passwordFileUnreadable, .securityFileMissing:
            return true
        case .server(let server): return server.kind != .other
        default: return false
        }
    }

    /// Whether its server may only be late, as after a power cut: what is wrong with the address would stay so.
    package var isServerLate: Bool {
        guard case .server(let server) = self as? StorageError else { return false }
        return [.noAnswer, .connectionLost, .tooManyConnections, .unwell].contains(server.kind)
    }

    /// Whether storing the same again would fail whatever has happened meanwhile.
    var isForGood: Bool {
        switch self as any Error {
        case is DecodingError, is ServiceError: true
        case StorageError.constraint, StorageError.notFound, StorageError.unreadable: true
        default: false
        }
    }

    /// Whether the database said that it does not work and not why, as SQLite does of a bad disk and of a bad statement.
    var isUnexplained: Bool {
        if case StorageError.failed = self as any Error { true } else { false }
    }
}
