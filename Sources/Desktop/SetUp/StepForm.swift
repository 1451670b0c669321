import Gtk

/// The lines of a step over its draft.
final class StepForm<Draft: FormDraft, Saved> {
    let form: DraftForm<Draft, Saved>
    private var rows: [Draft.Field: any FormRow] = [:]

    init(_ form: DraftForm<Draft, Saved>) {
        self.form = form
    }

    func text(_ field: Draft.Field, _ title: String, _ path: WritableKeyPath<Draft, String>) -> FormField {
        let row = FormField(title, text: form.draft[keyPath: path]) { [weak form] text in
            form?.draft[keyPath: path] = text
            form?.typed(field)
        } left: { [weak form] in
            form?.leave(field)
        }
        rows[field] = row
        return row
    }

    func secret(_ field: Draft.Field, _ title: String, _ path: WritableKeyPath<Draft, String>) -> FormSecret {
        let row = FormSecret(title) { [weak form] text in
            form?.draft[keyPath: path] = text
            form?.typed(field)
        } left: { [weak form] in
            form?.leave(field)
        }
        rows[field] = row
        return row
    }

    func group(_ name: String, _ rows: any FormRow...) -> PreferencesGroup {
        let group = PreferencesGroup()
        for row in rows { group.add(row.widget, inListNamed: name) }
        return group
    }

    /// What is wrong, beside its lines.
    func show() {
        for (field, row) in rows { row.show(form.problems[field]) }
    }

    /// The first line in which something is wrong takes the keyboard.
    func focusOnProblem() {
        let first = Draft.Field.allCases.first { form.problems[$0] != nil && rows[$0] != nil }
        first.flatMap { rows[$0] }?.widget.focus()
    }
}

/// What came of trying something out, beside the button that does it.
final class TrialLine {
    let widget: Widget
    private let button: Button
    private let spinner = Spinner()
    private let icon = Icon("emblem-ok-symbolic")
    private let text = Label().wrapped(atMost: 60).selectable()

    init(_ verb: String, _ body: @escaping @MainActor () -> Void) {
        button = Button(verb)
        button.align(vertically: .start)
        text.expand(horizontally: true)
        text.align(vertically: .center)
        for part in [spinner, icon] as [Widget] { part.align(vertically: .center) }
        widget = Box.row(spacing: 12, button, spinner, icon, text)
        button.onClicked(body)
    }

    func show(_ trial: SetUpModel.Trial) {
        button.isSensitive = trial != .running
        spinner.isSpinning = trial == .running
        spinner.isVisible = trial == .running
        let sentence: String
        switch trial {
        case .none: sentence = ""
        case .running: sentence = "Trying…"
        case .good(let found):
            icon.show("emblem-ok-symbolic")
            sentence = found
        case .bad(let why):
            icon.show("dialog-warning-symbolic")
            sentence = why
        }
        icon.isVisible = ![.none, .running].contains(trial)
        if text.text != sentence { text.text = sentence }
        // What can be marked takes the keyboard, and would have no name.
        text.isVisible = !sentence.isEmpty
        text.setClass("error", { if case .bad = trial { true } else { false } }())
    }
}
