import NIOCore

/// Which table, and how terminals before the buffered requests are asked for it.
struct TableSource: Hashable, Sendable {
    var name: String
    var request: BufferRequest
    var legacy: Request?

    static let users = TableSource(
        name: "user table", request: .users, legacy: Request(.readUserTemplate, data: ByteBuffer(bytes: [5])))
    static let operations = TableSource(
        name: "operation log", request: .operations, legacy: Request(.readOperations))
    static let templates = TableSource(
        name: "fingerprint table", request: .templates, legacy: Request(.readTable, data: ByteBuffer(bytes: [2])))
    static let attendance = TableSource(
        name: "attendance log", request: .attendance, legacy: Request(.readAttendance))
}

/// Rows of a table, without its size field.
struct TableContent: Hashable, Sendable {
    var rows: ByteBuffer
    /// Rows before these that were known already and have been checked to be unchanged.
    var known: LogPosition?
    /// Bytes of rows behind these that were not asked for.
    var remaining = 0

    static let empty = TableContent(rows: ByteBuffer())

    init(rows: ByteBuffer, known: LogPosition? = nil, remaining: Int = 0) {
        self.rows = rows
        self.known = known
        self.remaining = remaining
    }

    /// Takes a whole table apart; nil when its own size field contradicts what arrived.
    init?(table: ByteBuffer, resume: LogPosition?) {
        var rows = table
        guard rows.readInteger(endianness: .little, as: UInt32.self).map(Int.init) == rows.readableBytes else {
            return nil
        }
        guard let resume, Self.agrees(rows, with: resume) else {
            self.init(rows: rows)
            return
        }
        rows.moveReaderIndex(forwardBy: resume.recordCount * resume.lastRecord.count)
        self.init(rows: rows, known: resume)
    }

    private static func agrees(_ rows: ByteBuffer, with position: LogPosition) -> Bool {
        let width = position.lastRecord.count
        let (known, overflow) = position.recordCount.multipliedReportingOverflow(by: width)
        return !overflow && rows.readableBytes.isMultiple(of: width) && rows.readableBytes >= known
            && rows.getBytes(at: rows.readerIndex + known - width, length: width) == position.lastRecord
    }
}
