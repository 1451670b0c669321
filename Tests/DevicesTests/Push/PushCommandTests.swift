import Domain
import SeededRandom
import Testing

@testable import Devices

struct PushCommandTests {
    private static let profile = UserProfile(
        userID: "12", name: "Åsa", level: .manager, password: "99", card: 77, group: 3, timeZones: [2])
    private static let template = FingerTemplate(userID: "12", finger: 6, bytes: [1, 2, 3])
    private static let day = CivilDate(daysSinceEpoch: 20_000)

    /// As PUSH.md writes them.
    static let written: [(PushCommand, String)] = [
        (
            .updateUser(profile),
            "DATA UPDATE USERINFO PIN=12\tName=Åsa\tPri=6\tPasswd=99\tCard=77\tGrp=3\tTZ=0001000200000000"
        ),
        (.deleteUser("12"), "DATA DELETE USERINFO PIN=12"), (.queryUsers("12"), "DATA QUERY USERINFO PIN=12"),
        (.queryUsers(nil), "DATA QUERY USERINFO"),
        (.updateTemplate(template), "DATA UPDATE FINGERTMP PIN=12\tFID=6\tSize=4\tValid=1\tTMP=AQID"),
        (.deleteTemplates("12", finger: nil), "DATA DELETE FINGERTMP PIN=12"),
        (.deleteTemplates("12", finger: 0), "DATA DELETE FINGERTMP PIN=12\tFID=0"),
        (.queryTemplates("12", finger: 6), "DATA QUERY FINGERTMP PIN=12\tFID=6"),
        (.enrol("12", finger: 6), "ENROLL_FP PIN=12\tFID=6\tRETRY=3\tOVERWRITE=1"), (.clearLog, "CLEAR LOG"),
        (.restart, "REBOOT"), (.openDoor, "AC_UNLOCK"), (.check, "CHECK"), (.upload, "LOG"), (.information, "INFO"),
        (.option("AttLogCount"), "GET OPTION FROM AttLogCount"),
        (.setOption("Delay", value: "5"), "SET OPTION Delay=5"),
        (
            .queryLog(from: LocalTime(day), through: LocalTime(day, TimeOfDay(23, 59, 59))),
            "DATA QUERY ATTLOG StartTime=2024-10-04 00:00:00\tEndTime=2024-10-04 23:59:59"
        ),
        (
            .countLog(from: LocalTime(day), through: LocalTime(day, TimeOfDay(23, 59, 59))),
            "VERIFY SUM ATTLOG StartTime=2024-10-04 00:00:00\tEndTime=2024-10-04 23:59:59"
        ),
    ]

    @Test(arguments: written) func speaksTheTerminalsWords(command: PushCommand, text: String) {
        #expect(command.text == text)
        #expect(command.line(id: "1A") == "C:1A:" + text)
    }

    @Test func saysNothingOfAPasswordThatIsNotKnown() {
        var profile = Self.profile
        profile.password = nil
        #expect(!PushCommand.updateUser(profile).text.contains("Passwd"))
        profile.password = ""
        #expect(PushCommand.updateUser(profile).text.contains("\tPasswd=\t"))
    }

    /// Whatever a name, an id or a value holds, a command stays one line with the fields that it has.
    @Test(arguments: 0..<20) func noValueBreaksOutOfItsField(seed: Int) {
        var chance = SeededGenerator(mixing: seed, 7)
        let poison: [Character] = ["\t", "\n", "\r", "\0", "\r\n", "\u{85}", "\u{2028}", "C", ":", "1", "=", "a", " "]
        func text() -> String { String((0..<chance.between(0, 12)).map { _ in poison[chance.between(0, 12)] }) }
        for _ in 0..<100 {
            let password = chance.happens(percent: 50) ? text() : nil
            let profile = UserProfile(userID: DeviceUserID(text()), name: text(), password: password)
            let user = PushCommand.updateUser(profile).text
            #expect(user.filter { $0 == "\t" }.count == (password == nil ? 5 : 6))
            let template = FingerTemplate(userID: profile.userID, finger: 1, bytes: [1])
            let all = [
                user, PushCommand.setOption(text(), value: text()).text, PushCommand.option(text()).text,
                PushCommand.deleteUser(profile.userID).text, PushCommand.updateTemplate(template).text,
                PushCommand.enrol(profile.userID, finger: 1).text,
            ]
            for command in all {
                #expect(!command.unicodeScalars.contains { $0 != "\t" && PushText.isControl($0) })
            }
        }
    }

    @Test func neverTouchesTheSystem() {
        for (command, _) in Self.written {
            for word in ["Shell", "PutFile", "GetFile", "UPGRADE"] {
                #expect(!command.text.lowercased().contains(word.lowercased()))
            }
        }
    }

    @Test func takesNoOptionNameThatIsNone() {
        for name in ["FWVersion", "~SerialNumber", "A_1"] { #expect(PushCommand.isOptionName(name)) }
        for name in ["", "a b", "a=b", "a\nC:1:Shell", "ä", "a\t"] { #expect(!PushCommand.isOptionName(name)) }
    }
}
