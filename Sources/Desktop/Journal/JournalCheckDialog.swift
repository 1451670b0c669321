import Gtk

/// Checks the journal as it opens, and again against a seal that somebody kept.
final class JournalCheckDialog: Dialog {
    var onClosed: () -> Void = {}

    private let model: JournalCheck
    private let frame: FormWindow
    private let known = EntryRow("A seal that you kept, if you have one")
    private let problem = ProblemLabel()
    private let icon = Icon("emblem-ok-symbolic")
    private let verdict = Label(classes: "heading").wrapped(atMost: 54)
    private let seal = Label(classes: "monospace", "caption").wrapped(atMost: 54).selectable()
    private let copy = Button("Copy")
    private let sealBox: Box

    init(_ model: JournalCheck, over parent: Window) {
        self.model = model
        frame = FormWindow(over: parent, title: "Check the journal", verb: "Check again", width: 600)
        let outcome = Box.row(spacing: 12, icon, verdict)
        icon.align(vertically: .start)
        verdict.expand(horizontally: true)
        seal.expand(horizontally: true)
        copy.name("Copy the seal")
        copy.align(vertically: .center)
        let why = Label(
            "Its seal. Keep it elsewhere, on paper or in a mail: against it, the next check finds a journal that was written anew.",
            classes: "dim-label"
        ).wrapped(atMost: 60)
        sealBox = Box.column(spacing: 6, why, Box.row(spacing: 12, seal, copy))
        let group = PreferencesGroup()
        frame.closesOnly()
        known.addSuffix(problem.label)
        known.activatesDefault()
        group.add(known, inListNamed: "Against a seal")
        for part in [outcome, sealBox, group] { frame.append(part) }
        connect()
        show()
        frame.window.present()
        Task { await model.run() }
    }

    private func connect() {
        model.onChange = { [weak self] in self?.show() }
        known.onChanged { [weak self] in self.map { $0.model.known = $0.known.text } }
        copy.onClicked { [weak self] in self?.copied() }
        frame.onSave = { [weak self] in Task { await self?.model.run() } }
        frame.onClosed = { [weak self] in self?.onClosed() }
    }

    private func show() {
        problem.show(model.typing, beside: known)
        frame.show(failure: model.failure, isBusy: model.isRunning)
        icon.isVisible = model.outcome != nil
        sealBox.isVisible = false
        switch model.outcome {
        case nil: verdict.text = model.isRunning ? "Each entry is read, and its seal worked out again…" : ""
        case .broken(let sentence):
            icon.show("dialog-warning-symbolic")
            verdict.text = sentence
        case .whole(let sentence, let text):
            icon.show("emblem-ok-symbolic")
            verdict.text = sentence
            seal.text = text
            sealBox.isVisible = true
        }
        if case .broken = model.outcome { verdict.addClass("absent") } else { verdict.setClass("absent", false) }
    }

    private func copied() {
        copy.copyToClipboard(seal.text)
        copy.label = "Copied"
        copy.name("The seal is copied")
    }
}
