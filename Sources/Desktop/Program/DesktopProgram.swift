import Foundation
import Gtk
package import Logging
package import Services
package import Storage

/// The desktop process, from its start to its exit status.
package final class DesktopProgram {
    let application = Application(id: "io.github.etimetracker.Desktop")
    let drivers: [any DatabaseDriver]
    let configuration: ProgramConfiguration
    /// Of the database that is open, or is being opened.
    var address: String
    var preferences = Preferences.load()
    lazy var tables = TableMemory(preferences.tables ?? [:])
    var window: ApplicationWindow?
    var services: Services?
    /// What the window shows: one of these, or the rooms.
    var signIn: SignInPage?
    var setUp: SetUpPage?
    var main: MainWindow?
    var lockPage: LockPage?
    var session: Session?
    var collecting: CollectingModel?
    var holding: Task<Void, Never>?
    let dialogs = DialogSlot()
    /// Something was typed or pressed since it was looked for last.
    var isUsed = false
    lazy var idle = IdleWatch(minutes: preferences.lockAfter ?? IdleWatch.standard, now: .now)
    private let opening: Task<Services, any Error>
    private var status: Int32 = 0

    /// Call from a synchronous `main`, on the process's first thread.
    ///
    /// - Parameters:
    ///   - address: as `Services.open` takes it.
    ///   - drivers: the kinds of database that the program is built for.
    ///   - configuration: what was set for the program.
    /// - Returns: the exit status.
    package static func run(
        address: String, drivers: [any DatabaseDriver], configuration: ProgramConfiguration, logger: Logger
    ) -> Int32 {
        guard Appearance.hasDisplay else {
            complain("There is no display to open a window on. “etime attendance day” shows the same day as a table.")
            return 1
        }
        let program = DesktopProgram(address, drivers, configuration, logger)
        return withExtendedLifetime(program) { program.run() }
    }

    private init(
        _ address: String, _ drivers: [any DatabaseDriver], _ configuration: ProgramConfiguration, _ logger: Logger
    ) {
        self.address = address
        self.drivers = drivers
        self.configuration = configuration
        // Detached: the database opens on another thread while the toolkit starts on this one.
        opening = Task.detached {
            try await Services.open(address, drivers: drivers, logger: logger, configuration: configuration)
        }
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
            try await enter(services, in: window)
        } catch {
            patience.cancel()
            fail(error, in: window)
        }
    }

    /// Shows who may come in, what is to be set up, or the rooms.
    func enter(_ services: Services, in window: ApplicationWindow) async throws {
        self.services = services
        guard try await services.accounts.isOpenToAll() else { return askWhoIsThere(services, in: window) }
        try await begin(Session(services: services), in: window)
    }

    /// Goes on with whoever is there: with the assistant, where it is not over, or in the rooms.
    func begin(_ session: Session, in window: ApplicationWindow) async throws {
        guard let step = try await setUpStep(for: session) else { return show(session, in: window) }
        try await showSetUp(session, at: step, in: window)
    }

    /// A window, since whoever started it by an icon sees nothing else; and the same sentence on standard error.
    func fail(_ error: any Error, in window: ApplicationWindow) {
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

    nonisolated static func complain(_ sentence: String) {
        FileHandle.standardError.write(Data((sentence + "\n").utf8))
    }
}

// The end.
extension DesktopProgram {
    /// As if the person had closed the window. What is typed in a dialog goes with it: nobody is there to be asked.
    private func end() {
        guard main != nil, let window else { return application.quit() }
        closed()
        window.isVisible = false
    }

    func closed() {
        let main = main
        holding?.cancel()
        main?.leave()
        if let main { preferences.room = main.room.rawValue }
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

    func remember(collects: Bool) {
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

    func save() {
        do {
            try preferences.save()
        } catch {
            DesktopProgram.complain(
                "The window's size and tables could not be kept in \(Preferences.file.path): \(error)")
        }
    }
}
