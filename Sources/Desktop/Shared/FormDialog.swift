import Gtk

/// A form in a window of its own, over its draft: each dialog is a list of its lines.
///
/// What is typed goes into the draft, what is wrong stands beside its line, and a save that fails leads to the first line
/// that is wrong.
final class FormDialog<Draft: FormDraft, Saved>: Dialog {
    var onClosed: () -> Void = {}
    var onSaved: (Saved) -> Void = { _ in }

    let form: DraftForm<Draft, Saved>
    var window: Window { frame.window }
    var saveButton: Button { frame.save }
    private let frame: FormWindow
    private var rows: [Draft.Field: any FormRow] = [:]
    /// What lives as long as the dialog, beside its lines.
    private var parts: [AnyObject] = []
    private var refresh: () -> Void = {}

    /// - Parameters:
    ///   - noun: what is added or changed: `terminal`.
    ///   - title: where nothing is added or changed.
    ///   - verb: what the button says; else Add or Save.
    init(
        _ noun: String = "", form: DraftForm<Draft, Saved>, over parent: Window, title: String? = nil,
        verb: String? = nil, width: Int32 = 560
    ) {
        self.form = form
        frame = FormWindow(
            over: parent, title: title ?? (form.isNew ? "New \(noun)" : "Edit \(noun)"),
            verb: verb ?? (form.isNew ? "Add" : "Save"), width: width)
        frame.onSave = { [weak self] in Task { await self?.save() } }
        frame.isTouched = { [weak form] in form?.isTouched ?? false }
        frame.onClosed = { [weak self] in self?.onClosed() }
        form.onChange = { [weak self] in self?.show() }
    }

    /// What its button does cannot be taken back.
    func takesAway() { frame.takesAway() }

    /// Lines that belong together; the name is heard, not seen.
    func group(_ name: String, _ rows: any FormRow...) {
        frame.append(makeGroup(name, rows))
    }

    /// For a dialog that lays its groups out itself.
    func makeGroup(_ name: String, _ rows: [any FormRow]) -> PreferencesGroup {
        let group = PreferencesGroup()
        for row in rows { group.add(row.widget, inListNamed: name) }
        return group
    }

    func append(_ part: Widget) {
        frame.append(part)
    }

    /// A sentence below the lines.
    func note(_ text: String) {
        frame.append(Label(text, classes: "dim-label", "caption").wrapped())
    }

    func keep(_ part: AnyObject) {
        parts.append(part)
    }

    /// Called whenever the form has changed, after those that were said before.
    func whenShown(_ body: @escaping () -> Void) {
        refresh = { [refresh] in
            refresh()
            body()
        }
    }

    /// Opens the window, with the keyboard in its first line.
    func present(at first: Draft.Field) {
        refresh()
        window.present()
        rows[first]?.widget.focus()
    }

    /// A line that is typed into.
    func text(_ field: Draft.Field, _ title: String, _ path: WritableKeyPath<Draft, String>) -> FormField {
        let row = FormField(title, text: form.draft[keyPath: path]) { [weak form] text in
            form?.draft[keyPath: path] = text
            form?.typed(field)
        } left: { [weak form] in
            form?.leave(field)
        }
        if rows[field] as? FormField == nil { rows[field] = row }
        return row
    }

    /// A line of which one of several is chosen. It takes the field's sentence where no line that is typed into does.
    func choice(_ field: Draft.Field, _ title: String, _ choices: [String], selected: Int) -> FormChoice {
        let row = FormChoice(title, choices: choices, selected: selected) { [weak form] in
            form?.typed(field)
            form?.leave(field)
        }
        if rows[field] == nil { rows[field] = row }
        return row
    }

    /// A line whose choices are all the values of a type.
    func choice<Value: CaseIterable & Equatable>(
        _ field: Draft.Field, _ title: String, _ path: WritableKeyPath<Draft, Value>, words: (Value) -> String
    ) -> FormChoice {
        let values = Array(Value.allCases)
        let selected = values.firstIndex(of: form.draft[keyPath: path]) ?? 0
        let row = choice(field, title, values.map(words), selected: selected)
        row.onChosen = { [weak form] in form?.draft[keyPath: path] = values[$0] }
        return row
    }

    /// Lines that are checked or not.
    func checks(_ field: Draft.Field, _ title: String, _ items: [CheckList.Item], checked: Set<Int>) -> CheckList {
        let row = CheckList(title, items, checked: checked) { [weak form] in
            form?.typed(field)
            form?.leave(field)
        }
        if rows[field] == nil { rows[field] = row }
        return row
    }

    /// A line of a kind of its own.
    func row<Row: FormRow>(_ field: Draft.Field, _ row: Row) -> Row {
        rows[field] = row
        return row
    }

    private func show() {
        for (field, row) in rows { row.show(form.problems[field]) }
        frame.show(failure: form.failure, isBusy: form.isSaving)
        refresh()
    }

    private func save() async {
        guard let saved = await form.save() else {
            Draft.Field.allCases.first { form.problems[$0] != nil }.flatMap { rows[$0] }?.widget.focus()
            return
        }
        onSaved(saved)
        frame.closeSaved()
    }
}

/// A window over another that can be open once.
protocol Dialog: AnyObject {
    var onClosed: () -> Void { get set }
}

/// Keeps the one dialog that is open, until it is closed.
final class DialogSlot {
    private var dialog: (any Dialog)?

    /// Does nothing while one is open.
    func open(_ make: () -> some Dialog) {
        guard dialog == nil else { return }
        let made = make()
        dialog = made
        made.onClosed = { [weak self] in self?.dialog = nil }
    }
}
