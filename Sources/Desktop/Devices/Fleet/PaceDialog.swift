import Gtk
import Services

typealias PaceDialog = FormDialog<PaceEntry, FleetSettings>

extension PaceDialog {
    /// How terminals are collected from continuously.
    static func open(_ form: PaceForm, over parent: Window) -> PaceDialog {
        let dialog = PaceDialog(form: form, over: parent, title: "Collecting settings", verb: "Save", width: 640)
        dialog.group(
            "Each terminal", dialog.text(.scanInterval, "Seconds between two looks at a terminal", \.[.scanInterval]),
            dialog.text(.connectionTimeout, "Seconds that a connection may take", \.[.connectionTimeout]),
            dialog.text(
                .maxRetryAttempts, "Failures until it is left alone for a while", \.[.maxRetryAttempts]))
        dialog.group(
            "All terminals",
            dialog.text(
                .maxConcurrentDevices, "Terminals connected at the same time", \.[.maxConcurrentDevices]))
        dialog.note(
            "They hold for every program that collects from this database, and are followed at once, without a restart."
        )
        dialog.present(at: .scanInterval)
        return dialog
    }
}
