import Gtk

/// A modal window with Cancel, a title and a button that says what it does, or with Close alone. Esc closes it, and asks
/// first where something was typed.
final class FormWindow {
    let window: Window
    let save: Button
    private let cancel: Button
    private let content = Box.column(spacing: 12)
    private let failure = Label(classes: "error")
    private let spinner = Spinner()

    var onSave: () -> Void = {}
    var onClosed: () -> Void = {}
    /// Closing would lose something.
    var isTouched: () -> Bool = { false }

    private var isAsking = false
    private var mayClose = false

    /// - Parameter verb: nil: what can be done has buttons of its own.
    init(over parent: Window, title: String, verb: String?, width: Int32 = 560, height: Int32 = -1) {
        window = .modal(over: parent, title: title, width: width, height: height)
        save = Button(verb ?? "", classes: "suggested-action")
        save.isVisible = verb != nil
        cancel = Button(verb == nil ? "Close" : "Cancel")
        let header = HeaderBar(title: WindowTitle(title), showsWindowButtons: false)
        header.start(cancel)
        header.end(save)
        header.end(spinner)
        failure.wrapped()
        failure.isVisible = false
        content.margin(18)
        content.append(failure)
        window.content = Box.column(spacing: 0, header, content)
        if verb != nil { window.setDefault(save) }
        cancel.onClicked { [weak self] in self?.window.close() }
        save.onClicked { [weak self] in self?.onSave() }
        window.onKey("Escape") { [weak self] in
            self?.window.close()
            return true
        }
        window.onCloseRequest { [weak self] in
            guard let self else { return false }
            if !mayClose, isTouched() {
                askToDiscard()
                return true
            }
            onClosed()
            return false
        }
    }

    /// What was typed is stored: nothing to ask.
    func closeSaved() {
        mayClose = true
        window.close()
    }

    /// Where what can be done has buttons of its own for a while, the way out is called Close.
    func offersVerb(_ isOffered: Bool) {
        save.isVisible = isOffered
        cancel.label = isOffered ? "Cancel" : "Close"
    }

    /// What is done here is done already: the way out is called Close.
    func closesOnly() { cancel.label = "Close" }

    /// What its button does cannot be taken back.
    func takesAway() {
        save.setClass("suggested-action", false)
        save.addClass("destructive-action")
    }

    private func askToDiscard() {
        guard !isAsking else { return }
        isAsking = true
        Task {
            let discards = await window.ask(
                "Discard what you typed?", "It has not been saved.", verb: "Discard", otherwise: "Keep editing",
                isDestructive: true)
            isAsking = false
            if discards { closeSaved() }
        }
    }

    func append(_ child: Widget) {
        content.append(child)
    }

    /// While it is being saved nothing can be pressed; a failure stands above the fields, which keep what was typed.
    func show(failure problem: Problem?, isBusy: Bool) {
        failure.text = problem.map { "\($0.heading). \($0.text)" } ?? ""
        failure.isVisible = problem != nil
        save.isSensitive = !isBusy
        spinner.isSpinning = isBusy
    }
}
