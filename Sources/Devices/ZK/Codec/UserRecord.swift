package import NIOCore

/// One row of the user table, as wide as the terminal has it.
package struct UserRecord: Hashable, Sendable {
    /// Bytes a row. The terminal does not say which; the count of users does (`RecordWidth`).
    package enum Width: Int, CaseIterable, Sendable {
        case short = 28
        case standard = 72

        /// Bytes of a name, in UTF-8.
        var nameRoom: Int {
            switch self {
            case .short: 8
            // The last of the 24 stays a NUL: firmwares print the name up to it.
            case .standard: 23
            }
        }
    }

    /// The terminal's own index of the person; logs carry it beside the user id.
    package var uid: UInt16
    /// Bit 0: disabled; bits 1 to 3: level.
    package var privilege: UInt8
    package var password: String
    package var name: String
    package var card: UInt32
    package var group: UInt8
    package var timeZoneFlag: UInt16
    package var timeZones: [UInt16]
    package var userID: DeviceUserID

    package init(
        uid: UInt16, privilege: UInt8 = 0, password: String = "", name: String, card: UInt32 = 0, group: UInt8 = 1,
        timeZoneFlag: UInt16 = 0, timeZones: [UInt16] = [0, 0, 0], userID: DeviceUserID
    ) {
        self.uid = uid
        self.privilege = privilege
        self.password = password
        self.name = name
        self.card = card
        self.group = group
        self.timeZoneFlag = timeZoneFlag
        self.timeZones = timeZones
        self.userID = userID
    }

    package var isDisabled: Bool { privilege & 1 == 1 }
    package var level: Level { Level(rawValue: privilege & 0x0E) }

    /// What the person may do at the terminal.
    package struct Level: RawRepresentable, Hashable, Sendable {
        package var rawValue: UInt8

        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        package static let user = Level(rawValue: 0)
        package static let enroller = Level(rawValue: 2)
        package static let manager = Level(rawValue: 6)
        package static let custom = Level(rawValue: 10)
        package static let superAdministrator = Level(rawValue: 14)
    }
}

extension UserRecord {
    /// What stands in a row of that width, where the name has no room in it.
    func cutName(in width: Width) -> String? {
        let stored = Self.name(name, in: width)
        return stored == name ? nil : stored
    }

    /// As much of a name as a row of that width has room for.
    static func name(_ name: String, in width: Width) -> String {
        RecordText.decode(bytes: RecordText.encode(name, width: width.nameRoom).prefix { $0 != 0 })
    }

    /// Nil when there are not enough bytes.
    package init?(_ data: ByteBuffer, width: Width) {
        guard let record = data.withUnsafeReadableBytes({ UserRecord(bytes: $0, width: width) }) else { return nil }
        self = record
    }

    init?(bytes: UnsafeRawBufferPointer, width: Width) {
        guard bytes.count >= width.rawValue else { return nil }
        switch width {
        case .standard: self.init(standard: bytes)
        case .short: self.init(short: bytes)
        }
    }

    private init(standard bytes: UnsafeRawBufferPointer) {
        self.init(
            uid: bytes.number(at: 0), privilege: bytes[2], password: RecordText.decode(bytes.field(3, 8)),
            name: RecordText.decode(bytes.field(11, 24)), card: bytes.number(at: 35), group: bytes[39],
            timeZoneFlag: bytes.number(at: 40),
            timeZones: [bytes.number(at: 42), bytes.number(at: 44), bytes.number(at: 46)],
            userID: DeviceUserID(field: bytes.field(48, 24)))
    }

    private init(short bytes: UnsafeRawBufferPointer) {
        self.init(
            uid: bytes.number(at: 0), privilege: bytes[2], password: RecordText.decode(bytes.field(3, 5)),
            name: RecordText.decode(bytes.field(8, 8)), card: bytes.number(at: 16), group: bytes[21],
            timeZoneFlag: bytes.number(at: 22), timeZones: [],
            userID: DeviceUserID(bytes.number(at: 24, as: UInt32.self)))
    }

    /// The row as a terminal stores it. A 28-byte row holds a number: a user id that is none becomes 0.
    package func encode(into buffer: inout ByteBuffer, width: Width) {
        buffer.writeInteger(uid, endianness: .little)
        buffer.writeInteger(privilege)
        switch width {
        case .standard: encodeStandard(into: &buffer)
        case .short: encodeShort(into: &buffer)
        }
    }

    private func encodeStandard(into buffer: inout ByteBuffer) {
        buffer.writeBytes(RecordText.encode(password, width: 8))
        buffer.writeBytes(RecordText.encode(name, width: Width.standard.nameRoom) + [0])
        buffer.writeMultipleIntegers(card, group, timeZoneFlag, endianness: .little)
        for index in 0..<3 {
            buffer.writeInteger(timeZones.indices.contains(index) ? timeZones[index] : 0, endianness: .little)
        }
        buffer.writeBytes(RecordText.encode(userID.description, width: 24))
    }

    private func encodeShort(into buffer: inout ByteBuffer) {
        buffer.writeBytes(RecordText.encode(password, width: 5))
        buffer.writeBytes(RecordText.encode(name, width: Width.short.nameRoom))
        buffer.writeMultipleIntegers(card, UInt8(0), group, timeZoneFlag, userID.number ?? 0, endianness: .little)
    }
}
