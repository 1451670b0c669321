import Gtk

/// What the window shows while nobody has signed in.
final class SignInPage {
    let widget: Widget
    private let model: SignInModel
    private let name = EntryRow("Name")
    private let password = SecretRow("Password")
    private let code = EntryRow("Code that your telephone shows")
    private let newPassword = SecretRow("New password")
    private let again = SecretRow("New password again")
    private let explanation = Label(classes: "dim-label").wrapped()
    private let problem = Label(classes: "error").wrapped()
    private let button = Button("Sign in", classes: "pill", "suggested-action")
    private let back = Button("Back", classes: "flat")
    private let spinner = Spinner()
    private var shown: SignInModel.Step?

    init(_ model: SignInModel, in window: Window, menu: Menu) {
        self.model = model
        let group = PreferencesGroup()
        for row in [name, password, code, newPassword, again] { group.add(row, inListNamed: "Sign in") }
        button.align(horizontally: .center)
        let form = Box.column(
            spacing: 18, Label("E-Time", classes: "title-1"), explanation, group, problem, button, back, spinner)
        form.request(width: 360)
        form.align(horizontally: .center, vertically: .center)
        form.expand(horizontally: true, vertically: true)
        form.margin(18)
        let header = HeaderBar(title: WindowTitle("E-Time"))
        header.end(MenuButton(icon: "open-menu-symbolic", name: "Main menu", menu: menu))
        widget = Box.column(spacing: 0, header, form)
        for row in [password, newPassword, again] { row.activatesDefault() }
        for row in [name, code] { row.activatesDefault() }
        button.onClicked { [weak self] in self?.go() }
        back.align(horizontally: .center)
        back.onClicked { [weak self] in self?.model.goBack() }
        model.onChange = { [weak self] in self?.show() }
        window.setDefault(button)
        show()
    }

    private func go() {
        (model.name, model.password, model.code) = (name.text, password.text, code.text)
        (model.newPassword, model.newPasswordAgain) = (newPassword.text, again.text)
        Task { await model.go() }
    }

    private func show() {
        problem.text = model.problem ?? ""
        problem.isVisible = model.problem != nil
        button.isSensitive = !model.isBusy
        spinner.isSpinning = model.isBusy
        if model.problem != nil, model.step == .code { code.text = "" }
        guard model.step != shown else { return }
        shown = model.step
        for row in [name, password] as [Widget] { row.isVisible = model.step == .password }
        code.isVisible = model.step == .code
        back.isVisible = model.step == .code
        if model.step == .password { password.text = "" }
        for row in [newPassword, again] { row.isVisible = model.step == .newPassword }
        button.label = model.step == .newPassword ? "Change and go on" : "Sign in"
        switch model.step {
        case .password:
            explanation.text = "Sign in to go on."
            name.focus()
        case .code:
            explanation.text =
                "Your account takes a code as well: that of your telephone, or one of those you wrote down."
            code.focus()
        case .newPassword:
            explanation.text = "Somebody else chose your password. Choose one of your own: ten characters or more."
            newPassword.focus()
        }
    }
}
