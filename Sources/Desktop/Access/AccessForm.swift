import Gtk

/// What stands alone in the middle of the window while nobody may see more: the program's sign and name, whose it is, fields,
/// one sentence below them and the button.
final class AccessForm {
    let widget: Widget
    let header: HeaderBar
    let button: Button
    let group = PreferencesGroup()
    private let title: Label
    private let company = Label(classes: "dim-label").ellipsised(atMost: 44)
    private let explanation = Label(classes: "dim-label").wrapped(atMost: 44)
    private let problem = Label(classes: "error").wrapped(atMost: 44)
    private let spinner = Spinner()
    private let foot: Box

    /// - Parameter sign: what stands above the title.
    init(title heading: String, sign: Widget, verb: String) {
        title = Label(heading, classes: "title-1").ellipsised(atMost: 24)
        button = Button(verb, classes: "pill", "suggested-action")
        header = HeaderBar(title: WindowTitle("E-Time"))
        header.addClass("flat")
        foot = Box.column(spacing: 6)
        sign.align(horizontally: .center)
        for label in [title, company, explanation, problem] {
            label.align(horizontally: .center)
            label.justify(0.5)
        }
        for label in [explanation, problem] { label.center() }
        let head = Box.column(spacing: 6, title, company)
        head.margin(top: 6, bottom: 6)
        button.align(horizontally: .center)
        spinner.align(horizontally: .end, vertically: .center)
        // A sentence, or two lines of one, come and go without moving what is typed into.
        problem.request(height: 40)
        problem.align(vertically: .start)
        let form = Box.column(spacing: 12, sign, head, explanation, group, problem, button, spinner, foot)
        form.request(width: 380)
        let clamp = Clamp(form, width: 380)
        clamp.align(vertically: .center)
        clamp.expand(horizontally: true, vertically: true)
        clamp.margin(18)
        widget = Box.column(spacing: 0, header, ScrolledWindow(clamp, horizontally: false).filling())
        show(company: "")
        show(problem: nil, isBusy: false)
    }

    func append(_ child: Widget) {
        child.align(horizontally: .center)
        foot.append(child)
    }

    /// - Parameter name: empty: nothing stands there.
    func show(company name: String) {
        company.text = name
        company.isVisible = !name.isEmpty
    }

    func explain(_ sentence: String) {
        explanation.text = sentence
        explanation.isVisible = !sentence.isEmpty
    }

    func show(problem sentence: String?, isBusy: Bool) {
        problem.text = sentence ?? ""
        button.isSensitive = !isBusy
        spinner.isSpinning = isBusy
    }
}

extension ScrolledWindow {
    fileprivate func filling() -> ScrolledWindow {
        expand(horizontally: true, vertically: true)
        return self
    }
}
