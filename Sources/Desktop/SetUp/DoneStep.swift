import Gtk

/// What came of it, and what to do next.
final class DoneStep: SetUpStepPage {
    var widget: Widget { column }
    let title = "That is all it takes"
    let explanation =
        "Next come the people: the working times, the employees, and the first collection. Today leads through these steps."

    private let model: SetUpModel
    private let column = Box.column(spacing: 12)
    private var rows: [(step: SetUpModel.Step, row: ActionRow, icon: Icon)] = []

    init(_ model: SetUpModel) {
        self.model = model
        let group = PreferencesGroup()
        for step in SetUpModel.Step.allCases where step != .done {
            let (row, icon) = (ActionRow(step.word), Icon("object-select-symbolic"))
            row.addPrefix(icon)
            group.add(row, inListNamed: "What was set up")
            rows.append((step, row, icon))
        }
        column.append(group)
    }

    func show() {
        for (step, row, icon) in rows {
            let outcome = model.outcomes[step]
            row.subtitle = outcome ?? Self.leftOut(step)
            icon.show(outcome == nil ? "radio-symbolic" : "object-select-symbolic")
            icon.setClass("success", outcome != nil)
        }
    }

    /// Where it is done later.
    private static func leftOut(_ step: SetUpModel.Step) -> String {
        switch step {
        case .company: "Left out. “etime company --name NAME --zone ZONE” sets it."
        case .database: "Left as it is."
        case .administrator:
            "Left out: whoever opens this program may do everything. “Set up accounts…” is in the user menu."
        case .terminal: "Left out. “Add terminal…” is under Devices."
        case .done: ""
        }
    }

    func focus() {}
    func focusOnProblem() {}
}
