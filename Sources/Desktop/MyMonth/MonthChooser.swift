import Gtk
import Services

/// ‹ November 2026 › : steps by a month.
final class MonthChooser {
    let widget: Widget
    var onStep: (Int) -> Void = { _ in }
    /// Nil: follow the calendar.
    var onCurrent: () -> Void = {}

    private let later = Button(icon: "go-next-symbolic", name: "Month after", classes: "flat")
    private let name = Label(classes: "heading")
    private let back = Button("Back to this month", classes: "flat")

    init() {
        let earlier = Button(icon: "go-previous-symbolic", name: "Month before", classes: "flat")
        // Wide enough for the longest, so that the buttons stay under the pointer.
        name.request(width: 128)
        name.justify(0.5)
        widget = Box.row(spacing: 6, Box.row(spacing: 0, earlier, name, later), back)
        earlier.onClicked { [weak self] in self?.onStep(-1) }
        later.onClicked { [weak self] in self?.onStep(1) }
        back.onClicked { [weak self] in self?.onCurrent() }
    }

    func show(_ month: Month?, isCurrent: Bool) {
        name.text = month.map { Words.month($0) } ?? ""
        later.isSensitive = !isCurrent
        back.isVisible = !isCurrent
    }
}
