import Domain
import Gtk
import Services

/// What is pressed at the foot of the inbox.
extension InboxDialog {
    final class Buttons {
        let match = Button("Match", classes: "suggested-action")
        let madeAt = Button("It was made at…", classes: "suggested-action")
        let right = Button("It is right…")
        let noPunch = Button("It is no punch…")
        let readAgain = Button("Read again", classes: "suggested-action")
        let correct = Button("Correct the format…")
        let dismiss = Button("Dismiss…")
        let give = Button("Give to the employee", classes: "suggested-action")
        let onePerson = Button("One person everywhere")
        let undo = Button("Undo")

        func show(_ model: InboxModel) {
            match.label = model.verb
            match.isSensitive = model.canMap
            give.label = model.numberVerb
            give.isSensitive = model.canGiveNumber
            onePerson.label = model.onePersonVerb
            onePerson.isSensitive = model.canSayOnePerson
            madeAt.isSensitive = model.may(.madeAt)
            right.isSensitive = model.may(.right)
            noPunch.isSensitive = model.may(.noPunch)
            readAgain.isSensitive = !model.lines.isEmpty && !model.isBusy
            correct.isVisible = model.reader != nil
            dismiss.isSensitive = !model.dismissable.isEmpty && !model.isBusy
            undo.isVisible = model.undoable != nil && !model.isBusy
        }
    }

    func connectActions() {
        on(buttons.match) { await $0.model.map() }
        on(buttons.readAgain) { await $0.model.readAgain() }
        on(buttons.undo) { await $0.model.undo() }
        on(buttons.give) { await $0.give() }
        on(buttons.onePerson) { await $0.model.sayOnePerson() }
        for (button, kind) in [
            (buttons.madeAt, SettleEntry.Kind.madeAt), (buttons.right, .right), (buttons.noPunch, .noPunch),
        ] {
            button.onClicked { [weak self] in self?.openSettle(kind) }
        }
        buttons.dismiss.onClicked { [weak self] in self?.openDismiss() }
        buttons.correct.onClicked { [weak self] in
            guard let self, let reader = model.reader else { return }
            frame.closeSaved()
            onCorrect(reader)
        }
    }

    private func on(_ button: Button, _ body: @escaping (InboxDialog) async -> Bool) {
        button.onClicked { [weak self] in
            Task {
                guard let self, await body(self) else { return }
                self.closeIfEmpty()
            }
        }
    }

    private func give() async -> Bool {
        if let question = model.numberQuestion {
            let agrees = await frame.window.ask(
                question.heading, question.text, verb: question.verb, isDestructive: true)
            guard agrees else { return false }
        }
        return await model.giveNumber()
    }

    private func openSettle(_ kind: SettleEntry.Kind) {
        let count = model.chosenOfDoubt.count
        dialogs.open {
            let dialog = SettleDialog.open(model.settleForm(kind), count: count, over: frame.window)
            dialog.onSaved = { [weak self] _ in self?.closeIfEmpty() }
            return dialog
        }
    }

    private func openDismiss() {
        let count = model.dismissable.count
        dialogs.open {
            let dialog = DismissDialog.open(model.dismissForm(), count: count, over: frame.window)
            dialog.onSaved = { [weak self] _ in self?.closeIfEmpty() }
            return dialog
        }
    }
}

typealias SettleDialog = FormDialog<SettleEntry, Void>
typealias DismissDialog = FormDialog<DismissEntry, Void>

extension SettleDialog {
    /// What the chosen punches are, and how one knows.
    static func open(_ form: DraftForm<SettleEntry, Void>, count: Int, over parent: Window) -> SettleDialog {
        let kind = form.draft.kind
        let dialog = SettleDialog(
            form: form, over: parent, title: kind.title(count), verb: "Settle \(Words.count(count, "punch", "punches"))"
        )
        let why = dialog.text(.why, "How do you know?", \.why)
        if kind == .madeAt {
            dialog.group("When it was made", dialog.text(.date, "Day", \.date), dialog.text(.time, "Time", \.time), why)
        } else {
            dialog.group("How one knows", why)
        }
        dialog.note(kind.note)
        dialog.present(at: kind == .madeAt ? .time : .why)
        return dialog
    }
}

extension DismissDialog {
    static func open(_ form: DraftForm<DismissEntry, Void>, count: Int, over parent: Window) -> DismissDialog {
        let lines = Words.count(count, "line", "lines")
        let dialog = DismissDialog(
            form: form, over: parent, title: "\(lines): no \(count == 1 ? "punch" : "punches")",
            verb: "Dismiss \(lines)")
        dialog.group("Why", dialog.text(.why, "Why is it no punch?", \.why))
        dialog.note(
            "What is dismissed cannot be read again and becomes no punch. The journal keeps each line, who said so and why."
        )
        dialog.takesAway()
        dialog.present(at: .why)
        return dialog
    }
}

extension SettleEntry.Kind {
    fileprivate func title(_ count: Int) -> String {
        let punches = count == 1 ? "The punch" : Words.count(count, "punch", "punches")
        return switch self {
        case .madeAt: "When was it made?"
        case .right: "\(punches): right as \(count == 1 ? "it is" : "they are")"
        case .noPunch: "\(punches): no \(count == 1 ? "punch" : "punches")"
        }
    }

    fileprivate var note: String {
        switch self {
        case .madeAt:
            "By the company’s clock. It is added there for whoever has the user then; what the terminal said stays in the "
                + "record."
        case .right: "It goes on counting as it is, and is not asked about again."
        case .noPunch: "It counts for no day. What the terminal said stays in the record."
        }
    }
}
