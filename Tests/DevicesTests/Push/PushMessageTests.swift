import Domain
import Testing

@testable import Devices

/// Queries, results and answers: what stands around the tables.
struct PushMessageTests {
    @Test func readsTheCapturedHandshake() throws {
        struct Capture: Decodable { var request: String }
        let capture: Capture = try Vector.named("push-handshake-240").decoded()
        let target = try #require(capture.request.split(separator: " ").dropFirst().first)
        let query = PushQuery(try #require(target.split(separator: "?").last))
        let knock = try #require(PushKnock(query, address: "10.0.0.9"))
        #expect(knock == PushKnock(serialNumber: "CJDE193560303", address: "10.0.0.9", pushVersion: "2.4.0"))
        #expect(query["options"] == "all")
    }

    @Test func readsBlanksAndEscapes() {
        let text =
            "SN=BRC7201260067&options=all&DeviceType=middle%20east&pushcommkey=a%26b+c%20d&PushOptionsFlag=1&x=%zz&SN=OTHER"
        let knock = PushKnock(PushQuery(text), address: "")
        #expect(knock?.deviceType == "middle east")
        #expect(knock?.commKey == "a&b+c d")
        #expect(knock?.serialNumber == "BRC7201260067")
        #expect(PushQuery(text)["x"] == "%zz")
    }

    @Test(arguments: [
        "", "SN=", "SN=a%0Ab", "SN=%00", "SN=ä", "sn=1", "SN=../1", "SN=" + String(repeating: "1", count: 41),
    ])
    func takesNoSerialNumberThatCouldNotBeOne(query: String) {
        #expect(PushQuery(query).serialNumber == nil)
    }

    @Test func readsResultsInBothForms() throws {
        struct Capture: Decodable { var body: String }
        let shell: Capture = try Vector.named("push-shell-multiline").decoded()
        let body = "ID=7A&Return=0&CMD=DATA\nID=8&Return=-1002&CMD=SET OPTION\r\n" + shell.body
        #expect(
            PushResult.results(in: Array(body.utf8)) == [
                PushResult(id: "7A", code: 0, command: "DATA"), PushResult(id: "8", code: -1002, command: "SET OPTION"),
                PushResult(id: "32", code: 0, command: "Shell"),
            ])
    }

    @Test func readsTheLinesBehindAResult() {
        let body =
            "ID=5&Return=0&CMD=INFO\n~DeviceName=K20\nMAC=00:17:61:01:02:03\nUserCount=3\nID=6&Return=4&CMD=VERIFY SUM&AttlogSum=4\n"
        let results = PushResult.results(in: Array(body.utf8))
        #expect(results.map(\.id) == ["5", "6"])
        #expect(results.first?.values == ["DeviceName": "K20", "MAC": "00:17:61:01:02:03", "UserCount": "3"])
        #expect(results.last?["AttlogSum"] == "4")
    }

    @Test(arguments: [
        "", "Return=0", "ID=&Return=0", "ID=1&CMD=DATA", "ID=1&Return=x", "ID=<b>&Return=0",
        "ID=12345678901234567&Return=0",
    ])
    func takesNoResultThatSaysNothing(body: String) {
        #expect(PushResult.results(in: Array(body.utf8)).isEmpty)
    }

    @Test func readsInformation() {
        let text = "Ver 8.0.4.7-20200615,3,5,1200,192.168.1.201,10,7,15,2,11"
        #expect(
            PushInformation(text)
                == PushInformation(
                    firmware: "Ver 8.0.4.7-20200615", users: 3, fingerprints: 5, records: 1200,
                    address: "192.168.1.201",
                    fingerAlgorithm: 10, faces: 2))
        #expect(PushInformation(",,,-5,") == nil || PushInformation(",,,-5,")?.records == nil)
        #expect(PushInformation("") == nil)
    }

    @Test func readsOptions() {
        let body = "~DeviceName=K20,MAC=00:17:61:01:02:03,FingerFunOn=1\n~MaxAttLogCount=10"
        let options = PushContent(.options, Array(body.utf8)).options
        #expect(
            options == ["DeviceName": "K20", "MAC": "00:17:61:01:02:03", "FingerFunOn": "1", "MaxAttLogCount": "10"])
        let information = DeviceInformation(serialNumber: "A1", options: options, PushInformation(records: 9))
        #expect(information.name == "K20")
        #expect(information.sizes.records == 9)
    }

    @Test func answersAHandshake() {
        var stamps = PushStamps()
        stamps.attendance = PushStamp(number: 9999)
        let text = PushHandshake(serialNumber: "CJDE193560303", stamps: stamps, zoneOffset: 19_800).text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "GET OPTION FROM: CJDE193560303")
        #expect(lines.last == "")
        let needed: Set<Substring> = [
            "ATTLOGStamp=9999", "Stamp=9999", "OPERLOGStamp=None", "OpStamp=None", "ATTPHOTOStamp=None",
            "PhotoStamp=None", "BIODATAStamp=None", "IDCARDStamp=None", "ERRORLOGStamp=None", "ErrorDelay=30",
            "Delay=10", "TimeZone=330", "Realtime=1", "Encrypt=None", "PushProtVer=2.3.0",
            "TransFlag=TransData AttLog\tOpLog\tEnrollUser\tChgUser",
        ]
        #expect(needed.subtracting(lines).isEmpty)
    }

    @Test(arguments: [(28_800, 8), (19_800, 330), (20_700, 345), (0, 0), (-12_600, -210), (-18_000, -5), (50_400, 14)])
    func writesZonesInHoursOrMinutes(offset: Int32, written: Int32) {
        #expect(PushHandshake.timeZone(offset) == written)
    }

    @Test func takesNoStampThatIsNoNumber() {
        #expect(PushStamp("9999")?.text == "9999")
        #expect(PushStamp("0")?.text == "None")
        for text in ["", "None", "-1", "1\nShell", "1e9", "99999999999999999999"] { #expect(PushStamp(text) == nil) }
    }
}
