import Domain
import Gtk
import Services

/// Everybody whose time is kept.
final class EmployeesRoom: Room {
    let widget: Widget

    private let context: RoomContext
    private let model: EmployeesModel
    private let list: SearchedList<EmployeesModel>
    private let edit = Button("Edit…")
    private let heading = WindowTitle("Employees")
    private let dialogs = DialogSlot()

    init(context: RoomContext) {
        self.context = context
        let model = EmployeesModel(session: context.session)
        self.model = model
        let allowed = context.session.allowed
        let first = Button("Add employee…", classes: "pill", "suggested-action")
        list = SearchedList(
            model, EmployeesRoom.words, columns: EmployeesRoom.columns,
            empty: EmployeesRoom.nobodyYet(allowed.addsPeople ? first : nil))
        let header = HeaderBar(title: heading)
        widget = Box.column(spacing: 0, header, list.widget)
        let add = Button("Add employee…", classes: "suggested-action")
        let shift = Button("New shift…")
        let offered = (allowed.addsPeople ? [add, edit] : []) + (allowed.addsShifts ? [shift] : [])
        for button in offered { header.start(button) }
        header.end(list.search)
        for button in [add, first] { button.onClicked { [weak self] in self?.open(nil) } }
        edit.onClicked { [weak self] in self?.editChosen() }
        shift.onClicked { [weak self] in self?.addShift() }
        context.tables.keep(list.table, as: "employees")
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

    func focusSearch() { list.search.focus() }

    func focusContent() { list.table.focus() }

    func stepBack() -> Bool { list.stepBack() }

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

    private static let words = ListWords(
        table: "Employees", search: "Search employees", none: "Nobody matches",
        fits: "Neither a code, a name, a department nor a shift fits the words.", all: "Show everybody")

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
        list.table.onOpen = { [weak self] in self?.open($0) }
        list.table.onSelect = { [weak self] in self?.edit.isSensitive = $0 != nil }
    }

    private func show() {
        list.show()
        edit.isSensitive = chosen != nil
        heading.subtitle = model.countSentence
    }

    private var chosen: EmployeeEntry? { model.rows.first { $0.id == list.table.selection } }

    private func editChosen() {
        if let chosen { open(chosen) }
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
                    self?.list.table.select(saved.id)
                    let notes = saved.notes.map(CommandWords.onDesktop)
                    self?.context.notify((["\(saved.employee.name) is saved."] + notes).joined(separator: " "))
                }
                return dialog
            }
        }
    }
}
