import Gtk

/// The lines of the first account, with what its password has to be.
final class AdministratorFields {
    let widget: Widget
    private let lines: StepForm<AdministratorEntry, Void>
    private let name: FormField
    private var rules: [(icon: Icon, label: Label)] = []

    init(_ form: DraftForm<AdministratorEntry, Void>) {
        lines = StepForm(form)
        name = lines.text(.name, "Account name, such as meera", \.name)
        let group = lines.group(
            "Administrator", name, lines.secret(.password, "Password", \.password),
            lines.secret(.again, "Password again", \.again))
        let list = Box.column(spacing: 4)
        list.name("What the password has to be")
        list.margin(top: 0, bottom: 0, start: 12, end: 12)
        for rule in form.draft.rules {
            let line = (icon: Icon("radio-symbolic"), label: Label(rule.text, classes: "dim-label"))
            rules.append(line)
            list.append(Box.row(spacing: 8, line.icon, line.label))
        }
        widget = Box.column(spacing: 12, group, list)
        show()
    }

    func show() {
        lines.show()
        for ((icon, label), rule) in zip(rules, lines.form.draft.rules) {
            icon.show(rule.holds ? "object-select-symbolic" : "radio-symbolic")
            icon.setClass("success", rule.holds)
            label.setClass("dim-label", !rule.holds)
            label.name(rule.holds ? "\(rule.text): yes" : "\(rule.text): not yet")
        }
    }

    func focus() { name.row.focus() }
    func focusOnProblem() { lines.focusOnProblem() }
}
