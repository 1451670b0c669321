package import Devices
package import Domain
package import Services

/// A terminal's user as it is typed.
package nonisolated struct UserEntry: Equatable, Sendable {
    package nonisolated enum Field: String, CaseIterable, Sendable {
        case user, name, level, card, group, access, password
    }

    package var user = ""
    package var name = ""
    /// Nil: as it is.
    package var level: UserProfile.Level? = .user
    /// Empty: none, or as it is where nobody knows it.
    package var card = ""
    /// Empty: as it is.
    package var group = ""
    /// Whether the terminal lets the person in; nil: as it is.
    package var isLetIn: Bool? = true
    /// Empty: as it is; `-`: none from now on.
    package var password = ""
    /// What the terminal has of the person beside number and name is not known here, and stays where nothing is typed.
    package private(set) var isPartial = false

    package init(_ known: TerminalUser? = nil) {
        guard let known else { return }
        (user, name) = (known.user, known.name)
        guard let listing = known.listing else {
            (level, isLetIn, isPartial) = (nil, nil, true)
            return
        }
        (level, isLetIn) = (listing.level, !listing.isDisabled)
        card = listing.card == 0 ? "" : String(listing.card)
        group = listing.group == 0 ? "" : String(listing.group)
    }

    package func problems() -> [Field: String] {
        var found: [Field: String] = [:]
        let number = user.withoutBlanks
        if number.isEmpty { found[.user] = "Enter the number under which the terminal keeps the person." }
        if number.utf8.count > 24 { found[.user] = "A terminal’s user number has at most 24 characters." }
        if name.utf8.count > 24 { found[.name] = "A terminal shows at most 24 bytes of a name; shorten it." }
        if UInt32(card.withoutBlanks) == nil, !card.withoutBlanks.isEmpty {
            found[.card] = "A card is its number, in digits; \(isPartial ? "0" : "empty") for none."
        }
        let wanted = group.withoutBlanks
        if !wanted.isEmpty, !(UInt8(wanted).map { (1...99).contains($0) } ?? false) {
            found[.group] = "The access group is 1 to 99."
        }
        if newPassword.map({ $0.utf8.count > 8 }) ?? false {
            found[.password] = "A terminal takes at most 8 characters."
        }
        return found
    }

    package var change: UserChange {
        UserChange(
            user: user.withoutBlanks, name: name, level: level,
            card: UInt32(card.withoutBlanks) ?? (isPartial ? nil : 0),
            group: UInt8(group.withoutBlanks), isDisabled: isLetIn.map { !$0 })
    }

    /// Nil: as it is.
    package var newPassword: String? { password.isEmpty ? nil : password == "-" ? "" : password }
}

/// Which users go from one terminal to which others.
package nonisolated struct CopyEntry: Equatable, Sendable {
    package nonisolated enum Field: String, CaseIterable, Sendable {
        case users, targets
    }

    /// Nil: all of them.
    package var user: String?
    package var targets: Set<ID<Device>>

    package init(user: String?, targets: Set<ID<Device>> = []) {
        self.user = user
        self.targets = targets
    }

    package func problems() -> [Field: String] { targets.isEmpty ? [.targets: "Choose at least one terminal."] : [:] }
}

/// What is to be removed of a terminal's user.
package nonisolated struct RemovalEntry: Equatable, Sendable {
    package nonisolated enum Field: String, CaseIterable, Sendable {
        case what
    }

    /// Nil: the user with all that the terminal has of them.
    package var finger: Int?

    package init() {}

    package func problems() -> [Field: String] { [:] }

    package func order(of user: String) -> DeviceOrder {
        finger.map { .removeFinger(user: user, finger: $0) } ?? .deleteUser(user)
    }
}

/// A finger to be enrolled at the terminal.
package nonisolated struct EnrolEntry: Equatable, Sendable {
    package nonisolated enum Field: String, CaseIterable, Sendable {
        case finger
    }

    package var finger = 6

    package init() {}

    package func problems() -> [Field: String] { [:] }
}
