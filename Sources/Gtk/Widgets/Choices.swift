import CAdwaita

/// Buttons side by side of which exactly one is pressed: the parts of a page.
package final class Choices {
    package let widget: Widget
    /// The person pressed another one.
    package var onChosen: (Int) -> Void = { _ in }
    package private(set) var chosen = 0

    private let buttons: [ToggleButton]
    private var isShowing = false

    package init(name label: String, _ words: [String]) {
        let row = Box.row(spacing: 0)
        row.addClass("linked")
        row.name(label)
        buttons = words.map { ToggleButton.labelled($0) }
        widget = row
        for (index, button) in buttons.enumerated() {
            button.expand(horizontally: true)
            row.append(button)
            button.onToggled { [weak self] in self?.toggled(index) }
        }
        show(0)
    }

    package func show(_ index: Int) {
        isShowing = true
        defer { isShowing = false }
        chosen = index
        for (other, button) in buttons.enumerated() { button.isActive = other == index }
    }

    /// Another word on one of them.
    package func say(_ word: String, at index: Int) {
        if buttons[index].label != word { buttons[index].label = word }
    }

    private func toggled(_ index: Int) {
        guard !isShowing else { return }
        let isNew = index != chosen
        show(index)
        if isNew { onChosen(index) }
    }
}
