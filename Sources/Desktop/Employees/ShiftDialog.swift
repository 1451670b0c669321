import Domain
import Gtk

/// Adds a shift: its hours and a break, with the usual rules.
final class ShiftDialog {
    var onClosed: () -> Void = {}
    var onSaved: (Shift) -> Void = { _ in }

    private let form: ShiftForm
    private let frame: FormWindow
    private var fields: [ShiftEntry.Field: FormField] = [:]

    init(form: ShiftForm, over parent: Window) {
        self.form = form
        frame = FormWindow(over: parent, title: "New shift", verb: "Add shift")
        frame.append(rows())
        let note = "An end that is not later than the start is on the next day: a night shift."
        frame.append(Label(note, classes: "dim-label", "caption").wrapped())
        frame.isTouched = { [weak form] in form?.isTouched ?? false }
        frame.onSave = { [weak self] in Task { await self?.save() } }
        frame.onClosed = { [weak self] in self?.onClosed() }
        form.onChange = { [weak self] in self?.show() }
        frame.window.present()
        fields[.code]?.row.focus()
    }

    private func rows() -> Widget {
        let group = PreferencesGroup()
        group.add(field(.code, "Shift code, such as G", \.code))
        group.add(field(.name, "Shift name, such as General", \.name))
        group.add(field(.start, "Starts, such as 09:00", \.start))
        group.add(field(.end, "Ends, such as 18:00", \.end))
        group.add(field(.breaks, "Unpaid break, such as 13:00-14:00", \.pause))
        return group
    }

    private func field(
        _ field: ShiftEntry.Field, _ title: String, _ path: WritableKeyPath<ShiftEntry, String>
    ) -> Widget {
        let made = FormField(title, text: form.draft[keyPath: path]) { [weak self] text in
            self?.form.draft[keyPath: path] = text
            self?.form.typed(field)
        } left: { [weak self] in
            self?.form.leave(field)
        }
        fields[field] = made
        return made.row
    }

    private func show() {
        for (field, row) in fields { row.show(form.problems[field]) }
        frame.show(failure: form.failure, isBusy: form.isSaving)
    }

    private func save() async {
        guard let saved = await form.save() else {
            ShiftEntry.Field.allCases.first { form.problems[$0] != nil }.flatMap { fields[$0] }?.row.focus()
            return
        }
        onSaved(saved)
        frame.closeSaved()
    }
}
