import CODBC

/// A cell that is asked for by itself, part by part.
struct LongCell {
    /// From 1.
    let column: Int
    let cType: SQLSMALLINT
    let statement: ODBCHandle

    /// - Parameter room: where parts are put; larger ones make fewer.
    /// - Returns: nil where it is NULL.
    /// - Throws: ``ODBCFailure``
    func bytes(by room: inout [UInt8]) throws -> [UInt8]? {
        let isText = cType == SQLSMALLINT(SQL_C_CHAR)
        var cell: [UInt8] = []
        while true {
            var length: SQLLEN = 0
            let result = ODBCResult(
                SQLGetData(statement.raw, SQLUSMALLINT(column), cType, &room, SQLLEN(room.count), &length))
            guard result.isSuccess else { throw statement.failure() }
            if length == SQLLEN(SQL_NULL_DATA) { return nil }
            // Behind a text stands a zero, which a driver may put earlier so as not to cut a letter in two.
            let most = isText ? room.count - 1 : room.count
            let isCut = length < 0 || length > most
            cell += room[..<(isCut ? (isText ? room.firstIndex(of: 0) ?? most : most) : length)]
            if result == .success { return cell }
        }
    }

    func integer() throws -> Int64? {
        var (number, length): (Int64, SQLLEN) = (0, 0)
        let result = ODBCResult(SQLGetData(statement.raw, SQLUSMALLINT(column), cType, &number, 8, &length))
        guard result.isSuccess else { throw statement.failure() }
        return length == SQLLEN(SQL_NULL_DATA) ? nil : number
    }
}
