import Domain
import Gtk
package import Services

/// Employees, of whom one is to be chosen.
package protocol EmployeeChoosing: AnyObject {
    var search: String { get set }
    /// Those that fit the words.
    var candidates: [EmployeeEntry] { get }
    var employee: EmployeeEntry? { get }

    func choose(employee: EmployeeEntry?)
}

/// The employees, one of whom is chosen.
final class PeoplePicker {
    let widget: Box
    /// Esc, where nothing was searched for.
    var onStop: () -> Void = {}
    /// Enter on a line, or a double click: the choice is made.
    var onOpen: () -> Void = {}

    private let model: any EmployeeChoosing
    private let table: TableView<EmployeeEntry>
    private let search: SearchEntry

    /// - Parameter purpose: what somebody is chosen for, as it ends “Employees …”.
    init(_ model: any EmployeeChoosing, heading: String, purpose: String, height: Int32 = 150) {
        self.model = model
        table = TableView(name: "Employees \(purpose)", columns: PeoplePicker.columns)
        search = SearchEntry(name: "Search employees \(purpose)", placeholder: "Search employees")
        let heading = Label(heading, classes: "heading")
        heading.expand(horizontally: true)
        table.widget.addClass("framed")
        table.widget.request(height: height)
        widget = Box.column(spacing: 12, Box.row(spacing: 12, heading, search), table.widget)
        table.onSelect = { [model] in model.choose(employee: $0) }
        table.onOpen = { [weak self] in
            self?.model.choose(employee: $0)
            self?.onOpen()
        }
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

    func show(isVisible: Bool = true) {
        widget.isVisible = isVisible
        table.show(model.candidates)
        table.select(model.employee?.id)
    }

    func focus() { search.focus() }

    private func clearSearch() {
        // A second Esc closes the window, as everywhere.
        if model.search.isEmpty { return onStop() }
        search.text = ""
        model.search = ""
    }
}
