import Foundation
import Gtk
import Services

/// Who is there: signing in and out, the rooms of whoever has, and the screen that is locked.
extension DesktopProgram {
    /// - Parameter notice: why somebody has to who was signed in.
    func askWhoIsThere(_ services: Services, in window: ApplicationWindow, notice: String? = nil) {
        let model = SignInModel(services, place: Session.place, notice: notice)
        model.onSignedIn = { [weak self, weak window] signedIn in
            guard let self, let window else { return }
            window.setDefault(nil)
            signIn = nil
            Task {
                do {
                    try await self.begin(Session(services: services, signedIn: signedIn), in: window)
                } catch {
                    self.fail(error, in: window)
                }
            }
        }
        let page = SignInPage(model, in: window, menu: mainMenu)
        signIn = page
        window.content = page.widget
        window.present()
        page.focus()
        Task { await model.load() }
    }

    func show(_ session: Session, in window: ApplicationWindow) {
        self.session = session
        isUsed = false
        idle.input(at: .now)
        Window.onInput = { [weak self] in self?.noteInput() }
        holding = watch(session)
        let collecting = CollectingModel(session: session)
        self.collecting = collecting
        let main = MainWindow(
            window: window, session: session, collecting: collecting, menu: mainMenu,
            room: preferences.room.flatMap(RoomName.init(rawValue:)) ?? .today, tables: tables
        ) { [weak window] in
            if StartTrace.isOn { window?.afterNextFrame { StartTrace.report() } }
        }
        main.onClosed = { [weak self] in self?.closed() }
        main.onFirstAccount = { [weak self] in Task { await self?.signOut() } }
        main.onCollects = { [weak self] in self?.remember(collects: $0) }
        self.main = main
        window.present()
        StallTrace.start()
        if session.allowed.collects, preferences.collects ?? false { collecting.start() }
    }

    /// Ends what can be seen and pressed of whoever was there.
    /// - Returns: what goes on with terminals, and ends by itself; nil where no rooms are shown.
    private func leaveRooms() -> (main: MainWindow, collecting: CollectingModel?)? {
        guard let window, let main else { return nil }
        let left = (main: main, collecting: collecting)
        holding?.cancel()
        window.endOthers()
        window.setDefault(nil)
        main.leave()
        (self.main, collecting, session, lockPage) = (nil, nil, nil, nil)
        return left
    }

    /// Asks who is there in the place of whoever was.
    func signOut(_ notice: String? = nil) async {
        guard let services, let window, let session, let left = leaveRooms() else { return }
        askWhoIsThere(services, in: window, notice: notice)
        if let signedIn = session.signedIn { _ = try? await services.accounts.signOut(signedIn.proof) }
        await left.main.left()
        await left.collecting?.stop()
    }

    /// Roles change and sessions end elsewhere as well; and the first account may be added.
    private func watch(_ session: Session) -> Task<Void, Never> {
        Task { [weak self] in
            var round = 0
            while (try? await Task.sleep(for: .seconds(5))) != nil {
                guard let self else { return }
                if idle.isLeft(at: .now) { lock() }
                round += 1
                guard round.isMultiple(of: 3) else { continue }
                let isUsed = isUsed
                self.isUsed = false
                guard await !session.holds(isUsed: isUsed) else { continue }
                let notice =
                    session.signedIn == nil
                    ? "There are accounts from now on."
                    : "You were signed out: nothing was done for too long, or your account was changed."
                // A task of its own: this one ends with the session.
                Task { await self.signOut(notice) }
            }
        }
    }

    /// Whoever is in front of a locked screen does not keep the session of its person alive.
    private func noteInput() {
        guard lockPage == nil else { return }
        isUsed = true
        idle.input(at: .now)
    }
}

extension DesktopProgram {
    /// Covers everything until the person's password is given. Does nothing while there are no accounts.
    func lock() {
        guard lockPage == nil, let main, let window, let session, session.signedIn != nil else { return }
        let model = LockModel(session)
        let page = LockPage(model, in: window)
        page.waiting = { Curtain.waiting }
        page.onOther = { [weak self] in Task { await self?.signOut() } }
        model.onUnlocked = { [weak self] in self?.unlock() }
        model.onOver = { [weak self] in
            Task { await self?.signOut("You were signed out while the screen was locked.") }
        }
        lockPage = page
        main.cover(with: page.widget)
        page.focus()
    }

    private func unlock() {
        lockPage = nil
        idle.input(at: .now)
        isUsed = true
        main?.uncover()
    }

    /// - Parameter minutes: 0: never.
    func lock(after minutes: Int) {
        idle.minutes = minutes
        preferences.lockAfter = minutes
        save()
    }
}

// What is the person's own.
extension DesktopProgram {
    func changePassword() async {
        guard let session, let window, lockPage == nil else { return }
        do {
            let form = try await session.passwordForm()
            dialogs.open {
                let dialog = PasswordDialog.open(form, over: window)
                dialog.onSaved = { [weak self] _ in
                    self?.main?.say("Your password is changed. You are signed out everywhere else.")
                }
                return dialog
            }
        } catch {
            window.tell("The password cannot be changed now", CommandWords.sentence(of: error))
        }
    }

    func openSecondFactor() {
        guard let session, let window, lockPage == nil, let model = SecondFactorModel(session) else { return }
        dialogs.open {
            let dialog = SecondFactorDialog(model, over: window)
            dialog.onDone = { [weak self] in self?.main?.say($0) }
            return dialog
        }
    }

    func signOutEverywhere() async {
        guard let session, let window, lockPage == nil, session.signedIn != nil else { return }
        let isMeant = await window.ask(
            "Sign out everywhere?",
            "You are signed out here, in all other programs and on all other computers. Tokens of programs go on.",
            verb: "Sign out everywhere", isDestructive: true)
        guard isMeant else { return }
        do {
            _ = try await session.services.accounts.signOutEverywhere(session.actor)
            await signOut("You are signed out everywhere.")
        } catch {
            window.tell("You are still signed in", CommandWords.sentence(of: error))
        }
    }

    /// The first account, for a company that has gone without.
    func setUpAccounts() async {
        guard let session, let window, session.signedIn == nil else { return }
        do {
            let settings = try await session.services.company.settings()
            let model = SetUpModel(
                session, settings: settings, address: address, drivers: drivers,
                configuration: configuration, at: .administrator)
            dialogs.open {
                let dialog = FirstAccountDialog(model, over: window)
                dialog.onAdded = { [weak self] in self?.turn(to: $0) }
                return dialog
            }
        } catch {
            window.tell("Accounts cannot be set up now", CommandWords.sentence(of: error))
        }
    }

    /// Goes on for somebody else.
    private func turn(to session: Session) {
        guard let window, let left = leaveRooms() else { return }
        window.content = Box.column(spacing: 0, HeaderBar(title: WindowTitle("E-Time")))
        Task {
            await left.main.left()
            await left.collecting?.stop()
            show(session, in: window)
            main?.say("\(session.actor.name) is the administrator, and is signed in.")
        }
    }
}
