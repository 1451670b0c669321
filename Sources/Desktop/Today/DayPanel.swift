import Gtk

/// One person's day with its reasons, beside the table.
final class DayPanel {
    let widget: Widget
    var onClose: () -> Void = {}

    private let content = Box.column(spacing: 6)
    private let title = Label(classes: "title-4")

    init() {
        let close = Button(icon: "window-close-symbolic", name: "Close the day", classes: "flat")
        title.wrapped()
        title.expand(horizontally: true)
        close.align(vertically: .start)
        let head = Box.row(spacing: 6, title, close)
        head.margin(top: 12, bottom: 0, start: 18, end: 12)
        content.margin(top: 0, bottom: 18, start: 18, end: 18)
        let scroller = ScrolledWindow(content, horizontally: false)
        scroller.expand(vertically: true)
        scroller.takesKeyboard(as: "Reasons")
        let column = Box.column(spacing: 0, head, scroller)
        column.request(width: 320)
        column.addClass("day-panel")
        column.name("The day explained")
        widget = column
        close.onClicked { [weak self] in self?.onClose() }
    }

    /// - Parameters:
    ///   - story: nil while it is being worked out.
    ///   - problem: why there is none and will be none.
    func show(_ story: DayStory?, or problem: Problem?) {
        content.removeAll()
        if let problem {
            title.text = problem.heading
            content.append(sentence(problem.text))
            return
        }
        guard let story else {
            title.text = ""
            let spinner = Spinner()
            spinner.isSpinning = true
            spinner.margin(24)
            content.append(spinner)
            return
        }
        title.text = story.title
        content.append(Label(story.subtitle, classes: "dim-label").wrapped())
        let status = Label(story.status, classes: "heading").wrapped()
        status.margin(top: 6)
        content.append(status)
        if let note = story.provisional {
            content.append(Label(note, classes: "provisional").wrapped())
        }
        for hint in story.hints { content.append(Label(hint, classes: "late").wrapped()) }
        content.append(figures(story.figures))
        section("Punches", story.punches.isEmpty ? [Label("None on this day.", classes: "dim-label")] : nil)
        for punch in story.punches { content.append(line(punch)) }
        section("Shift", story.shift.map { sentence($0) })
        section("How it was worked out", story.rules.map { sentence($0) })
        section("Since it was final", story.history.map { sentence($0) })
    }

    private func section(_ heading: String, _ lines: [Widget]?) {
        if let lines, lines.isEmpty { return }
        let label = Label(heading, classes: "heading")
        label.margin(top: 12)
        content.append(label)
        for line in lines ?? [] { content.append(line) }
    }

    private func sentence(_ text: String) -> Widget {
        Label(text).wrapped().selectable()
    }

    private func figures(_ figures: [DayStory.Figure]) -> Widget {
        let column = Box.column(spacing: 2)
        for figure in figures {
            let name = Label(figure.name, classes: "dim-label")
            name.expand(horizontally: true)
            let value = Label(figure.value, classes: "numeric")
            value.justify(1)
            column.append(Box.row(spacing: 12, name, value))
        }
        column.margin(top: 6)
        return column
    }

    private func line(_ punch: DayStory.PunchLine) -> Widget {
        let clock = Label(punch.clock, classes: "numeric", "heading")
        clock.align(vertically: .start)
        clock.request(width: 64)
        let place = Label(punch.place, classes: "dim-label", "caption").wrapped()
        let text = Box.column(spacing: 0, Label(punch.sentence).wrapped().selectable(), place)
        text.expand(horizontally: true)
        place.isVisible = !punch.place.isEmpty
        let row = Box.row(spacing: 6, clock, text)
        row.setClass("dropped", !punch.counts)
        return row
    }
}
