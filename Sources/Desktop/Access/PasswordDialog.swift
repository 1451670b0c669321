import Gtk

typealias PasswordDialog = FormDialog<PasswordEntry, Void>

extension PasswordDialog {
    /// Changes one's own password.
    static func open(_ form: PasswordForm, over parent: Window) -> PasswordDialog {
        let dialog = PasswordDialog(form: form, over: parent, title: "Change password", verb: "Change password")
        dialog.group("Present password", dialog.secret(.old, "Present password", \.old))
        dialog.group(
            "New password",
            dialog.secret(.password, "New password", \.password),
            dialog.secret(.again, "New password again", \.again))
        dialog.note(
            "Ten characters or more; several words that do not belong together are easy to keep. You are signed out of all "
                + "other programs and computers.")
        dialog.present(at: .old)
        return dialog
    }
}
