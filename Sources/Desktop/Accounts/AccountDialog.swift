import Gtk
import Services
import Storage

typealias AccountDialog = FormDialog<AccountFields, Account>

extension AccountDialog {
    /// Adds or changes an account.
    ///
    /// - Parameters:
    ///   - model: with the people, of whom one may be chosen.
    ///   - isFirst: nobody signs in yet, and from then on everybody does.
    static func open(_ form: AccountForm, _ model: AccountsModel, isFirst: Bool, over parent: Window) -> AccountDialog {
        let dialog = AccountDialog(
            "account", form: form, over: parent, title: isFirst ? "The first administrator" : nil, width: 640)
        let person = EmployeeRow(
            "Employee", nobody: "No employee", people: model.people, code: form.draft.employee)
        person.onChosen = { [weak form] in
            form?.draft.employee = $0
            form?.typed(.employee)
            form?.typed(.roles)
        }
        dialog.group(
            "Account", dialog.text(.name, "Name to sign in by", \.name), dialog.row(.employee, person))
        dialog.append(dialog.roles(model).widget)
        if form.isNew { dialog.addPassword(isFirst: isFirst) }
        dialog.keep(person)
        dialog.present(at: .name)
        return dialog
    }

    private func roles(_ model: AccountsModel) -> RolesEditor {
        let editor = RolesEditor(form.draft.roles, departments: model.departments, locations: model.locations)
        editor.onChanged = { [weak form] in
            form?.draft.roles = $0
            form?.typed(.roles)
        }
        return row(.roles, editor)
    }

    private func addPassword(isFirst: Bool) {
        group(
            "Password", secret(.password, isFirst ? "Password" : "First password", \.password),
            secret(.again, "The same again", \.again))
        let rule = "Ten characters or more; several words are easy to keep. "
        note(
            rule
                + (isFirst
                    ? "From then on everybody signs in, and you are asked to at once. Keep the password where it is not lost."
                    : "Whoever signs in with it chooses another one first."))
    }
}

typealias ResetPasswordDialog = FormDialog<ResetPasswordFields, Void>

extension ResetPasswordDialog {
    /// A new password for somebody who does not know theirs any more.
    static func open(_ form: ResetPasswordForm, of line: AccountLine, over parent: Window) -> ResetPasswordDialog {
        let dialog = ResetPasswordDialog(
            form: form, over: parent, title: "Reset the password of \(line.name)", verb: "Reset")
        dialog.group(
            "Password", dialog.secret(.password, "New password", \.password),
            dialog.secret(.again, "The same again", \.again))
        let factor = line.entry.account.hasSecondFactor ? " The second factor goes, and has to be added anew." : ""
        dialog.note(
            "Ten characters or more; several words are easy to keep. Whoever signs in with it chooses another one first. "
                + "\(line.name) is signed out everywhere, and all access tokens end.\(factor)")
        dialog.present(at: .password)
        return dialog
    }
}
