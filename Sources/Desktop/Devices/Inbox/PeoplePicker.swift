import Domain
import Gtk
import Services

/// The employees, one of whom is chosen: below what is to be theirs.
final class PeoplePicker {
    let widget: Box
    /// Esc, where nothing was searched for.
    var onStop: () -> Void = {}

    private let model: InboxModel
    private let table = TableView<EmployeeEntry>(name: "Employees to match", columns: PeoplePicker.columns)
    private let search = SearchEntry(name: "Search employees to match", placeholder: "Search employees")

    init(_ model: InboxModel) {
        self.model = model
        let heading = Label("Is this employee", classes: "heading")
        heading.expand(horizontally: true)
        table.widget.addClass("framed")
        table.widget.request(height: 150)
        widget = Box.column(spacing: 12, Box.row(spacing: 12, heading, search), table.widget)
        table.onSelect = { [model] in model.choose(employee: $0) }
        search.narrow { [model] in
            model.search = $0
        } enter: { [weak self] in
            self?.table.focusFirst()
        } stop: { [weak self] in
            self?.clearSearch()
        }
    }

    private static let columns: [TableColumn<EmployeeEntry>] = [
        TableColumn("Code", width: 9, by: \.employee.code) { $0.employee.code },
        TableColumn("Name", width: 24, expands: true, by: \.employee.name) { $0.employee.name },
        TableColumn("Department", width: 16, expands: true, by: \.department) { $0.department },
        TableColumn("User on terminals", width: 16, isNumeric: true, by: \.deviceUser) { $0.deviceUser },
    ]

    func show(isVisible: Bool) {
        widget.isVisible = isVisible
        table.show(model.candidates)
        table.select(model.employee?.id)
    }

    private func clearSearch() {
        // A second Esc closes the window, as everywhere.
        if model.search.isEmpty { return onStop() }
        search.text = ""
        model.search = ""
    }
}
