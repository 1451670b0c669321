package import NIOCore

/// The tables that terminals send: a u32 with the size of what follows, then rows of one width.
package enum RecordTable {
    package static let prefixSize = 4

    /// Reads rows; a rest shorter than a row is left out.
    ///
    /// - Parameter rows: The table without its size.
    package static func attendance(_ rows: ByteBuffer, width: AttendanceRecord.Width) -> [AttendanceRecord] {
        rows.withUnsafeReadableBytes { bytes in
            let count = bytes.count / width.rawValue
            return [AttendanceRecord](unsafeUninitializedCapacity: count) { records, initialized in
                var times = PackedTimeDecoder()
                for index in 0..<count {
                    let row = bytes.field(index * width.rawValue, width.rawValue)
                    records.initializeElement(
                        at: index, to: AttendanceRecord(bytes: row, width: width, times: &times))
                }
                initialized = count
            }
        }
    }

    /// - Parameter rows: The table without its size.
    package static func users(_ rows: ByteBuffer, width: UserRecord.Width) -> [UserRecord] {
        rows.withUnsafeReadableBytes { bytes in
            (0..<bytes.count / width.rawValue).compactMap {
                UserRecord(bytes: bytes.field($0 * width.rawValue, width.rawValue), width: width)
            }
        }
    }

    /// - Parameter rows: The table without its size.
    package static func operations(_ rows: ByteBuffer) -> [OperationRecord] {
        var rows = rows
        var records: [OperationRecord] = []
        while let row = rows.readSlice(length: OperationRecord.width), let record = OperationRecord(row) {
            records.append(record)
        }
        return records
    }

    package static func encode(_ records: [AttendanceRecord], width: AttendanceRecord.Width) -> ByteBuffer {
        table(count: records.count, width: width.rawValue) { buffer in
            for record in records { record.encode(into: &buffer, width: width) }
        }
    }

    package static func encode(_ users: [UserRecord], width: UserRecord.Width) -> ByteBuffer {
        table(count: users.count, width: width.rawValue) { buffer in
            for user in users { user.encode(into: &buffer, width: width) }
        }
    }

    private static func table(count: Int, width: Int, rows: (inout ByteBuffer) -> Void) -> ByteBuffer {
        var buffer = ByteBufferAllocator().buffer(capacity: prefixSize + count * width)
        buffer.writeInteger(UInt32(count * width), endianness: .little)
        rows(&buffer)
        return buffer
    }
}

extension RecordTable {
    /// The size field in front of a table's rows; nil for fewer than four bytes.
    static func announcedSize(_ table: ByteBuffer) -> Int? {
        table.getInteger(at: table.readerIndex, endianness: .little, as: UInt32.self).map(Int.init)
    }
}
