import Domain
import Gtk
import Services

/// A file that a terminal wrote on a stick, or another text of its punches: what is in it, and taking it.
final class ImportDialog: Dialog {
    var onClosed: () -> Void = {}
    /// It is taken; what came of it.
    var onTaken: (String) -> Void = { _ in }
    /// It failed, and nobody has the dialog open any more who could read why.
    var onFailedLater: (Problem) -> Void = { _ in }

    private let model: ImportModel
    private let frame: FormWindow
    private let terminal: ComboRow
    private let file = EntryRow("File")
    private let choose = Button("Choose…")
    private let columns: ComboRow
    private let header = EntryRow("Heading lines to leave out")
    private let table = TableView<FileFate>(name: "What becomes of each line", columns: ImportDialog.tableColumns)
    private let pages = Stack()
    private let sentence = Label(classes: "heading").wrapped()
    private let accept = Button("Take it all the same…")
    private var work: Task<Void, Never>?
    private var isClosed = false

    init(_ model: ImportModel, over parent: Window) {
        self.model = model
        frame = FormWindow(over: parent, title: "Import a file", verb: "Look at it", width: 900, height: 620)
        terminal = ComboRow("Terminal", choices: model.terminals.map(\.name))
        columns = ComboRow(
            "Texts in columns",
            choices: TextColumns.allCases.map { $0.word(otherwise: "As the terminal is set up") })
        frame.append(
            Box.row(
                spacing: 12, ImportDialog.group("What is taken", terminal, file),
                ImportDialog.group("How it is read", columns, header)))
        frame.append(result())
        frame.append(Box.row(spacing: 12, sentence, accept))
        connect()
        show()
        frame.window.present()
        file.focus()
    }

    private static func group(_ name: String, _ rows: Widget...) -> Widget {
        let group = PreferencesGroup()
        for row in rows { group.add(row, inListNamed: name) }
        group.request(width: 400)
        group.expand(horizontally: true)
        return group
    }

    private static let tableColumns: [TableColumn<FileFate>] = [
        TableColumn("Line", width: 7, isNumeric: true, by: { $0.line }) { Words.grouped($0.line) },
        TableColumn("User", width: 9, by: { $0.user }) { $0.user },
        TableColumn("Time", width: 20, isNumeric: true, by: { $0.local?.seconds ?? 0 }) { $0.local?.description ?? "" },
        TableColumn("Text", width: 20, expands: true, by: { $0.text }) { $0.text },
        TableColumn("What becomes of it", width: 30, expands: true, by: { "\($0.fate)" }, mark: { $0.mark }) {
            "\($0.fate)"
        },
    ]

    private func result() -> Widget {
        let empty = StatusPage(
            icon: "document-open-symbolic", title: "Nothing was looked at yet",
            text:
                "Choose attlog.dat, user.dat or a file of fingerprints that the terminal wrote on a stick, or a text in "
                + "columns. You then see what would become of each line before anything is stored.")
        empty.addClass("compact")
        table.widget.addClass("framed")
        table.widget.request(height: 180)
        pages.add(empty, named: "empty")
        pages.add(table.widget, named: "rows")
        pages.expand(vertically: true)
        return pages
    }

    private func connect() {
        model.onChange = { [weak self] in self?.show() }
        file.addSuffix(choose)
        choose.name("Choose the file")
        choose.align(vertically: .center)
        header.text = model.headerLines
        terminal.selected = model.device
        sentence.expand(horizontally: true)
        for row in [file, header] { row.activatesDefault() }
        terminal.onSelected { [weak self] in self.map { $0.model.choose(device: $0.terminal.selected) } }
        columns.onSelected { [weak self] in
            self.map { $0.model.choose(columns: TextColumns.allCases[$0.columns.selected]) }
        }
        file.onChanged { [weak self] in self.map { $0.model.choose(path: $0.file.text) } }
        header.onChanged { [weak self] in self.map { $0.model.choose(headerLines: $0.header.text) } }
        choose.onClicked { [weak self] in Task { await self?.chooseFile() } }
        accept.onClicked { [weak self] in Task { await self?.askToAccept() } }
        // It stays until what it does is done, also where its window is closed before.
        frame.onSave = { [weak self] in self?.begin() }
        frame.onClosed = { [weak self] in
            // What is stored already is told all the same.
            self?.isClosed = true
            self?.work?.cancel()
            self?.onClosed()
        }
    }

    private func show() {
        table.show(model.fates ?? [])
        pages.visible = model.fates?.isEmpty ?? true ? "empty" : "rows"
        sentence.text = model.headerProblem ?? model.sentence
        header.setClass("error", model.headerProblem != nil)
        header.markInvalid(model.headerProblem != nil)
        accept.isVisible = model.acceptable != nil
        frame.show(failure: model.failure, isBusy: model.isBusy)
        frame.save.label = model.verb
        frame.save.isSensitive = model.fates == nil ? model.mayLook : model.mayTake
    }

    private func chooseFile() async {
        guard let path = await frame.window.choosePath("The file to import", verb: "Choose") else { return }
        file.text = path
        await model.look()
    }

    private func askToAccept() async {
        guard let failure = model.failure else { return }
        let accepts = await frame.window.ask(
            "Take the file all the same?", failure.text, verb: "Take it all the same", isDestructive: true)
        if accepts { await model.accept() }
    }

    private func begin() { work = Task { await goOn() } }

    private func goOn() async {
        guard model.fates != nil else { return await model.look() }
        guard let sentence = await model.take() else {
            if let failure = model.failure, isClosed { onFailedLater(failure) }
            return
        }
        onTaken(sentence)
        frame.closeSaved()
    }
}

extension FileFate {
    fileprivate var mark: String? {
        switch fate {
        case .new: nil
        case .known: "dim-label"
        case .doubtful, .left: "look"
        case .unreadable: "absent"
        }
    }
}
