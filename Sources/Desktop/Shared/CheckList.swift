import Gtk
import Services

/// Several lines, each of which is checked or not, with buttons for all and none.
final class CheckList: FormRow {
    struct Item {
        var title: String
        var note: String

        init(title: String, note: String) { (self.title, self.note) = (title, note) }

        init(_ terminal: DeviceSummary) {
            self.init(title: terminal.name, note: "\(terminal.condition.word) · \(terminal.address)")
        }
    }

    let widget: Widget
    /// Other ones are checked.
    var onChosen: (Set<Int>) -> Void = { _ in }

    private let checks: [CheckButton]
    private let all = Button("All")
    private let none = Button("None")
    private let problem = Label(classes: "caption", "error").wrapped()
    private let left: @MainActor () -> Void
    private var isTurning = false

    init(_ title: String, _ items: [Item], checked: Set<Int>, left: @escaping @MainActor () -> Void) {
        self.left = left
        checks = items.map { _ in CheckButton() }
        let group = PreferencesGroup()
        for (index, (item, check)) in zip(items, checks).enumerated() {
            let row = ActionRow(item.title, subtitle: item.note)
            row.addPrefix(check)
            row.presses(check)
            group.add(row, inListNamed: title)
            check.isOn = checked.contains(index)
        }
        let scroller = ScrolledWindow(group, horizontally: false)
        // Six lines are seen at once; of more the rest is scrolled to.
        scroller.request(height: min(Int32(items.count), 6) * 56 + 4)
        let heading = Label(title, classes: "heading")
        heading.expand(horizontally: true)
        problem.isVisible = false
        let head = Box.row(spacing: 6, heading, problem, all, none)
        widget = Box.column(spacing: 6, head, scroller)
        all.name("All: \(title)")
        none.name("None: \(title)")
        for check in checks { check.onToggled { [weak self] in self?.changed() } }
        all.onClicked { [weak self] in self?.turn(true) }
        none.onClicked { [weak self] in self?.turn(false) }
        showButtons()
    }

    var chosen: Set<Int> { Set(checks.indices.filter { checks[$0].isOn }) }

    func show(_ sentence: String?) {
        problem.text = sentence ?? ""
        problem.isVisible = sentence != nil
    }

    private func turn(_ isOn: Bool) {
        isTurning = true
        for check in checks { check.isOn = isOn }
        isTurning = false
        changed()
    }

    private func changed() {
        guard !isTurning else { return }
        showButtons()
        onChosen(chosen)
        left()
    }

    private func showButtons() {
        all.isSensitive = chosen.count < checks.count
        none.isSensitive = !chosen.isEmpty
    }
}
