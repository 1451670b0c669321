import NIOCore
import Testing

@testable import Devices

/// Fingers, in bulk and one by one.
extension DecodedVectorTests {
    /// The capture holds the head of an entry and no more of the finger than proves what it is.
    @Sendable static func templateHead(_ vector: Vector) throws {
        struct Expected: Decodable {
            var size: Int
            var uid: UInt16
            var finger: UInt8
            var flag: UInt8
            var templateLen: Int
        }
        let expected = try vector.decoded(Expected.self)
        let captured = try #require(vector.record)
        var cut = captured
        #expect(TemplateEntry(readingFrom: &cut) == nil)
        #expect(cut == captured)
        var whole = captured
        whole.writeRepeatingByte(0xA5, count: expected.size - captured.readableBytes)
        let entry = try #require(TemplateEntry(readingFrom: &whole))
        #expect(whole.readableBytes == 0)
        #expect((entry.uid, entry.finger, entry.flag) == (expected.uid, expected.finger, expected.flag))
        #expect(entry.bytes.count == expected.templateLen)
        #expect(entry.bytes[2...5].elementsEqual("SS21".utf8))
        var encoded = ByteBuffer()
        entry.encode(into: &encoded)
        #expect(encoded.readableBytesView.starts(with: captured.readableBytesView))
    }

    /// What pyzk makes of the same finger.
    @Sendable static func templateEntry(_ vector: Vector) throws {
        struct Expected: Decodable {
            var uid: UInt16
            var fid: UInt8
            var valid: UInt8
            var template: String
            var full: String
        }
        let expected = try vector.decoded(Expected.self)
        let entry = TemplateEntry(
            uid: expected.uid, finger: expected.fid, flag: expected.valid,
            bytes: try #require(Hex.bytes(expected.template)))
        var encoded = ByteBuffer()
        entry.encode(into: &encoded)
        #expect(Hex.string(encoded.readableBytesView, separator: "") == expected.full)
        #expect(TemplateEntry.entries(in: encoded) == [entry])
    }

    @Sendable static func templateBody(_ vector: Vector) throws {
        struct Expected: Decodable {
            var totalData: Int
            var templateMagic: String
            var lastByte: UInt8
        }
        let expected = try vector.decoded(Expected.self)
        let magic = try #require(Hex.bytes(expected.templateMagic))
        let template = magic + Array(repeating: 0x5A, count: expected.totalData - 1 - magic.count)
        let entry = try #require(
            TemplateEntry(single: ByteBuffer(bytes: template + [expected.lastByte]), uid: 1, finger: 2))
        #expect(entry == TemplateEntry(uid: 1, finger: 2, flag: expected.lastByte, bytes: template))
        // With the six zeros that some firmwares put between.
        let padded = ByteBuffer(bytes: template + Array(repeating: 0, count: 6) + [expected.lastByte])
        #expect(TemplateEntry(single: padded, uid: 1, finger: 2) == entry)
        #expect(entry.single.readableBytes == expected.totalData)
    }
}
