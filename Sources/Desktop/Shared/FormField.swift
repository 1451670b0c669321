import Gtk

/// A field of a form with room beside it for the sentence that says what is wrong.
final class FormField {
    let row: EntryRow
    private let problem = Label(classes: "caption", "error")
    private let title: String

    /// - Parameters:
    ///   - left: the person goes on to another field.
    init(
        _ title: String, text: String, typed: @escaping @MainActor (String) -> Void,
        left: @escaping @MainActor () -> Void
    ) {
        self.title = title
        row = EntryRow(title)
        row.text = text
        row.activatesDefault()
        problem.wrapped()
        problem.request(width: 230)
        problem.align(vertically: .center)
        problem.isVisible = false
        row.addSuffix(problem)
        row.onChanged { [row] in typed(row.text) }
        row.onLeave(left)
    }

    func show(_ sentence: String?) {
        problem.text = sentence ?? ""
        problem.isVisible = sentence != nil
        row.setClass("error", sentence != nil)
        row.markInvalid(sentence != nil)
        row.describe(sentence ?? "")
    }
}
