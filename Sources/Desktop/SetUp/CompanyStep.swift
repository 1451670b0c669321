import Domain
import Gtk
import Services

/// Whose time is kept, and by which zone.
final class CompanyStep: SetUpStepPage {
    let widget: Widget
    let title = "Your company"
    let explanation = "The name stands on reports and where people sign in. Days begin and end by the time zone."

    private let lines: StepForm<CompanyEntry, Void>
    private let name: FormField
    private let zone: FormField
    private let table = TableView<ZoneChoice>(name: "Time zones", columns: CompanyStep.columns)
    private let list: Widget
    private var shown: String?

    init(_ model: SetUpModel) {
        let lines = StepForm(model.company)
        self.lines = lines
        name = lines.text(.name, "Company’s name", \.name)
        zone = lines.text(.zone, "Time zone: a city or a region", \.zone)
        list = table.widget
        list.addClass("framed")
        list.request(height: 230)
        list.expand(vertically: false)
        widget = Box.column(spacing: 12, lines.group("Company", name, zone), list)
        table.onSelect = { [weak self] choice in
            guard let self, let choice, choice.name != zone.row.text else { return }
            zone.row.text = choice.name
        }
    }

    private static let columns: [TableColumn<ZoneChoice>] = [
        TableColumn("Time zone", width: 30, expands: true) { $0.name.replacing("_", with: " ") },
        TableColumn("There it is", width: 16, isNumeric: true) { $0.now },
    ]

    func show() {
        lines.show()
        let typed = lines.form.draft.zone
        guard typed != shown else { return }
        shown = typed
        let isChosen = SystemZones.rules(of: typed) != nil
        list.isVisible = !isChosen
        if !isChosen { table.show(CompanyEntry.zones(matching: typed).map { ZoneChoice(name: $0) }) }
    }

    func focus() { name.row.focus() }
    func focusOnProblem() { lines.focusOnProblem() }
}

struct ZoneChoice: Identifiable, Hashable {
    var id: String { name }
    var name: String

    /// `Sun 22 Nov, 10:58`
    var now: String {
        guard let local = SystemZones.rules(of: name)?.local(at: systemNow()) else { return "" }
        return Words.clock(local, on: local.date)
    }
}
