import Domain
import Gtk
import Services

typealias EmployeeDialog = FormDialog<EmployeeDraft, EmployeeEntry>

extension EmployeeDialog {
    /// Adds or changes an employee.
    ///
    /// - Parameter shiftForm: a form for a shift that is not there yet; nil: others add these.
    static func open(
        _ form: EmployeeForm, shifts: [Shift], over parent: Window, shiftForm: (() -> ShiftForm)?
    ) -> EmployeeDialog {
        let dialog = EmployeeDialog("employee", form: form, over: parent)
        let postedFrom = dialog.text(.postedFrom, "There from which day, empty for today", \.postedFrom)
        dialog.group(
            "Person",
            dialog.text(.code, "Code", \.code),
            dialog.text(.name, "Name", \.name),
            dialog.text(.department, "Department", \.department),
            dialog.text(.location, "Location, if there are several", \.location), postedFrom,
            dialog.text(.manager, "Reports to: the code of an employee", \.manager),
            dialog.text(.gender, "Gender: female, male, other, or empty", \.gender),
            dialog.text(.deviceUser, "User number on terminals, if not the code", \.deviceUser))
        dialog.group(
            "Employment",
            dialog.text(.joined, "First day, such as 2026-11-22", \.joined),
            dialog.text(.left, "Last day, empty while employed", \.left))
        let shift = ShiftChoice(dialog, shifts: shifts, shiftForm: shiftForm)
        dialog.keep(shift)
        dialog.group("Shift", shift.choice, shift.first)
        // Asked of who moves only.
        dialog.whenShown { [weak form] in postedFrom.row.isVisible = form?.draft.isMove ?? false }
        dialog.present(at: .code)
        return dialog
    }
}

/// Which shift an employee works, and from when; a shift that is not there yet can be added on the way.
private final class ShiftChoice {
    let choice: FormChoice
    let first: FormField

    private let form: EmployeeForm
    private let given: String
    private var shifts: [Shift]
    private let slot = DialogSlot()

    init(_ dialog: EmployeeDialog, shifts: [Shift], shiftForm: (() -> ShiftForm)?) {
        form = dialog.form
        let given = form.draft.shift
        self.given = given
        self.shifts = shifts
        let start = form.isNew ? "Shift from, empty for the first day" : "From which day, empty for today"
        first = dialog.text(.shift, start, \.shiftFrom)
        let selected = shifts.firstIndex { $0.code == given }.map { $0 + 1 } ?? 0
        choice = dialog.choice(.shift, "Shift", ShiftChoice.words(shifts), selected: selected)
        choice.onChosen = { [weak self] in self?.choose($0) }
        dialog.whenShown { [weak self] in self?.show() }
        guard let shiftForm else { return }
        let new = Button("New shift…", classes: "flat")
        choice.row.addSuffix(new)
        new.onClicked { [weak self, weak dialog] in
            guard let self, let dialog else { return }
            slot.open {
                let made = ShiftDialog.open(shiftForm(), over: dialog.window)
                made.onSaved = { [weak self] in self?.take($0) }
                return made
            }
        }
    }

    private static func words(_ shifts: [Shift]) -> [String] {
        ["None"] + shifts.map { "\($0.code)  \($0.name)" }
    }

    private func choose(_ index: Int) {
        form.draft.shift = index == 0 ? "" : shifts[index - 1].code
        form.draft.endsShift = index == 0 && !given.isEmpty
        if form.draft.shift == given { form.draft.shiftFrom = "" }
    }

    private func take(_ new: Shift) {
        shifts.append(new)
        choice.offer(ShiftChoice.words(shifts), selecting: shifts.count)
    }

    /// When it begins is asked of another shift only: the one that holds has begun.
    private func show() {
        first.row.isVisible = form.draft.shift != given
    }
}
