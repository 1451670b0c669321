import Gtk

/// A field for a secret, such as a new password.
final class FormSecret: FormRow {
    let row: SecretRow
    var widget: Widget { row }
    private let problem = ProblemLabel()

    /// - Parameter left: the person goes on to another field.
    init(_ title: String, typed: @escaping @MainActor (String) -> Void, left: @escaping @MainActor () -> Void) {
        row = SecretRow(title)
        row.activatesDefault()
        row.addSuffix(problem.label)
        row.onChanged { [weak self] in self.map { typed($0.row.text) } }
        row.onLeave(left)
    }

    func show(_ sentence: String?) {
        problem.show(sentence, beside: row)
    }
}

extension FormDialog {
    /// A line for a secret.
    func secret(_ field: Draft.Field, _ title: String, _ path: WritableKeyPath<Draft, String>) -> FormSecret {
        row(
            field,
            FormSecret(title) { [weak form] text in
                form?.draft[keyPath: path] = text
                form?.typed(field)
            } left: { [weak form] in
                form?.leave(field)
            })
    }
}
