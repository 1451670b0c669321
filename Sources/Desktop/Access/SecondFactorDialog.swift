import Gtk
import Services

/// One's own second factor: set up, or switched off.
final class SecondFactorDialog: Dialog {
    var onClosed: () -> Void = {}
    /// A sentence that passes by.
    var onDone: (String) -> Void = { _ in }

    private let model: SecondFactorModel
    private let frame: FormWindow
    private let pages = Stack()
    private let secret = ActionRow("Secret")
    private let address = ActionRow("Address, for an application that takes one")
    private let code = EntryRow("Code that the telephone shows now")
    private let password = SecretRow("Your password")
    private let presentPassword = SecretRow("Your password")
    private let codes = Label(classes: "monospace", "title-4").selectable()
    private let copyCodes = Button("Copy all codes")

    init(_ model: SecondFactorModel, over parent: Window) {
        self.model = model
        frame = FormWindow(over: parent, title: "Second factor", verb: "Switch on", width: 600)
        let spinner = Spinner()
        spinner.isSpinning = true
        for (name, page) in [
            ("loading", spinner as Widget), ("add", addPage), ("codes", codesPage), ("remove", removePage),
        ] {
            pages.add(page, named: name)
        }
        frame.append(pages)
        frame.isTouched = { [weak model] in model?.isTouched ?? false }
        frame.onClosed = { [weak self] in self?.onClosed() }
        frame.onSave = { [weak self] in self?.go() }
        model.onChange = { [weak self] in self?.show() }
        model.onRemoved = { [weak self] in self?.end() }
        show()
        frame.window.present()
        Task { await model.load() }
    }

    private var addPage: Widget {
        let learn = PreferencesGroup()
        learn.add(secret, inListNamed: "What the telephone is to learn")
        learn.add(address, inListNamed: "What the telephone is to learn")
        secret.addSuffix(copying("Copy the secret") { $0.secret })
        address.addSuffix(copying("Copy the address") { $0.address })
        let prove = PreferencesGroup()
        prove.add(code, inListNamed: "Proof")
        prove.add(password, inListNamed: "Proof")
        code.activatesDefault()
        password.activatesDefault()
        code.onChanged { [model, code] in model.code = code.text }
        password.onChanged { [model, password] in model.password = password.text }
        return Box.column(
            spacing: 12,
            sentence(
                "Signing in then takes a code of your telephone as well as the password. Type the secret into an application "
                    + "for such codes (FreeOTP, Aegis, Google or Microsoft Authenticator), and the code that it shows here."
            ), learn, prove)
    }

    private var codesPage: Widget {
        copyCodes.align(horizontally: .start)
        copyCodes.onClicked { [codes] in codes.copyToClipboard(codes.text) }
        return Box.column(
            spacing: 12,
            sentence(
                "From now on, signing in takes a code. For the day on which the telephone is lost, each of these is taken once "
                    + "in its place. Write them down or print them: they are not shown again."), codes, copyCodes)
    }

    private var removePage: Widget {
        let group = PreferencesGroup()
        group.add(presentPassword, inListNamed: "Switch off")
        presentPassword.activatesDefault()
        presentPassword.onChanged { [model, presentPassword] in model.password = presentPassword.text }
        return Box.column(
            spacing: 12,
            sentence(
                "Signing in takes a code of your telephone as well as the password. Switched off, the password is enough; for "
                    + "a new telephone, switch it off and on again."), group)
    }

    private func sentence(_ text: String) -> Widget { Label(text, classes: "dim-label").wrapped(atMost: 70) }

    private func copying(_ name: String, _ text: @escaping (NewSecondFactor) -> String) -> Button {
        let button = Button(icon: "edit-copy-symbolic", name: name, classes: "flat")
        button.onClicked { [weak self, weak button] in
            guard case .add(let new) = self?.model.state else { return }
            button?.copyToClipboard(text(new))
        }
        return button
    }

    private func go() {
        Task { [model] in await model.go() }
    }

    private func end() {
        onDone("The second factor is off: your password is enough to sign in.")
        frame.closeSaved()
    }

    private func show() {
        frame.show(failure: model.problem, isBusy: model.isBusy)
        let before = pages.visible
        switch model.state {
        case .loading: pages.visible = "loading"
        case .add(let new):
            (secret.subtitle, address.subtitle) = (new.readableSecret, new.address)
            pages.visible = "add"
        case .codes(let all):
            codes.text = all.joined(separator: "\n")
            pages.visible = "codes"
        case .remove: pages.visible = "remove"
        }
        frame.offersVerb(["add", "remove"].contains(pages.visible))
        guard pages.visible != before else { return }
        turned(to: pages.visible)
    }

    private func turned(to page: String) {
        switch page {
        case "add": code.focus()
        case "codes": copyCodes.focus()
        case "remove":
            frame.save.label = "Switch off"
            frame.takesAway()
            presentPassword.focus()
        default: return
        }
    }
}
