import Gtk

/// What the window shows while nobody has signed in.
final class SignInPage {
    var widget: Widget { form.widget }
    private let model: SignInModel
    private let form: AccessForm
    private let name = EntryRow("Name")
    private let password = SecretRow("Password")
    private let code = EntryRow("Code that your telephone shows")
    private let newPassword = SecretRow("New password")
    private let again = SecretRow("New password again")
    private let back = Button("Back", classes: "flat")
    private var shown: SignInModel.Step?

    init(_ model: SignInModel, in window: Window, menu: Menu) {
        self.model = model
        form = AccessForm(title: "E-Time", sign: Icon("x-office-calendar", size: 72), verb: "Sign in")
        for row in [name, password, code, newPassword, again] { form.group.add(row, inListNamed: "Sign in") }
        form.append(back)
        form.header.end(MenuButton(icon: "open-menu-symbolic", name: "Main menu", menu: menu))
        for row in [password, newPassword, again] { row.activatesDefault() }
        for row in [name, code] { row.activatesDefault() }
        form.button.onClicked { [weak self] in self?.go() }
        back.onClicked { [weak self] in self?.model.goBack() }
        model.onChange = { [weak self] in self?.show() }
        window.setDefault(form.button)
        show()
    }

    /// Where the keyboard goes, once the page stands in the window.
    func focus() { (name.text.isEmpty ? name as Widget : password).focus() }

    private func go() {
        (model.name, model.password, model.code) = (name.text, password.text, code.text)
        (model.newPassword, model.newPasswordAgain) = (newPassword.text, again.text)
        Task { await model.go() }
    }

    private func show() {
        form.show(company: model.company)
        form.show(problem: model.problem, isBusy: model.isBusy)
        if !model.isBusy, model.problem != nil, shown == model.step { begin(again: model.step) }
        guard model.step != shown else { return }
        shown = model.step
        for row in [name, password] as [Widget] { row.isVisible = model.step == .password }
        code.isVisible = model.step == .code
        back.isVisible = model.step == .code
        if model.step == .password { password.text = "" }
        for row in [newPassword, again] { row.isVisible = model.step == .newPassword }
        form.button.label = model.step == .newPassword ? "Change and go on" : "Sign in"
        explain()
    }

    /// What was wrong is to be typed anew.
    private func begin(again step: SignInModel.Step) {
        switch step {
        case .password:
            password.text = ""
            (name.text.isEmpty ? name as Widget : password).focus()
        case .code:
            code.text = ""
            code.focus()
        case .newPassword: newPassword.focus()
        }
    }

    private func explain() {
        switch model.step {
        case .password:
            form.explain(model.notice.map { "\($0) Sign in to go on." } ?? "Sign in to go on.")
            focus()
        case .code:
            form.explain("Your account takes a code as well: that of your telephone, or one of those you wrote down.")
            code.focus()
        case .newPassword:
            form.explain("Somebody else chose your password. Choose one of your own: ten characters or more.")
            newPassword.focus()
        }
    }
}
