import Gtk
import Services

/// Who is to be removed from every terminal.
final class RemovalDialog: Dialog {
    var onClosed: () -> Void = {}
    /// The person was chosen, and the question answered.
    var onRemove: (RunModel) -> Void = { _ in }

    private let model: RemovalModel
    private let frame: FormWindow
    private let picker: PeoplePicker
    private let pages = Stack()

    init(_ model: RemovalModel, over parent: Window) {
        self.model = model
        frame = FormWindow(
            over: parent, title: "Remove somebody everywhere", verb: "Remove…", width: 720, height: 520)
        picker = PeoplePicker(model.people, heading: "Who is to be removed", purpose: "to remove", height: 240)
        let places = Label(
            model.hasTerminals
                ? "They are removed from \(model.places)." : "There is no terminal in use that keeps users.",
            classes: "dim-label"
        ).wrapped()
        let nobody = StatusPage(
            icon: "system-users-symbolic", title: "There are no employees",
            text:
                "Employees stand in their own room. Users whom no employee has are removed on the terminal’s page Users."
        )
        nobody.addClass("compact")
        pages.add(Box.column(spacing: 12, picker.widget, places), named: "people")
        pages.add(nobody, named: "nobody")
        frame.append(pages)
        frame.takesAway()
        connect()
        show()
        frame.window.present()
        picker.focus()
        Task { await model.people.load() }
    }

    private func connect() {
        model.people.onChange = { [weak self] in self?.show() }
        picker.onStop = { [weak self] in self?.frame.window.close() }
        frame.onSave = { [weak self] in Task { await self?.remove() } }
        frame.onClosed = { [weak self] in self?.onClosed() }
    }

    private func show() {
        picker.show()
        pages.visible = model.people.isEmpty ? "nobody" : "people"
        frame.show(failure: model.people.failure, isBusy: !model.people.isLoaded)
        frame.save.isSensitive = model.question != nil
    }

    private func remove() async {
        guard let question = model.question else { return }
        let agrees = await frame.window.ask(question.heading, question.text, verb: question.verb, isDestructive: true)
        guard agrees, let run = model.remove() else { return }
        frame.closeSaved()
        onRemove(run)
    }
}
