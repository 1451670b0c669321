import Domain
import Gtk
import Services
import Storage

/// Who agreed to fingerprints being kept, what is kept, and recording and withdrawing it.
final class ConsentDialog: Dialog {
    var onClosed: () -> Void = {}

    private let model: ConsentModel
    private let session: Session
    private let frame: FormWindow
    private let table = TableView<BiometricEntry>(name: "Who agreed", columns: ConsentDialog.columns)
    private let pages = Stack()
    private let done = Label(classes: "dim-label").wrapped()
    private let record = Button("Record consent…", classes: "suggested-action")
    private let withdraw = Button("Withdraw…")
    private let dialogs = DialogSlot()
    private var isOpen = true

    init(_ model: ConsentModel, session: Session, over parent: Window) {
        self.model = model
        self.session = session
        frame = FormWindow(over: parent, title: "Fingerprint consent", verb: nil, width: 940, height: 540)
        let empty = StatusPage(
            icon: "auth-fingerprint-symbolic", title: "Nobody has agreed, and nothing is kept",
            text:
                "A finger goes from one terminal to others only if the person agreed to its being kept. Record it here, with "
                + "the place of the signed sheet.")
        empty.addClass("compact")
        table.widget.addClass("framed")
        pages.add(table.widget, named: "rows")
        pages.add(empty, named: "empty")
        pages.expand(vertically: true)
        done.expand(horizontally: true)
        frame.append(
            Label("Fingers are kept sealed, and go when the person leaves or agrees no more.", classes: "dim-label")
                .wrapped())
        frame.append(pages)
        frame.append(Box.row(spacing: 6, done, withdraw, record))
        connect()
        show()
        frame.window.present()
        record.focus()
        Task { await model.load() }
    }

    private static let columns: [TableColumn<BiometricEntry>] = [
        TableColumn("Code", width: 8, by: { $0.employee.code }) { $0.employee.code },
        TableColumn("Name", width: 18, expands: true, by: { $0.employee.name }) { $0.employee.name },
        TableColumn("State", width: 10, by: { $0.state }, mark: { $0.agrees ? nil : "dim-label" }) { $0.state },
        TableColumn("Agreed on", width: 15, by: { $0.consent?.givenOn.daysSinceEpoch ?? 0 }) {
            $0.consent.map { Words.date($0.givenOn) } ?? ""
        },
        TableColumn("To what", width: 20, expands: true, by: { $0.consent?.statement ?? "" }) {
            $0.consent?.statement ?? ""
        },
        TableColumn("Fingers kept", width: 12, isNumeric: true, by: { $0.fingers }) { Words.grouped($0.fingers) },
    ]

    private func connect() {
        model.onChange = { [weak self] in self?.show() }
        table.onSelect = { [model] in model.choose($0) }
        record.onClicked { [weak self] in Task { await self?.openRecord() } }
        withdraw.onClicked { [weak self] in Task { await self?.askToWithdraw() } }
        frame.onClosed = { [weak self] in
            self?.isOpen = false
            self?.onClosed()
        }
    }

    private func show() {
        table.show(model.rows)
        table.select(model.chosen?.id)
        pages.isVisible = model.isLoaded
        pages.visible = model.rows.isEmpty ? "empty" : "rows"
        withdraw.isVisible = !model.rows.isEmpty
        withdraw.isSensitive = model.question != nil
        done.text = model.done ?? ""
        frame.show(failure: model.failure, isBusy: !model.isLoaded || model.isBusy)
    }

    private func askToWithdraw() async {
        guard let question = model.question else { return }
        let agrees = await frame.window.ask(question.heading, question.text, verb: question.verb, isDestructive: true)
        if agrees { await model.withdraw() }
    }

    private func openRecord() async {
        let (form, people) = (await model.form(), EmployeeChoice(session: session))
        guard isOpen else { return }
        dialogs.open {
            let dialog = RecordConsentDialog.open(form, people, over: frame.window)
            dialog.onSaved = { [model] consent in Task { await model.recorded(consent) } }
            return dialog
        }
        await people.load()
    }
}

typealias RecordConsentDialog = FormDialog<ConsentEntry, BiometricConsent>

extension RecordConsentDialog {
    static func open(_ form: ConsentForm, _ people: EmployeeChoice, over parent: Window) -> RecordConsentDialog {
        let dialog = RecordConsentDialog(form: form, over: parent, title: "Record consent", verb: "Record", width: 680)
        let person = dialog.row(
            .employee,
            PersonRow(people, "Who agreed", purpose: "who may have agreed") { [weak form] in
                form?.draft.employee = $0?.id
                form?.typed(.employee)
            })
        person.onStop = { [weak dialog] in dialog?.window.close() }
        dialog.append(person.widget)
        dialog.group(
            "What was agreed", dialog.text(.statement, "To what, or where the signed sheet is", \.statement),
            dialog.text(.day, "Day on which it was given", \.day))
        dialog.present(at: .employee)
        return dialog
    }
}

/// An employee, chosen in a form.
final class PersonRow: FormRow {
    let widget: Widget
    var onStop: () -> Void = {}

    private let picker: PeoplePicker
    private let problem = Label(classes: "caption", "error").wrapped()

    init(
        _ people: EmployeeChoice, _ heading: String, purpose: String,
        chosen: @escaping @MainActor (EmployeeEntry?) -> Void
    ) {
        picker = PeoplePicker(people, heading: heading, purpose: purpose, height: 180)
        widget = Box.column(spacing: 6, picker.widget, problem)
        problem.isVisible = false
        people.onChange = { [weak self, weak people] in
            self?.picker.show()
            people.map { chosen($0.employee) }
        }
        picker.onStop = { [weak self] in self?.onStop() }
    }

    func show(_ sentence: String?) {
        problem.text = sentence ?? ""
        problem.isVisible = sentence != nil
        widget.describe(sentence ?? "")
    }
}
