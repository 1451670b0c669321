import Gtk

/// What goes wrong with terminals, above them; gone when nothing does.
final class FleetAlertsBar {
    let widget: Widget
    var onRemedy: (FleetAlert.Remedy) -> Void = { _ in }
    private let lines = Box.column(spacing: 0)

    init() {
        widget = lines
        lines.name("What needs attention")
        lines.isVisible = false
    }

    func show(_ alerts: [FleetAlert]) {
        lines.removeAll()
        for alert in alerts { lines.append(line(alert)) }
        lines.isVisible = !alerts.isEmpty
    }

    private func line(_ alert: FleetAlert) -> Widget {
        let text = Label(alert.text).wrapped().selectable()
        text.expand(horizontally: true)
        let line = Box.row(spacing: 12, Icon("dialog-warning-symbolic"), text)
        line.addClass("notice")
        guard let remedy = alert.remedy else { return line }
        let button = Button(remedy.word)
        button.align(vertically: .center)
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
