import CODBC
import Synchronization

/// The driver manager, set up once for the program.
enum ODBCEnvironment {
    /// An environment may be used by all threads, and is kept until the program ends.
    private final class Shared: @unchecked Sendable {  // The driver manager locks the environment itself.
        let handle: ODBCHandle

        init() throws {
            handle = try ODBCHandle(.environment, under: nil)
            try handle.check(SQLSetEnvAttr(handle.raw, SQL_ATTR_ODBC_VERSION, .number(Int(SQL_OV_ODBC3)), 0))
        }
    }

    private static let shared = Mutex<Shared?>(nil)

    /// - Throws: ``ODBCFailure``
    static func handle() throws -> ODBCHandle {
        try shared.withLock { kept in
            if let kept { return kept }
            let made = try Shared()
            kept = made
            return made
        }.handle
    }
}

extension UnsafeMutableRawPointer? {
    /// ODBC passes numbers where it also passes pointers.
    static func number(_ value: Int) -> UnsafeMutableRawPointer? { UnsafeMutableRawPointer(bitPattern: value) }
}
