import Domain

extension UserProfile {
    /// `USER PIN=…⇥Name=…⇥…`. The password in the line goes no further than here.
    package init?(pushed line: ArraySlice<UInt8>) {
        guard let pairs = PushPairs(record: "USER", line),
            let userID = pairs.bytes("PIN").flatMap(DeviceUserID.init(pushed:))
        else { return nil }
        let rights = pairs.number("Pri").flatMap { UInt8(exactly: $0) } ?? 0
        self.init(
            userID: userID, name: PushText.clean(pairs.text("Name") ?? ""),
            level: Level(rawValue: rights & 0x0E) ?? .user, isDisabled: rights & 1 == 1,
            card: pairs.text("Card").flatMap(Self.card) ?? 0,
            group: pairs.number("Grp").flatMap { UInt8(exactly: $0) } ?? 1,
            timeZones: Self.timeZones(pairs.text("TZ") ?? ""))
    }

    /// Decimal, or `[15CD5B07]` with the lowest byte first.
    private static func card(_ text: String) -> UInt32? {
        guard text.hasPrefix("["), text.hasSuffix("]") else {
            return PushText.number(text).flatMap { UInt32(exactly: $0) }
        }
        let digits = text.dropFirst().dropLast().filter { $0 != " " }
        guard digits.utf8.count == 8, digits.allSatisfy(\.isHexDigit) else { return nil }
        return UInt32(digits, radix: 16)?.byteSwapped
    }

    /// Four digits each: whether the person has zones of their own, then three of them.
    private static func timeZones(_ text: String) -> [UInt16] {
        let digits = Array(text.utf8)
        guard digits.count == 16, let numbers = groups(digits), numbers[0] != 0 else { return [] }
        return numbers.dropFirst().filter { $0 != 0 }
    }

    private static func groups(_ digits: [UInt8]) -> [UInt16]? {
        let numbers = stride(from: 0, to: 16, by: 4)
            .compactMap { PushText.number(digits[$0..<$0 + 4]).flatMap { UInt16(exactly: $0) } }
        return numbers.count == 4 ? numbers : nil
    }

    /// The same in the terminal's words.
    var pushedTimeZones: String {
        guard !timeZones.isEmpty else { return String(repeating: "0", count: 16) }
        let three = (timeZones + [0, 0, 0]).prefix(3).map { Int(min($0, 9999)).padded(4) }
        return "0001" + three.joined()
    }
}

extension DeviceUser {
    /// Terminals that push have no index of a person.
    package init(_ profile: UserProfile) {
        self.init(
            userID: profile.userID, name: profile.name, uid: 0, card: profile.card,
            isAdministrator: profile.level != .user, isDisabled: profile.isDisabled)
    }
}

extension PushPairs {
    /// The pairs behind the word that a record begins with; nil where it begins with another.
    init?(record: String, _ line: ArraySlice<UInt8>) {
        guard let blank = line.firstIndex(of: UInt8(ascii: " ")),
            PushText.text(line[..<blank]).uppercased() == record
        else { return nil }
        self.init(line[(blank + 1)...])
    }
}
