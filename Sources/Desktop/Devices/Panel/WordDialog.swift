import Gtk

/// Shows a terminal's new word, this once.
final class WordDialog: Dialog {
    var onClosed: () -> Void = {}
    private let frame: FormWindow
    private let copy = Button("Copy", classes: "suggested-action")

    init(_ word: String, of name: String, over parent: Window) {
        frame = FormWindow(over: parent, title: "The new word of \(name)", verb: nil, width: 460)
        copy.name("Copy the word")
        copy.align(vertically: .center)
        let text = Label(word, classes: "title-2", "monospace").selectable()
        text.expand(horizontally: true)
        let line = Box.row(spacing: 12, text, copy)
        frame.append(line)
        let way =
            "Enter it in the terminal’s menu as the comm key of its cloud server, or put /t/\(word) behind the server’s "
            + "address there."
        frame.append(Label(way).wrapped(atMost: 52))
        frame.append(
            Label("It is shown this once and kept nowhere. Whoever loses it gives a new one.", classes: "dim-label")
                .wrapped(atMost: 52))
        copy.onClicked { [weak self] in self?.copied(word) }
        frame.onClosed = { [weak self] in self?.onClosed() }
        frame.window.present()
        copy.focus()
    }

    private func copied(_ word: String) {
        copy.copyToClipboard(word)
        copy.label = "Copied"
        copy.name("The word is copied")
    }
}
