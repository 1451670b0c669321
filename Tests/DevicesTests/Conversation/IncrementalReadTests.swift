import NIOCore
import Testing

@testable import Devices

/// Only what came since the last read, and all of it where the log is not the one of the last read.
struct IncrementalReadTests {
    private static let log = ByteBuffer.log(100)

    private static func position(_ count: Int) throws -> LogPosition {
        let bytes = try #require(log.getBytes(at: 4 + (count - 1) * 40, length: 40))
        return try #require(LogPosition(recordCount: count, lastRecord: bytes))
    }

    @Test func readsFromTheLastKnownRecordOn() throws {
        var talk = Talk(TableRead(.attendance, resume: try Self.position(90)))
        _ = talk.start()
        #expect(talk.hear(.ackOK, .announcing(4004)) == "send 1504 #1 3564+440")
        #expect(talk.hear(.data, Self.log.part(3564, 440)) == "send 1502 #2")
        #expect(talk.hear(.ackOK) == "done")
        #expect(talk.output?.rows == Self.log.part(3604, 400))
        #expect(talk.output?.known?.recordCount == 90)
    }

    @Test func nothingNew() throws {
        var talk = Talk(TableRead(.attendance, resume: try Self.position(100)))
        _ = talk.start()
        #expect(talk.hear(.ackOK, .announcing(4004)) == "send 1504 #1 3964+40")
        _ = talk.hear(.data, Self.log.part(3964, 40))
        #expect(talk.hear(.ackOK) == "done")
        #expect(talk.output?.rows.readableBytes == 0)
        #expect(talk.output?.known?.recordCount == 100)
    }

    /// Cleared and filled again beyond where it was: the record at that place is another one.
    @Test func replacedLogIsReadFromItsStart() throws {
        let other = ByteBuffer.log(100, cleared: true)
        var talk = Talk(TableRead(.attendance, resume: try Self.position(90)))
        _ = talk.start()
        #expect(talk.hear(.ackOK, .announcing(4004)) == "send 1504 #1 3564+440")
        #expect(talk.hear(.data, other.part(3564, 440)) == "send 1504 #2 0+4004")
        _ = talk.hear(.data, other)
        #expect(talk.hear(.ackOK) == "done")
        #expect(talk.output?.rows == other.part(4, 4000))
        #expect(talk.output?.known == nil)
    }

    @Test func shorterLogIsReadFromItsStart() throws {
        var talk = Talk(TableRead(.attendance, resume: try Self.position(100)))
        _ = talk.start()
        #expect(talk.hear(.ackOK, .announcing(2004)) == "send 1504 #1 0+2004")
    }

    @Test func otherWidthIsReadFromItsStart() throws {
        var talk = Talk(TableRead(.attendance, resume: try Self.position(2)))
        _ = talk.start()
        #expect(talk.hear(.ackOK, .announcing(4 + 49 * 10)) == "send 1504 #1 0+494")
    }

    /// The overlap arrives in two pieces: it is judged only when it is whole.
    @Test func overlapInPieces() throws {
        var talk = Talk(TableRead(.attendance, resume: try Self.position(90)))
        _ = talk.start()
        _ = talk.hear(.ackOK, .announcing(4004))
        #expect(talk.hear(.data, Self.log.part(3564, 25)) == "send 1504 #2 3589+415")
        #expect(talk.hear(.data, Self.log.part(3589, 415)) == "send 1502 #3")
        #expect(talk.hear(.ackOK) == "done")
        #expect(talk.output?.rows == Self.log.part(3604, 400))
    }

    @Test func inlineTableIsComparedToo() throws {
        for (count, isKnown) in [(90, true), (100, true)] {
            var talk = Talk(TableRead(.attendance, resume: try Self.position(count)))
            _ = talk.start()
            _ = talk.hear(.data, Self.log)
            #expect(talk.hear(.ackOK) == "done")
            #expect((talk.output?.known != nil) == isKnown)
            #expect(talk.output?.rows.readableBytes == (100 - count) * 40)
        }
        var talk = Talk(TableRead(.attendance, resume: try Self.position(90)))
        _ = talk.start()
        _ = talk.hear(.data, ByteBuffer.log(100, cleared: true))
        #expect(talk.hear(.ackOK) == "done")
        #expect(talk.output?.known == nil)
        #expect(talk.output?.rows.readableBytes == 4000)
    }

    @Test func positionsThatCannotBe() {
        #expect(LogPosition(recordCount: 0, lastRecord: Array(repeating: 0, count: 40)) == nil)
        #expect(LogPosition(recordCount: 5, lastRecord: [1, 2, 3]) == nil)
    }
}

struct RecordWidthTests {
    @Test(arguments: AttendanceRecord.Width.allCases)
    func counterDecides(_ width: AttendanceRecord.Width) {
        // 1,960 bytes are a multiple of each width: 49 rows of 40, 40 of 49, 245 of 8.
        let rows = ByteBuffer(repeating: 1, count: 1960 * 2)
        let count = 1960 * 2 / width.rawValue
        #expect(RecordWidth.attendance(rows, counts: count...count) == width)
    }

    @Test func plausibilityDecidesWithoutACounter() {
        for width in AttendanceRecord.Width.allCases {
            let records = (0..<80).map {
                AttendanceRecord(userID: DeviceUserID(UInt32(1000 + $0)), rawTime: 864_288_000 + UInt32($0), uid: 9)
            }
            let table = RecordTable.encode(records, width: width)
            #expect(RecordWidth.attendance(table.part(4, 80 * width.rawValue), counts: nil) == width)
        }
        #expect(RecordWidth.attendance(ByteBuffer(repeating: 0xFF, count: 400), counts: nil) == nil)
    }

    @Test func usersBy() {
        let rows = ByteBuffer(repeating: 0, count: 28 * 72)
        #expect(RecordWidth.users(rows, count: 72) == .short)
        #expect(RecordWidth.users(rows, count: 28) == .standard)
        #expect(RecordWidth.users(ByteBuffer(repeating: 0, count: 73), count: 1) == nil)
    }
}
