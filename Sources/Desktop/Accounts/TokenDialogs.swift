import Domain
import Gtk
import Services
import Storage

typealias TokenDialog = FormDialog<TokenFields, NewAccessToken>

extension TokenDialog {
    /// Makes a token for another program.
    ///
    /// - Parameter permissions: of which it can be given any.
    static func open(_ form: TokenForm, _ permissions: [Permission], over parent: Window) -> TokenDialog {
        let dialog = TokenDialog(
            form: form, over: parent, title: "New access token", verb: "Make the token", width: 600)
        dialog.group(
            "Token", dialog.text(.name, "What it is for, such as nightly export", \.name),
            dialog.text(.days, "For how many days, 366 at most", \.days))
        let items = permissions.map { CheckList.Item(title: $0.deed, note: "") }
        let checks = dialog.checks(.permissions, "What it may do", items, checked: [])
        checks.onChosen = { [weak form] in form?.draft.permissions = Set($0.map { permissions[$0] }) }
        dialog.append(checks.widget)
        dialog.note("A program that has it does this in your name, over the same people, until you revoke it.")
        dialog.present(at: .name)
        return dialog
    }
}

/// Shows a new token, this once.
final class TokenProofDialog: Dialog {
    var onClosed: () -> Void = {}
    private let frame: FormWindow
    private let copy = Button("Copy", classes: "suggested-action")

    init(_ new: NewAccessToken, over parent: Window) {
        frame = FormWindow(over: parent, title: "The token “\(new.token.name)”", verb: nil, width: 600)
        copy.name("Copy the token")
        copy.align(vertically: .center)
        let proof = new.proof.reveal()
        let text = Label(proof, classes: "monospace").wrapped(atMost: 52).selectable()
        text.expand(horizontally: true)
        frame.append(Box.row(spacing: 12, text, copy))
        frame.append(
            Label("It is shown this once and kept nowhere. Whoever loses it makes a new one.", classes: "dim-label")
                .wrapped(atMost: 60))
        copy.onClicked { [weak self] in self?.copied(proof) }
        frame.onClosed = { [weak self] in self?.onClosed() }
        frame.window.present()
        copy.focus()
    }

    private func copied(_ proof: String) {
        copy.copyToClipboard(proof)
        copy.label = "Copied"
        copy.name("The token is copied")
    }
}
