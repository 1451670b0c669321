import Gtk

/// One person's day with its reasons, beside the table.
final class DayPanel {
    let panel: SidePanel
    private let content = SideText(name: "Reasons")

    init() {
        panel = SidePanel("The day explained", closing: "Close the day", width: 320, gap: 0, content.widget)
    }

    /// - Parameters:
    ///   - story: nil while it is being worked out.
    ///   - problem: why there is none and will be none.
    func show(_ story: DayStory?, or problem: Problem?) {
        content.clear()
        if let problem {
            panel.title.text = problem.heading
            return content.sentence(problem.text)
        }
        guard let story else {
            panel.title.text = ""
            return content.wait()
        }
        panel.title.text = story.title
        content.append(Label(story.subtitle, classes: "dim-label").wrapped())
        let status = Label(story.status, classes: "heading").wrapped()
        status.margin(top: 6)
        content.append(status)
        if let note = story.provisional {
            content.append(Label(note, classes: "provisional").wrapped())
        }
        for hint in story.hints { content.append(Label(hint, classes: "late").wrapped()) }
        content.append(figures(story.figures))
        content.heading("Punches")
        if story.punches.isEmpty { content.append(Label("None on this day.", classes: "dim-label")) }
        for punch in story.punches { content.append(line(punch)) }
        section("Shift", story.shift)
        section("How it was worked out", story.rules)
        section("Since it was final", story.history)
    }

    private func section(_ heading: String, _ sentences: [String]) {
        guard !sentences.isEmpty else { return }
        content.heading(heading)
        for sentence in sentences { content.sentence(sentence) }
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
