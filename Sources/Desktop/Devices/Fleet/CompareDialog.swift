import Domain
import Gtk
import Services

/// Which terminals are compared, then where they differ, and a button that copies who is missing.
final class CompareDialog: Dialog {
    var onClosed: () -> Void = {}
    /// A copying has ended after its window was closed.
    var onEndedLater: (String) -> Void = { _ in }

    private let model: CompareModel
    private let frame: FormWindow
    private let pages = Stack()
    private let terminals: CheckList
    private let table = TableView<ComparedPerson>(name: "People compared", columns: CompareDialog.columns)
    private let tablePages = Stack()
    private let same = StatusPage(icon: "emblem-ok-symbolic", title: "", text: "")
    private let note = Label(classes: "dim-label").wrapped()
    private let which = Choices(name: "Who is listed", ["Differences", "Everybody"])
    private let sentence = Label(classes: "heading").wrapped()
    private let source = ComboRow("Copy from", choices: [])
    private let missing = Label(classes: "dim-label").wrapped()
    private let back = Button("Other terminals…")
    private let again = Button("Compare again")
    private let copy = Button("Copy what is missing", classes: "suggested-action")
    private let dialogs = DialogSlot()
    private var offered: [String] = []
    private var isShowing = false

    init(_ model: CompareModel, over parent: Window) {
        self.model = model
        frame = FormWindow(
            over: parent, title: "Compare and copy people", verb: "Compare", width: 900, height: 600)
        let items = model.terminals.map {
            CheckList.Item($0)
        }
        terminals = CheckList("Terminals to compare", items, checked: Set(items.indices)) {}
        pages.add(choosing(), named: "choose")
        pages.add(result(), named: "result")
        pages.expand(vertically: true)
        frame.append(pages)
        connect()
        show()
        frame.window.present()
        frame.save.focus()
    }

    private static let columns: [TableColumn<ComparedPerson>] = [
        TableColumn("User", width: 8, by: { $0.user }) { $0.user },
        TableColumn("Name", width: 20, expands: true, by: { $0.name }) { $0.name },
        TableColumn("Known on", width: 16, expands: true, by: { $0.known }) { $0.known },
        TableColumn("Missing on", width: 16, expands: true, by: { $0.missing }, mark: { _ in "look" }) { $0.missing },
        TableColumn("What differs", width: 24, expands: true, by: { $0.differs }) { $0.differs },
    ]

    private func choosing() -> Widget { Box.column(spacing: 12, terminals.widget, note) }

    private func result() -> Widget {
        table.widget.addClass("framed")
        table.widget.request(height: 200)
        same.addClass("compact")
        tablePages.add(table.widget, named: "rows")
        tablePages.add(same, named: "same")
        tablePages.expand(vertically: true)
        sentence.expand(horizontally: true)
        let group = PreferencesGroup()
        group.add(source, inListNamed: "Whom to copy from")
        group.request(width: 340)
        missing.expand(horizontally: true)
        missing.align(vertically: .center)
        let effect = Label(
            "Whoever a terminal knows stays there as they are. Cards, passwords and rights go along; fingers only of people "
                + "who agreed to their being kept.", classes: "dim-label", "caption"
        ).wrapped()
        let space = Box.row()
        space.expand(horizontally: true)
        return Box.column(
            spacing: 12, Box.row(spacing: 12, sentence, which.widget), tablePages, Box.row(spacing: 18, group, missing),
            effect, Box.row(spacing: 6, back, space, again, copy))
    }

    private func connect() {
        model.onChange = { [weak self] in self?.show() }
        terminals.onChosen = { [weak self] in
            guard let self else { return }
            model.picked = Set($0.map { self.model.terminals[$0].id })
            terminals.show(model.pickProblem)
        }
        frame.onSave = { [weak self] in self?.compare() }
        again.onClicked { [weak self] in self?.compare() }
        back.onClicked { [model] in model.forget() }
        which.onChosen = { [model] in model.showsAll = $0 == 1 }
        source.onSelected { [weak self] in
            guard let self, !isShowing else { return }
            model.choose(source: source.selected)
        }
        copy.onClicked { [weak self] in self?.openCopy() }
        frame.onClosed = { [weak self] in
            self?.model.stop()
            self?.onClosed()
        }
    }

    private func compare() {
        terminals.show(model.pickProblem)
        model.compare()
    }

    private func openCopy() {
        guard let run = model.copy() else { return }
        run.onAsked = model.onAsked
        dialogs.open {
            let dialog = RunDialog(run, over: frame.window)
            dialog.onEndedLater = onEndedLater
            return dialog
        }
        // What is listed is true again when the copying is done.
        run.onEnded = { [weak self] in self?.model.compare() }
    }

    private func show() {
        isShowing = true
        defer { isShowing = false }
        frame.show(failure: model.failure, isBusy: model.isBusy)
        let isCompared = model.comparison != nil
        pages.visible = isCompared ? "result" : "choose"
        frame.offersVerb(!isCompared)
        note.text =
            model.isBusy
            ? "The terminals are asked whom they know. One that does not answer is tried again for some minutes; Cancel "
                + "ends it."
            : "Each of them is asked whom it knows, with what card, rights and fingers. Nothing is changed by it."
        guard isCompared else { return }
        let (different, all) = model.counts
        which.say("Differences (\(Words.grouped(different)))", at: 0)
        which.say("Everybody (\(Words.grouped(all)))", at: 1)
        table.show(model.rows)
        same.show(icon: "emblem-ok-symbolic", title: model.sameSentence, text: "Nobody is missing on any of them.")
        tablePages.visible = model.rows.isEmpty ? "same" : "rows"
        sentence.text = different == 0 ? "" : model.sentence
        if offered != model.sources {
            offered = model.sources
            source.offer(offered)
        }
        if source.selected != model.source { source.selected = model.source }
        missing.text = model.missingSentence
        for button in [back, again, copy] { button.isSensitive = !model.isBusy }
    }
}
