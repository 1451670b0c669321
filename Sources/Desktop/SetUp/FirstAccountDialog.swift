import Gtk

/// The first account, for a company that has gone without: the assistant's page, in a window of its own.
final class FirstAccountDialog: Dialog {
    var onClosed: () -> Void = {}
    /// It is there, and its administrator is signed in.
    var onAdded: (Session) -> Void = { _ in }

    private let model: SetUpModel
    private let frame: FormWindow
    private let fields: AdministratorFields

    init(_ model: SetUpModel, over parent: Window) {
        self.model = model
        fields = AdministratorFields(model.administrator)
        frame = FormWindow(over: parent, title: "Set up accounts", verb: "Add administrator")
        frame.append(
            Label(
                "The first account is an administrator’s, who adds the others. From then on people sign in, on the desktop, on the "
                    + "command line and elsewhere.", classes: "dim-label"
            ).wrapped(atMost: 64))
        frame.append(fields.widget)
        frame.isTouched = { [form = model.administrator] in form.isTouched }
        frame.onClosed = { [weak self] in self?.onClosed() }
        frame.onSave = { [weak self] in Task { await self?.save() } }
        model.administrator.onChange = { [weak self] in self?.show() }
        frame.window.present()
        fields.focus()
    }

    private func show() {
        fields.show()
        frame.show(failure: model.administrator.failure, isBusy: model.isBusy)
    }

    private func save() async {
        guard await model.goOn() else { return fields.focusOnProblem() }
        frame.closeSaved()
        onAdded(model.session)
    }
}
