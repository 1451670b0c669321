import GRDB
import GRDBSQLite

/// What a statement or the pool threw, in the words of this module.
///
/// - Returns: ``StorageError``; `CancellationError` where the task was cancelled, for which GRDB interrupts the running
///   statement; what is neither SQLite's nor GRDB's, unchanged.
func storageError(_ error: any Error, path: String) -> any Error {
    guard let error = error as? DatabaseError else { return error }
    return error.resultCode == .SQLITE_INTERRUPT ? CancellationError() : StorageError(error, path: path)
}

extension StorageError {
    /// What an SQLite result code means to the person at the screen.
    init(_ error: DatabaseError, path: String) {
        let code = error.extendedResultCode.rawValue
        let message = error.message ?? "no reason given"
        switch code & 0xFF {
        case SQLITE_FULL: self = .diskFull(path: path)
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy(path: path)
        case SQLITE_READONLY: self = .readOnly(path: path)
        case SQLITE_NOTADB: self = .notADatabase(path: path)
        case SQLITE_CORRUPT: self = .damaged(path: path, reason: message)
        case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: self = .cannotOpen(path: path, reason: message)
        case SQLITE_CONSTRAINT: self = .constraint(Constraint(extendedCode: code), detail: Self.columns(in: message))
        default: self = .failed(code: Int(code), message: message)
        }
    }

    // "UNIQUE constraint failed: employee.code" is for programmers; the part after the colon says which column.
    private static func columns(in message: String) -> String {
        message.firstRange(of: ": ").map { String(message[$0.upperBound...]) } ?? message
    }
}

extension StorageError.Constraint {
    fileprivate init(extendedCode code: Int32) {
        // The extended codes are macros that Swift does not import: SQLITE_CONSTRAINT | (n << 8).
        switch code >> 8 {
        case 1: self = .check
        case 3: self = .foreignKey
        case 5: self = .notNull
        case 6, 8, 10: self = .unique
        default: self = .other
        }
    }
}
