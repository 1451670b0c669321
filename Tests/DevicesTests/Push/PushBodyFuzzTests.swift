import DeviceTesting
import Testing

@testable import Devices

/// Every decoder of what a push terminal sends, on spoiled bodies: what was read and is written is read the same.
struct PushBodyFuzzTests {
    private static let corpus = [
        "20156107\t2020-02-22 23:10:05\t255\t1\t\t0\t0\t2\n7\t2026-02-31 10:00:00\t0\t1\r\n",
        "OPLOG 4\t0\t2020-02-23 00:04:08\t20156107\t0\t0\t0\n", "FP PIN=12\tFID=6\tSize=8\tValid=3\tTMP=AQIDBP8=\n",
        "USER PIN=12\tName=A\tPri=14\tPasswd=4711\tCard=[15CD5B07]\tGrp=2\tTZ=0001000200030000\n",
        "BIODATA Pin=13\tNo=9\tIndex=0\tValid=1\tDuress=0\tType=1\tMajorVer=9\tTmp=/+8=\n",
        "ErrCode=5\tErrMsg=x\tDataOrigin=cmd\tCmdId=3\tAdditional=\n", "~DeviceName=K20,MAC=00:17,A=1\n",
        "ID=1&Return=0&CMD=DATA\nID=2\nReturn=-1\nCMD=INFO\nContent=a=b\n", "Ver 1,1,2,3,1.2.3.4,10,7,15,2\n",
        "SN=A1&table=ATTLOG&Stamp=9999&x=%41%4&pushcommkey=%ff\n",
    ].map { Array($0.utf8) }

    private static let tables: [PushTable] = [
        .attendance, .operations, .biometrics, .errors, .options, .photos, .unknown,
    ]

    @Test(arguments: UInt64(1)...4) func bodies(seed: UInt64) throws {
        try Fuzzer(corpus: Self.corpus, cases: 2500, seed: seed).run { bytes in
            for table in Self.tables {
                let content = PushContent(table, bytes)
                #expect(content.templates.reduce(0) { $0 + $1.bytes.count } <= bytes.count)
                #expect(content.lines <= bytes.count)
            }
            let lines = PushLines(bytes).filter { line in !line.allSatisfy { $0 == 9 || $0 == 32 } }
            let punches = PushContent(.attendance, bytes)
            #expect(punches.attendance.count + punches.unreadable.count == lines.count)
            for punch in punches.attendance where !punch.userID.description.utf8.contains(where: { $0 >= 0x80 }) {
                #expect(PushContent(.attendance, Array(punch.pushedRow.utf8)).attendance == [punch])
            }
            #expect(PushResult.results(in: bytes).allSatisfy { PushCommand.isID($0.id) })
            let text = String(decoding: bytes, as: UTF8.self)
            let knock = PushKnock(PushQuery(text), address: "")
            #expect(knock?.serialNumber.isEmpty != true)
            _ = PushInformation(text)
            _ = PushStamp(text)
            if let decoded = Base64.decode(bytes[...]) { #expect(decoded.count <= bytes.count) }
        }
    }
}
