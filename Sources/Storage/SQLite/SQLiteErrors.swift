import Foundation
import GRDB
import GRDBSQLite

/// What a statement or the pool threw, in the words of this module.
///
/// - Parameter connection: the one that failed, if it is still open; it knows what the system said.
/// - Returns: ``StorageError``; `CancellationError` where the task was cancelled, for which GRDB interrupts the running
///   statement; what is neither SQLite's nor GRDB's, unchanged.
func storageError(_ error: any Error, path: String, on connection: OpaquePointer? = nil) -> any Error {
    guard let error = error as? DatabaseError else { return error }
    if error.resultCode == .SQLITE_INTERRUPT { return CancellationError() }
    if error.resultCode == .SQLITE_IOERR, let connection, isOutOfRoom(connection) {
        return StorageError.diskFull(path: path)
    }
    return StorageError(error, path: path)
}

/// Whether the last write was refused by a quota used up or a limit on file sizes. SQLite knows only a full disk by a code
/// of its own; what the system said stands with the file, be it the database or its log of changes.
private func isOutOfRoom(_ connection: OpaquePointer) -> Bool {
    let refusals = [SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER].map { kind in
        var file: UnsafeMutablePointer<sqlite3_file>?
        var refusal: Int32 = 0
        guard sqlite3_file_control(connection, "main", kind, &file) == SQLITE_OK else { return refusal }
        _ = file?.pointee.pMethods?.pointee.xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &refusal)
        return refusal
    }
    return refusals.contains { [ENOSPC, EDQUOT, EFBIG].contains($0) }
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
