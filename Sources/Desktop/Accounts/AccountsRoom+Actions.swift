import Gtk
import Services
import Storage

/// What is pressed in the room.
extension AccountsRoom {
    /// Opens the form for a new account.
    func add() {
        guard model.mayChange else { return }
        open(nil)
    }

    func openRoles() {
        dialogs.open { RolesDialog(over: context.window) }
    }

    func open(_ line: AccountLine?) {
        guard model.mayChange else { return }
        Task {
            do {
                if !model.isLoaded { await model.load() }
                try await model.loadPeople()
                openForm(line)
            } catch {
                let problem = Problem("The employees could not be read", error)
                context.window.tell(problem.heading, problem.text)
            }
        }
    }

    private func openForm(_ line: AccountLine?) {
        let isFirst = model.all.isEmpty
        dialogs.open {
            let dialog = AccountDialog.open(model.form(for: line), model, isFirst: isFirst, over: context.window)
            dialog.onSaved = { [weak self] account in
                self?.context.notify("The account \(account.name) is saved.")
                self?.model.stored(account)
            }
            return dialog
        }
    }

    func act(_ action: AccountPanel.Action, on line: AccountLine) async {
        switch action {
        case .change: open(line)
        case .resetPassword: resetPassword(of: line)
        case .unlock: tell(await model.unlock(line))
        case .signOut: tell(await model.signOutEverywhere(line))
        case .removeSecondFactor:
            if await confirms(.removeSecondFactor(of: line)) { tell(await model.removeSecondFactor(of: line)) }
        case .close: if await confirms(.close(line)) { tell(await model.close(line)) }
        case .reopen: tell(await model.reopen(line))
        case .history: onHistory?(line)
        case .addToken: addToken()
        case .revoke(let token): if await confirms(.revoke(token)) { tell(await model.revoke(token)) }
        }
    }

    private func confirms(_ question: AccountQuestion) async -> Bool {
        await context.window.ask(question.heading, question.text, verb: question.verb, isDestructive: true)
    }

    private func tell(_ outcome: Result<String, Problem>) {
        switch outcome {
        case .success(let sentence): context.notify(sentence)
        case .failure(let problem): context.window.tell(problem.heading, problem.text)
        }
    }

    private func resetPassword(of line: AccountLine) {
        dialogs.open {
            let dialog = ResetPasswordDialog.open(model.passwordForm(for: line), of: line, over: context.window)
            dialog.onSaved = { [weak self] _ in
                self?.context.notify("The password of \(line.name) is reset; it is to be changed in signing in.")
                Task { await self?.model.load() }
            }
            return dialog
        }
    }

    private func addToken() {
        dialogs.open {
            let dialog = TokenDialog.open(model.tokenForm(), model.permissionsToGive, over: context.window)
            dialog.onSaved = { [weak self] new in
                guard let self else { return }
                proofs.open { TokenProofDialog(new, over: self.context.window) }
                Task { await self.model.load() }
            }
            return dialog
        }
    }
}
