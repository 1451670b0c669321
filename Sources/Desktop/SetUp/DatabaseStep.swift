import Gtk
import Services

/// Where the data lies.
final class DatabaseStep: SetUpStepPage {
    let widget: Widget
    let title = "Where the data lies"
    var explanation: String {
        "At present: \(DatabaseAddress.words(for: model.address)). It can be moved later with “etime db copy”."
    }

    private let model: SetUpModel
    private let lines: StepForm<PlaceEntry, Void>
    private let here = CheckButton()
    private let server = CheckButton()
    private let path: FormField
    private let address: FormField
    private let password: FormSecret
    private let file: PreferencesGroup
    private let connection: PreferencesGroup
    private let trial: TrialLine
    private let browsing = ActionGroup()
    private var tried: PlaceEntry?

    /// - Parameter isFree: whether what is chosen here holds for the next start.
    init(_ model: SetUpModel, over window: Window, isFree: Bool) {
        self.model = model
        let lines = StepForm(model.place)
        self.lines = lines
        path = lines.text(.path, "File", \.path)
        address = lines.text(.address, "Address, such as postgresql://etime@db.example/etime", \.address)
        password = lines.secret(.password, "Password of the server, if it is not kept elsewhere", \.password)
        path.row.addSuffix(Self.browse)
        file = lines.group("File", path)
        connection = lines.group("Server", address, password)
        trial = TrialLine("Test") { Task { await model.tryPlace() } }
        server.joins(here)
        let kinds = PreferencesGroup()
        kinds.add(
            Self.choice(here, "On this computer", "One file. Nothing has to be installed; it suits one office."),
            inListNamed: "Kind of place")
        kinds.add(
            Self.choice(
                server, "On a database server",
                "PostgreSQL, MariaDB, MySQL, SQL Server or Oracle; for several computers."),
            inListNamed: "Kind of place")
        let note = Label(
            "This start was told its database by --database or ETIME_DATABASE, which win over what is chosen here.",
            classes: "dim-label", "caption"
        ).wrapped(atMost: 80)
        note.isVisible = !isFree
        widget = Box.column(spacing: 12, kinds, file, connection, trial.widget, note)
        (here.isOn, server.isOn) = (lines.form.draft.kind == .thisComputer, lines.form.draft.kind == .server)
        here.onToggled { [weak self] in self?.choose() }
        file.insert(browsing, as: "browse")
        browsing.addAction("there") { [weak self, weak window] in window.map { self?.browse(over: $0, isNew: false) } }
        browsing.addAction("new") { [weak self, weak window] in window.map { self?.browse(over: $0, isNew: true) } }
    }

    /// Two lines, since the desktop’s window for a new file would ask of one that is there whether to replace it.
    private static var browse: Widget {
        let menu = Menu()
        menu.append("A file that is there…", action: "browse.there")
        menu.append("A new file…", action: "browse.new")
        let button = MenuButton("Browse…", menu: menu)
        button.align(vertically: .center)
        return button
    }

    /// What is chosen is tried at once: what is in the file says whether it is the one that was meant.
    private func browse(over window: Window, isNew: Bool) {
        let (folder, name) = lines.form.draft.fileParts
        Task { [weak self, model] in
            let chosen =
                isNew
                ? await window.chooseNewPath("A new file for the data", verb: "Choose", name: name, in: folder)
                : await window.choosePath("The file with the data", verb: "Choose", in: folder)
            guard let self, let chosen else { return }
            path.row.text = chosen
            path.row.focus()
            await model.tryPlace()
        }
    }

    private static func choice(_ check: CheckButton, _ title: String, _ text: String) -> ActionRow {
        let row = ActionRow(title, subtitle: text)
        row.addPrefix(check)
        row.presses(check)
        return row
    }

    private func choose() {
        lines.form.draft.kind = here.isOn ? .thisComputer : .server
        lines.form.typed(here.isOn ? .path : .address)
    }

    func show() {
        lines.show()
        let draft = lines.form.draft
        file.isVisible = draft.kind == .thisComputer
        connection.isVisible = draft.kind == .server
        if let tried, tried != draft { model.forgetTrial() }
        tried = model.trial == .none ? nil : draft
        trial.show(model.trial)
    }

    func focus() { (here.isOn ? here : server).focus() }
    func focusOnProblem() { lines.focusOnProblem() }
}
