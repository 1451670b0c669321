import Gtk

/// What covers the window while its person is away.
final class LockPage {
    var widget: Widget { form.widget }
    /// Somebody else wants to sign in: what is open here is to be given up.
    var onOther: () -> Void = {}
    /// How many windows wait with what is typed in them.
    var waiting: () -> Int = { 0 }

    private let model: LockModel
    private let form: AccessForm
    private let password = SecretRow("Password")
    private let other = Button("Sign in as somebody else…", classes: "flat")
    private let warning = Label(classes: "dim-label").wrapped(atMost: 44)
    private let confirm = Button("Sign out", classes: "destructive-action")
    private let keep = Button("Keep it locked")
    private let question: Box

    init(_ model: LockModel, in window: Window) {
        self.model = model
        form = AccessForm(title: model.name, sign: Avatar(of: model.name, size: 72), verb: "Unlock")
        question = Box.column(spacing: 12, warning)
        form.group.add(password, inListNamed: "Unlock")
        form.append(other)
        form.append(question)
        let buttons = Box.row(spacing: 12, keep, confirm)
        buttons.align(horizontally: .center)
        question.append(buttons)
        warning.center()
        warning.justify(0.5)
        password.activatesDefault()
        form.show(company: model.role)
        form.explain("Locked. Everything is as you left it.")
        confirm.name("Sign out \(model.name)")
        connect()
        window.setDefault(form.button)
        asks(false)
    }

    func focus() { password.focus() }

    private func connect() {
        form.button.onClicked { [weak self] in
            guard let self else { return }
            model.password = password.text
            Task { [model] in await model.unlock() }
        }
        other.onClicked { [weak self] in self?.asks(true) }
        keep.onClicked { [weak self] in
            self?.asks(false)
            self?.focus()
        }
        confirm.onClicked { [weak self] in self?.onOther() }
        model.onChange = { [weak self] in self?.show() }
    }

    private func asks(_ isAsking: Bool) {
        let lost =
            switch waiting() {
            case 0: ""
            case 1: " What is typed in the open window and not saved is lost."
            case let count: " What is typed in the \(count) open windows and not saved is lost."
            }
        warning.text = "This signs \(model.name) out.\(lost)"
        question.isVisible = isAsking
        other.isVisible = !isAsking
        if isAsking { keep.focus() }
    }

    private func show() {
        form.show(problem: model.problem, isBusy: model.isBusy)
        guard !model.isBusy, model.problem != nil else { return }
        password.text = ""
        password.focus()
    }
}
