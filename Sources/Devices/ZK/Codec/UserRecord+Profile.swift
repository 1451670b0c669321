extension UserProfile {
    package init(_ record: UserRecord) {
        self.init(
            userID: record.userID, name: record.name, level: Level(record.level), isDisabled: record.isDisabled,
            password: record.password, card: record.card, group: record.group,
            timeZones: record.timeZoneFlag == UserRecord.ownTimeZones
                ? Array(record.timeZones.reversed().drop { $0 == 0 }.reversed()) : [])
    }
}

extension UserProfile {
    /// Whether both are one name, of which a terminal may have kept as much as it has room for.
    package static func isSameName(_ a: String, _ b: String) -> Bool {
        a == b
            || UserRecord.Width.allCases.contains { width in
                a == UserRecord.name(b, in: width) || b == UserRecord.name(a, in: width)
            }
    }
}

extension UserProfile.Level {
    /// A level that is not known gives the rights of the next lower one: nobody gets more by being copied.
    init(_ level: UserRecord.Level) {
        self = Self.allCases.last { $0.rawValue <= level.rawValue } ?? .user
    }
}

extension UserRecord {
    /// In `timeZoneFlag`: the person's own time zones count, not those of the group.
    package static let ownTimeZones: UInt16 = 1

    /// The row that a terminal with rows of `width` gets for a profile.
    ///
    /// Names are cut at a character. All else has to fit: a password that was cut would let nobody in, and an id that
    /// was cut would be somebody else's.
    ///
    /// - Parameters:
    ///   - earlier: The person's present row; what no profile has is kept.
    ///   - idWidth: Characters of a user id that the terminal takes.
    init(
        _ profile: UserProfile, uid: UInt16, width: Width, earlier: UserRecord?, idWidth: Int
    ) throws(DeviceError) {
        try Self.check(profile, width, idWidth: idWidth)
        let own = profile.timeZones.filter { $0 != 0 }
        self.init(
            uid: uid, privilege: profile.level.rawValue | (profile.isDisabled ? 1 : 0),
            password: profile.password ?? earlier?.password ?? "", name: profile.name, card: profile.card,
            group: profile.group,
            timeZoneFlag: own.isEmpty ? 0 : Self.ownTimeZones,
            timeZones: own + Array(repeating: 0, count: 3 - own.count), userID: profile.userID)
        if width == .short {
            timeZoneFlag = earlier?.timeZoneFlag ?? 0
            timeZones = []
        }
    }

    private static func check(_ profile: UserProfile, _ width: Width, idWidth: Int) throws(DeviceError) {
        let id = profile.userID
        let passwordWidth = width == .standard ? 8 : 5
        guard !id.isEmpty else { throw .doesNotFit(what: "a user without an id", limit: "each user needs one") }
        guard id.bytes.count <= idWidth else {
            throw .doesNotFit(what: "user id \(id)", limit: "ids have at most \(idWidth.counted("character"))")
        }
        guard width == .standard || id.number.map({ DeviceUserID($0) == id }) ?? false else {
            throw .doesNotFit(what: "user id \(id)", limit: "it knows only numbers")
        }
        // The password itself is in no message.
        let password = profile.password ?? ""
        guard password.utf8.count <= passwordWidth, !password.contains("\0") else {
            throw .doesNotFit(
                what: "the password of user \(id)", limit: "passwords have at most \(passwordWidth) characters")
        }
        let zones = width == .standard ? 3 : 0
        guard profile.timeZones.count <= zones else {
            throw .doesNotFit(what: "the time zones of user \(id)", limit: "a person has at most \(zones)")
        }
    }
}
