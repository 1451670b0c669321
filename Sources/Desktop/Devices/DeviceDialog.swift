import Domain
import Gtk
import Services

/// Adds or changes a terminal.
final class DeviceDialog {
    var onClosed: () -> Void = {}
    var onSaved: (DeviceSummary) -> Void = { _ in }

    private let form: DeviceForm
    private let frame: FormWindow
    private let transport = ComboRow("Transport", choices: ["Automatic", "TCP", "UDP"])
    private let direction = ComboRow(
        "Direction of its punches",
        choices: ["As the person presses", "Always in", "Always out", "In and out by turns"])
    private var fields: [DeviceField: FormField] = [:]

    init(form: DeviceForm, over parent: Window) {
        self.form = form
        frame = FormWindow(
            over: parent, title: form.isNew ? "New terminal" : "Edit terminal", verb: form.isNew ? "Add" : "Save")
        frame.append(place())
        frame.append(manner())
        frame.onSave = { [weak self] in Task { await self?.save() } }
        frame.isTouched = { [weak form] in form?.isTouched ?? false }
        frame.onClosed = { [weak self] in self?.onClosed() }
        form.onChange = { [weak self] in self?.show() }
        frame.window.present()
        fields[.name]?.row.focus()
    }

    private func place() -> Widget {
        let group = PreferencesGroup()
        group.add(field(.name, "Name, such as Gate 1", \.name))
        group.add(field(.host, "Address", \.host))
        group.add(field(.port, "Port", \.port))
        group.add(field(.commKey, "Comm key, 0 for none", \.commKey))
        return group
    }

    private func manner() -> Widget {
        let group = PreferencesGroup()
        group.add(field(.zone, "Time zone, if not the company’s", \.zone))
        transport.selected = DeviceTransport.allCases.firstIndex(of: form.draft.transport) ?? 0
        transport.onSelected { [weak self] in
            guard let self else { return }
            form.draft.transport = DeviceTransport.allCases[transport.selected]
        }
        direction.selected = DeviceDirection.allCases.firstIndex(of: form.draft.direction) ?? 0
        direction.onSelected { [weak self] in
            guard let self else { return }
            form.draft.direction = DeviceDirection.allCases[direction.selected]
        }
        group.add(transport)
        group.add(direction)
        return group
    }

    private func field(_ field: DeviceField, _ title: String, _ path: WritableKeyPath<DeviceDraft, String>) -> Widget {
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
            DeviceField.allCases.first { form.problems[$0] != nil }.flatMap { fields[$0] }?.row.focus()
            return
        }
        onSaved(saved)
        frame.closeSaved()
    }
}
