import Domain
import Testing

@testable import Devices

/// Rows of ATTLOG and OPERLOG as terminals send them.
struct PushRowTests {
    private static func attendance(_ body: String) -> PushContent { PushContent(.attendance, Array(body.utf8)) }
    private static func records(_ body: String) -> PushContent { PushContent(.operations, Array(body.utf8)) }

    /// The captured row of eight columns.
    @Test func readsACapturedPunch() throws {
        let content = Self.attendance("20156107\t2020-02-22 23:10:05\t255\t1\t\t0\t0\t2\n")
        let punch = try #require(content.attendance.first)
        #expect(punch.userID == "20156107")
        #expect(punch.time == LocalTime("2020-02-22 23:10:05"))
        #expect((punch.state, punch.verify, punch.workCode) == (255, 1, 0))
        #expect((content.lines, content.attendance.count, content.unreadable) == (1, 1, []))
    }

    @Test(arguments: 2...12) func takesColumnsByTheirPlace(count: Int) throws {
        let columns = ["0042", "2026-11-28 08:59:59", "1", "15", "53", "0", "0", "0", "36.5", "36.5", "19800", "e30="]
        let content = Self.attendance(columns.prefix(count).joined(separator: "\t") + "\r\n")
        let punch = try #require(content.attendance.first)
        #expect(punch.userID == "0042")
        #expect(punch.time == LocalTime("2026-11-28 08:59:59"))
        #expect(punch.state == (count > 2 ? 1 : 255))
        #expect(punch.verify == (count > 3 ? 15 : 0))
        #expect(punch.workCode == (count > 4 ? 53 : 0))
    }

    @Test func countsLinesAndLeavesOutEmptyOnes() {
        let content = Self.attendance("\r\n1\t2026-01-01 08:00:00\t0\t1\r\n\n\t\t\n2\t2026-01-01 08:00:01\t\t\t\t\t")
        #expect(content.attendance.map(\.userID) == ["1", "2"])
        #expect(content.attendance.map(\.state) == [0, 255])
        #expect(content.lines == 2)
    }

