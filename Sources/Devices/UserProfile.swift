/// All that a terminal keeps of a person apart from fingerprints, as it is copied from one terminal to another.
///
/// The password is a secret: it goes from terminal to terminal and into no table, log or message.
package struct UserProfile: Hashable, Sendable, Codable {
    /// What the person may do at the terminal.
    package enum Level: UInt8, Hashable, Sendable, Codable, CaseIterable {
        case user = 0
        case enroller = 2
        case manager = 6
        case custom = 10
        case administrator = 14
    }

    package var userID: DeviceUserID
    package var name: String
    package var level: Level
    /// Known to the terminal, and let in by nothing.
    package var isDisabled: Bool
    /// Empty: none. Nil: not known, as terminals that push do not tell it; whoever writes it keeps what is there.
    package var password: String?
    /// 0: none.
    package var card: UInt32
    /// Access group, 1 to 99.
    package var group: UInt8
    /// The person's own access time zones, at most three; empty: those of the group.
    package var timeZones: [UInt16]

    package init(
        userID: DeviceUserID, name: String, level: Level = .user, isDisabled: Bool = false, password: String? = nil,
        card: UInt32 = 0, group: UInt8 = 1, timeZones: [UInt16] = []
    ) {
        self.userID = userID
        self.name = name
        self.level = level
        self.isDisabled = isDisabled
        self.password = password
        self.card = card
        self.group = group
        self.timeZones = timeZones
    }
}
