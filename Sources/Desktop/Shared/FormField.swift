import Gtk

/// One line of a form, with room beside it for the sentence that says what is wrong.
protocol FormRow: AnyObject {
    var widget: Widget { get }
    /// Nil: nothing is wrong.
    func show(_ sentence: String?)
}

/// A field that is typed into.
final class FormField: FormRow {
    let row: EntryRow
    var widget: Widget { row }
    private let problem = ProblemLabel()

    /// - Parameters:
    ///   - left: the person goes on to another field.
    init(
        _ title: String, text: String, typed: @escaping @MainActor (String) -> Void,
        left: @escaping @MainActor () -> Void
    ) {
        row = EntryRow(title)
        row.text = text
        row.activatesDefault()
        row.addSuffix(problem.label)
        row.onChanged { [row] in typed(row.text) }
        row.onLeave(left)
    }

    func show(_ sentence: String?) {
        problem.show(sentence, beside: row)
    }
}

/// One of several.
final class FormChoice: FormRow {
    let row: ComboRow
    var widget: Widget { row }
    private let problem = ProblemLabel()
    /// The person chose another one.
    var onChosen: (Int) -> Void = { _ in }
    /// The choices change, not what is chosen.
    private var isOffering = false

    /// - Parameter left: another one was chosen, and the person is done with it.
    init(_ title: String, choices: [String], selected: Int, left: @escaping @MainActor () -> Void) {
        row = ComboRow(title, choices: choices)
        row.selected = selected
        row.addSuffix(problem.label)
        row.onSelected { [weak self] in
            guard let self, !isOffering else { return }
            onChosen(row.selected)
            left()
        }
    }

    /// Other choices, of which one is chosen at once, as if by the person.
    func offer(_ choices: [String], selecting index: Int) {
        isOffering = true
        row.offer(choices)
        isOffering = false
        row.selected = index
    }

    func show(_ sentence: String?) {
        problem.show(sentence, beside: row)
    }
}

/// The sentence at the end of a line; no wider than leaves the line its own words.
struct ProblemLabel {
    let label = Label(classes: "caption", "error")

    init() {
        label.wrapped()
        label.request(width: 230)
        label.align(vertically: .center)
        label.isVisible = false
    }

    func show(_ sentence: String?, beside row: Widget) {
        label.text = sentence ?? ""
        label.isVisible = sentence != nil
        row.setClass("error", sentence != nil)
        row.markInvalid(sentence != nil)
        row.describe(sentence ?? "")
    }
}
