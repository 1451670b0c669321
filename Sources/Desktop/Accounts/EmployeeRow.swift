import Domain
import Gtk
import Services

/// The line of a form that says which employee is meant, or that it is nobody.
final class EmployeeRow: FormRow {
    var widget: Widget { row }
    /// The employee's code; empty for nobody.
    var onChosen: (String) -> Void = { _ in }

    private let row: ActionRow
    private let button: EmployeeButton
    private let problem = ProblemLabel()

    /// - Parameters:
    ///   - nobody: what is said where it is no employee.
    ///   - code: of whom it is now; empty for nobody.
    init(_ title: String, nobody: String, people: [EmployeeEntry], code: String) {
        row = ActionRow(title)
        button = EmployeeButton(name: title, nobody: nobody, purpose: "for the account")
        button.offer(people, chosen: people.first { $0.employee.code == code })
        row.addSuffix(problem.label)
        row.addSuffix(button.widget)
        button.onChosen = { [weak self] in self?.onChosen($0?.employee.code ?? "") }
    }

    func show(_ sentence: String?) { problem.show(sentence, beside: row) }
}
