import CODBC

/// A call that failed, with what driver and server say about it.
struct ODBCFailure: Error, Hashable {
    struct Record: Hashable {
        /// Five characters of the SQL standard.
        var state: String
        /// The server's own number.
        var code: Int
        var message: String
    }

    /// The first is the cause; never more than the driver gives.
    var records: [Record]

    var state: String { records.first?.state ?? "" }
    var code: Int { records.first?.code ?? 0 }

    /// One line, without the names of driver and library in brackets.
    var message: String {
        let text = records.first?.message ?? "the driver gives no reason"
        return text.split(whereSeparator: \.isNewline).joined(separator: " ").droppingBracketedPrefixes
    }

    static func records(of handle: ODBCHandle) -> [Record] {
        var records: [Record] = []
        while records.count < 10, let record = record(Int16(records.count + 1), of: handle) { records.append(record) }
        return records
    }

    private static func record(_ number: Int16, of handle: ODBCHandle) -> Record? {
        var state = [UInt8](repeating: 0, count: 6)
        var message = [UInt8](repeating: 0, count: 2048)
        var code: SQLINTEGER = 0
        var length: SQLSMALLINT = 0
        let result = SQLGetDiagRec(
            handle.kind.rawValue, handle.raw, number, &state, &code, &message, SQLSMALLINT(message.count), &length)
        guard ODBCResult(result).isSuccess else { return nil }
        return Record(state: text(state), code: Int(code), message: text(message))
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self) }
}

extension String {
    fileprivate var droppingBracketedPrefixes: String {
        var rest = self[...]
        while rest.first == "[", let end = rest.firstIndex(of: "]") {
            rest = rest[rest.index(after: end)...].drop { $0 == " " }
        }
        return String(rest)
    }
}
