import NIOCore

/// The attendance log as the bytes that are sent: u32 length of what follows, then rows of one width, oldest first.
/// A read takes slices of it, so that 100,000 rows are never built or copied for a client.
struct LogTable {
    let width: Int
    private(set) var bytes: ByteBuffer
    private(set) var count = 0

    init(width: Int) {
        self.width = width
        bytes = ByteBuffer(repeating: 0, count: 4)
    }

    mutating func reserve(rows: Int) {
        bytes.reserveCapacity(bytes.writerIndex + rows * width)
    }

    /// `write` adds one row of `width` bytes.
    mutating func append(_ write: (inout ByteBuffer) -> Void) {
        write(&bytes)
        count += 1
        precondition(bytes.writerIndex == 4 + count * width, "a row must be \(width) bytes long")
        bytes.setInteger(UInt32(count * width), at: 0, endianness: .little)
    }

    /// - Returns: what is gone.
    mutating func removeFirst(_ rows: Int) -> ByteBuffer {
        var left = bytes
        left.moveReaderIndex(forwardBy: 4)
        let gone = left.readSlice(length: min(rows, count) * width) ?? ByteBuffer()
        count -= min(rows, count)
        bytes = ByteBuffer(integer: UInt32(count * width), endianness: .little)
        bytes.writeBuffer(&left)
        return gone
    }

    mutating func removeAll() {
        self = LogTable(width: width)
    }
}
