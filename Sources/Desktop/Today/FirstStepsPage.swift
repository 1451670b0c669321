import Gtk

/// What an empty company does first, one line a step, with the button that does it or what came of it.
final class FirstStepsPage {
    let widget: StatusPage
    var onStep: (FirstSteps.Step) -> Void = { _ in }

    private var lines: [(step: FirstSteps.Step, row: Widget, button: Button, outcome: Label, done: Icon)] = []

    init() {
        let group = PreferencesGroup()
        let clamp = Clamp(group, width: 520)
        widget = StatusPage(
            icon: "x-office-calendar-symbolic", title: "Welcome",
            text: "These steps lead to the first day: who came, when, and what it came to.", action: clamp)
        clamp.align(horizontally: .fill)
        for step in FirstSteps.Step.allCases { group.add(line(step), inListNamed: "First steps") }
    }

    func show(_ steps: FirstSteps) {
        for (step, row, button, outcome, done) in lines {
            row.isVisible = steps.steps.contains(step)
            let words = steps.outcome(of: step)
            outcome.text = words ?? ""
            outcome.isVisible = words != nil
            done.isVisible = words != nil
            button.isVisible = words == nil
            button.setClass("suggested-action", step == steps.next)
            // Nothing can be fetched from a terminal that is not there.
            button.isSensitive = step != .punches || steps.terminals > 0
        }
    }

    private func line(_ step: FirstSteps.Step) -> Widget {
        let button = Button(step.verb)
        let outcome = Label("", classes: "dim-label")
        let done = Icon("object-select-symbolic")
        let row = ActionRow(step.title, subtitle: step.text)
        for part in [outcome, done, button] { row.addSuffix(part) }
        button.onClicked { [weak self] in self?.onStep(step) }
        lines.append((step, row, button, outcome, done))
        return row
    }
}

extension FirstSteps.Step {
    fileprivate var title: String {
        switch self {
        case .shift: "Working times"
        case .employee: "People"
        case .terminal: "Terminal"
        case .punches: "Punches"
        }
    }

    fileprivate var text: String {
        switch self {
        case .shift: "When work starts and ends, and the break."
        case .employee: "Whose time is kept. A list: “etime employee import FILE.csv”."
        case .terminal: "The device at the gate, by its address in the network."
        case .punches: "Fetched from the terminal, and each day worked out."
        }
    }

    fileprivate var verb: String {
        switch self {
        case .shift: "Add shift…"
        case .employee: "Add employee…"
        case .terminal: "Add terminal…"
        case .punches: "Sync now"
        }
    }
}
