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

    /// One line, without what driver and library put round the server's words. What is said of two attempts is said once.
    var message: String {
        let text = records.first?.message ?? "the driver gives no reason"
        var lines: [String] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.serversWords
            if !words.isEmpty, !lines.contains(words) { lines.append(words) }
        }
        return lines.joined(separator: " ")
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

extension Substring {
    /// A line without `[unixODBC]`, `connection to server at "db", port 5432 failed:` and `FATAL:`; empty where that is all.
    fileprivate var serversWords: String {
        var rest = self.drop(while: \.isWhitespace)
        while rest.first == "[", let end = rest.firstIndex(of: "]") {
            rest = rest[rest.index(after: end)...].drop { $0 == " " }
        }
        if rest.hasPrefix("connection to server "), let end = rest.firstRange(of: " failed: ")?.upperBound {
            rest = rest[end...]
        }
        for mark in ["FATAL:", "ERROR:"] where rest.hasPrefix(mark) {
            rest = rest.dropFirst(mark.count).drop { $0 == " " }
        }
        for addition in ["Is the server running ", "Error while executing the query"] where rest.hasPrefix(addition) {
            return ""
        }
        while let last = rest.last, last.isWhitespace || last == ";" { rest.removeLast() }
        return String(rest)
    }
}
