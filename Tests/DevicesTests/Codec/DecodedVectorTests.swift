import Domain
import NIOCore
import Testing

@testable import Devices

/// What the captures say, against what our decoders say.
struct DecodedVectorTests {
    typealias Check = @Sendable (Vector) throws -> Void

    @Test(arguments: checks.keys.sorted())
    func decodes(_ id: String) throws {
        let check = try #require(Self.checks[id])
        try check(Vector.named(id))
    }

    static let checks: [String: Check] = [
        "adro-att-40": attendance40, "adro-event-attlog-32": { try event($0) }, "pyzk-event-12": { try event12($0) },
        "adro-oplog-16": operation, "adro-user-72": user72, "adro-user-write-72": userWrite,
        "calc-commkey-table": commKeys, "pyzk-auth-key45-accepted": commKey, "calc-frames": requests,
        "pyzk-unauth-then-auth-key12": commKey, "calc-time-table": times, "jszklib-time": time,
        "calc-user-repack29": uploads, "calc-user-repack73": uploads, "jszklib50-udp-16": attendance16,
        "jszklib7-udp-prepare-users": prepare, "pyzk-buffer-announce": announce,
        "pyzk-chunk-sequence-5044": chunkSequence, "pyzk-free-sizes-80-70users": freeSizes,
        "pyzk-free-sizes-92": freeSizes, "pyzk-k20-free-sizes-80": freeSizes, "pyzk-k20-users-inline": usersInline,
    ]
}

// Records.
extension DecodedVectorTests {
    private struct Attendance: Decodable {
        var uid: UInt32
        var userId: String
        var verify: UInt8
        var timeRaw: UInt32
        var time: String
        var state: UInt8
    }

