import Domain
import Gtk
import Services

/// Everybody whose time is kept.
final class EmployeesRoom: Room {
    let widget: Widget

    private let context: RoomContext
    private let model: EmployeesModel
    private let table: TableView<EmployeeEntry>
    private let search = SearchEntry(name: "Search employees", placeholder: "Search employees")
    private let edit = Button("Edit…")
    private let pages = Stack()
    private let heading = WindowTitle("Employees")
    private let failure: StatusPage
    private var dialog: EmployeeDialog?
    private var shiftDialog: ShiftDialog?

    init(context: RoomContext) {
        self.context = context
        model = EmployeesModel(session: context.session)
        table = TableView(name: "Employees", columns: EmployeesRoom.columns)
        failure = StatusPage(icon: "dialog-error-symbolic", title: "", text: "")
        let header = HeaderBar(title: heading)
        widget = Box.column(spacing: 0, header, pages)
        let add = Button("Add employee…", classes: "suggested-action")
        header.start(add)
        header.start(edit)
        let newShift = Button("New shift…")
        header.start(newShift)
        newShift.onClicked { [weak self] in self?.openShift() }
        header.end(search)
        search.width(characters: 22)
        add.onClicked { [weak self] in self?.open(nil) }
        edit.onClicked { [weak self] in self?.editChosen() }
        addPages()
        connect()
        show()
    }

    func load() async { await model.load() }

    func isTouched(by change: Change) -> Bool {
        switch change {
        case .employees, .shifts, .inbox: true
        case .company, .devices, .punches, .days: false
        }
    }

    func focusSearch() { search.focus() }

    func focusContent() { table.focus() }

    func stepBack() -> Bool {
        guard !model.search.isEmpty else { return false }
        search.text = ""
        model.search = ""
        table.focus()
        return true
    }

    /// Opens the form for a new employee.
    func add() { open(nil) }

    private static let columns: [TableColumn<EmployeeEntry>] = [
        TableColumn("Code", width: 9, by: \.employee.code, mark: gone) { $0.employee.code },
        TableColumn("Name", width: 24, expands: true, by: \.employee.name, mark: gone) { $0.employee.name },
        TableColumn("Department", width: 18, expands: true, by: \.employee.department, mark: gone) {
            $0.employee.department
        },
        TableColumn("Shift", width: 7, by: \.shiftCode, mark: gone) { $0.shiftCode },
        TableColumn("Joined", width: 12, isNumeric: true, by: \.employee.joined, mark: gone) {
            $0.employee.joined.description
        },
        TableColumn("Left", width: 12, isNumeric: true, by: { $0.employee.left?.daysSinceEpoch ?? .max }, mark: gone) {
            $0.employee.left?.description ?? ""
        },
        TableColumn("User on terminals", width: 16, isNumeric: true, by: \.deviceUser, mark: gone) { $0.deviceUser },
    ]

    private static func gone(_ entry: EmployeeEntry) -> String? { entry.employee.left == nil ? nil : "dim-label" }

    private func addPages() {
        let spinner = Spinner()
        spinner.isSpinning = true
        let add = Button("Add employee…", classes: "pill", "suggested-action")
        add.onClicked { [weak self] in self?.open(nil) }
        let all = Button("Show everybody", classes: "pill")
        all.onClicked { [weak self] in _ = self?.stepBack() }
        pages.add(spinner, named: "loading")
        pages.add(table.widget, named: "rows")
        pages.add(failure, named: "failed")
        pages.add(
            StatusPage(
                icon: "edit-find-symbolic", title: "Nobody matches",
                text: "Neither a code, a name, a department nor a shift fits the words.", action: all), named: "none")
        pages.add(
            StatusPage(
                icon: "system-users-symbolic", title: "No employees yet",
                text: "Add the people whose time is kept. A list can be taken with “etime employee import FILE.csv”.",
                action: add), named: "empty")
        pages.expand(vertically: true)
    }

    private func connect() {
        model.onChange = { [weak self] in self?.show() }
        search.onSearch { [weak self] in
            guard let self else { return }
            model.search = search.text
        }
        search.onEnter { [weak self] in
            guard let self else { return }
            model.search = search.text
            table.focusFirst()
        }
        search.onStop { [weak self] in _ = self?.stepBack() }
        table.onOpen = { [weak self] in self?.open($0) }
        table.onSelect = { [weak self] in self?.edit.isSensitive = $0 != nil }
    }

    private func show() {
        let rows = model.rows
        table.show(rows)
        edit.isSensitive = rows.contains { $0.id == table.selection }
        heading.subtitle = model.countSentence
        if let problem = model.problem {
            failure.show(icon: "dialog-error-symbolic", title: problem.heading, text: problem.text)
        }
        pages.visible =
            if !model.isLoaded { "loading" } else if model.problem != nil { "failed" } else if model.all.isEmpty {
                "empty"
            } else { rows.isEmpty ? "none" : "rows" }
    }

    private func editChosen() {
        guard let entry = model.rows.first(where: { $0.id == table.selection }) else { return }
        open(entry)
    }

    private func openShift() {
        guard shiftDialog == nil else { return }
        let dialog = ShiftDialog(form: model.shiftForm(), over: context.window)
        shiftDialog = dialog
        dialog.onClosed = { [weak self] in self?.shiftDialog = nil }
        dialog.onSaved = { [weak self] in self?.context.notify("The shift \($0.code) \($0.name) is saved.") }
    }

    private func open(_ entry: EmployeeEntry?) {
        guard dialog == nil else { return }
        Task {
            if !model.isLoaded { await model.load() }
            let dialog = EmployeeDialog(
                form: model.form(for: entry), shifts: model.shifts, over: context.window,
                shiftForm: { [model] in model.shiftForm() })
            self.dialog = dialog
            dialog.onClosed = { [weak self] in self?.dialog = nil }
            dialog.onSaved = { [weak self] saved in
                self?.table.select(saved.id)
                self?.context.notify("\(saved.employee.name) is saved.")
            }
        }
    }
}
