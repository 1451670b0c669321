import Domain
import Gtk
import Services
import Storage

/// One account beside the list: whose it is, what it may do, how it is used, and what can be done with it.
final class AccountPanel {
    /// What is pressed here.
    enum Action {
        case change, resetPassword, unlock, signOut, removeSecondFactor, close, reopen, history
        case addToken
        case revoke(TokenLine)
    }

    let panel: SidePanel
    var onAction: (Action) -> Void = { _ in }

    private let content = SideText(name: "The account")
    private let change = Button("Change…")
    private let reset = Button("Reset password…")
    private let history = Button("Its history")
    private let foot: Box
    private var shown: Shown?

    /// All that it is drawn from: nothing is drawn anew, nor the keyboard's place lost, where it is the same.
    private struct Shown: Equatable {
        var line: AccountLine
        var tokens: [TokenLine]
        var isOwn: Bool
        var mayChange: Bool
    }

    init() {
        foot = SidePanel.foot(change, reset, history)
        panel = SidePanel("The account", closing: "Close the account’s page", width: 380, content.widget, foot)
        change.onClicked { [weak self] in self?.onAction(.change) }
        reset.onClicked { [weak self] in self?.onAction(.resetPassword) }
        history.onClicked { [weak self] in self?.onAction(.history) }
    }

    /// - Parameters:
    ///   - isOwn: it is that of whoever sits here.
    ///   - hasHistory: whoever sits here may read the journal.
    func show(_ line: AccountLine, _ tokens: [TokenLine], isOwn: Bool, mayChange: Bool, hasHistory: Bool) {
        let wanted = Shown(line: line, tokens: tokens, isOwn: isOwn, mayChange: mayChange)
        guard wanted != shown else { return }
        shown = wanted
        panel.title.text = line.name
        change.isVisible = mayChange
        reset.isVisible = mayChange && !isOwn
        history.isVisible = hasHistory
        foot.isVisible = mayChange || hasHistory
        content.clear()
        for (name, value) in facts(line) { content.fact(name, value, atMost: 30) }
        if isOwn {
            content.append(
                Label(
                    "This is your own account; your password and second factor are yours alone.", classes: "dim-label"
                )
                .wrapped())
        }
        showRoles(line)
        showTokens(tokens, wanted)
        if mayChange { showCare(line, isOwn: isOwn) }
    }

    private func facts(_ line: AccountLine) -> [(String, String)] {
        let account = line.entry.account
        return [
            ("State", line.stateText), ("Employee", line.person.isEmpty ? "None" : line.person),
            ("Second factor", line.secondFactor), ("Last sign-in", line.lastSignIn),
            ("Signed in now", line.entry.lastUsed.map { "Yes, used \(Words.moment($0, in: line.zone))" } ?? "No"),
            ("Added", Words.moment(account.addedAt, in: line.zone)),
        ]
    }

    private func showRoles(_ line: AccountLine) {
        content.heading("Roles")
        for grant in line.grants {
            content.append(Label(grant.title).wrapped())
            content.append(Label(grant.role.summary, classes: "dim-label", "caption").wrapped())
        }
        guard line.grants.isEmpty else { return }
        let own = "No role of its own: it sees what is the employee’s own, and asks for leave and corrections."
        content.append(
            Label(line.entry.employee == nil ? "No role: it may do nothing." : own, classes: "dim-label").wrapped())
    }

    private func showTokens(_ tokens: [TokenLine], _ wanted: Shown) {
        guard wanted.isOwn || !tokens.isEmpty else { return }
        content.heading("Access tokens")
        for token in tokens { content.append(row(token, mayRevoke: wanted.mayChange || wanted.isOwn)) }
        guard wanted.isOwn else { return }
        if tokens.isEmpty {
            content.append(
                Label("A token lets another program do in your name what you allow it.", classes: "dim-label").wrapped()
            )
        }
        content.append(button("New token…", .addToken))
    }

    private func row(_ token: TokenLine, mayRevoke: Bool) -> Widget {
        let deeds = Label(token.deeds, classes: "dim-label", "caption").wrapped()
        let texts = Box.column(
            spacing: 0, Label(token.name).wrapped(), Label(token.times, classes: "dim-label", "caption").wrapped(),
            deeds)
        texts.expand(horizontally: true)
        texts.setClass("dropped", !token.isLive)
        let revoke = Button("Revoke…")
        revoke.name("Revoke “\(token.name)”")
        revoke.align(vertically: .center)
        revoke.isVisible = mayRevoke && token.isLive
        revoke.onClicked { [weak self] in self?.onAction(.revoke(token)) }
        return Box.row(spacing: 12, texts, revoke)
    }

    private func showCare(_ line: AccountLine, isOwn: Bool) {
        content.heading("What can be done")
        if case .locked = line.state { content.append(button("Unlock", .unlock)) }
        if line.entry.lastUsed != nil { content.append(button("Sign out everywhere", .signOut)) }
        if line.entry.account.hasSecondFactor, !isOwn {
            content.append(button("Take off the second factor…", .removeSecondFactor))
        }
        content.append(line.isClosed ? button("Open it again", .reopen) : button("Close the account…", .close))
    }

    private func button(_ label: String, _ action: Action) -> Button {
        let button = Button.amongText(label)
        button.onClicked { [weak self] in self?.onAction(action) }
        return button
    }
}
