import Domain
import Gtk
import Services

/// Everybody whose time is kept.
final class EmployeesRoom: Room {
    let widget: Widget

    private let context: RoomContext
    private let model: EmployeesModel
    private let table = TableView<EmployeeEntry>(name: "Employees", columns: EmployeesRoom.columns)
    private let search = SearchEntry(name: "Search employees", placeholder: "Search employees")
    private let edit = Button("Edit…")
    private let heading = WindowTitle("Employees")
    private let pages: RoomPages
    private let dialogs = DialogSlot()

    init(context: RoomContext) {
        self.context = context
        let model = EmployeesModel(session: context.session)
        self.model = model
        let everybody = Button("Show everybody", classes: "pill")
        let first = Button("Add employee…", classes: "pill", "suggested-action")
        pages = RoomPages(
            rows: table.widget, none: EmployeesRoom.nobodyMatches(everybody),
            empty: EmployeesRoom.nobodyYet(context.session.allowed.addsPeople ? first : nil)
        ) { Task { await model.load() } }
        let allowed = context.session.allowed
        let header = HeaderBar(title: heading)
        widget = Box.column(spacing: 0, header, pages.widget)
        let add = Button("Add employee…", classes: "suggested-action")
        let shift = Button("New shift…")
        let offered = (allowed.addsPeople ? [add, edit] : []) + (allowed.addsShifts ? [shift] : [])
        for button in offered { header.start(button) }
        header.end(search)
        for button in [add, first] { button.onClicked { [weak self] in self?.open(nil) } }
        edit.onClicked { [weak self] in self?.editChosen() }
        shift.onClicked { [weak self] in self?.addShift() }
        everybody.onClicked { [weak self] in _ = self?.stepBack() }
        context.tables.keep(table, as: "employees")
        connect()
        show()
    }

    func load() async { await model.load() }

    func isTouched(by change: Change) -> Bool {
        switch change {
        case .employees, .shifts, .inbox: true
        case .accounts, .company, .devices, .punches, .days, .requests, .leave: false
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

    /// Opens the form for a new shift.
    func addShift() {
        guard context.session.allowed.addsShifts else { return }
        dialogs.open {
            let dialog = ShiftDialog.open(model.shiftForm(), over: context.window)
            dialog.onSaved = { [context] in context.notify("The shift \($0.code) \($0.name) is saved.") }
            return dialog
        }
    }

    private static let columns: [TableColumn<EmployeeEntry>] = [
        TableColumn("Code", width: 9, by: \.employee.code, mark: gone) { $0.employee.code },
        TableColumn("Name", width: 24, expands: true, by: \.employee.name, mark: gone) { $0.employee.name },
        TableColumn("Department", width: 18, expands: true, by: \.department, mark: gone) { $0.department },
        TableColumn("Shift", width: 18, by: \.works, mark: gone) { $0.works },
        TableColumn("Joined", width: 12, isNumeric: true, by: \.employee.joined, mark: gone) {
            $0.employee.joined.description
        },
        TableColumn("Left", width: 12, isNumeric: true, by: { $0.employee.left?.daysSinceEpoch ?? .max }, mark: gone) {
            $0.employee.left?.description ?? ""
        },
        TableColumn("User on terminals", width: 16, isNumeric: true, by: \.deviceUser, mark: gone) { $0.deviceUser },
    ]

    private static func gone(_ entry: EmployeeEntry) -> String? { entry.employee.left == nil ? nil : "dim-label" }

    private static func nobodyMatches(_ action: Button) -> StatusPage {
        StatusPage(
            icon: "edit-find-symbolic", title: "Nobody matches",
            text: "Neither a code, a name, a department nor a shift fits the words.", action: action)
    }

    /// - Parameter action: nil: others add them.
    private static func nobodyYet(_ action: Button?) -> StatusPage {
        let text =
            action == nil
            ? "Whoever reports to you, or works where you manage, stands here."
            : "Add the people whose time is kept. A list can be taken with “etime employee import FILE.csv”."
        return StatusPage(icon: "system-users-symbolic", title: "No employees yet", text: text, action: action)
    }

    private func connect() {
        model.onChange = { [weak self] in self?.show() }
        search.narrow { [model] in
            model.search = $0
        } enter: { [weak self] in
            self?.table.focusFirst()
        } stop: { [weak self] in
            _ = self?.stepBack()
        }
        table.onOpen = { [weak self] in self?.open($0) }
        table.onSelect = { [weak self] in self?.edit.isSensitive = $0 != nil }
    }

    private func show() {
        let rows = model.rows
        table.show(rows)
        edit.isSensitive = rows.contains { $0.id == table.selection }
        heading.subtitle = model.countSentence
        pages.show(
            isLoaded: model.isLoaded, problem: model.problem, isEmpty: model.all.isEmpty, isNarrowedAway: rows.isEmpty)
    }

    private func editChosen() {
        guard let entry = model.rows.first(where: { $0.id == table.selection }) else { return }
        open(entry)
    }

    private func open(_ entry: EmployeeEntry?) {
        guard context.session.allowed.addsPeople else { return }
        Task {
            if !model.isLoaded { await model.load() }
            dialogs.open {
                let dialog = EmployeeDialog.open(
                    model.form(for: entry), shifts: model.shifts, over: context.window,
                    shiftForm: context.session.allowed.addsShifts ? { [model] in model.shiftForm() } : nil)
                dialog.onSaved = { [weak self] saved in
                    self?.table.select(saved.id)
                    self?.context.notify((["\(saved.employee.name) is saved."] + saved.notes).joined(separator: " "))
                }
                return dialog
            }
        }
    }
}
