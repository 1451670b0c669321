import Domain
import Gtk

/// ‹ the date › : steps by a day, and a month to choose from.
final class DateChooser {
    let widget: Widget
    var onStep: (Int) -> Void = { _ in }
    /// Nil: follow the calendar.
    var onChoose: (CivilDate?) -> Void = { _ in }

    private let picker = DayPicker()
    private let button: MenuButton
    private let back = Button("Back to today", classes: "flat")
    private var isShowing = false

    init() {
        let earlier = Button(icon: "go-previous-symbolic", name: "Day before")
        let later = Button(icon: "go-next-symbolic", name: "Day after")
        button = MenuButton(name: "Choose a day", content: picker)
        let group = Box.row(spacing: 0, earlier, button, later)
        group.addClass("linked")
        widget = Box.row(spacing: 6, group, back)
        earlier.onClicked { [weak self] in self?.onStep(-1) }
        later.onClicked { [weak self] in self?.onStep(1) }
        back.onClicked { [weak self] in self?.onChoose(nil) }
        picker.onChosen { [weak self] in self?.picked() }
    }

    func show(_ date: CivilDate?, isCurrent: Bool) {
        back.isVisible = !isCurrent
        button.text = date.map { Words.date($0) } ?? ""
        guard let date else { return }
        isShowing = true
        picker.day = date.components
        isShowing = false
    }

    private func picked() {
        guard !isShowing else { return }
        let (year, month, day) = picker.day
        button.close()
        onChoose(CivilDate(year: year, month: month, day: day))
    }
}
