package import Devices
package import Domain
package import Services

/// A terminal's user as it is typed.
package nonisolated struct UserEntry: Equatable, Sendable {
    package nonisolated enum Field: String, CaseIterable, Sendable {
        case user, name, level, card, password
    }

    package var user = ""
    package var name = ""
    package var level = UserProfile.Level.user
    package var card = ""
    /// Empty: as it is; `-`: none from now on.
    package var password = ""
    private var known: PersonListing?

    package init(_ known: PersonListing? = nil) {
        guard let known else { return }
        self.known = known
        (user, name, level) = (known.user, known.name, known.level)
        card = known.card == 0 ? "" : String(known.card)
    }

    package func problems() -> [Field: String] {
        var found: [Field: String] = [:]
        let number = user.withoutBlanks
        if number.isEmpty { found[.user] = "Enter the number under which the terminal keeps the person." }
        if number.utf8.count > 24 { found[.user] = "A terminal’s user number has at most 24 characters." }
        if name.utf8.count > 24 { found[.name] = "A terminal shows at most 24 bytes of a name; shorten it." }
        if UInt32(card.withoutBlanks) == nil, !card.withoutBlanks.isEmpty {
            found[.card] = "A card is its number, in digits; empty for none."
        }
        if newPassword.map({ $0.utf8.count > 8 }) ?? false {
            found[.password] = "A terminal takes at most 8 characters."
        }
        return found
    }

    package var change: UserChange {
        UserChange(
            user: user.withoutBlanks, name: name, level: level, card: UInt32(card.withoutBlanks) ?? 0,
            isDisabled: known?.isDisabled)
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

/// A finger to be enrolled at the terminal.
package nonisolated struct EnrolEntry: Equatable, Sendable {
    package nonisolated enum Field: String, CaseIterable, Sendable {
        case finger
    }

    package var finger = 6

    package init() {}

    package func problems() -> [Field: String] { [:] }
}
