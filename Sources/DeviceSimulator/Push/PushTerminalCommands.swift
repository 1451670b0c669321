import Devices
import Domain

/// What a push terminal does when it is told something. The words are read here for themselves, not by the code that
/// wrote them.
struct PushTerminalCommand {
    let id: String
    let words: [Substring]
    let fields: [String: String]
    let text: String

    /// `C:<id>:<text>`; nil for anything else.
    init?(_ line: Substring) {
        let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "C" else { return nil }
        id = String(parts[1])
        text = String(parts[2])
        // The fields begin at the word before the first `=`.
        let all = parts[2].split(separator: "\t")
        let head = all.first.map { $0.split(separator: " ") } ?? []
        words = Array(head.prefix { !$0.contains("=") })
        let wordsLength = words.reduce(0) { $0 + $1.count + 1 }
        let rest = parts[2].dropFirst(wordsLength)
        fields = Dictionary(
            rest.split(separator: "\t").compactMap { field in
                field.firstIndex(of: "=").map {
                    (String(field[..<$0]), String(field[field.index(after: $0)...]))
                }
            }, uniquingKeysWith: { first, _ in first })
    }

    var verb: String { words.prefix(3).joined(separator: " ") }
    var user: DeviceUserID? { fields["PIN"].map { DeviceUserID($0) } }
    var finger: UInt8? { fields["FID"].flatMap { UInt8($0) } }

    /// What the result is about; longer commands are named by their first word.
    var name: String { words.first == "DATA" ? "DATA" : words.prefix(2).joined(separator: " ") }

    var period: (LocalTime, LocalTime)? {
        guard let from = fields["StartTime"].flatMap({ LocalTime($0) }),
            let through = fields["EndTime"].flatMap({ LocalTime($0) })
        else { return nil }
        return (from, through)
    }

    var profile: UserProfile? {
        guard let user else { return nil }
        let rights = fields["Pri"].flatMap { UInt8($0) } ?? 0
        let zones = Array(fields["TZ"] ?? "")
        return UserProfile(
            userID: user, name: fields["Name"] ?? "", level: UserProfile.Level(rawValue: rights & 14) ?? .user,
            isDisabled: rights & 1 == 1, password: fields["Passwd"],
            card: fields["Card"].flatMap { UInt32($0) } ?? 0,
            group: fields["Grp"].flatMap { UInt8($0) } ?? 1,
            timeZones: zones.count == 16 && String(zones.prefix(4)) == "0001"
                ? [4, 8, 12].compactMap { UInt16(String(zones[$0..<$0 + 4])) }.filter { $0 != 0 } : [])
    }
}

extension UserProfile {
    /// As a terminal uploads it, its password with it.
    var uploadedLine: String {
        let zones =
            timeZones.isEmpty ? Array(repeating: 0, count: 4) : [1] + (timeZones + [0, 0, 0]).prefix(3).map { Int($0) }
        return
            "USER PIN=\(userID)\tName=\(name)\tPri=\(level.rawValue | (isDisabled ? 1 : 0))\tPasswd=\(password ?? "")"
            + "\tCard=\(card == 0 ? "" : "\(card)")\tGrp=\(group)\tTZ=\(zones.map { $0.padded(4) }.joined())\tVerify=-1\tViceCard="
    }
}
