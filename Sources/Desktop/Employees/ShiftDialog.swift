import Domain
import Gtk

typealias ShiftDialog = FormDialog<ShiftEntry, Shift>

extension ShiftDialog {
    /// Adds a shift: its hours and a break, with the usual rules.
    static func open(_ form: ShiftForm, over parent: Window) -> ShiftDialog {
        let dialog = ShiftDialog("shift", form: form, over: parent, verb: "Add shift")
        dialog.group(
            "Working time",
            dialog.text(.code, "Shift code, such as G", \.code),
            dialog.text(.name, "Shift name, such as General", \.name),
            dialog.text(.start, "Starts, such as 09:00", \.start),
            dialog.text(.end, "Ends, such as 18:00", \.end),
            dialog.text(.breaks, "Unpaid break, such as 13:00-14:00", \.pause))
        dialog.note("An end that is not later than the start is on the next day: a night shift.")
        dialog.present(at: .code)
        return dialog
    }
}
