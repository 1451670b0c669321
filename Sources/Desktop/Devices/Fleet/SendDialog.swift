import Gtk
import Services

/// Who is to be written to which terminals.
final class SendDialog: Dialog {
    var onClosed: () -> Void = {}
    /// The person and the terminals were chosen.
    var onSend: (RunModel) -> Void = { _ in }

    private let model: SendModel
    private let frame: FormWindow
    private let picker: PeoplePicker
    private let terminals: CheckList
    private let pages = Stack()

    init(_ model: SendModel, over parent: Window) {
        self.model = model
        frame = FormWindow(over: parent, title: "Send somebody to terminals", verb: "Send", width: 720, height: 640)
        picker = PeoplePicker(model.people, heading: "Who is to be sent", purpose: "to send", height: 200)
        let items = model.terminals.map { CheckList.Item($0) }
        let checked = model.terminals.indices.filter { model.targets.contains(model.terminals[$0].id) }
        terminals = CheckList("Send to", items, checked: Set(checked)) {}
        let note = Label(
            "The person is written with number and name, and with the fingers that are kept of them. A card or password that the "
                + "terminal has of them stays. Whoever else has the number there stays too, and the terminal is then named.",
            classes: "dim-label", "caption"
        ).wrapped()
        let nobody = StatusPage(
            icon: "system-users-symbolic", title: "There are no employees",
            text: "Employees stand in their own room. Others are written on the terminal’s page Users.")
        nobody.addClass("compact")
        pages.add(Box.column(spacing: 12, picker.widget, terminals.widget, note), named: "people")
        pages.add(nobody, named: "nobody")
        frame.append(pages)
        connect()
        show()
        frame.window.present()
        picker.focus()
        Task { await model.people.load() }
    }

    private func connect() {
        model.people.onChange = { [weak self] in self?.show() }
        terminals.onChosen = { [model] chosen in model.targets = Set(chosen.map { model.terminals[$0].id }) }
        picker.onStop = { [weak self] in self?.frame.window.close() }
        frame.onSave = { [weak self] in self?.send() }
        frame.onClosed = { [weak self] in self?.onClosed() }
    }

    private func show() {
        picker.show()
        pages.visible = model.people.isEmpty ? "nobody" : "people"
        frame.show(failure: model.people.failure, isBusy: !model.people.isLoaded)
        frame.save.label = model.verb
        frame.save.isSensitive = model.isComplete
    }

    private func send() {
        guard let run = model.send() else { return }
        frame.closeSaved()
        onSend(run)
    }
}
