import Domain
import NIOCore
import Testing

@testable import Devices

struct PackedTimeTests {
    @Test func impossibleDaysAreNil() {
        let february31 = UInt32(((26 * 12 + 1) * 31 + 30) * 86_400)
        #expect(PackedTime(rawValue: february31).local == nil)
        #expect(PackedTime(rawValue: .max).local == nil)
        #expect(PackedTime(LocalTime(seconds: -1)) == nil)
        #expect(LocalTime("2100-01-01 00:00:00").flatMap(PackedTime.init) == nil)
    }

    @Test func everyHourOfTheCenturyComesBack() throws {
        let first = try #require(LocalTime("2000-01-01 00:00:00"))
        let last = try #require(LocalTime("2099-12-31 23:59:59"))
        var decoder = PackedTimeDecoder()
        for seconds in stride(from: first.seconds, through: last.seconds, by: 3601) {
            let local = LocalTime(seconds: seconds)
            let packed = try #require(PackedTime(local))
            guard packed.local == local, decoder.local(packed.rawValue) == local else {
                Issue.record("\(local) became \(String(describing: packed.local))")
                return
            }
        }
    }

    /// The cache of the row decoder must not let an impossible day become the day before it.
    @Test func impossibleDayAfterAPossibleOne() {
        var decoder = PackedTimeDecoder()
        let day = UInt32(((26 * 12 + 1) * 31 + 27) * 86_400)
        let decoded = [day, day + 2 * 86_400, day + 1].map { decoder.local($0)?.description }
        #expect(decoded == ["2026-02-28 00:00:00", nil, "2026-02-28 00:00:01"])
    }
}

struct DeviceUserIDTests {
    @Test(arguments: ["", "1", "12345678", "123456789", "1234567890123456", "abcdefghijklmnopqrstuvwx"])
    func textComesBack(_ text: String) {
        let id = DeviceUserID(text)
        #expect(id.description == text)
        #expect(id.isEmpty == text.isEmpty)
        let field = Array(text.utf8) + Array(repeating: 0, count: 24 - text.utf8.count)
        #expect(field.withUnsafeBytes { DeviceUserID(field: $0) } == id)
        // Nine-byte fields, as events have them.
        #expect(field.prefix(9).withUnsafeBytes { DeviceUserID(field: $0) } == DeviceUserID(text.prefix(9)))
    }

    /// Every place of the NUL, with garbage behind it, gives the id in front of it.
    @Test(arguments: 0...24)
    func garbageBehindTheNulIsIgnored(length: Int) {
        var field = Array(repeating: UInt8(0x80), count: 24)
        for index in 0..<length { field[index] = UInt8(ascii: "1") + UInt8(index % 9) }
        if length < 24 { field[length] = 0 }
        let expected = DeviceUserID(String(decoding: field.prefix(length), as: UTF8.self))
        #expect(field.withUnsafeBytes { DeviceUserID(field: $0) } == expected)
        #expect(expected.bytes.count == length)
    }

    @Test(arguments: [0, 7, 10, 4_822_257, UInt32.max])
    func numbersComeBack(_ number: UInt32) {
        #expect(DeviceUserID(number).description == String(number))
        #expect(DeviceUserID(number).number == number)
    }

    @Test func longTextIsCut() {
        #expect(DeviceUserID(String(repeating: "7", count: 40)).description.count == 24)
    }
}

struct RecordTests {
    static let punch = AttendanceRecord(
        userID: "1007", rawTime: 864_288_000, uid: 7, workCode: 0, verify: 1, state: 1)

    @Test(arguments: AttendanceRecord.Width.allCases)
    func attendanceComesBack(_ width: AttendanceRecord.Width) throws {
        var table = RecordTable.encode([Self.punch, Self.punch], width: width)
        let size = table.readInteger(endianness: .little, as: UInt32.self)
        #expect(size == UInt32(2 * width.rawValue))
        let records = RecordTable.attendance(table, width: width)
        #expect(records.count == 2)
        let record = try #require(records.last)
        #expect(record.time?.description == "2026-11-22 08:00:00")
        #expect(record.state == 1)
        #expect(record.verify == 1)
        #expect(record.userID == (width == .short ? "" : "1007"))
        #expect(record.uid == (width == .numeric ? 0 : 7))
        #expect(records.first == record)
    }

    @Test(arguments: UserRecord.Width.allCases)
    func usersComeBack(_ width: UserRecord.Width) throws {
        let user = UserRecord(
            uid: 9, privilege: 15, password: "12345", name: "Asha", card: 77, group: 3, timeZoneFlag: 1,
            timeZones: width == .short ? [] : [1, 2, 3], userID: "1009")
        var table = RecordTable.encode([user], width: width)
        table.moveReaderIndex(forwardBy: 4)
        #expect(RecordTable.users(table, width: width) == [user])
        #expect(user.isDisabled)
        #expect(user.level == .superAdministrator)
    }

    @Test func namesAreCutBetweenCharacters() {
        let field = RecordText.encode("Åsa Ærøskøbing-Øster é", width: 23)
        #expect(field.count == 23)
        #expect(field.withUnsafeBytes { RecordText.decode($0) } == "Åsa Ærøskøbing-Øst")
        #expect(RecordText.encode("a\u{301}b", width: 2) == [0, 0])
    }

    @Test func namesInAnotherCodePageStayReadable() {
        #expect([UInt8(0x4D), 0xFC, 0x6C, 0x6C, 0x65, 0x72, 0].withUnsafeBytes(RecordText.decode) == "Müller")
    }

    @Test(arguments: [80, 92, 112, 4, 0, 79])
    func freeSizesReadWhatFits(_ length: Int) {
        var sizes = FreeSizes()
        sizes.users = 3
        sizes.recordsFree = 5
        sizes.faceCapacity = 9
        let read = FreeSizes(sizes.encoded(length: length))
        #expect(read.users == (length >= 20 ? 3 : nil))
        #expect(read.recordsFree == (length >= 80 ? 5 : nil))
        #expect(read.faceCapacity == (length >= 92 ? 9 : nil))
    }

    @Test(arguments: LivePunch.lengths)
    func eventsOfEachLength(_ length: Int) {
        let punch = LivePunch(userID: "1007", verify: 1, state: 4, time: LocalTime("2026-11-22 08:00:00"))
        var body = ByteBuffer()
        punch.encode(into: &body, length: length)
        #expect(body.readableBytes == length)
        #expect(LivePunch.punches(in: body) == [punch])
        punch.encode(into: &body, length: length)
        punch.encode(into: &body, length: length)
        #expect(LivePunch.punches(in: body) == [punch, punch, punch])
    }

    @Test func hexIsReadAsPeoplePasteIt() {
        for text in [
            "50 50 82 7d", "5050827D", "50:50:82:7d", "0x50 0x50 0x82 0x7d", "\\x50\\x50\\x82\\x7d", "5050\n827d",
        ] {
            #expect(Hex.bytes(text) == [0x50, 0x50, 0x82, 0x7D], "\(text)")
        }
        for text in ["", "  ", "505", "hello", "50 5g"] { #expect(Hex.bytes(text) == nil, "\(text)") }
    }
}
