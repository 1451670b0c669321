package import NIOCore

/// Request 1503: lay a table out in the buffer.
package struct BufferRequest: Hashable, Sendable {
    package var command: Command
    package var table: UInt32
    package var extra: UInt32

    package init(command: Command, table: UInt32, extra: UInt32 = 0) {
        self.command = command
        self.table = table
        self.extra = extra
    }

    package static let users = BufferRequest(command: .readUserTemplate, table: 5)
    package static let attendance = BufferRequest(command: .readAttendance, table: 0)
    package static let operations = BufferRequest(command: .readOperations, table: 0)
    package static let templates = BufferRequest(command: .readTable, table: 2)

    package init?(_ data: ByteBuffer) {
        var data = data
        guard
            let (one, command, table, extra) = data.readMultipleIntegers(
                endianness: .little, as: (UInt8, UInt16, UInt32, UInt32).self), one == 1
        else { return nil }
        self.init(command: Command(rawValue: command), table: table, extra: extra)
    }

    package var encoded: ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeMultipleIntegers(UInt8(1), command.rawValue, table, extra, endianness: .little)
        return buffer
    }
}

/// The data of an ACK_OK to 1503: how large the table is that now waits in the buffer.
package struct BufferAnnouncement: Hashable, Sendable {
    package var size: UInt32

    package init(size: UInt32) {
        self.size = size
    }

    package init?(_ data: ByteBuffer) {
        guard let size: UInt32 = data.getInteger(at: data.readerIndex + 1, endianness: .little) else { return nil }
        self.init(size: size)
    }

    /// The last four bytes are of unknown meaning; zero works with every known client.
    package var encoded: ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeMultipleIntegers(UInt8(0), size, size, UInt32(0), endianness: .little)
        return buffer
    }
}

/// Request 1504: a part of the buffer.
package struct BufferRange: Hashable, Sendable {
    package var start: UInt32
    package var length: UInt32

    package init(start: UInt32, length: UInt32) {
        self.start = start
        self.length = length
    }

    package init?(_ data: ByteBuffer) {
        var data = data
        guard let (start, length) = data.readMultipleIntegers(endianness: .little, as: (UInt32, UInt32).self)
        else { return nil }
        self.init(start: start, length: length)
    }

    package var encoded: ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeMultipleIntegers(start, length, endianness: .little)
        return buffer
    }
}

/// PREPARE_DATA: a transfer of `size` bytes follows, in DATA packets of at most `packetSize` bytes.
package struct TransferHeader: Hashable, Sendable {
    package var size: UInt32
    package var packetSize: UInt32

    package init(size: UInt32, packetSize: UInt32) {
        self.size = size
        self.packetSize = packetSize
    }

    /// Some old firmwares leave the packet size out; it is 0 then.
    package init?(_ data: ByteBuffer) {
        guard let size: UInt32 = data.getInteger(at: data.readerIndex, endianness: .little) else { return nil }
        self.init(size: size, packetSize: data.getInteger(at: data.readerIndex + 4, endianness: .little) ?? 0)
    }

    package var encoded: ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeMultipleIntegers(size, packetSize, endianness: .little)
        return buffer
    }
}

/// Options travel as `name=value`, ended by a NUL that not every client sends.
package enum OptionText {
    package static func encode(_ text: String) -> ByteBuffer { ByteBuffer(bytes: Array(text.utf8) + [0]) }

    package static func decode(_ data: ByteBuffer) -> String { data.withUnsafeReadableBytes(RecordText.decode) }

    /// What is behind the first `=`; nil where there is none.
    package static func value(_ data: ByteBuffer) -> String? {
        let parts = decode(data).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 ? String(parts[1]) : nil
    }
}
