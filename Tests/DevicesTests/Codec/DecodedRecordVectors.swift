import Domain
import NIOCore
import Testing

@testable import Devices

/// Rows of tables.
extension DecodedVectorTests {
    private struct Attendance: Decodable {
        var uid: UInt32
        var userId: String
        var verify: UInt8
        var timeRaw: UInt32
        var time: String
        var state: UInt8
    }

    @Sendable static func attendance40(_ vector: Vector) throws {
        let expected = try vector.decoded(Attendance.self)
        let row = try #require(vector.record)
        let record = try #require(AttendanceRecord(row, width: .standard))
        #expect(record.uid == expected.uid)
        #expect(record.userID.description == expected.userId)
        #expect(record.verify == expected.verify)
        #expect(record.state == expected.state)
        #expect(record.rawTime == expected.timeRaw)
        #expect(record.time == LocalTime(expected.time))
    }

    /// A DATA packet from the middle of a transfer: four bytes of the record before, then 36 whole ones.
    @Sendable static func attendance16(_ vector: Vector) throws {
        struct Expected: Decodable {
            var command: UInt16
            var sessionField: UInt16
            var reply: UInt16
            var recordsPinTimeByte8Byte9: [Row]
        }
        struct Row: Decodable {
            var pin: UInt32
            var time: String
            var state: UInt8
            var verify: UInt8
            init(from decoder: any Decoder) throws {
                var values = try decoder.unkeyedContainer()
                pin = try values.decode(UInt32.self)
                time = try values.decode(String.self)
                state = try values.decode(UInt8.self)
                verify = try values.decode(UInt8.self)
            }
        }
        let expected = try vector.decoded(Expected.self)
        var frame = try ReceivedFrame(payload: #require(vector.record)).frame
        #expect(frame.command.rawValue == expected.command)
        #expect(frame.session == expected.sessionField)
        #expect(frame.reply == expected.reply)
        frame.data.moveReaderIndex(forwardBy: 4)
        let records = RecordTable.attendance(frame.data, width: .numeric)
        #expect(records.count == expected.recordsPinTimeByte8Byte9.count)
        for (record, row) in zip(records, expected.recordsPinTimeByte8Byte9) {
            #expect(record.userID == DeviceUserID(row.pin))
            #expect(record.time == LocalTime(row.time))
            #expect(record.state == row.state)
            #expect(record.verify == row.verify)
        }
    }

    @Sendable static func operation(_ vector: Vector) throws {
        struct Expected: Decodable {
            var op: UInt8
            var timeRaw: UInt32
            var time: String
            var params: [UInt16]
        }
        let expected = try vector.decoded(Expected.self)
        let row = try #require(vector.record)
        let decoded = try #require(OperationRecord(row))
        #expect(decoded.operation == expected.op)
        #expect(decoded.rawTime == expected.timeRaw)
        #expect(decoded.time == LocalTime(expected.time))
        #expect(decoded.parameters == expected.params)
    }

    private struct User: Decodable {
        var uid: UInt16
        var privilege: UInt8
        var password: String?
        var name: String
        var card: UInt32?
        var group: UInt8
        var tzFlag: UInt16?
        var tz: [UInt16]?
        var userId: String
    }

    private static func expect(_ user: UserRecord, _ expected: User) {
        #expect(user.uid == expected.uid)
        #expect(user.privilege == expected.privilege)
        #expect(user.password == expected.password ?? "")
        #expect(user.name == expected.name)
        #expect(user.card == expected.card ?? 0)
        #expect(user.group == expected.group)
        #expect(user.timeZoneFlag == expected.tzFlag ?? 0)
        #expect(user.timeZones == expected.tz ?? [0, 0, 0])
        #expect(user.userID.description == expected.userId)
    }

    @Sendable static func user72(_ vector: Vector) throws {
        let record = try #require(vector.record)
        #expect(record.readableBytes == 72)
        let user = try #require(UserRecord(record, width: .standard))
        try expect(user, vector.decoded())
    }

    @Sendable static func userWrite(_ vector: Vector) throws {
        let frame = try #require(vector.frames.first).received().frame
        let user = try #require(UserRecord(frame.data, width: .standard))
        try expect(user, vector.decoded())
        var encoded = ByteBuffer()
        user.encode(into: &encoded, width: .standard)
        var expected = Array(frame.data.readableBytesView)
        // Behind the password's NUL the sender left a byte of its memory.
        #expect(expected[10] == 0x7C)
        expected[10] = 0
        #expect(Array(encoded.readableBytesView) == expected)
    }

    @Sendable static func usersInline(_ vector: Vector) throws {
        struct Expected: Decodable {
            var bodySize: Int
            var records: [User]
        }
        let expected = try vector.decoded(Expected.self)
        let frame = try #require(vector.frames.last).received().frame
        #expect(RecordTable.announcedSize(frame.data) == expected.bodySize)
        let content = try #require(TableContent(table: frame.data, resume: nil))
        #expect(RecordWidth.users(content.rows, count: 2) == .standard)
        let users = RecordTable.users(content.rows, width: .standard)
        #expect(users.count == expected.records.count)
        for (user, row) in zip(users, expected.records) { expect(user, row) }
    }

    /// pyzk puts 0x02 in front of a record in the one batch upload, and its own idea of the group at offset 40.
    @Sendable static func uploads(_ vector: Vector) throws {
        var record = try #require(vector.record)
        let marker = record.readInteger(as: UInt8.self)
        #expect(marker == 2)
        let width = try #require(UserRecord.Width(rawValue: record.readableBytes))
        let user = try #require(UserRecord(record, width: width))
        #expect(user.uid == 7)
        #expect(user.level == .superAdministrator)
        #expect(user.password == "1234")
        #expect(user.name == (width == .short ? "Test Use" : "Test User"))
        #expect(user.card == 1_234_567)
        #expect(user.userID == "1007")
    }
}
