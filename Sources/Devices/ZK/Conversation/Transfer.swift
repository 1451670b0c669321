import NIOCore

/// Puts the DATA packets of one bulk answer together.
struct Transfer: Sendable {
    /// No terminal holds more: 500,000 records of 49 bytes are 24 MB.
    static let maximumSize = 64 << 20

    /// Units that put the session where others number the packets send them in an order that nothing proves.
    enum Numbering: Sendable {
        case unknown
        case numbered
        case unnumbered
    }

    let size: Int
    private(set) var numbering = Numbering.unknown
    private(set) var largestPacket = 0
    private var assembled: ByteBuffer
    private let packetSize: Int
    private let session: UInt16
    private let isReliable: Bool
    /// The first packet, while its number may as well be the session.
    private var held: ByteBuffer?
    private var last: ByteBuffer?
    private var next = 0
    /// Packets that came before one that is still missing.
    private var early: [Int: ByteBuffer] = [:]
    private var earlyBytes = 0
    /// Where a packet begins that is shorter than another one, and where the first such has something behind it.
    private var shortFrom: Int?
    private var doubtfulFrom: Int?
    private var longestWritten = 0

    /// - Parameters:
    ///   - packetSize: The most that a packet holds, as announced; 0 where that is not known.
    ///   - session: What stands in the packets of units that do not number them.
    ///   - isReliable: Whether the order of arrival is the order of sending.
    init(size: Int, packetSize: Int = 0, session: UInt16, isReliable: Bool) {
        self.size = size
        self.packetSize = packetSize
        self.session = session
        self.isReliable = isReliable
        assembled = ByteBufferAllocator().buffer(capacity: min(size, 1 << 16))
    }

    /// What is whole from the start on.
    ///
    /// A datagram that was cut can have a right checksum, for zeros do not count in it: where bytes are missing, a
    /// short packet between others may be where, and nothing from there on is at its place.
    var bytes: ByteBuffer {
        if isReliable, let held { return held }
        guard let doubtfulFrom, !isComplete else { return assembled }
        return assembled.getSlice(at: assembled.readerIndex, length: doubtfulFrom) ?? assembled
    }

    /// Memory held altogether.
    var room: Int { assembled.storageCapacity + (held?.storageCapacity ?? 0) + roomForEarly }

    /// Memory held for packets that came early.
    var roomForEarly: Int { early.values.reduce(0) { $0 + $1.storageCapacity } }

    var isComplete: Bool { assembled.readableBytes == size }

    /// Several packets without numbers that may have overtaken each other, or of which some may be missing.
    var hasNoOrder: Bool { numbering == .unnumbered && !isReliable }

    /// False for a packet that is not taken: empty, a duplicate, or more than was announced.
    ///
    /// The numbers count over TCP as well: what the terminal itself left out or sent twice would otherwise
    /// shift every row behind it.
    mutating func add(_ frame: Frame) -> Bool {
        guard frame.data.readableBytes > 0, !isPadded(frame.data) else { return false }
        largestPacket = max(largestPacket, frame.data.readableBytes)
        switch numbering {
        case .numbered: return place(frame.data, number: frame.session)
        case .unnumbered: return follow(frame.data)
        case .unknown: return decide(frame)
        }
    }

    /// A datagram with zeros behind it, which no checksum sees, would move all rows that follow.
    private func isPadded(_ data: ByteBuffer) -> Bool {
        guard !isReliable, packetSize > 0, data.readableBytes > packetSize else { return false }
        return data.readableBytesView.dropFirst(packetSize).allSatisfy { $0 == 0 }
    }

    /// One packet with the session's number may be that one of many; two different ones cannot be.
    private mutating func decide(_ frame: Frame) -> Bool {
        guard frame.session == session else {
            numbering = .numbered
            if let held { _ = place(held, number: session) }
            held = nil
            return place(frame.data, number: frame.session)
        }
        guard let first = held else {
            if frame.data.readableBytes == size { return append(frame.data) }
            guard frame.data.readableBytes < size else { return false }
            held = frame.data
            return true
        }
        guard first != frame.data else { return false }
        numbering = .unnumbered
        held = nil
        return follow(first) && follow(frame.data)
    }

    /// Without numbers, a packet that says the same as the one before is that one again.
    private mutating func follow(_ data: ByteBuffer) -> Bool {
        guard data != last, append(data) else { return false }
        last = data
        return true
    }

    private mutating func place(_ data: ByteBuffer, number: UInt16) -> Bool {
        // Sixteen bits wrap in a large transfer: only the distance to the next number means something.
        let ahead = Int(Int16(bitPattern: number &- UInt16(truncatingIfNeeded: next)))
        guard ahead != 0 else { return append(data) }
        guard ahead > 0, early[next + ahead] == nil,
            assembled.readableBytes + earlyBytes + data.readableBytes <= size
        else { return false }
        // A copy: the packet is a part of the buffer that it was received in, which may be far larger.
        early[next + ahead] = ByteBuffer(bytes: data.readableBytesView)
        earlyBytes += data.readableBytes
        return true
    }

    private mutating func append(_ data: ByteBuffer) -> Bool {
        guard assembled.readableBytes + earlyBytes + data.readableBytes <= size else { return false }
        write(data)
        while let waiting = early.removeValue(forKey: next) {
            earlyBytes -= waiting.readableBytes
            write(waiting)
        }
        return true
    }

    private mutating func write(_ data: ByteBuffer) {
        let place = assembled.readableBytes
        if doubtfulFrom == nil { doubtfulFrom = shortFrom }
        if data.readableBytes < longestWritten, shortFrom == nil { shortFrom = place }
        if data.readableBytes > longestWritten, place > 0 { doubtfulFrom = 0 }
        longestWritten = max(longestWritten, data.readableBytes)
        assembled.writeImmutableBuffer(data)
        next += 1
    }
}
