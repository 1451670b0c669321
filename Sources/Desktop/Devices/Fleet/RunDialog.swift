import Domain
import Gtk
import Services

/// How far the terminals are with what was asked of them, and what came of it.
final class RunDialog: Dialog {
    var onClosed: () -> Void = {}
    /// It has ended after the window was closed; what came of it.
    var onEndedLater: (String) -> Void = { _ in }

    private let model: RunModel
    private let frame: FormWindow
    private let table: TableView<RunLine>
    private let pages = Stack()
    private let nothing = StatusPage(icon: "emblem-ok-symbolic", title: "Nothing to do", text: "")
    private let progress = ProgressBar()
    private let sentence = Label(classes: "heading").wrapped()
    private let detail = Label(classes: "dim-label").wrapped().selectable()
    private let leftOut = Label(classes: "dim-label", "caption").wrapped().selectable()
    private let later = Label(classes: "dim-label", "caption").wrapped()
    private let cancel = Button("Cancel what waits")
    private var chosen: RunLine.ID?

    init(_ model: RunModel, over parent: Window) {
        self.model = model
        frame = FormWindow(over: parent, title: model.title, verb: nil, width: 820, height: 460)
        table = TableView(name: "What the terminals did", columns: RunDialog.columns)
        table.widget.addClass("framed")
        table.widget.request(height: 200)
        pages.add(table.widget, named: "rows")
        pages.add(nothing, named: "nothing")
        nothing.addClass("compact")
        pages.expand(vertically: true)
        progress.name("How far it is")
        progress.request(width: 180)
        progress.align(vertically: .center)
        sentence.expand(horizontally: true)
        later.text = "You may close this window: it goes on, and each terminal’s page Tasks tells of it."
        later.expand(horizontally: true)
        cancel.align(horizontally: .end, vertically: .center)
        frame.append(Box.row(spacing: 12, sentence, progress))
        for part in [pages, detail, leftOut] { frame.append(part) }
        frame.append(Box.row(spacing: 12, later, cancel))
        connect()
        show()
        frame.window.present()
        model.start()
    }

    private static let columns: [TableColumn<RunLine>] = [
        TableColumn("Terminal", width: 16, expands: true, by: { $0.terminal }) { $0.terminal },
        TableColumn("What", width: 20, by: { $0.task.title }) { $0.task.title },
        TableColumn("State", width: 10, by: { $0.task.state }, mark: { $0.task.mark }) { $0.task.state },
        TableColumn("What came of it", width: 24, expands: true, by: { $0.task.sentence }) { $0.task.sentence },
    ]

    private func connect() {
        model.onChange = { [weak self] in self?.show() }
        cancel.onClicked { [model] in Task { await model.cancel() } }
        table.onSelect = { [weak self] in
            self?.chosen = $0?.id
            self?.showChosen()
        }
        frame.onClosed = { [weak self] in
            self?.closed()
            self?.onClosed()
        }
    }

    private func closed() {
        model.leave()
        guard !model.hasEnded else { return }
        model.onEnded = { [weak model, onEndedLater, ended = model.onEnded] in
            ended()
            guard let model else { return }
            // Asked for nothing where the window was closed before it was asked.
            if model.run != nil || model.failure != nil { onEndedLater(model.outcome) }
        }
    }

    private func show() {
        sentence.text = model.sentence
        progress.show(model.fraction)
        progress.isVisible = !model.hasEnded
        table.show(model.lines)
        nothing.show(icon: "emblem-ok-symbolic", title: model.sentence, text: "")
        let isNothing = model.hasEnded && model.lines.isEmpty && model.failure == nil
        pages.visible = isNothing ? "nothing" : "rows"
        sentence.isVisible = !isNothing
        leftOut.text = model.leftOut
        leftOut.isVisible = !model.leftOut.isEmpty
        later.isVisible = model.goesOn
        cancel.isVisible = model.mayCancel
        frame.show(failure: model.failure, isBusy: !model.hasEnded)
        showChosen()
    }

    /// The whole sentence, which may be longer than its cell.
    private func showChosen() {
        let lines = model.lines
        let line = lines.first { $0.id == chosen } ?? lines.first { $0.task.state == "failed" }
        detail.text = line.map { $0.task.sentence.isEmpty ? "" : "\($0.terminal): \($0.task.sentence)" } ?? ""
        detail.isVisible = !detail.text.isEmpty
    }
}

extension TaskLine {
    /// How its state is painted.
    fileprivate var mark: String? {
        switch state {
        case "failed": "absent"
        case "tried again": "look"
        case "cancelled", "waiting": "dim-label"
        default: nil
        }
    }
}
