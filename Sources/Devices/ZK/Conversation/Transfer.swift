import NIOCore

/// Puts the DATA packets of one bulk answer together.
struct Transfer: Sendable {
    /// No terminal holds more: 500,000 records of 49 bytes are 24 MB.
    static let maximumSize = 64 << 20

    let size: Int
    private(set) var bytes: ByteBuffer
    private let session: UInt16
    /// Whether the packets are numbered; known from the first one on.
    private var isNumbered: Bool?
    private var next = 0
    /// Packets that came before one that is still missing.
    private var early: [Int: ByteBuffer] = [:]
    private var earlyBytes = 0

    /// - Parameter session: Some units put the session where others number the packets; then the order of
    ///   arrival has to do.
    init(size: Int, session: UInt16) {
        self.size = size
        self.session = session
        bytes = ByteBufferAllocator().buffer(capacity: min(size, 1 << 16))
    }

    var isComplete: Bool { bytes.readableBytes == size }

    /// False for a packet that is not taken: a duplicate, or more than was announced.
    ///
    /// The numbers count over TCP as well: what the terminal itself left out or sent twice would otherwise
    /// shift every row behind it.
    mutating func add(_ frame: Frame) -> Bool {
        if isNumbered == nil { isNumbered = frame.session != session }
        guard isNumbered == true else { return append(frame.data) }
        // Sixteen bits wrap in a large transfer: only the distance to the next number means something.
        let ahead = Int(Int16(bitPattern: frame.session &- UInt16(truncatingIfNeeded: next)))
        guard ahead != 0 else { return append(frame.data) }
        guard ahead > 0, early[next + ahead] == nil,
            bytes.readableBytes + earlyBytes + frame.data.readableBytes <= size
        else { return false }
        early[next + ahead] = frame.data
        earlyBytes += frame.data.readableBytes
        return true
    }

    private mutating func append(_ data: ByteBuffer) -> Bool {
        guard bytes.readableBytes + data.readableBytes <= size else { return false }
        bytes.writeImmutableBuffer(data)
        next += 1
        while let waiting = early.removeValue(forKey: next) {
            earlyBytes -= waiting.readableBytes
            bytes.writeImmutableBuffer(waiting)
            next += 1
        }
        return true
    }
}