    @Sendable private static func attendance40(_ vector: Vector) throws {
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
    @Sendable private static func attendance16(_ vector: Vector) throws {
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

    @Sendable private static func operation(_ vector: Vector) throws {
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

    @Sendable private static func user72(_ vector: Vector) throws {
        let record = try #require(vector.record)
        #expect(record.readableBytes == 72)
        let user = try #require(UserRecord(record, width: .standard))
        try expect(user, vector.decoded())
    }

    @Sendable private static func userWrite(_ vector: Vector) throws {
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

    @Sendable private static func usersInline(_ vector: Vector) throws {
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
    @Sendable private static func uploads(_ vector: Vector) throws {
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

// Packets.
extension DecodedVectorTests {
    private struct Punch: Decodable {
        var userId: String
        var verify: UInt8
        var state: UInt8
        var time: String
    }

    @Sendable private static func event(_ vector: Vector) throws {
        let expected = try vector.decoded(Punch.self)
        let frame = try #require(vector.frames.first).received().frame
        let punch = LivePunch(
            userID: DeviceUserID(expected.userId), verify: expected.verify, state: expected.state,
            time: LocalTime(expected.time))
        #expect(LiveEvent.events(in: frame) == [.punch(punch)])
        var body = ByteBuffer()
        punch.encode(into: &body, length: frame.data.readableBytes)
        #expect(body == frame.data)
    }

    @Sendable private static func event12(_ vector: Vector) throws {
        let frame = try ReceivedFrame(payload: #require(vector.record)).frame
        #expect(frame.command == .event)
        let punch = LivePunch(userID: "4822257", verify: 0, state: 0, time: LocalTime("2018-12-07 19:09:06"))
        #expect(LiveEvent.events(in: frame) == [.punch(punch)])
    }

    @Sendable private static func commKeys(_ vector: Vector) throws {
        for row in try vector.decoded([CommKeyRow].self) { row.check() }
    }

    @Sendable private static func commKey(_ vector: Vector) throws {
        let row = try vector.decoded(CommKeyRow.self)
        row.check()
        let request = try #require(vector.frames.first { $0.parsed.command == Command.authenticate.rawValue })
        #expect(Hex.bytes(request.parsed.data) == Hex.bytes(row.commkey))
    }

    private struct CommKeyRow: Decodable {
        var key: UInt32
        var session: UInt16
        var ticks: UInt8
        var commkey: String

        func check() {
            let bytes = CommKey.scramble(key: key, session: session, ticks: ticks)
            #expect(bytes == Hex.bytes(commkey), "key \(key), session \(session)")
            #expect(CommKey.matches(bytes, key: key, session: session))
            #expect(!CommKey.matches(bytes, key: key ^ 0x1000, session: session))
        }
    }

    @Sendable private static func times(_ vector: Vector) throws {
        struct Row: Decodable {
            var time: String
            var value: UInt32
        }
        for row in try vector.decoded([Row].self) {
            let local = try #require(LocalTime(row.time))
            #expect(PackedTime(local)?.rawValue == row.value)
            #expect(PackedTime(rawValue: row.value).local == local)
        }
    }

    @Sendable private static func time(_ vector: Vector) throws {
        struct Expected: Decodable {
            var value: UInt32
            var time: String
        }
        let expected = try vector.decoded(Expected.self)
        var bytes = try #require(vector.record)
        let value: UInt32? = bytes.readInteger(endianness: .little)
        #expect(value == expected.value)
        #expect(PackedTime(rawValue: expected.value).local == LocalTime(expected.time))
    }

    /// The requests of another client, byte for byte, from our own parts.
    @Sendable private static func requests(_ vector: Vector) throws {
        let made: [(Int, Command, ByteBuffer)] = [
            (0, .connect, ByteBuffer()), (1, .exit, ByteBuffer()), (2, .enable, ByteBuffer()),
            (3, .disable, ByteBuffer()), (4, .getVersion, ByteBuffer()), (5, .getTime, ByteBuffer()),
            (6, .readOption, OptionText.encode("~SerialNumber")), (7, .freeSizes, ByteBuffer()),
            (8, .prepareBuffer, BufferRequest.users.encoded), (9, .prepareBuffer, BufferRequest.attendance.encoded),
            (10, .prepareBuffer, BufferRequest.templates.encoded),
            (11, .readBuffer, BufferRange(start: 0, length: 65_472).encoded), (12, .freeBuffer, ByteBuffer()),
            (13, .event, ByteBuffer(integer: UInt32(1), endianness: .little)),
        ]
        #expect(try vector.decoded([String].self).count == vector.frames.count)
        for (index, command, data) in made {
            let captured = vector.frames[index]
            let frame = Frame(command, session: captured.parsed.session, reply: captured.parsed.reply, data: data)
            var buffer = ByteBuffer()
            frame.encode(into: &buffer)
            #expect(Array(buffer.readableBytesView) == captured.bytes)
        }
    }

    @Sendable private static func prepare(_ vector: Vector) throws {
        struct Expected: Decodable {
            var size: UInt32
            var maxPerPacket: UInt32
        }
        let expected = try vector.decoded(Expected.self)
        let header = TransferHeader(try #require(vector.frames.first).received().frame.data)
        #expect(header == TransferHeader(size: expected.size, packetSize: expected.maxPerPacket))
    }

    @Sendable private static func announce(_ vector: Vector) throws {
        struct Expected: Decodable {
            struct Announce: Decodable { var size: UInt32 }
            struct Prepare: Decodable {
                var size: UInt32
                var maxPerPacket: UInt32
            }
            var announce: Announce
            var prepare: Prepare
        }
        let expected = try vector.decoded(Expected.self)
        #expect(
            BufferAnnouncement(try vector.frames[0].received().frame.data)?.size == expected.announce.size)
        let header = TransferHeader(size: expected.prepare.size, packetSize: expected.prepare.maxPerPacket)
        #expect(TransferHeader(try vector.frames[1].received().frame.data) == header)
    }

    @Sendable private static func chunkSequence(_ vector: Vector) throws {
        struct Expected: Decodable {
            struct Packet: Decodable {
                var header: String
                var sessionField: UInt16
                var dataBytes: Int
            }
            var packets: [Packet]
            var totalData: Int
            var bodySizeField: Int
        }
        let expected = try vector.decoded(Expected.self)
        var transfer = Transfer(size: expected.totalData, session: 0x3C5C)
        for packet in expected.packets {
            let received = try ReceivedFrame(payload: ByteBuffer(bytes: #require(Hex.bytes(packet.header))))
            #expect(received.frame.command == .data)
            #expect(received.frame.session == packet.sessionField)
            var frame = received.frame
            frame.data = ByteBuffer(repeating: 0, count: packet.dataBytes)
            #expect(!transfer.isComplete)
            let isTaken = transfer.add(frame)
            #expect(isTaken)
        }
        #expect(transfer.isComplete)
        #expect(expected.bodySizeField == expected.totalData - RecordTable.prefixSize)
    }

    private struct Sizes: Decodable {
        var users: UInt32
        var fingers: UInt32
        var records: UInt32
        var oplogAt40: UInt32
        var adminAt48: UInt32?
        var passwordsAt52: UInt32?
        var fingerCap: UInt32
        var userCap: UInt32
        var recordCap: UInt32
        var fingerAvail: UInt32
        var userAvail: UInt32
        var recordAvail: UInt32
    }

    @Sendable private static func freeSizes(_ vector: Vector) throws {
        let data = try #require(vector.frames.last).received().frame.data
        let expected = try vector.decoded(Sizes.self)
        let sizes = FreeSizes(data)
        #expect(sizes.users == expected.users)
        #expect(sizes.fingerprints == expected.fingers)
        #expect(sizes.records == expected.records)
        #expect(sizes.operations == expected.oplogAt40)
        // In one file the two names stand the wrong way round: its bytes hold 1 at offset 48 and 0 at 52.
        let isSwapped = vector.id == "pyzk-free-sizes-92"
        let (at48, at52) = (expected.adminAt48 ?? 0, expected.passwordsAt52 ?? 0)
        #expect(sizes.administrators == (isSwapped ? at52 : at48))
        #expect(sizes.passwords == (isSwapped ? at48 : at52))
        #expect(sizes.fingerprintCapacity == expected.fingerCap)
        #expect(sizes.userCapacity == expected.userCap)
        #expect(sizes.recordCapacity == expected.recordCap)
        #expect(sizes.fingerprintsFree == expected.fingerAvail)
        #expect(sizes.usersFree == expected.userAvail)
        #expect(sizes.recordsFree == expected.recordAvail)
        #expect(FreeSizes(sizes.encoded(length: data.readableBytes)) == sizes)
    }
}
