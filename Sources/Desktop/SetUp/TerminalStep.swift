import Gtk
import Services

/// The device at the gate.
final class TerminalStep: SetUpStepPage {
    var widget: Widget { pages }
    let title = "The first terminal"
    let explanation =
        "The device on which people punch. Its menu shows its address, under Comm. or Ethernet; it has to be in this "
        + "computer’s network. More of them, readers and files are added later, under Devices."

    private let model: SetUpModel
    private let pages = Stack()
    private let lines: StepForm<TerminalEntry, DeviceSummary>
    private let name: FormField
    private let trial: TrialLine
    private let done = Label().wrapped(atMost: 70)
    private let dialogs = DialogSlot()
    private var tried: TerminalEntry?

    init(_ model: SetUpModel, over window: Window) {
        self.model = model
        let lines = StepForm(model.terminal)
        self.lines = lines
        name = lines.text(.name, "Name, such as Gate 1", \.device.name)
        trial = TrialLine("Test") { Task { await model.tryTerminal() } }
        let find = Button("Find…")
        find.name("Find terminals")
        find.tooltip = "Search the network for terminals"
        find.align(vertically: .start)
        let group = lines.group(
            "Terminal", name, lines.text(.host, "Address", \.device.host), lines.text(.port, "Port", \.device.port),
            lines.text(.commKey, "Comm key, 0 for none", \.device.commKey))
        pages.add(Box.column(spacing: 12, group, Box.row(spacing: 12, find, trial.widget)), named: "fields")
        pages.add(done, named: "done")
        find.onClicked { [weak self, weak window] in
            guard let self, let window else { return }
            openFind(over: window)
        }
    }

    private func openFind(over window: Window) {
        dialogs.open {
            let dialog = FindDialog(model: FindModel(session: model.session), over: window)
            dialog.onAdded = { [weak self] in self?.model.take($0) }
            return dialog
        }
    }

    func show() {
        lines.show()
        let draft = lines.form.draft
        if let tried, tried != draft { model.forgetTerminalTrial() }
        tried = model.terminalTrial == .none ? nil : draft
        trial.show(model.terminalTrial)
        done.text = model.outcomes[.terminal].map { "\($0) is added." } ?? ""
        pages.visible = model.outcomes[.terminal] == nil ? "fields" : "done"
    }

    func focus() { name.row.focus() }
    func focusOnProblem() { lines.focusOnProblem() }
}
