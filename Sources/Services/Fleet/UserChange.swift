package import Devices

/// What is to be written of a terminal's user; nil: as it is there, or as a new user has it.
package struct UserChange: Hashable, Sendable, Codable {
    package var user: String
    package var name: String?
    package var level: UserProfile.Level?
    package var card: UInt32?
    package var group: UInt8?
    package var isDisabled: Bool?
    /// Sealed: a password is readable in no table. Empty: none from now on.
    var sealedPassword: [UInt8]?
    /// Whoever asked for it has nothing to do with users who have rights at the terminal’s menu: their card or password is
    /// the way to it. Nil: an order of an older program, which administrators alone could give.
    var sparesRights: Bool?

    package init(
        user: String, name: String? = nil, level: UserProfile.Level? = nil, card: UInt32? = nil, group: UInt8? = nil,
        isDisabled: Bool? = nil
    ) {
        self.user = user
        self.name = name
        self.level = level
        self.card = card
        self.group = group
        self.isDisabled = isDisabled
    }

    static let passwordContext = "terminal password"

    /// - Throws: ``ServiceError/notDone(_:lifting:)``
    func applied(to known: UserProfile?, _ vault: () async throws -> Vault) async throws -> UserProfile {
        if sparesRights == true, let known, known.level != .user {
            throw ServiceError.notDone(
                "User \(user) has rights at the terminal’s menu, which whoever has the card or the password has too: have an "
                    + "administrator change it.")
        }
        var profile = known ?? UserProfile(userID: DeviceUserID(user), name: "")
        profile.name = name ?? profile.name
        profile.level = level ?? profile.level
        profile.card = card ?? profile.card
        profile.group = group ?? profile.group
        profile.isDisabled = isDisabled ?? profile.isDisabled
        if let sealedPassword {
            let bytes = try await vault().open(sealedPassword, context: Self.passwordContext)
            profile.password = String(decoding: bytes, as: UTF8.self)
        }
        return profile
    }
}

/// Who is known to a terminal with what; no secret in it.
package struct PersonListing: Hashable, Sendable, Codable, Identifiable {
    package var user: String
    package var name: String
    package var level: UserProfile.Level
    package var isDisabled: Bool
    /// Nil where the terminal does not say.
    package var hasPassword: Bool?
    package var card: UInt32
    package var group: UInt8
    /// 0 to 9.
    package var fingers: [UInt8]

    package var id: String { user }

    init(_ profile: UserProfile, fingers: [UInt8]) {
        user = profile.userID.description
        name = profile.name
        level = profile.level
        isDisabled = profile.isDisabled
        hasPassword = profile.password.map { !$0.isEmpty }
        card = profile.card
        group = profile.group
        self.fingers = fingers
    }
}
