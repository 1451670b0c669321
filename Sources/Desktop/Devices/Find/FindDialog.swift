import Gtk
import Services

/// Looks for terminals in the network, shows those that call by themselves, and adds with one press.
final class FindDialog: Dialog {
    var onClosed: () -> Void = {}
    var onAdded: (DeviceSummary) -> Void = { _ in }

    private let model: FindModel
    private let frame: FormWindow
    private let table = TableView<FoundTerminal>(name: "Terminals found", columns: FindDialog.columns)
    private let places = EntryRow("Where, such as 192.168.1.0/24; empty: this network")
    private let port = EntryRow("Port")
    private let commKey = EntryRow("Comm key")
    private let name = EntryRow("Name, such as Gate 1")
    private let zone = EntryRow("Time zone, if not the company’s")
    private let search = Button("Search")
    private let progress = ProgressBar()
    private let sentence = Label(classes: "dim-label").wrapped()
    private var isShowing = false

    init(model: FindModel, over parent: Window) {
        self.model = model
        frame = FormWindow(over: parent, title: "Find terminals", verb: "Add", width: 860, height: 600)
        frame.append(FindDialog.row("Where to search", (places, 380), (port, 110), (commKey, 140)))
        progress.align(vertically: .center)
        progress.request(width: 160)
        progress.name("Search progress")
        sentence.expand(horizontally: true)
        frame.append(Box.row(spacing: 12, search, progress, sentence))
        table.widget.addClass("framed")
        table.widget.request(height: 180)
        frame.append(table.widget)
        frame.append(FindDialog.row("The chosen terminal", (name, 380), (zone, 320)))
        port.text = model.port
        connect()
        show()
        frame.window.present()
        places.focus()
        model.search()
    }

    private static func row(_ name: String, _ parts: (EntryRow, Int32)...) -> Widget {
        let row = Box.row(spacing: 12)
        for (part, width) in parts {
            let group = PreferencesGroup()
            group.add(part, inListNamed: name)
            group.request(width: width)
            group.expand(horizontally: true)
            row.append(group)
        }
        return row
    }

    private static let columns: [TableColumn<FoundTerminal>] = [
        TableColumn("Address", width: 18, by: \.address) { found in
            found.port.map { "\(found.address):\($0)" } ?? found.address
        },
        TableColumn("Model and serial number", width: 26, expands: true, by: { $0.description }) { $0.description },
        TableColumn("Answer", width: 14, by: { $0.wayText }) { $0.wayText },
        TableColumn("Known as", width: 20, expands: true, by: \.status, mark: { $0.isNew ? nil : "dim-label" }) {
            $0.status
        },
    ]

    private func connect() {
        model.onChange = { [weak self] in self?.show() }
        for (row, path) in [
            (places, \FindModel.places), (port, \.port), (commKey, \.commKey), (name, \.name), (zone, \.zone),
        ] {
            row.onChanged { [weak self, row] in
                guard let self, !isShowing else { return }
                model[keyPath: path] = row.text
            }
        }
        for row in [places, port, commKey] { row.onEnter { [weak self] in self?.model.search() } }
        for row in [name, zone] { row.activatesDefault() }
        search.onClicked { [weak self] in
            guard let self else { return }
            if model.isSearching { model.stop() } else { model.search() }
        }
        table.onSelect = { [weak self] in self?.model.choose($0) }
        frame.onSave = { [weak self] in Task { await self?.add() } }
        frame.onClosed = { [weak self] in
            self?.model.stop()
            self?.onClosed()
        }
    }

    private func show() {
        isShowing = true
        defer { isShowing = false }
        table.show(model.found)
        table.select(model.chosen?.id)
        if name.text != model.name { name.text = model.name }
        search.label = model.isSearching ? "Stop" : "Search"
        progress.isVisible = model.isSearching
        progress.show(model.fraction)
        sentence.text = state
        frame.show(failure: model.failure, isBusy: model.isAdding)
        frame.save.label = model.verb
        frame.save.isSensitive = model.mayAdd
    }

    private var state: String {
        let count = Words.count(model.found.count, "terminal", "terminals")
        if model.isSearching { return model.found.isEmpty ? "Searching…" : "Searching… \(count) so far" }
        guard model.found.isEmpty else { return "\(count) found." }
        return model.hasSearched && model.failure == nil
            ? "None answered. Look at the cable, or enter the address that the terminal’s menu shows." : ""
    }

    private func add() async {
        guard let added = await model.add() else { return }
        onAdded(added)
        if model.found.allSatisfy({ !$0.isNew }) { frame.closeSaved() }
    }
}
