import Gtk
import Services

/// How many are in, late, absent…; each number is a button that leads to its rows.
final class CountsBar {
    let widget = Box.row(spacing: 6)
    var onPress: (DayGroup) -> Void = { _ in }

    private var buttons: [(group: DayGroup, button: ToggleButton, number: Label)] = []
    private var isShowing = false

    init() {
        widget.margin(top: 8, bottom: 8, start: 12, end: 12)
        for group in DayGroup.allCases { add(group) }
    }

    func show(_ sheet: DaySheet?, filter: DayGroup?) {
        isShowing = true
        defer { isShowing = false }
        for (group, button, number) in buttons {
            let count = sheet?.count(group) ?? 0
            number.text = "\(count)"
            button.name("\(group.word) \(count)")
            button.isActive = group == filter
            button.setClass("nobody", count == 0)
        }
    }

    private func add(_ group: DayGroup) {
        let button = ToggleButton.labelled("", classes: "count")
        let number = Label("0", classes: "numeric", "number")
        let word = Label(group.word)
        for label in [word, number] { label.align(vertically: .baseline) }
        button.setContent(Box.row(spacing: 8, word, number))
        button.tooltip = "Show only: \(group.word.lowercased())"
        button.onToggled { [weak self] in
            guard let self, !isShowing else { return }
            onPress(group)
        }
        buttons.append((group, button, number))
        widget.append(button)
    }
}
