import Gtk

/// The sums of a month, side by side.
final class MonthSumsBar {
    let widget = Box.row(spacing: 24)
    private var shown: MonthSums?

    init() {
        widget.name("Sums of the month")
        widget.margin(top: 12, bottom: 12, start: 12, end: 12)
    }

    func show(_ sums: MonthSums) {
        guard sums != shown else { return }
        shown = sums
        widget.removeAll()
        for sum in sums.sums {
            let value = Label(sum.value, classes: "numeric", "number")
            widget.append(Box.column(spacing: 0, Label(sum.name, classes: "dim-label", "caption"), value))
        }
    }
}
