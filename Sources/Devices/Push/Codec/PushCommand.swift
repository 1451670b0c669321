package import Domain

/// What a terminal can be told. There is no command here that touches its files or its system.
package enum PushCommand: Hashable, Sendable {
    case updateUser(UserProfile)
    case deleteUser(DeviceUserID)
    /// Of one person, or of all: they come by OPERLOG.
    case queryUsers(DeviceUserID?)
    case updateTemplate(FingerTemplate)
    case deleteTemplates(DeviceUserID, finger: UInt8?)
    case queryTemplates(DeviceUserID?, finger: UInt8?)
    case enrol(DeviceUserID, finger: UInt8)
    case clearLog
    case restart
    case openDoor
    /// Reads its configuration anew and calls as after a start.
    case check
    /// Uploads now what is new.
    case upload
    case information
    case option(String)
    case setOption(String, value: String)
    /// Uploads a period again.
    case queryLog(from: LocalTime, through: LocalTime)
    /// Counts the punches of a period.
    case countLog(from: LocalTime, through: LocalTime)
}

extension PushCommand {
    package var text: String {
        switch self {
        case .updateUser(let profile): "DATA UPDATE USERINFO \(profile.pushedFields)"
        case .deleteUser(let user): "DATA DELETE USERINFO PIN=\(Self.pin(user))"
        case .queryUsers(let user): "DATA QUERY USERINFO" + (user.map { " PIN=\(Self.pin($0))" } ?? "")
        case .updateTemplate(let template): "DATA UPDATE FINGERTMP \(template.pushedFields)"
        case .deleteTemplates(let user, let finger): "DATA DELETE FINGERTMP \(Self.fingers(user, finger))"
        case .queryTemplates(let user, let finger):
            "DATA QUERY FINGERTMP" + (user.map { " " + Self.fingers($0, finger) } ?? "")
        case .enrol(let user, let finger): "ENROLL_FP PIN=\(Self.pin(user))\tFID=\(finger)\tRETRY=3\tOVERWRITE=1"
        case .clearLog: "CLEAR LOG"
        case .restart: "REBOOT"
        case .openDoor: "AC_UNLOCK"
        case .check: "CHECK"
        case .upload: "LOG"
        case .information: "INFO"
        case .option(let name): "GET OPTION FROM \(PushText.clean(name))"
        case .setOption(let name, let value): "SET OPTION \(PushText.clean(name))=\(PushText.clean(value))"
        case .queryLog(let from, let through): "DATA QUERY ATTLOG \(Self.period(from, through))"
        case .countLog(let from, let through): "VERIFY SUM ATTLOG \(Self.period(from, through))"
        }
    }

    private static func pin(_ user: DeviceUserID) -> String { PushText.clean(user.description) }

    private static func fingers(_ user: DeviceUserID, _ finger: UInt8?) -> String {
        "PIN=\(pin(user))" + (finger.map { "\tFID=\($0)" } ?? "")
    }

    private static func period(_ from: LocalTime, _ through: LocalTime) -> String {
        "StartTime=\(from)\tEndTime=\(through)"
    }

    /// Whether the same again does no harm, where nobody knows if it arrived. A second restart, door or finger would.
    package var isRepeatable: Bool {
        switch self {
        case .enrol, .clearLog, .restart, .openDoor: false
        default: true
        }
    }

    /// `C:1A:INFO`
    package func line(id: String) -> String { "C:\(id):\(text)" }

    /// Up to 16 letters and digits.
    package static func isID(_ text: String) -> Bool {
        (1...16).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
            }
    }

    /// Option names are letters, digits, `_` and `~`: anything else would be a command of its own.
    package static func isOptionName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == "~")
            }
    }
}

extension UserProfile {
    /// The fields of a `USERINFO` command. The terminal keeps what is not among them, as a password that is not known; an
    /// empty one takes it away.
    package var pushedFields: String {
        let rights = level.rawValue | (isDisabled ? 1 : 0)
        let secret = password.map { ["Passwd=\(PushText.clean($0))"] } ?? []
        let fields =
            ["PIN=\(PushText.clean(userID.description))", "Name=\(PushText.clean(name))", "Pri=\(rights)"] + secret
            + ["Card=\(card == 0 ? "" : "\(card)")", "Grp=\(group)", "TZ=\(pushedTimeZones)"]
        return fields.joined(separator: "\t")
    }
}
