import Gtk

/// The assistant in the window: where one is, the step, and the buttons that lead on.
final class SetUpPage {
    let widget: Widget
    private let model: SetUpModel
    private let pages: [any SetUpStepPage]
    private let stack = Stack()
    private let title = Label(classes: "title-1").wrapped(atMost: 40)
    private let explanation = Label(classes: "dim-label").wrapped(atMost: 72)
    private let failure = Label(classes: "error").wrapped(atMost: 72)
    private let trail: [Label]
    private let back = Button("Back")
    private let skip = Button("Skip this step", classes: "flat")
    private let next = Button("Next", classes: "suggested-action")
    private let leave = Button("Skip set-up")
    private let spinner = Spinner()
    private var shown: SetUpModel.Step?

    init(_ model: SetUpModel, in window: Window, isFree: Bool) {
        self.model = model
        pages = [
            CompanyStep(model), DatabaseStep(model, over: window, isFree: isFree), AdministratorStep(model),
            TerminalStep(model, over: window), DoneStep(model),
        ]
        trail = SetUpModel.Step.allCases.map { Label($0.word, classes: "caption", "set-up-step") }
        let header = HeaderBar(title: WindowTitle("Set up E-Time"))
        header.start(leave)
        let steps = Box.row(spacing: 6)
        steps.align(horizontally: .center)
        steps.name("Steps")
        steps.margin(top: 18, bottom: 6)
        for (index, label) in trail.enumerated() {
            if index > 0 { steps.append(Icon("go-next-symbolic", size: 12)) }
            steps.append(label)
        }
        for (step, page) in zip(SetUpModel.Step.allCases, pages) { stack.add(page.widget, named: step.word) }
        let column = Box.column(spacing: 12, title, explanation, failure, stack)
        column.margin(top: 12, bottom: 18, start: 18, end: 18)
        let scroller = ScrolledWindow(Clamp(column, width: 640), horizontally: false)
        scroller.expand(horizontally: true, vertically: true)
        spinner.expand(horizontally: true)
        spinner.align(horizontally: .end)
        let foot = Box.row(spacing: 12, back, spinner, skip, next)
        foot.margin(12)
        widget = Box.column(spacing: 0, header, steps, scroller, Separator.horizontal(), foot)
        connect()
        window.setDefault(next)
        show()
    }

    /// Where the keyboard goes, once the page stands in the window.
    func focus() { page.focus() }

    private var page: any SetUpStepPage { pages[model.step.rawValue] }

    private func connect() {
        back.onClicked { [model] in model.goBack() }
        skip.onClicked { [model] in model.skip() }
        leave.onClicked { [model] in model.leave() }
        next.onClicked { [weak self] in
            guard let self else { return }
            Task { [weak self, model] in
                if await !model.goOn() { self?.page.focusOnProblem() }
            }
        }
        model.onChange = { [weak self] in self?.show() }
        model.company.onChange = { [weak self] in self?.show() }
        model.place.onChange = { [weak self] in self?.show() }
        model.administrator.onChange = { [weak self] in self?.show() }
        model.terminal.onChange = { [weak self] in self?.show() }
    }

    private var problem: Problem? {
        switch model.step {
        case .company: model.company.failure
        case .database: model.place.failure
        case .administrator: model.administrator.failure
        case .terminal: model.terminal.failure
        case .done: nil
        }
    }

    private func show() {
        let step = model.step
        (title.text, explanation.text) = (page.title, page.explanation)
        failure.text = problem.map { "\($0.heading). \($0.text)" } ?? ""
        failure.isVisible = problem != nil
        for button in [back, skip, next, leave] { button.isSensitive = !model.isBusy }
        back.isVisible = model.mayGoBack
        skip.isVisible = !model.isDone
        leave.isVisible = step != .done
        next.label = step == .done ? "Open E-Time" : "Next"
        spinner.isSpinning = model.isBusy
        page.show()
        guard step != shown else { return }
        shown = step
        stack.visible = step.word
        for (label, other) in zip(trail, SetUpModel.Step.allCases) { label.setClass("current", other == step) }
        page.focus()
        if step == .done { next.focus() }
    }
}
