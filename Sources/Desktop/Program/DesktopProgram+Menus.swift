import Gtk

/// What menus and keys of the whole program do.
extension DesktopProgram {
    func addActions() {
        application.addAction("about") { [weak self] in self?.tellAbout() }
        application.addAction("shortcuts") { [weak self] in self?.showShortcuts() }
        application.addAction("quit") { [weak self] in self?.window?.close() }
        application.addChoice("appearance", initial: preferences.appearance) { [weak self] choice in
            guard let self else { return }
            preferences.appearance = choice
            (Appearance(rawValue: choice) ?? .system).apply()
            save()
        }
        application.setKey(Shortcuts.quit, for: "app.quit")
        addUserActions()
    }

    private func addUserActions() {
        typealias Name = UserMenu.Action
        application.addAction(Name.password) { [weak self] in Task { await self?.changePassword() } }
        application.addAction(Name.secondFactor) { [weak self] in self?.openSecondFactor() }
        application.addAction(Name.lock) { [weak self] in self?.lock() }
        application.addAction(Name.signOut) { [weak self] in Task { await self?.signOutByHand() } }
        application.addAction(Name.signOutEverywhere) { [weak self] in Task { await self?.signOutEverywhere() } }
        application.addAction(Name.setUpAccounts) { [weak self] in Task { await self?.setUpAccounts() } }
        application.addChoice(Name.lockAfter, initial: String(idle.minutes)) { [weak self] choice in
            self?.lock(after: Int(choice) ?? IdleWatch.standard)
        }
        application.setKey(Shortcuts.lock, for: "app.\(Name.lock)")
        // A window over the others has not the application's keys.
        Window.addCommonKey(Shortcuts.lock) { [weak self] in
            self?.lock()
            return true
        }
    }

    private func signOutByHand() async {
        if lockPage == nil { await signOut() }
    }

    private func tellAbout() {
        window?.about(
            name: "E-Time Tracker", version: "0.1.0",
            comments: "Time and attendance from the terminal to the pay slip, with a reason for every figure.",
            icon: "x-office-calendar")
    }

    private func showShortcuts() {
        guard lockPage == nil, let main else { return }
        window?.showShortcuts(main.shortcuts)
    }

    var mainMenu: Menu {
        let menu = Menu()
        let looks = Menu()
        for (label, choice) in [("As the system", Appearance.system), ("Light", .light), ("Dark", .dark)] {
            looks.append(label, action: "app.appearance::\(choice.rawValue)")
        }
        let rest = Menu()
        if main != nil || session != nil { rest.append("Keyboard shortcuts", action: "app.shortcuts") }
        rest.append("About E-Time", action: "app.about")
        rest.append("Quit", action: "app.quit")
        menu.appendSection("Appearance", looks)
        menu.appendSection(nil, rest)
        return menu
    }
}
