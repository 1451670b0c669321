import NIOCore

/// Which part of the terminal's buffer to ask for next, and what has come so far.
///
/// With a position to resume from, the first thing fetched is the last record known. Where it is not the same any
/// more, the log was cleared or replaced, and fetching begins anew at its start.
struct TableFetch: Sendable {
    private static let smallestChunk = 1024
    /// Room made before anything came. What is announced beyond has to come first.
    static let reserve = 64 << 10

    let size: Int
    /// Bytes of rows with which it may end; nil: it fetches all.
    private var part: Int?
    private var start = 0
    private var resume: LogPosition?
    private var verified = false
    private(set) var bytes = ByteBuffer()
    private var largestChunk: Int
    private var chunk: Int
    /// Answers in a row that brought nothing.
    private(set) var stalls = 0

    init(size: Int, resume: LogPosition?, chunk: Int, part: Int? = nil) {
        self.size = size
        self.part = part
        largestChunk = chunk
        self.chunk = chunk
        if let resume, let start = Self.overlapStart(resume, size: size) {
            self.resume = resume
            self.start = start
        } else if resume != nil {
            self.part = nil
        }
        bytes.reserveCapacity(min(expected, Self.reserve))
    }

    /// Bytes to fetch before this read ends.
    var expected: Int {
        let overlap = resume?.lastRecord.count ?? RecordTable.prefixSize
        return part.map { min(size - start, overlap + $0) } ?? size - start
    }

    private static func overlapStart(_ position: LogPosition, size: Int) -> Int? {
        let width = position.lastRecord.count
        let (known, overflow) = position.recordCount.multipliedReportingOverflow(by: width)
        guard !overflow, (size - RecordTable.prefixSize).isMultiple(of: width),
            size - RecordTable.prefixSize >= known
        else { return nil }
        return RecordTable.prefixSize + known - width
    }

    var progress: ReadProgress { ReadProgress(received: bytes.readableBytes, total: size - start) }

    /// Nil when all is in.
    var nextRange: BufferRange? {
        let missing = expected - bytes.readableBytes
        guard missing > 0 else { return nil }
        return BufferRange(
            start: UInt32(start + bytes.readableBytes), length: UInt32(min(missing, chunk)))
    }

    /// Takes an answer in. After a gap less is asked for at once: the shorter a transfer, the likelier that it
    /// comes through whole.
    mutating func received(_ part: ByteBuffer, isWhole: Bool) {
        let fitting = min(part.readableBytes, expected - bytes.readableBytes)
        stalls = fitting > 0 ? 0 : stalls + 1
        chunk = isWhole ? min(largestChunk, chunk * 2) : min(largestChunk, max(Self.smallestChunk, chunk / 2))
        if let piece = part.getSlice(at: part.readerIndex, length: fitting) { bytes.writeImmutableBuffer(piece) }
        verifyOverlap()
    }

    /// An answer in more than one packet cannot be trusted: from now on one has to hold it.
    mutating func limit(toPacket packet: Int) {
        stalls += 1
        largestChunk = max(1, min(largestChunk, packet))
        chunk = largestChunk
    }

    private mutating func verifyOverlap() {
        guard let resume, !verified, bytes.readableBytes >= resume.lastRecord.count else { return }
        if bytes.getBytes(at: bytes.readerIndex, length: resume.lastRecord.count) == resume.lastRecord {
            verified = true
        } else {
            self.resume = nil
            self.part = nil
            start = 0
            bytes = ByteBufferAllocator().buffer(capacity: min(size, Self.reserve))
        }
    }

    /// Nil when the table's own size field contradicts the size that was announced.
    var content: TableContent? {
        let remaining = size - start - bytes.readableBytes
        var rows = bytes
        if let resume {
            rows.moveReaderIndex(forwardBy: resume.lastRecord.count)
        } else if remaining == 0 {
            return TableContent(table: bytes, resume: nil)
        } else if rows.readInteger(endianness: .little, as: UInt32.self).map(Int.init) != size - RecordTable.prefixSize
        {
            return nil
        }
        return TableContent(rows: rows, known: resume, remaining: remaining)
    }
}
