import NIOCore

/// How much bytes look like rows of a kind: 0 not at all, 1 each of them. Wrong widths hit text or zeros.
enum Plausibility {
    static func attendance(_ rows: ByteBuffer, _ width: AttendanceRecord.Width) -> Double {
        // "No state" is 255, of which an 8-byte row has room for three bits.
        share(of: rows, width: width.rawValue) { row in
            guard let record = AttendanceRecord(row, width: width), record.time != nil, record.rawTime > 86_400,
                record.state < 6 || record.state == (width == .short ? 7 : 255)
            else { return false }
            switch width {
            case .standard, .extended: return isID(record.userID)
            case .numeric:
                // The operation log is as wide; there, an id would be made of an operation and stale memory.
                return record.userID != "0" && (record.userID.number ?? 0) < 1 << 24 && record.verify < 32
            case .short: return record.uid > 0 && isShort(row)
            }
        }
    }

    /// Whether each 8-byte row has the zero in its fourth byte. Two of the manual's 4-byte forms are as long as one
    /// row, and everything between them would be read from the wrong place; without a counter nothing else tells.
    static func isShortThroughout(_ rows: ByteBuffer) -> Bool {
        stride(from: rows.readerIndex, to: rows.writerIndex, by: AttendanceRecord.Width.short.rawValue)
            .allSatisfy { rows.getInteger(at: $0 + 3, as: UInt8.self) == 0 }
    }

    private static func isShort(_ row: ByteBuffer) -> Bool {
        row.getInteger(at: row.readerIndex + 3, as: UInt8.self) == 0
    }

    static func users(_ rows: ByteBuffer, _ width: UserRecord.Width) -> Double {
        share(of: rows, width: width.rawValue) { row in
            guard let user = UserRecord(row, width: width) else { return false }
            return user.uid > 0 && user.privilege < 16 && isID(user.userID) && user.userID != "0"
                && user.name.unicodeScalars.allSatisfy { $0.value >= 0x20 }
        }
    }

    static func operations(_ rows: ByteBuffer) -> Double {
        share(of: rows, width: OperationRecord.width) { row in
            guard let record = OperationRecord(row), record.time != nil, record.rawTime > 86_400 else { return false }
            return record.operation > 0 && record.operation < 128
        }
    }

    /// The first sixteen bytes are zero in each captured answer, and what is free is not more than there is room.
    static func freeSizes(_ data: ByteBuffer) -> Double {
        guard data.readableBytes >= 80, data.readableBytes <= 112,
            data.readableBytesView.prefix(16).allSatisfy({ $0 == 0 })
        else { return 0 }
        let sizes = FreeSizes(data)
        return (sizes.recordsFree ?? 0) <= (sizes.recordCapacity ?? 0) ? 1 : 0
    }

    static func punch(_ body: ByteBuffer) -> Double {
        guard LivePunch.lengths.contains(body.readableBytes), let punch = LivePunch.punches(in: body)?.first,
            punch.time != nil, isID(punch.userID)
        else { return 0 }
        // Below a table that fits as well: those are asked about more often.
        return 0.9
    }

    private static func share(of rows: ByteBuffer, width: Int, where isPlausible: (ByteBuffer) -> Bool) -> Double {
        guard rows.readableBytes >= width, rows.readableBytes.isMultiple(of: width) else { return 0 }
        var rows = rows.getSlice(at: rows.readerIndex, length: min(rows.readableBytes, 64 * width)) ?? rows
        var count = 0
        var plausible = 0
        while let row = rows.readSlice(length: width) {
            count += 1
            if isPlausible(row) { plausible += 1 }
        }
        return Double(plausible) / Double(count)
    }

    private static func isID(_ id: DeviceUserID) -> Bool {
        !id.isEmpty && id.bytes.allSatisfy { (0x21..<0x7F).contains($0) }
    }
}
