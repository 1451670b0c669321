import Domain
import NIOCore
import Testing

@testable import Devices

/// Packets, and what their bodies say.
extension DecodedVectorTests {
    private struct Punch: Decodable {
        var userId: String
        var verify: UInt8
        var state: UInt8
        var time: String
    }

    @Sendable static func event(_ vector: Vector) throws {
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

    @Sendable static func event12(_ vector: Vector) throws {
        let frame = try ReceivedFrame(payload: #require(vector.record)).frame
        #expect(frame.command == .event)
        let punch = LivePunch(userID: "4822257", verify: 0, state: 0, time: LocalTime("2018-12-07 19:09:06"))
        #expect(LiveEvent.events(in: frame) == [.punch(punch)])
    }

    @Sendable static func commKeys(_ vector: Vector) throws {
        for row in try vector.decoded([CommKeyRow].self) { row.check() }
    }

    @Sendable static func commKey(_ vector: Vector) throws {
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

    @Sendable static func times(_ vector: Vector) throws {
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

    @Sendable static func time(_ vector: Vector) throws {
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
    @Sendable static func requests(_ vector: Vector) throws {
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

    @Sendable static func prepare(_ vector: Vector) throws {
        struct Expected: Decodable {
            var size: UInt32
            var maxPerPacket: UInt32
        }
        let expected = try vector.decoded(Expected.self)
        let header = TransferHeader(try #require(vector.frames.first).received().frame.data)
        #expect(header == TransferHeader(size: expected.size, packetSize: expected.maxPerPacket))
    }

    @Sendable static func announce(_ vector: Vector) throws {
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

    @Sendable static func chunkSequence(_ vector: Vector) throws {
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
        var transfer = Transfer(size: expected.totalData, session: 0x3C5C, isReliable: true)
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

    @Sendable static func freeSizes(_ vector: Vector) throws {
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
