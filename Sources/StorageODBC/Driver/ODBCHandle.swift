import CODBC

/// A handle of the driver manager; freed with the object. A parent outlives its children.
final class ODBCHandle {
    enum Kind: Int16 {
        // SQL_HANDLE_ENV, SQL_HANDLE_DBC, SQL_HANDLE_STMT
        case environment = 1
        case connection = 2
        case statement = 3
    }

    let kind: Kind
    let raw: SQLHANDLE
    private let parent: ODBCHandle?

    /// - Throws: ``ODBCFailure``
    init(_ kind: Kind, under parent: ODBCHandle?) throws {
        var raw: SQLHANDLE?
        let result = SQLAllocHandle(kind.rawValue, parent?.raw, &raw)
        guard ODBCResult(result).isSuccess, let raw else {
            throw parent?.failure() ?? ODBCFailure(records: [])
        }
        self.kind = kind
        self.raw = raw
        self.parent = parent
    }

    deinit { SQLFreeHandle(kind.rawValue, raw) }

    /// - Throws: ``ODBCFailure`` with what the driver says.
    @discardableResult
    func check(_ result: SQLRETURN) throws -> ODBCResult {
        let result = ODBCResult(result)
        if result == .failure { throw failure() }
        return result
    }

    func failure() -> ODBCFailure { ODBCFailure(records: ODBCFailure.records(of: self)) }
}

/// What a call came to.
enum ODBCResult {
    case success, successWithInformation, noData, needData, failure

    init(_ code: SQLRETURN) {
        switch Int32(code) {
        case 0: self = .success
        case 1: self = .successWithInformation
        case 99: self = .needData
        case 100: self = .noData
        default: self = .failure
        }
    }

    var isSuccess: Bool { self == .success || self == .successWithInformation }
}
