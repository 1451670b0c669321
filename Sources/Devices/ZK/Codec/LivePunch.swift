package import Domain
package import NIOCore

/// A punch in the moment it is made. Bodies differ by firmware; their length tells which it is.
package struct LivePunch: Hashable, Sendable {
    package var userID: DeviceUserID
    package var verify: UInt8
    package var state: UInt8
    /// Nil where the six bytes are no date and time.
    package var time: LocalTime?

    package init(userID: DeviceUserID, verify: UInt8, state: UInt8, time: LocalTime?) {
        self.userID = userID
        self.verify = verify
        self.state = state
        self.time = time
    }

    /// Lengths of one punch, in the order in which a longer packet is tried for several of them.
    package static let lengths = [52, 32, 36, 37, 12, 10, 14]

    /// Nil when the length fits no known form.
    package static func punches(in body: ByteBuffer) -> [LivePunch]? {
        body.withUnsafeReadableBytes { bytes in
            if bytes.isEmpty { return nil }
            // One punch of that length first, then several shorter ones.
            let strides =
                lengths.filter { $0 == bytes.count }
                + lengths.filter { $0 != bytes.count && bytes.count.isMultiple(of: $0) }
            let readings = strides.map { length in
                stride(from: 0, to: bytes.count, by: length).map { LivePunch(bytes.field($0, length)) }
            }
            let plausible = readings.first { $0.allSatisfy { $0.time != nil && !$0.userID.isEmpty } }
            // Longer single bodies are the 52-byte form with more behind it.
            return plausible ?? readings.first ?? (bytes.count > 52 ? [LivePunch(bytes)] : nil)
        }
    }

    private init(_ bytes: UnsafeRawBufferPointer) {
        switch bytes.count {
        case 10, 14:
            self.init(id: DeviceUserID(UInt32(bytes.number(at: 0, as: UInt16.self))), bytes, codes: 2, time: 4)
        case 12: self.init(id: DeviceUserID(bytes.number(at: 0, as: UInt32.self)), bytes, codes: 4, time: 6)
        default: self.init(id: DeviceUserID(field: bytes.field(0, 24)), bytes, codes: 24, time: 26)
        }
    }

    private init(id: DeviceUserID, _ bytes: UnsafeRawBufferPointer, codes: Int, time: Int) {
        self.init(
            userID: id, verify: bytes[codes], state: bytes[codes + 1], time: Self.time(bytes.field(time, 6)))
    }

    private static func time(_ b: UnsafeRawBufferPointer) -> LocalTime? {
        guard let date = CivilDate(year: 2000 + Int(b[0]), month: Int(b[1]), day: Int(b[2])),
            b[3] < 24, b[4] < 60, b[5] < 60
        else { return nil }
        return LocalTime(date, TimeOfDay(Int(b[3]), Int(b[4]), Int(b[5])))
    }

    /// The body as a firmware with bodies of `length` bytes sends it; lengths below 32 hold numeric ids only.
    package func encode(into buffer: inout ByteBuffer, length: Int) {
        let start = buffer.writerIndex
        switch length {
        case 10, 14: buffer.writeInteger(UInt16(truncatingIfNeeded: userID.number ?? 0), endianness: .little)
        case 12: buffer.writeInteger(userID.number ?? 0, endianness: .little)
        default: buffer.writeBytes(RecordText.encode(userID.description, width: 24))
        }
        buffer.writeMultipleIntegers(verify, state)
        buffer.writeBytes(timeBytes)
        buffer.writeRepeatingByte(0, count: max(0, length - (buffer.writerIndex - start)))
    }

    private var timeBytes: [UInt8] {
        guard let time else { return Array(repeating: 0, count: 6) }
        let (year, month, day) = time.date.components
        let seconds = time.timeOfDay.secondsSinceMidnight
        return [year - 2000, month, day, Int(seconds / 3600), Int(seconds / 60 % 60), Int(seconds % 60)]
            .map { UInt8(truncatingIfNeeded: $0) }
    }
}
