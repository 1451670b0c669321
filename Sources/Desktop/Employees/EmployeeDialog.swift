import Domain
import Gtk
import Services

/// Adds or changes an employee.
final class EmployeeDialog {
    var onClosed: () -> Void = {}
    var onSaved: (EmployeeEntry) -> Void = { _ in }

    private let form: EmployeeForm
    private let frame: FormWindow
    private let shift: ComboRow
    private let shiftForm: () -> ShiftForm
    private var shifts: [Shift]
    /// The choices change, not what is chosen.
    private var isOffering = false
    private var shiftDialog: ShiftDialog?
    private let shiftProblem = Label(classes: "caption", "error")
    private var fields: [EmployeeField: FormField] = [:]

    /// - Parameter shiftForm: a form for a shift that is not there yet.
    init(form: EmployeeForm, shifts: [Shift], over parent: Window, shiftForm: @escaping () -> ShiftForm) {
        self.form = form
        self.shifts = shifts
        self.shiftForm = shiftForm
        frame = FormWindow(
            over: parent, title: form.isNew ? "New employee" : "Edit employee", verb: form.isNew ? "Add" : "Save")
        shift = ComboRow("Shift", choices: EmployeeDialog.choices(shifts))
        frame.append(person())
        frame.append(employment())
        frame.onSave = { [weak self] in Task { await self?.save() } }
        frame.isTouched = { [weak form] in form?.isTouched ?? false }
        frame.onClosed = { [weak self] in self?.onClosed() }
        form.onChange = { [weak self] in self?.show() }
        frame.window.present()
        fields[.code]?.row.focus()
    }

    private func person() -> Widget {
        let group = PreferencesGroup()
        group.add(field(.code, "Code", \.code))
        group.add(field(.name, "Name", \.name))
        group.add(field(.department, "Department", \.department))
        group.add(field(.deviceUser, "User number on terminals, if not the code", \.deviceUser))
        return group
    }

    private func employment() -> Widget {
        let group = PreferencesGroup()
        group.add(field(.joined, "First day, such as 2026-11-22", \.joined))
        group.add(field(.left, "Last day, empty while employed", \.left))
        shift.selected = shifts.firstIndex { $0.code == form.draft.shift }.map { $0 + 1 } ?? 0
        shift.onSelected { [weak self] in
            guard let self, !isOffering else { return }
            form.draft.shift = shift.selected == 0 ? "" : shifts[shift.selected - 1].code
            // A shift that is chosen anew starts where the service says: a first day of the one before is not its.
            form.draft.shiftFrom = ""
            form.typed(.shift)
            form.leave(.shift)
        }
        let new = Button("New shift…", classes: "flat")
        new.onClicked { [weak self] in self?.openShift() }
        shift.addSuffix(new)
        group.add(shift)
        shiftProblem.wrapped()
        group.add(shiftProblem)
        return group
    }

    private static func choices(_ shifts: [Shift]) -> [String] {
        ["None"] + shifts.map { "\($0.code)  \($0.name)" }
    }

    private func openShift() {
        guard shiftDialog == nil else { return }
        let dialog = ShiftDialog(form: shiftForm(), over: frame.window)
        shiftDialog = dialog
        dialog.onClosed = { [weak self] in self?.shiftDialog = nil }
        dialog.onSaved = { [weak self] in self?.take($0) }
    }

    private func take(_ new: Shift) {
        shifts.append(new)
        isOffering = true
        shift.offer(EmployeeDialog.choices(shifts))
        isOffering = false
        shift.selected = shifts.count
    }

    private func field(
        _ field: EmployeeField, _ title: String, _ path: WritableKeyPath<EmployeeDraft, String>
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
        shiftProblem.text = form.problems[.shift] ?? ""
        frame.show(failure: form.failure, isBusy: form.isSaving)
    }

    private func save() async {
        guard let saved = await form.save() else {
            EmployeeField.allCases.first { form.problems[$0] != nil }.flatMap { fields[$0] }?.row.focus()
            return
        }
        onSaved(saved)
        frame.closeSaved()
    }
}
