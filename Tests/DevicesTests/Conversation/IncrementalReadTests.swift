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

    /// 25 rows of 8 bytes are as long as 5 of 40. A counter that is wrong must not make 25 punches out of them.
    @Test func aCounterThatFitsAnotherWidthByChance() {
        let records = (0..<5).map {
            AttendanceRecord(userID: DeviceUserID(UInt32(1000 + $0)), rawTime: 864_288_000 + UInt32($0), uid: 9)
        }
        let rows = RecordTable.encode(records, width: .standard).part(4, 200)
        #expect(RecordWidth.attendance(rows, counts: 25...25) == .standard)
        #expect(RecordWidth.attendance(rows, counts: 5...5) == .standard)
    }

    /// Two rows of 40 bytes are as long as five of 16, of which three can look like punches.
    @Test func fewRowsAndACounterThatIsWrong() throws {
        let ids: [DeviceUserID] = ["1", "2"]
        let records = ids.map { AttendanceRecord(userID: $0, rawTime: 864_288_000, uid: 9) }
        let standard = RecordTable.encode(records, width: .standard).part(4, 80)
        #expect(RecordWidth.attendance(standard, counts: 5...5) == .standard)
        #expect(RecordWidth.attendance(standard, counts: 5...5, earlier: .standard) == .standard)
        // One of the two with a date that cannot be.
        let odd = [records[0], AttendanceRecord(userID: "2", rawTime: 3, uid: 9)]
        let half = RecordTable.encode(odd, width: .standard).part(4, 80)
        #expect(RecordWidth.attendance(half, counts: 5...5, earlier: .standard) == .standard)
        // Another terminal at the same address: its rows say so louder than what was known.
        let numeric = RecordTable.encode(
            (1...5).map { AttendanceRecord(userID: DeviceUserID(UInt32(1000 + $0)), rawTime: 864_288_000) },
            width: .numeric
        ).part(4, 80)
        #expect(RecordWidth.attendance(numeric, counts: 5...5, earlier: .standard) == .numeric)
    }

    /// The manual's 4-byte form, of which no layout is known: one makes the length wrong, and two shift all rows
    /// between them.
    @Test(arguments: [nil, 100...100] as [ClosedRange<Int>?], [1, 2])
    func shortFormsAreNeverMisread(counts: ClosedRange<Int>?, forms: Int) throws {
        let records = (0..<98).map {
            AttendanceRecord(userID: "", rawTime: 864_288_000 + UInt32($0) * 60, uid: UInt32($0 % 30 + 1))
        }
        let table = RecordTable.encode(records, width: .short)
        var rows = table.part(4, 70 * 8)
        rows.writeInteger(UInt32(0x0004_1801), endianness: .little)
        rows.writeImmutableBuffer(table.part(4 + 70 * 8, 20 * 8))
        if forms == 2 { rows.writeInteger(UInt32(0x0004_1801), endianness: .little) }
        rows.writeImmutableBuffer(table.part(4 + 90 * 8, 8 * 8))
        let width = RecordWidth.attendance(rows, counts: counts)
        // With a counter the rows may be counted, but never as many as there are punches.
        #expect(width == nil || counts?.contains(rows.readableBytes / 8) == false)
        // The same rows without the short forms are read.
        #expect(RecordWidth.attendance(table.part(4, 98 * 8), counts: nil) == .short)
    }

    @Test func usersBy() {
        let rows = ByteBuffer(repeating: 0, count: 28 * 72)
        #expect(RecordWidth.users(rows, count: 72) == .short)
        #expect(RecordWidth.users(rows, count: 28) == .standard)
        #expect(RecordWidth.users(ByteBuffer(repeating: 0, count: 73), count: 1) == nil)
    }

    /// 504 bytes are 7 users of 72 or 18 of 28; a counter that fits neither is no help.
    @Test(arguments: UserRecord.Width.allCases)
    func usersByTheirLooks(width: UserRecord.Width) {
        let count = 504 / width.rawValue
        let users = (1...UInt16(count)).map {
            UserRecord(uid: $0, name: "Asha", userID: DeviceUserID(UInt32($0) + 100))
        }
        let rows = RecordTable.encode(users, width: width).part(4, 504)
        for counter in [nil, 9] { #expect(RecordWidth.users(rows, count: counter) == width) }
    }
}
