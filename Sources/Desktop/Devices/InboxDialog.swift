import Domain
import Gtk
import Services
import Storage

/// Whose punches are these? Above, those whom no employee has claimed; below, the employees.
final class InboxDialog: Dialog {
    var onClosed: () -> Void = {}
    var onMapped: (String) -> Void = { _ in }

    private let model: InboxModel
    private let frame: FormWindow
    private let users: TableView<UnknownUser>
    private let people: TableView<EmployeeEntry>
    private let lines = TableView<InboxLine>(name: "Lines that could not be read", columns: InboxDialog.lineColumns)
    private let linesBox: Box
    private let search = SearchEntry(name: "Search employees to match", placeholder: "Search employees")

    init(model: InboxModel, over parent: Window) {
        self.model = model
        frame = FormWindow(over: parent, title: "Unknown users", verb: "Match", width: 980, height: 600)
        users = TableView(name: "Unknown users", columns: InboxDialog.userColumns)
        people = TableView(name: "Employees to match", columns: InboxDialog.peopleColumns)
        let note = "Lines that could not be read: correct the reader’s format, and what comes next is read"
        linesBox = Box.column(spacing: 12, InboxDialog.heading(note))
        for (heading, view) in [("Punches that are nobody’s", users.widget), ("Is this employee", people.widget)] {
            view.addClass("framed")
            view.request(height: 160)
            if view == people.widget {
                frame.append(Box.row(spacing: 12, InboxDialog.heading(heading), search))
            } else {
                frame.append(InboxDialog.heading(heading))
            }
            frame.append(view)
        }
        lines.widget.addClass("framed")
        lines.widget.request(height: 110)
        linesBox.append(lines.widget)
        frame.append(linesBox)
        connect()
        frame.window.present()
        Task { await model.load() }
    }

    private static func heading(_ text: String) -> Label {
        let label = Label(text, classes: "heading")
        label.expand(horizontally: true)
        return label
    }

    private static let userColumns: [TableColumn<UnknownUser>] = [
        TableColumn("User", width: 8, by: \.id.user) { $0.id.user },
        TableColumn("Name on the terminal", width: 18, expands: true, by: \.name) { $0.name },
        TableColumn("Terminal", width: 12, expands: true, by: \.deviceName) { $0.deviceName },
        TableColumn("Punches", width: 8, isNumeric: true, by: \.punchCount) { Words.grouped($0.punchCount) },
        TableColumn("Last punch", width: 18, isNumeric: true, by: { $0.lastPunch?.seconds ?? 0 }) {
            $0.lastPunch?.description ?? ""
        },
        TableColumn("Why", width: 30, expands: true, by: \.reason) { $0.reason },
    ]

    private static let peopleColumns: [TableColumn<EmployeeEntry>] = [
        TableColumn("Code", width: 9, by: \.employee.code) { $0.employee.code },
        TableColumn("Name", width: 24, expands: true, by: \.employee.name) { $0.employee.name },
        TableColumn("Department", width: 16, expands: true, by: \.department) { $0.department },
        TableColumn("User on terminals", width: 16, isNumeric: true, by: \.deviceUser) { $0.deviceUser },
    ]

    private static let lineColumns: [TableColumn<InboxLine>] = [
        TableColumn("Terminal", width: 14, by: { $0.deviceName }) { $0.deviceName },
        TableColumn("Came", width: 14, isNumeric: true, by: { $0.text.receivedAt.seconds }) { $0.received },
        TableColumn("Line", width: 30, expands: true, by: { $0.text.line }) { $0.text.line },
        TableColumn("Why", width: 34, expands: true, by: { $0.text.reason }) { $0.text.reason },
    ]

    private func connect() {
        model.onChange = { [weak self] in self?.show() }
        users.onSelect = { [weak self] in self?.model.choose(user: $0) }
        people.onSelect = { [weak self] in self?.model.choose(employee: $0) }
        search.narrow { [model] in
            model.search = $0
        } enter: { [weak self] in
            self?.people.focusFirst()
        } stop: { [weak self] in
            self?.clearSearch()
        }
        frame.onSave = { [weak self] in Task { await self?.map() } }
        frame.onClosed = { [weak self] in self?.onClosed() }
    }

    private func clearSearch() {
        // A second Esc closes the window, as everywhere.
        if model.search.isEmpty { return frame.window.close() }
        search.text = ""
        model.search = ""
    }

    private func show() {
        users.show(model.unknown)
        users.select(model.user?.id)
        people.show(model.candidates)
        people.select(model.employee?.id)
        lines.show(model.lines)
        linesBox.isVisible = !model.lines.isEmpty
        frame.show(failure: model.failure, isBusy: model.isMapping)
        frame.save.label = model.verb
        frame.save.isSensitive = model.canMap
    }

    private func map() async {
        guard let sentence = await model.map() else { return }
        onMapped(sentence)
        if model.unknown.isEmpty { frame.window.close() }
    }
}
