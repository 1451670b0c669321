import Storage

extension Error {
    /// Whether the database could not be had, so that the same may work later. Anything else would fail again.
    var isDatabaseAway: Bool {
        guard let error = self as? StorageError else { return false }
        switch error {
        case .busy, .diskFull, .readOnly, .cannotOpen, .folderMissing, .damaged, .failed, .passwordFileMissing,
            .passwordFileUnreadable, .securityFileMissing:
            return true
        case .server(let server): return server.kind != .other
        default: return false
        }
    }
}
