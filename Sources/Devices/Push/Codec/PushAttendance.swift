import Domain

extension AttendanceRecord {
    /// A row of the ATTLOG table: user id, time, state, verify mode, work code and more that is not looked at.
    ///
    /// Nil where the punch would not be the one that was made: a time that a terminal cannot hold, a user id longer than
    /// one can be, codes that are no codes. Such a row is kept as text.
    package init?(pushed line: ArraySlice<UInt8>) {
        let fields = PushText.fields(line, maximum: 16)
        guard fields.count >= 2, let userID = DeviceUserID(pushed: fields[0]),
            let time = PackedTime(pushed: PushText.trimmed(fields[1])),
            let state = Self.code(fields, at: 2, absent: Self.noState),
            let verify = Self.code(fields, at: 3, absent: Self.anyVerify)
        else { return nil }
        self.init(
            userID: userID, rawTime: time.rawValue, workCode: Self.workCode(fields), verify: verify, state: state)
    }

    /// Why a row of the ATTLOG table is no punch, as the end of a sentence.
    ///
    /// - Parameter row: as it was kept.
    package static func fault(pushed row: String) -> String {
        if row.hasPrefix("("), row.hasSuffix(PushContent.moreLines) {
            return "there were too many to keep each of them"
        }
        let fields = PushText.fields(ArraySlice(row.utf8), maximum: 16)
        guard fields.count >= 2 else { return "it has too few fields: a user and a time are parted by a TAB" }
        guard !PushText.trimmed(fields[0]).isEmpty else { return "it has no user" }
        guard DeviceUserID(pushed: fields[0]) != nil else {
            return "its user is no user id of at most \(DeviceUserID.capacity) characters"
        }
        guard !PushText.trimmed(fields[1]).isEmpty else { return "it has no time" }
        guard PackedTime(pushed: PushText.trimmed(fields[1])) != nil else {
            return "its time is not written as 2026-11-22 08:00:00, or no calendar has it"
        }
        return code(fields, at: 2, absent: noState) == nil
            ? "its state is no number from 0 to 255" : "its verify mode is no number from 0 to 255"
    }

    /// What terminals send where nobody chose IN or OUT.
    private static let noState = UInt8(255)
    private static let anyVerify = UInt8(0)

    private static func code(_ fields: [ArraySlice<UInt8>], at index: Int, absent: UInt8) -> UInt8? {
        guard fields.indices.contains(index) else { return absent }
        let field = PushText.trimmed(fields[index])
        return field.isEmpty ? absent : PushText.number(field).flatMap { UInt8(exactly: $0) }
    }

    /// A work code that is no number is none: the punch counts all the same.
    private static func workCode(_ fields: [ArraySlice<UInt8>]) -> UInt32 {
        guard fields.indices.contains(4) else { return 0 }
        return PushText.number(PushText.trimmed(fields[4])).flatMap { UInt32(exactly: $0) } ?? 0
    }

    /// The row as a terminal of this kind sends it. An impossible date is sent as the terminal has it.
    package var pushedRow: String {
        "\(userID)\t\(PackedTime(rawValue: rawTime).pushed)\t\(state)\t\(verify)\t\(workCode == 0 ? "" : "\(workCode)")\t0\t0"
    }
}

extension DeviceUserID {
    /// Nil where it is empty, longer than an id can be, or holds what is no text: cut ids would be somebody else's.
    init?(pushed field: ArraySlice<UInt8>) {
        let bytes = PushText.trimmed(field)
        guard !bytes.isEmpty, bytes.count <= Self.capacity, bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            return nil
        }
        self.init(PushText.text(bytes))
        // What is not UTF-8 grows when it is read as ISO 8859-1.
        guard description == PushText.text(bytes) else { return nil }
    }
}

extension PackedTime {
    /// `2020-02-22 23:10:05`. A day that the calendar does not have but a terminal's clock does, such as 31 February, is
    /// kept. Nil for everything else.
    init?(pushed text: ArraySlice<UInt8>) {
        let halves = text.split(maxSplits: 1, omittingEmptySubsequences: false) {
            $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "T")
        }
        guard halves.count == 2, let date = Self.numbers(halves[0], "-"), let time = Self.numbers(halves[1], ":"),
            (2000...2099).contains(date[0]), (1...12).contains(date[1]), (1...31).contains(date[2]),
            time[0] < 24, time[1] < 60, time[2] < 60
        else { return nil }
        let days = ((date[0] - 2000) * 12 + date[1] - 1) * 31 + date[2] - 1
        self.init(rawValue: UInt32(days * 86_400 + time[0] * 3600 + time[1] * 60 + time[2]))
    }

    /// Three numbers without a sign.
    private static func numbers(_ text: ArraySlice<UInt8>, _ separator: Character) -> [Int]? {
        let parts = text.split(separator: separator.asciiValue ?? 0, omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.count <= 4 && $0.first != UInt8(ascii: "-") ? PushText.number($0) : nil }
        return parts.count == 3 && numbers.count == 3 ? numbers : nil
    }

    var pushed: String {
        let (day, second) = (Int(rawValue / 86_400), Int(rawValue % 86_400))
        let date = [2000 + day / 372, day / 31 % 12 + 1, day % 31 + 1]
        let time = [second / 3600, second / 60 % 60, second % 60].map { $0.padded(2) }.joined(separator: ":")
        return "\(date[0])-\(date[1].padded(2))-\(date[2].padded(2)) \(time)"
    }
}
