import Domain
import Gtk
import Services
import Storage

/// What waits for a person, kind by kind, and what can be done with it.
final class InboxDialog: Dialog {
    var onClosed: () -> Void = {}
    /// Something does not wait any more; the sentence is for the window below, once this one has closed.
    var onDone: (String?) -> Void = { _ in }
    /// The format of a reader is to be corrected.
    var onCorrect: (ID<Device>) -> Void = { _ in }

    let model: InboxModel
    let frame: FormWindow
    let users: InboxPage<UnknownUser>
    let doubts: InboxPage<Doubt>
    let lines: InboxPage<InboxLine>
    let numbers: InboxPage<NumberLine>
    let buttons = Buttons()
    let dialogs = DialogSlot()
    private let choices = Choices(name: "What waits", InboxModel.Page.allCases.map(\.title))
    private let stack = Stack()
    private let actions = Stack()
    private let people: PeoplePicker
    private let done = Label(classes: "dim-label").wrapped()
    private var hasChosenPage = false

    init(model: InboxModel, over parent: Window) {
        self.model = model
        frame = FormWindow(over: parent, title: "Inbox", verb: nil, width: 1040, height: 640)
        users = InboxDialog.usersPage(buttons)
        doubts = InboxDialog.doubtsPage(buttons)
        lines = InboxDialog.linesPage(buttons)
        numbers = InboxDialog.numbersPage(buttons)
        people = PeoplePicker(model, heading: "Is this employee", purpose: "to match")
        for (page, widget, foot) in [
            (InboxModel.Page.users, users.widget, users.actions), (.doubts, doubts.widget, doubts.actions),
            (.lines, lines.widget, lines.actions), (.numbers, numbers.widget, numbers.actions),
        ] {
            stack.add(widget, named: page.title)
            actions.add(foot, named: page.title)
        }
        done.expand(horizontally: true)
        actions.align(horizontally: .end, vertically: .center)
        frame.append(choices.widget)
        frame.append(stack)
        frame.append(people.widget)
        frame.append(Box.row(spacing: 12, done, buttons.undo, actions))
        connect()
        connectActions()
        show()
        frame.window.present()
        Task { await open() }
    }

    private func open() async {
        await model.load()
        turn(to: model.firstPage)
    }

    private func connect() {
        model.onChange = { [weak self] in self?.show() }
        model.onDone = { [weak self] in self?.onDone(nil) }
        choices.onChosen = { [weak self] in self?.turn(to: InboxModel.Page.allCases[$0]) }
        users.table.onChoose = { [model] in model.choose(users: Set($0.map(\.id))) }
        doubts.table.onChoose = { [model] in model.choose(doubts: Set($0.map(\.id))) }
        lines.table.onChoose = { [model] in model.choose(lines: Set($0.map(\.id))) }
        numbers.table.onSelect = { [model] in model.choose(number: $0?.id) }
        people.onStop = { [weak self] in self?.frame.window.close() }
        frame.onClosed = { [weak self] in self?.onClosed() }
    }

    private var page: InboxModel.Page { InboxModel.Page.allCases[choices.chosen] }

    private func turn(to page: InboxModel.Page) {
        choices.show(page.rawValue)
        stack.visible = page.title
        actions.visible = page.title
        show()
    }

    private func show() {
        for page in InboxModel.Page.allCases {
            let count = model.count(of: page)
            choices.say(count == 0 ? page.title : "\(page.title) (\(Words.grouped(count)))", at: page.rawValue)
        }
        stack.isVisible = model.isLoaded
        users.show(model.unknown, detail: "")
        users.table.choose(model.chosenUsers)
        doubts.show(model.doubts, detail: model.doubtDetail)
        doubts.table.choose(model.chosenDoubts)
        lines.show(model.lines, detail: model.lineDetail)
        lines.table.choose(model.chosenLines)
        numbers.show(model.numbers, detail: "")
        numbers.table.select(model.chosenNumber)
        people.show(isVisible: model.count(of: page) > 0 && (page == .users || page == .numbers))
        done.text = model.done ?? ""
        frame.show(failure: model.failure, isBusy: model.isBusy)
        buttons.show(model)
    }

    /// The last thing is done: nothing is left to look at here.
    func closeIfEmpty() {
        guard model.isEmpty, model.failure == nil, model.undoable == nil else { return }
        onDone(model.done)
        frame.closeSaved()
    }
}

extension InboxModel.Page {
    /// As its button calls it.
    var title: String {
        switch self {
        case .users: "Unknown users"
        case .doubts: "Doubtful punches"
        case .lines: "Unreadable lines"
        case .numbers: "Shared numbers"
        }
    }
}
