import Devices
import Domain
import Gtk
import Services

typealias UserDialog = FormDialog<UserEntry, Void>
typealias CopyDialog = FormDialog<CopyEntry, Void>
typealias EnrolDialog = FormDialog<EnrolEntry, Void>
typealias UserRemovalDialog = FormDialog<RemovalEntry, Void>

extension UserDialog {
    /// Writes a user to the terminal; what is done shows under Tasks.
    static func open(_ known: TerminalUser?, over parent: Window, store: @escaping (UserEntry) async throws -> Void)
        -> UserDialog
    {
        let form = DraftForm(UserEntry(known), isNew: known == nil, store: store)
        let dialog = UserDialog("user of the terminal", form: form, over: parent, verb: "Write")
        let isPartial = form.draft.isPartial
        dialog.group(
            "User", dialog.text(.user, "User number", \.user), dialog.text(.name, "Name", \.name),
            dialog.choice(.level, "Rights at the terminal", \.level, UserProfile.Level.allCases, isPartial) { $0.word },
            dialog.text(.card, isPartial ? "Card, empty to leave it, 0 for none" : "Card, empty for none", \.card),
            dialog.text(.group, "Access group, 1 to 99, empty to leave it", \.group),
            dialog.choice(.access, "At the door", \.isLetIn, [true, false], isPartial) {
                $0 ? "Let in" : "Not let in"
            },
            dialog.text(.password, "New password, empty to leave it, - for none", \.password))
        dialog.note("Fingers stay as they are. The password is sealed on its way and shown nowhere.")
        dialog.present(at: known == nil ? .user : .name)
        return dialog
    }

    /// - Parameter mayStay: whether it can be left as it is, because nobody knows how that is.
    private func choice<Value: Equatable>(
        _ field: UserEntry.Field, _ title: String, _ path: WritableKeyPath<UserEntry, Value?>, _ all: [Value],
        _ mayStay: Bool, words: (Value) -> String
    ) -> FormChoice {
        let values: [Value?] = (mayStay ? [nil] : []) + all.map(Optional.some)
        let selected = values.firstIndex(of: form.draft[keyPath: path]) ?? 0
        let row = choice(field, title, values.map { $0.map(words) ?? "As it is" }, selected: selected)
        row.onChosen = { [weak form] in form?.draft[keyPath: path] = values[$0] }
        return row
    }
}

extension CopyDialog {
    static func open(
        _ people: [TerminalUser], chosen: TerminalUser?, to terminals: [DeviceSummary], over parent: Window,
        store: @escaping (CopyEntry) async throws -> Void
    ) -> CopyDialog {
        // The only other terminal there is must be meant.
        let entry = CopyEntry(
            user: (chosen ?? people.first)?.user, targets: terminals.count == 1 ? Set(terminals.map(\.id)) : [])
        let form = DraftForm(entry, isNew: true, store: store)
        let dialog = CopyDialog(form: form, over: parent, title: "Copy users to other terminals", verb: "Copy")
        let users: [String?] = people.map(\.user) + [nil]
        let words = people.map { "\($0.user)  \($0.name)" } + ["All \(Words.count(people.count, "user", "users"))"]
        let who = dialog.choice(.users, "Who", words, selected: users.firstIndex(of: entry.user) ?? 0)
        who.onChosen = { [weak form] in form?.draft.user = users[$0] }
        let items = terminals.map { CheckList.Item($0) }
        let checked = Set(terminals.indices.filter { entry.targets.contains(terminals[$0].id) })
        let targets = dialog.checks(.targets, "Copy to", items, checked: checked)
        targets.onChosen = { [weak form] in form?.draft.targets = Set($0.map { terminals[$0].id }) }
        dialog.group("Copy", who)
        dialog.append(targets.widget)
        dialog.keep(targets)
        dialog.whenShown { [weak form, weak dialog] in
            let count = form?.draft.targets.count ?? 0
            dialog?.saveButton.label = count < 2 ? "Copy" : "Copy to \(count) terminals"
        }
        dialog.note(
            "Cards, passwords and rights go along; fingers only of people who agreed to their being kept. Whoever else has the "
                + "number there is replaced, with card and fingers; Fleet, Compare and copy leaves them as they are.")
        dialog.present(at: .users)
        return dialog
    }
}

extension EnrolDialog {
    static func open(_ person: TerminalUser, over parent: Window, store: @escaping (EnrolEntry) async throws -> Void)
        -> EnrolDialog
    {
        let form = DraftForm(EnrolEntry(), isNew: true, store: store)
        let dialog = EnrolDialog(
            "finger of \(person.name.isEmpty ? person.user : person.name)", form: form, over: parent, verb: "Enrol")
        let words = FingerWords.all.enumerated().map { index, name in
            person.listing?.fingers.contains(UInt8(index)) == true ? "\(name) (there is one)" : name
        }
        let row = dialog.choice(.finger, "Finger", words, selected: form.draft.finger)
        row.onChosen = { [weak form] in form?.draft.finger = $0 }
        dialog.group("Finger", row)
        dialog.note("The terminal then asks for the finger three times; the person stands before it.")
        dialog.present(at: .finger)
        return dialog
    }

}

extension UserRemovalDialog {
    /// Of one who has fingers at the terminal.
    static func open(
        _ person: TerminalUser, over parent: Window, store: @escaping (RemovalEntry) async throws -> Void
    ) -> UserRemovalDialog {
        let form = DraftForm(RemovalEntry(), isNew: true, store: store)
        let name = person.name.isEmpty ? "user \(person.user)" : person.name
        let dialog = UserRemovalDialog(form: form, over: parent, title: "Remove \(name)", verb: "Remove")
        let fingers = (person.listing?.fingers ?? []).map(Int.init).filter(FingerWords.all.indices.contains)
        let all: [Int?] = [nil] + fingers
        let words = all.map {
            $0.map { "Only the \(FingerWords.all[$0].lowercased())" } ?? "The user, with all fingers"
        }
        let row = dialog.choice(.what, "What", words, selected: 0)
        row.onChosen = { [weak form] in form?.draft.finger = all[$0] }
        dialog.group("Remove", row)
        dialog.note("Punches that were made stay. Fingers that are not kept in the database are gone for good.")
        dialog.takesAway()
        dialog.present(at: .what)
        return dialog
    }
}

/// The fingers by their numbers, 0 to 9: from the left little finger to the right one.
enum FingerWords {
    static let all = ["Left", "Right"].flatMap { hand -> [String] in
        let names = ["little finger", "ring finger", "middle finger", "index finger", "thumb"]
        return (hand == "Left" ? names : names.reversed()).map { "\(hand) \($0)" }
    }
}