    /// Whoever sends rubbish fills no database with it.
    @Test func namesTheFirstOfManyRowsThatNobodyCanRead() {
        let content = Self.attendance(
            String(repeating: "x\n", count: 50_000) + "7\t2026-01-01 08:00:00\n"
                + String(repeating: "y", count: 100_000))
        #expect(
            content.unreadable.count == 1001 && content.unreadable.last == "(49001 more such lines in the same upload)")
        #expect(content.attendance.map(\.userID) == ["7"])
        #expect(content.lines == 50_002)
        #expect(Self.attendance(String(repeating: "y", count: 100_000)).unreadable.map(\.count) == [4096])
    }

    /// Each such row is kept, and the person who looks at it hears what is wrong with it.
    @Test(arguments: [
        ("7", "too few fields"), ("\t2026-01-01 08:00:00", "no user"), (" \t2026-01-01 08:00:00", "no user"),
        (String(repeating: "7", count: 30) + "\t2026-01-01 08:00:00", "no user id"), ("7\t\t0", "no time"),
        ("7\tyesterday", "its time is not"), ("7\t2026-13-01 08:00:00", "its time is not"),
        ("7\t2026-01-01 08:00:00\tx", "its state"), ("7\t2026-01-01 08:00:00\t0\t300", "its verify mode"),
    ])
    func saysWhyARowIsNoPunch(row: String, why: String) {
        #expect(Self.attendance(row).unreadable == [row])
        #expect(AttendanceRecord.fault(pushed: row).contains(why), "\(AttendanceRecord.fault(pushed: row))")
        #expect(AttendanceRecord.fault(pushed: "(3 more such lines in the same upload)").contains("too many"))
    }

    /// 31 February has a place in a terminal's clock, and is kept with it.
    @Test func keepsAnImpossibleDateAsItIs() throws {
        let punch = try #require(Self.attendance("7\t2026-02-31 10:00:00\t0\t1").attendance.first)
        #expect(punch.time == nil)
        let raw = ((26 * 12 + 1) * 31 + 30) * 86_400 + 36_000
        #expect(punch.rawTime == UInt32(raw))
        #expect(Self.attendance(punch.pushedRow).attendance == [punch])
    }

    @Test(arguments: [
        "7\t0000-00-00 00:00:00\t0\t1", "7\t1999-12-31 10:00:00\t0\t1", "7\t2100-01-01 10:00:00\t0\t1",
        "7\t2026-01-01 24:00:00\t0\t1", "7\t2026-01-01 10:60:00\t0\t1", "7\t2026-01-01\t0\t1", "7\tyesterday\t0\t1",
        "\t2026-01-01 10:00:00\t0\t1", "7\t2026-01-01 10:00:00\t256\t1", "7\t2026-01-01 10:00:00\tIN\t1",
        "7\t2026-01-01 10:00:00\t0\t-1", "1234567890123456789012345\t2026-01-01 10:00:00\t0\t1", "7",
        "7\u{0}8\t2026-01-01 10:00:00",
        "7\t2026--1-01 10:00:00\t0\t1",
    ]) func keepsAsTextWhatIsNoPunch(line: String) {
        let content = Self.attendance(line + "\n8\t2026-01-01 10:00:01\t0\t1\n")
        #expect(content.unreadable == [line])
        #expect(content.attendance.map(\.userID) == ["8"])
        #expect(content.lines == 2)
    }

    @Test func readsTheCapturedOperation() throws {
        struct Capture: Decodable {
            struct Fields: Decodable {
                var op: UInt8
                var time: String
                var who: String
                var values: [String]
            }
            var query: String
            var body: String
            var fields: Fields
        }
        let capture: Capture = try Vector.named("push-oplog").decoded()
        let operation = try #require(Self.records(capture.body).operations.first)
        #expect(operation.operation == capture.fields.op)
        #expect(operation.administrator == nil)
        #expect(operation.time == LocalTime(capture.fields.time))
        #expect(operation.object == capture.fields.who)
        #expect(operation.values == capture.fields.values)
        #expect(operation.pushedRow + "\n" == capture.body)
        #expect(PushQuery(capture.query).serialNumber == "AB3N191860207")
        #expect(PushQuery(capture.query)["OpStamp"] == "9999")
    }

    @Test func readsAMixedBody() throws {
        let content = Self.records(
            """
            USER PIN=12\tName=Åsa Öberg\tPri=14\tPasswd=4711\tCard=[15CD5B07]\tGrp=2\tTZ=0001000200030000\tVerify=-1\tViceCard=
            OPLOG 6\t12\t2026-11-28 10:00:00\t12\t0\t6\t1344
            FP PIN=12\tFID=6\tSize=8\tValid=3\tTMP=AQIDBP8=
            FACE PIN=12\tFID=0\tSIZE=4\tVALID=1\tTMP=AAAA
            USER PIN=13\tName=\tPri=1\tCard=123456789\tTZ=0000000000000000
            BIODATA Pin=13\tNo=9\tIndex=0\tValid=1\tDuress=0\tType=1\tMajorVer=9\tMinorVer=0\tFormat=0\tTmp=/+8=
            BIODATA Pin=13\tNo=0\tIndex=0\tValid=1\tDuress=0\tType=9\tMajorVer=58\tMinorVer=12\tFormat=0\tTmp=AAAA
            """)
        #expect(content.lines == 7)
        #expect(content.skipped == 2)
        #expect(
            content.profiles == [
                UserProfile(
                    userID: "12", name: "Åsa Öberg", level: .administrator, card: 123_456_789, group: 2,
                    timeZones: [2, 3]),
                UserProfile(userID: "13", name: "", isDisabled: true, card: 123_456_789),
            ])
        #expect(
            content.templates == [
                FingerTemplate(userID: "12", finger: 6, kind: .duress, bytes: [1, 2, 3, 4, 255]),
                FingerTemplate(userID: "13", finger: 9, algorithm: 9, bytes: [255, 239]),
            ])
        #expect(content.operations.map(\.operation) == [6])
    }

    @Test func forgetsPasswords() {
        let line = "USER PIN=12\tName=A\tPri=0\tPasswd=87654321\tCard="
        let content = Self.records(line + "\nUSER PIN=\tPasswd=87654321\n")
        #expect(content.profiles.map(\.password) == [nil])
        var text = ""
        dump(content, to: &text)
        dump(PushUpload(content, of: .operations), to: &text)
        #expect(!text.contains("87654321"))
    }

    @Test(arguments: [
        "FP PIN=1\tFID=6\tSize=9\tValid=1\tTMP=AQIDBP8=", "FP PIN=1\tFID=10\tSize=4\tValid=1\tTMP=AAAA",
        "FP PIN=1\tFID=1\tSize=4\tValid=1\tTMP=A=AA", "FP PIN=1\tFID=1\tSize=3\tValid=1\tTMP=AAA",
        "FP PIN=1\tFID=1\tSize=0\tValid=1\tTMP=", "FP FID=1\tSize=4\tValid=1\tTMP=AAAA",
        "BIODATA Pin=1\tNo=1\tType=1\tMajorVer=300\tTmp=AAAA",
    ]) func takesNoDamagedTemplate(line: String) {
        let content = Self.records(line)
        #expect(content.templates.isEmpty)
        #expect(content.skipped == 1)
    }

    /// The test values of RFC 4648.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ]) func base64(plain: String, text: String) {
        #expect(Base64.encode(Array(plain.utf8)) == text)
        #expect(Base64.decode(ArraySlice(text.utf8)) == Array(plain.utf8))
    }
}
