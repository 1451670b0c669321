import Gtk

/// What goes wrong with terminals, above them; gone when nothing does.
final class FleetAlertsBar {
    let widget: Widget
    var onRemedy: (FleetAlert.Remedy) -> Void = { _ in }
    private let lines = Box.column(spacing: 0)
    private var shown: [(alert: FleetAlert, text: Label)] = []

    init() {
        widget = lines
        lines.name("What needs attention")
        lines.isVisible = false
    }

    func show(_ alerts: [FleetAlert]) {
        // Counts change all the time: whoever is at a button stays there.
        if shown.map(\.alert.remedy) == alerts.map(\.remedy) {
            for (line, alert) in zip(shown, alerts) where line.alert != alert { line.text.text = alert.text }
            shown = zip(shown, alerts).map { ($1, $0.text) }
        } else {
            lines.removeAll()
            shown = alerts.map { ($0, Label($0.text).wrapped().selectable()) }
            for (alert, text) in shown { lines.append(line(alert, text)) }
        }
        lines.isVisible = !alerts.isEmpty
    }

    private func line(_ alert: FleetAlert, _ text: Label) -> Widget {
        text.expand(horizontally: true)
        let line = Box.row(spacing: 12, Icon("dialog-warning-symbolic"), text)
        line.addClass("notice")
        guard let remedy = alert.remedy else { return line }
        let button = Button(remedy.word)
        button.align(vertically: .center)
        button.describe(alert.text)
        button.onClicked { [weak self] in self?.onRemedy(remedy) }
        line.append(button)
        return line
    }
}

extension FleetAlert.Remedy {
    fileprivate var word: String {
        switch self {
        case .show: "Show it"
        case .showDead: "Show them"
        case .collect: "Collect"
        }
    }
}
