/// The header's checksum: one's complement of the one's complement sum of the payload's little-endian words,
/// its own field taken as zero and an odd last byte padded with zero.
package enum Checksum {
    package static func of(
        command: UInt16, session: UInt16, reply: UInt16, data: UnsafeRawBufferPointer
    ) -> UInt16 {
        var sum = UInt64(command) + UInt64(session) + UInt64(reply)
        // Folding carries is the same whatever the width of the words that were added, so that
        // four bytes at a time give the answer that two would.
        var offset = 0
        while offset + 4 <= data.count {
            sum &+= UInt64(UInt32(littleEndian: data.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
            offset += 4
        }
        var shift: UInt64 = 0
        while offset < data.count {
            sum &+= UInt64(data[offset]) << shift
            shift += 8
            offset += 1
        }
        while sum > 0xFFFF { sum = (sum & 0xFFFF) + (sum >> 16) }
        return ~UInt16(truncatingIfNeeded: sum)
    }
}
