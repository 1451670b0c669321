import Domain
import Gtk
import Services

/// What is pressed in the room.
extension DevicesRoom {
    func act(_ action: DevicePanel.Action, on device: DeviceSummary) async {
        switch action {
        case .sync: await synchronise(device)
        case .edit: editChosen()
        case .dismissNotes: await tell(await model.dismissNotes(of: device))
        case .accept: await accept(device)
        case .retire: await retire(device)
        case .restore: await tell(await model.restore(device))
        case .order(let order): await ask(order, of: device)
        case .askPeople: await work?.loadPeople()
        case .stopAsking: work?.stopAsking()
        case .renewWord: await renewWord(of: device)
        case .removeWord: await removeWord(of: device)
        case .copy(let person): openCopy(person, from: device)
        case .write(let person): openUser(person)
        case .enrol(let person): openEnrol(person)
        case .remove(let person): await remove(person, from: device)
        case .cancel(let line): if let work { await tell(await work.cancel(line)) }
        }
    }

    private func synchronise(_ device: DeviceSummary, accepting consent: SyncConsent = []) async {
        let said = await context.collecting.look(at: device, with: context.sync, accepting: consent)
        said.map(context.notify)
    }

    private func ask(_ order: DeviceOrder, of device: DeviceSummary) async {
        guard let work, await confirms(order, device) else { return }
        switch await work.ask(order) {
        case .success(let sentence): context.notify("\(device.name): \(order.description). \(sentence)")
        case .failure(let problem): context.window.tell(problem.heading, problem.text)
        }
        await model.load()
    }

    private func confirms(_ order: DeviceOrder, _ device: DeviceSummary) async -> Bool {
        guard let question = DevicesModel.question(before: order, device) else { return true }
        return await context.window.ask(question.heading, question.text, verb: question.verb, isDestructive: true)
    }

    /// Of one who has fingers there it may be one of these.
    private func remove(_ person: TerminalUser, from device: DeviceSummary) async {
        guard let work else { return }
        guard person.listing?.fingers.isEmpty == false else {
            guard await confirms(.deleteUser(person.user), device) else { return }
            return await tell(await remove(.deleteUser(person.user), from: device, work))
        }
        dialogs.open {
            UserRemovalDialog.open(person, over: context.window) { [weak self] entry in
                self?.goOn { [weak self] in
                    await self?.remove(entry.order(of: person.user), from: device, work) ?? .success("")
                }
            }
        }
    }

    private func remove(
        _ order: DeviceOrder, from device: DeviceSummary, _ work: DeviceWork
    ) async -> Result<String, Problem> {
        let outcome = await work.ask(order)
        await work.lookAgain()
        return outcome.map { "\(device.name): \(order.description). \($0)" }
    }

    func tell(_ outcome: Result<String, Problem>) async {
        switch outcome {
        case .success(let sentence): context.notify(sentence)
        case .failure(let problem): context.window.tell(problem.heading, problem.text)
        }
        await model.load()
    }

    private func retire(_ device: DeviceSummary) async {
        let (heading, text) = model.retirementQuestion(device)
        guard await context.window.ask(heading, text, verb: "Retire \(device.name)", isDestructive: true) else {
            return
        }
        await tell(await model.retire(device))
    }

    private func accept(_ device: DeviceSummary) async {
        guard let consent = device.refusal, let reason = device.lastError else { return }
        let accepts = await context.window.ask(
            "Accept \(device.name) as it is?", "\(reason) The journal keeps that you accepted it.",
            verb: "Accept and sync", isDestructive: true)
        if accepts { await synchronise(device, accepting: consent) }
    }
}

// The windows that it opens.
extension DevicesRoom {
    func editChosen() {
        guard let device = model.chosenDevice else { return }
        Task {
            do {
                if device.family == .lines {
                    open(try await model.lineForm(for: device))
                } else {
                    open(try await model.form(for: device))
                }
            } catch {
                let problem = Problem("\(device.name) could not be opened", error)
                context.window.tell(problem.heading, problem.text)
            }
        }
    }

    func addLines() { open(model.lineForm()) }

    func open(_ form: DeviceForm) {
        dialogs.open {
            let dialog = DeviceDialog.open(form, over: context.window)
            dialog.onSaved = { [weak self] in self?.saved($0) }
            return dialog
        }
    }

    private func open(_ form: LineReaderForm) {
        dialogs.open {
            let dialog = LineReaderDialog.open(form, over: context.window)
            dialog.onSaved = { [weak self] in self?.saved($0) }
            return dialog
        }
    }

    func saved(_ device: DeviceSummary) {
        choose(device.id)
        context.collecting.wake()
        context.notify("\(device.name) is saved.")
    }

    func openFind() {
        dialogs.open {
            let dialog = FindDialog(model: model.find(), over: context.window)
            dialog.onAdded = { [weak self] in self?.saved($0) }
            return dialog
        }
    }

    func openInbox() {
        dialogs.open {
            let dialog = InboxDialog(model: InboxModel(session: context.session), over: context.window)
            dialog.onDone = { [weak self] in self?.inboxChanged($0) }
            dialog.onCorrect = { [weak self] in self?.edit($0) }
            return dialog
        }
    }

    private func inboxChanged(_ sentence: String?) {
        sentence.map(context.notify)
        Task { await model.lookAtInbox() }
    }

    private func edit(_ device: ID<Device>) {
        show(device)
        editChosen()
    }

    private func openUser(_ person: TerminalUser?) {
        guard let work else { return }
        dialogs.open {
            UserDialog.open(person, over: context.window) { [weak self] entry in
                self?.goOn { await work.write(entry.change, password: entry.newPassword) }
            }
        }
    }

    private func openEnrol(_ person: TerminalUser) {
        guard let work else { return }
        dialogs.open {
            EnrolDialog.open(person, over: context.window) { [weak self] entry in
                self?.goOn { await work.ask(.enrol(user: person.user, finger: entry.finger)) }
            }
        }
    }

    private func openCopy(_ chosen: TerminalUser?, from device: DeviceSummary) {
        guard let work else { return }
        let people = work.users
        let others = model.devices.filter {
            $0.id != device.id && !$0.isRetired && $0.family.takes(.writePeople(task: 0))
        }
        guard !others.isEmpty else {
            return context.window.tell(
                "There is no other terminal", "Add the terminal first that the users are to be copied to.")
        }
        dialogs.open {
            CopyDialog.open(people, chosen: chosen, to: others, over: context.window) { [weak self] entry in
                let users = entry.user.map { [$0] } ?? people.map(\.user)
                let targets = others.map(\.id).filter(entry.targets.contains)
                self?.goOn { await work.copy(users, to: targets) }
            }
        }
    }

    /// The dialog closes at once; what the terminal says to it comes later.
    private func goOn(_ body: @escaping () async -> Result<String, Problem>) {
        Task { await tell(await body()) }
    }
}
