package import Domain
package import NIOCore

/// One punch as the terminal stored it: raw codes, and the time decoded where the calendar has such a day.
package struct AttendanceRecord: Hashable, Sendable, Codable {
    /// Bytes a row. The terminal does not say which; the count of records does (`RecordWidth`).
    package enum Width: Int, CaseIterable, Sendable {
        /// The oldest units: an index instead of a user id.
        ///
        /// The 2006 manual mentions a 4-byte form between such rows (the time as a distance from the row before), but
        /// no source gives its bits and no capture holds one. A log with such rows does not have the length that its
        /// counter asks for, and is refused as a whole rather than read from the wrong place.
        case short = 8
        /// Numeric user ids.
        case numeric = 16
        /// All colour-screen units, the K20 among them.
        case standard = 40
        /// Some visible-light units of 2022: the 40-byte row with nine more bytes.
        case extended = 49
    }

    /// Text; empty in an 8-byte row, which has only the index.
    package var userID: DeviceUserID
    /// Nil for a day that does not exist; then `rawTime` is all there is, and the record is still a record.
    package var time: LocalTime?
    package var rawTime: UInt32
    /// Index into the user table; 0 in a 16-byte row, which has none.
    package var uid: UInt32
    package var workCode: UInt32
    package var verify: UInt8
    package var state: UInt8

    package init(
        userID: DeviceUserID, rawTime: UInt32, uid: UInt32 = 0, workCode: UInt32 = 0, verify: UInt8 = 1,
        state: UInt8 = 0
    ) {
        self.init(
            userID: userID, time: PackedTime(rawValue: rawTime).local, rawTime: rawTime, uid: uid,
            workCode: workCode, verify: verify, state: state)
    }

    init(
        userID: DeviceUserID, time: LocalTime?, rawTime: UInt32, uid: UInt32, workCode: UInt32, verify: UInt8,
        state: UInt8
    ) {
        self.userID = userID
        self.time = time
        self.rawTime = rawTime
        self.uid = uid
        self.workCode = workCode
        self.verify = verify
        self.state = state
    }
}

extension AttendanceRecord {
    /// Nil when there are not enough bytes.
    package init?(_ data: ByteBuffer, width: Width) {
        guard data.readableBytes >= width.rawValue else { return nil }
        var times = PackedTimeDecoder()
        self = data.withUnsafeReadableBytes { AttendanceRecord(bytes: $0, width: width, times: &times) }
    }

    /// The caller has checked the length.
    init(bytes: UnsafeRawBufferPointer, width: Width, times: inout PackedTimeDecoder) {
        switch width {
        case .standard, .extended: self.init(standard: bytes, times: &times)
        case .numeric: self.init(numeric: bytes, times: &times)
        case .short: self.init(short: bytes, times: &times)
        }
    }

    private init(standard bytes: UnsafeRawBufferPointer, times: inout PackedTimeDecoder) {
        let raw = bytes.number(at: 27, as: UInt32.self)
        // Units without work codes leave 00000000FF000000 or zeros here; those with them put the code first.
        self.init(
            userID: DeviceUserID(field: bytes.field(2, 24)), time: times.local(raw), rawTime: raw,
            uid: UInt32(bytes.number(at: 0, as: UInt16.self)), workCode: bytes.number(at: 32), verify: bytes[26],
            state: bytes[31])
    }

    private init(numeric bytes: UnsafeRawBufferPointer, times: inout PackedTimeDecoder) {
        let raw = bytes.number(at: 4, as: UInt32.self)
        self.init(
            userID: DeviceUserID(bytes.number(at: 0, as: UInt32.self)), time: times.local(raw), rawTime: raw,
            uid: 0, workCode: bytes.number(at: 12), verify: bytes[9], state: bytes[8])
    }

    private init(short bytes: UnsafeRawBufferPointer, times: inout PackedTimeDecoder) {
        let raw = bytes.number(at: 4, as: UInt32.self)
        self.init(
            userID: "", time: times.local(raw), rawTime: raw, uid: UInt32(bytes.number(at: 0, as: UInt16.self)),
            workCode: 0, verify: bytes[2] >> 3 & 3, state: bytes[2] & 7)
    }

    /// The row as a terminal stores it. What a width cannot hold is cut: ids that are no numbers become 0.
    package func encode(into buffer: inout ByteBuffer, width: Width) {
        switch width {
        case .standard, .extended:
            buffer.writeInteger(UInt16(truncatingIfNeeded: uid), endianness: .little)
            buffer.writeBytes(RecordText.encode(userID.description, width: 24))
            buffer.writeMultipleIntegers(verify, rawTime, state, workCode, endianness: .little)
            buffer.writeRepeatingByte(0, count: width.rawValue - 36)
        case .numeric:
            buffer.writeMultipleIntegers(
                userID.number ?? 0, rawTime, state, verify, UInt16(0), workCode, endianness: .little)
        case .short:
            let packed = state & 7 | (verify & 3) << 3
            buffer.writeMultipleIntegers(
                UInt16(truncatingIfNeeded: uid), packed, UInt8(0), rawTime, endianness: .little)
        }
    }
}

extension LogPosition {
    /// The last record, read.
    package var record: AttendanceRecord? {
        width.flatMap { AttendanceRecord(ByteBuffer(bytes: lastRecord), width: $0) }
    }
}

extension AttendanceRecord {
    /// The row as a terminal stores it: what a ``LogPosition`` remembers of the last one.
    package func bytes(width: Width) -> [UInt8] {
        var buffer = ByteBuffer()
        encode(into: &buffer, width: width)
        return Array(buffer.readableBytesView)
    }
}
