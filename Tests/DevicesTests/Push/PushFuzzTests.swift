import SeededRandom
import Testing

@testable import Devices

/// Nothing that a request can carry may trap, and nothing that stands for a punch may vanish.
struct PushFuzzTests {
    static let samples = [
        "20156107\t2020-02-22 23:10:05\t255\t1\t\t0\t0\t2\n", "7\t2026-02-31 10:00:00\t0\t1\r\n",
        "OPLOG 4\t0\t2020-02-23 00:04:08\t20156107\t0\t0\t0\n", "FP PIN=12\tFID=6\tSize=8\tValid=3\tTMP=AQIDBP8=\n",
        "USER PIN=12\tName=A\tPri=14\tPasswd=4711\tCard=[15CD5B07]\tGrp=2\tTZ=0001000200030000\n",
        "BIODATA Pin=13\tNo=9\tIndex=0\tValid=1\tDuress=0\tType=1\tMajorVer=9\tTmp=/+8=\n",
        "ErrCode=5\tErrMsg=x\tDataOrigin=cmd\tCmdId=3\tAdditional=\n", "~DeviceName=K20,MAC=00:17,A=1\n",
        "ID=1&Return=0&CMD=DATA\nID=2\nReturn=-1\nCMD=INFO\nContent=a=b\n", "Ver 1,1,2,3,1.2.3.4,10,7,15,2\n",
        "SN=A1&table=ATTLOG&Stamp=9999&x=%41%4&pushcommkey=%ff\n",
    ]
    static let tables: [PushTable] = [
        .attendance, .operations, .biometrics, .errors, .options, .photos, .unknown,
    ]

    private static func feed(_ body: [UInt8]) {
        for table in tables { _ = PushContent(table, body) }
        let lines = PushLines(body).filter { line in !line.allSatisfy { $0 == 9 || $0 == 32 } }
        let punches = PushContent(.attendance, body)
        #expect(punches.attendance.count + punches.unreadable.count == lines.count)
        #expect(punches.lines == lines.count)
        for punch in punches.attendance where !punch.userID.description.utf8.contains(where: { $0 >= 0x80 }) {
            #expect(PushContent(.attendance, Array(punch.pushedRow.utf8)).attendance == [punch])
        }
        for result in PushResult.results(in: body) { #expect(PushCommand.isID(result.id)) }
        let text = String(decoding: body, as: UTF8.self)
        _ = PushKnock(PushQuery(text), address: "")
        _ = PushInformation(text)
        _ = PushStamp(text)
    }

    @Test(arguments: 0..<10) func noise(seed: Int) {
        var chance = SeededGenerator(mixing: seed, 1)
        for _ in 0..<300 {
            Self.feed((0..<chance.between(0, 200)).map { _ in UInt8(truncatingIfNeeded: chance.next()) })
        }
    }

    @Test(arguments: 0..<20) func damagedLines(seed: Int) {
        var chance = SeededGenerator(mixing: seed, 2)
        for _ in 0..<300 {
            var body = (0..<chance.between(1, 4)).flatMap { _ in
                Array(Self.samples[chance.between(0, Self.samples.count - 1)].utf8)
            }
            for _ in 0..<chance.between(0, 4) {
                let place = chance.between(0, body.count - 1)
                switch chance.between(0, 3) {
                case 0: body[place] = UInt8(truncatingIfNeeded: chance.next())
                case 1: body.remove(at: place)
                case 2: body.insert([9, 10, 13, 32, 61, 38, 44, 0][chance.between(0, 7)], at: place)
                default: body = Array(body.prefix(place))
                }
                if body.isEmpty { break }
            }
            Self.feed(body)
        }
    }

    /// Bodies that are nothing but beginnings take no more memory than they have bytes.
    @Test func beginningsWithoutEnd() {
        let results = PushResult.results(in: Array(String(repeating: "ID=1\nReturn=0\n", count: 100_000).utf8))
        #expect((1...1024).contains(results.count))
        let faults = PushContent(.errors, Array(String(repeating: "a\n", count: 100_000).utf8))
        #expect((1...256).contains(faults.faults.count))
        #expect(faults.lines == 100_000)
        let names = (0..<100_000).map { "a\($0)=1" }.joined(separator: "\n")
        #expect((1...1024).contains(PushContent(.options, Array(names.utf8)).options.count))
    }

    @Test(arguments: 0..<10) func base64(seed: Int) {
        var chance = SeededGenerator(mixing: seed, 3)
        for length in 0..<200 {
            let bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
            #expect(Base64.decode(ArraySlice(Base64.encode(bytes).utf8)) == bytes)
        }
    }
}
