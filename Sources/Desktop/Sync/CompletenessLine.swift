import Domain
package import Services

/// The answer to "is everything in?", in one line.
package struct CompletenessLine: Equatable {
    package var text: String
    package var icon: String
    /// One line a terminal.
    package var details: String
    /// What brings more in: a collection, or first a terminal.
    package var next = FirstSteps.Step.punches

    package init(_ sheet: DaySheet?) {
        guard let sheet else {
            self.init(text: "Reading…", icon: "content-loading-symbolic", details: "")
            return
        }
        let today = sheet.asOf.date
        let terminals = sheet.completeness
        let details = terminals.map { CompletenessLine.detail($0, today: today) }.joined(separator: "\n")
        let silent = terminals.filter { !$0.isReachable }
        if terminals.isEmpty {
            self.init(
                text: "No terminal is set up, so no punches come in", icon: "dialog-information-symbolic",
                details: details)
            next = .terminal
        } else if let through = sheet.completeThrough {
            let text = "All punches up to \(Words.moment(through, today: today)) are in"
            let suffix = silent.isEmpty ? "" : " · \(silent.map(\.name).joined(separator: ", ")) not reached"
            self.init(
                text: text + suffix, icon: silent.isEmpty ? "emblem-ok-symbolic" : "dialog-warning-symbolic",
                details: details)
        } else {
            let missing = terminals.filter { $0.completeThrough == nil }.map(\.name).joined(separator: ", ")
            self.init(text: "Never read: \(missing)", icon: "dialog-warning-symbolic", details: details)
        }
    }

    private init(text: String, icon: String, details: String) {
        self.text = text
        self.icon = icon
        self.details = details
    }

    private static func detail(_ terminal: DeviceCompleteness, today: CivilDate) -> String {
        let through = terminal.completeThrough.map { "in up to \(Words.moment($0, today: today))" } ?? "never read"
        return "\(terminal.name): \(through)\(terminal.isReachable ? "" : ", not reached")"
    }
}
