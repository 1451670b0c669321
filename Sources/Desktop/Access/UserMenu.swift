import Gtk
import Services

/// Who is at the screen, at the foot of the side bar, with what is theirs alone.
final class UserMenu {
    let widget: Widget

    init(_ session: Session) {
        let isSignedIn = session.signedIn != nil
        let name = Label(session.actor.name, classes: "heading").ellipsised(atMost: 16)
        let words = isSignedIn ? session.actor.grants.words : "No accounts yet"
        let role = Label(words, classes: "dim-label", "caption").ellipsised(atMost: 18)
        let text = Box.column(spacing: 0, name, role)
        text.expand(horizontally: true)
        text.align(vertically: .center)
        let content = Box.row(spacing: 10, Avatar(of: session.actor.name, size: 32), text)
        // The toolkit would put it into the middle of the button.
        content.request(width: 164)
        let button = MenuButton(
            name: "User menu", child: content, menu: isSignedIn ? UserMenu.signedIn : UserMenu.withoutAccounts)
        button.describe("\(session.actor.name), \(words)")
        button.addClass("flat", "user-menu")
        button.margin(6)
        widget = button
    }

    /// Names of the application's actions.
    enum Action {
        static let password = "change-password"
        static let secondFactor = "second-factor"
        static let lockAfter = "lock-after"
        static let lock = "lock"
        static let signOut = "sign-out"
        static let signOutEverywhere = "sign-out-everywhere"
        static let setUpAccounts = "set-up-accounts"
    }

    private static var signedIn: Menu {
        let (menu, own, leave, minutes) = (Menu(), Menu(), Menu(), Menu())
        own.append("Change password…", action: "app.\(Action.password)")
        own.append("Second factor…", action: "app.\(Action.secondFactor)")
        for choice in IdleWatch.choices {
            minutes.append(IdleWatch.words(for: choice), action: "app.\(Action.lockAfter)::\(choice)")
        }
        own.appendSubmenu("Lock when nobody is here", minutes)
        leave.append("Lock", action: "app.\(Action.lock)")
        leave.append("Sign out", action: "app.\(Action.signOut)")
        leave.append("Sign out everywhere…", action: "app.\(Action.signOutEverywhere)")
        menu.appendSection(nil, own)
        menu.appendSection(nil, leave)
        return menu
    }

    private static var withoutAccounts: Menu {
        let menu = Menu()
        menu.append("Set up accounts…", action: "app.\(Action.setUpAccounts)")
        return menu
    }
}
