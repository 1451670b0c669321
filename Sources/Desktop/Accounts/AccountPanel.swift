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

    let widget: Widget
    var onAction: (Action) -> Void = { _ in }
    var onClose: () -> Void = {}

    private let title = Label(classes: "title-4")
    private let content = Box.column(spacing: 6)
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
        let close = Button(icon: "window-close-symbolic", name: "Close the account’s page", classes: "flat")
        title.wrapped()
        title.expand(horizontally: true)
        close.align(vertically: .start)
        let head = Box.row(spacing: 6, title, close)
        head.margin(top: 12, bottom: 6, start: 18, end: 12)
        content.margin(top: 0, bottom: 18, start: 18, end: 18)
        let scroller = ScrolledWindow(content, horizontally: false)
        scroller.expand(vertically: true)
        scroller.takesKeyboard(as: "The account")
        let buttons = Box.row(spacing: 6, change, reset, history)
        buttons.margin(12)
        foot = Box.column(spacing: 0, Separator.horizontal(), buttons)
        let column = Box.column(spacing: 0, head, scroller, foot)
        column.request(width: 380)
        column.addClass("day-panel")
        column.name("The account")
        widget = column
        close.onClicked { [weak self] in self?.onClose() }
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
        title.text = line.name
        change.isVisible = mayChange
        reset.isVisible = mayChange && !isOwn
        history.isVisible = hasHistory
        foot.isVisible = mayChange || hasHistory
        content.removeAll()
        for (name, value) in facts(line) { content.append(fact(name, value)) }
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

    private func fact(_ name: String, _ value: String) -> Widget {
        let label = Label(name, classes: "dim-label")
        label.expand(horizontally: true)
        label.align(vertically: .start)
        let text = Label(value, classes: "numeric").wrapped(atMost: 30).selectable()
        text.justify(1)
        return Box.row(spacing: 12, label, text)
    }

    private func heading(_ text: String) {
        let label = Label(text, classes: "heading")
        label.margin(top: 12)
        content.append(label)
    }

    private func showRoles(_ line: AccountLine) {
        heading("Roles")
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
        heading("Access tokens")
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
        heading("What can be done")
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
