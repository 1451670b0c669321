import Foundation
import Gtk
import Services
package import Storage

/// The desktop process, from its start to its exit status.
package final class DesktopProgram {
    private let application = Application(id: "io.github.etimetracker.Desktop")
    private let opening: Task<Services, any Error>
    private var preferences = Preferences.load()
    private lazy var tables = TableMemory(preferences.tables ?? [:])
    private var window: ApplicationWindow?
    private var main: MainWindow?
    private var signIn: SignInPage?
    private var session: Session?
    private var holding: Task<Void, Never>?
    private var isUsed = false
    private var services: Services?
    private var collecting: CollectingModel?
    private var status: Int32 = 0

    /// Call from a synchronous `main`, on the process's first thread.
    ///
    /// - Parameters:
    ///   - address: as `Services.open` takes it.
    ///   - drivers: the kinds of database that the program is built for.
    /// - Returns: the exit status.
    package static func run(address: String, drivers: [any DatabaseDriver]) -> Int32 {
        guard Appearance.hasDisplay else {
            complain("There is no display to open a window on. “etime attendance day” shows the same day as a table.")
            return 1
        }
        let program = DesktopProgram(address: address, drivers: drivers)
        return withExtendedLifetime(program) { program.run() }
    }

    private init(address: String, drivers: [any DatabaseDriver]) {
        // Detached: the database opens on another thread while the toolkit starts on this one.
        opening = Task.detached { try await Services.open(address, drivers: drivers) }
    }

    private func run() -> Int32 {
        application.onActivate { [weak self] in self?.activate() }
        application.onAskedToEnd { [weak self] in self?.end() }
        let ended = application.run()
        return status == 0 ? ended : status
    }

    /// May come again while the window is open.
    private func activate() {
        if let window { return window.present() }
        Appearance.load(css: Stylesheet.css)
        (Appearance(rawValue: preferences.appearance) ?? .system).apply()
        addActions()
        let window = ApplicationWindow(
            application, title: "E-Time", width: preferences.width, height: preferences.height)
        if preferences.isMaximised { window.maximise() }
        self.window = window
        Task { await open(in: window) }
    }

    private func open(in window: ApplicationWindow) async {
        let spinner = Spinner()
        // A window that says it is working, if opening takes longer than the eye waits.
        let patience = Task {
            try await Task.sleep(for: .milliseconds(300))
            spinner.isSpinning = true
            window.content = Box.column(spacing: 0, HeaderBar(title: WindowTitle("E-Time")), spinner)
            spinner.expand(vertically: true)
            window.present()
        }
        do {
            let services = try await opening.value
            patience.cancel()
            self.services = services
            if try await services.accounts.isOpenToAll() {
                show(Session(services: services), in: window)
            } else {
                askWhoIsThere(services, in: window)
            }
        } catch {
            patience.cancel()
            fail(error, in: window)
        }
    }

    private func askWhoIsThere(_ services: Services, in window: ApplicationWindow) {
        let model = SignInModel(services, place: "desktop on \(ProcessInfo.processInfo.hostName)")
        model.onSignedIn = { [weak self, weak window] signedIn in
            guard let self, let window else { return }
            window.setDefault(nil)
            signIn = nil
            show(Session(services: services, signedIn: signedIn), in: window)
        }
        let page = SignInPage(model, in: window, menu: menu(isSignedIn: false))
        signIn = page
        window.content = page.widget
        window.present()
    }

    /// Ends what was begun for whoever was signed in, and asks who is there.
    private func signOut() async {
        guard let services, let window, let session, let main else { return }
        let collecting = collecting
        holding?.cancel()
        // First what can be seen and pressed; what goes on with terminals ends by itself.
        window.endOthers()
        main.leave()
        (self.main, self.collecting, self.session) = (nil, nil, nil)
        askWhoIsThere(services, in: window)
        if let signedIn = session.signedIn { _ = try? await services.accounts.signOut(signedIn.proof) }
        await main.left()
        await collecting?.stop()
    }

    /// Roles change and sessions end elsewhere as well; and the first account may be added.
    private func watch(_ session: Session) -> Task<Void, Never> {
        Task { [weak self] in
            while (try? await Task.sleep(for: .seconds(15))) != nil {
                guard let self else { return }
                let isUsed = isUsed
                self.isUsed = false
                // A task of its own: this one ends with the session.
                if await !session.holds(isUsed: isUsed) { Task { await self.signOut() } }
            }
        }
    }

    private func show(_ session: Session, in window: ApplicationWindow) {
        self.session = session
        Window.onInput = { [weak self] in self?.isUsed = true }
        holding = watch(session)
        let collecting = CollectingModel(session: session)
        self.collecting = collecting
        let main = MainWindow(
            window: window, session: session, collecting: collecting, menu: menu(isSignedIn: session.signedIn != nil),
            room: preferences.room.flatMap(RoomName.init(rawValue:)) ?? .today, tables: tables
        ) { [weak window] in
            if StartTrace.isOn { window?.afterNextFrame { StartTrace.report() } }
        }
        main.onClosed = { [weak self] in self?.closed() }
        main.onCollects = { [weak self] in self?.remember(collects: $0) }
        main.onFirstAccount = { [weak self] in Task { await self?.signOut() } }
        self.main = main
        window.present()
        StallTrace.start()
        if preferences.collects ?? false { collecting.start() }
    }

    /// A window, since whoever started it by an icon sees nothing else; and the same sentence on standard error.
    private func fail(_ error: any Error, in window: ApplicationWindow) {
        status = 1
        let sentence = String(describing: error)
        DesktopProgram.complain(sentence)
        let close = Button("Close", classes: "pill")
        close.onClicked { [weak self] in self?.application.quit() }
        let page = StatusPage(
            icon: "dialog-error-symbolic", title: "The database could not be opened", text: sentence, action: close)
        page.expand(vertically: true)
        window.content = Box.column(spacing: 0, HeaderBar(title: WindowTitle("E-Time")), page)
        window.present()
    }

    /// As if the person had closed the window. What is typed in a dialog goes with it: nobody is there to be asked.
    private func end() {
        guard main != nil, let window else { return application.quit() }
        closed()
        window.isVisible = false
    }

    private func closed() {
        let main = main
        holding?.cancel()
        main?.leave()
        preferences.room = main?.room.rawValue
        remember()
        self.main = nil
        window = nil
        letGo(main)
    }

    /// The window is gone at once; the program goes when no punch is on its way and every terminal is free for others.
    private func letGo(_ main: MainWindow?) {
        application.hold()
        let patience = Task { try await Task.sleep(for: .seconds(20)) }
        Task {
            await main?.left()
            await collecting?.stop()
            if let services, let signedIn = session?.signedIn {
                _ = try? await services.accounts.signOut(signedIn.proof)
            }
            patience.cancel()
        }
        Task {
            _ = await patience.result
            // What is asked of a terminal right now is not waited for: whoever has it next sees what became of it.
            try? await services?.fleet.letGo()
            // Not released alone: a dialog that was open when the process was asked to end would keep it.
            application.quit()
        }
    }

    private func remember(collects: Bool) {
        preferences.collects = collects
        save()
    }

    private func remember() {
        guard let window else { return }
        let size = window.size
        (preferences.width, preferences.height, preferences.isMaximised) = (size.width, size.height, size.isMaximised)
        preferences.tables = tables.layouts
        save()
    }

    private func save() {
        do {
            try preferences.save()
        } catch {
            DesktopProgram.complain(
                "The window's size and tables could not be kept in \(Preferences.file.path): \(error)")
        }
    }

    private func addActions() {
        application.addAction("about") { [weak self] in
            self?.window?.about(
                name: "E-Time Tracker", version: "0.1.0",
                comments: "Time and attendance from the terminal to the pay slip, with a reason for every figure.",
                icon: "x-office-calendar")
        }
        application.addAction("shortcuts") { [weak self] in
            self?.window?.showShortcuts(Shortcuts.groups(of: self?.main?.names ?? RoomName.allCases))
        }
        application.addAction("sign-out") { [weak self] in Task { await self?.signOut() } }
        application.addAction("quit") { [weak self] in self?.window?.close() }
        application.addChoice("appearance", initial: preferences.appearance) { [weak self] choice in
            guard let self else { return }
            preferences.appearance = choice
            (Appearance(rawValue: choice) ?? .system).apply()
            save()
        }
        application.setKey(Shortcuts.quit, for: "app.quit")
    }

    private func menu(isSignedIn: Bool) -> Menu {
        let menu = Menu()
        let looks = Menu()
        for (label, choice) in [("As the system", Appearance.system), ("Light", .light), ("Dark", .dark)] {
            looks.append(label, action: "app.appearance::\(choice.rawValue)")
        }
        let rest = Menu()
        rest.append("Keyboard shortcuts", action: "app.shortcuts")
        rest.append("About E-Time", action: "app.about")
        if isSignedIn { rest.append("Sign out", action: "app.sign-out") }
        rest.append("Quit", action: "app.quit")
        menu.appendSection("Appearance", looks)
        menu.appendSection(nil, rest)
        return menu
    }

    private nonisolated static func complain(_ sentence: String) {
        FileHandle.standardError.write(Data((sentence + "\n").utf8))
    }
}
