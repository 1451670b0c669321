import Domain
import Gtk
import Services

/// The assistant of a new company, and how far it came.
extension DesktopProgram {
    /// Which step is shown; nil: it is over, or was never needed.
    func setUpStep(for session: Session) async throws -> SetUpModel.Step? {
        guard session.allowed.everywhere(.changeCompany) else { return nil }
        if let mark = preferences.setUp?[setUpKey].flatMap(SetUpModel.Step.init(rawValue:)) {
            return mark == .done ? nil : mark
        }
        guard session.signedIn == nil else { return nil }
        return try await session.services.isNew() ? .company : nil
    }

    /// - Parameter step: where it was left.
    func showSetUp(_ session: Session, at step: SetUpModel.Step, in window: ApplicationWindow) async throws {
        let settings = try await session.services.company.settings()
        self.session = session
        let model = SetUpModel(
            session, settings: settings, address: address, drivers: drivers,
            configuration: configuration, at: step)
        model.onStep = { [weak self] in self?.mark($0) }
        model.onMoved = { [weak self] services, address in
            self?.services = services
            self?.address = address
        }
        model.onCompany = { [weak self] in self?.opened($0, at: $1) }
        model.onEnded = { [weak self] session in
            self?.mark(.done)
            self?.endSetUp { $0.show(session, in: $1) }
        }
        let page = SetUpPage(model, in: window, isFree: configuration.leavesDatabaseToTheDesktop)
        setUp = page
        window.onCloseRequest { [weak self, weak model] in
            guard let self, let model, setUp != nil else { return false }
            self.session = model.session
            setUp = nil
            closed()
            return false
        }
        window.content = page.widget
        window.present()
        page.focus()
    }

    private var setUpKey: String { DatabaseAddress.absolute(address) }

    private func mark(_ step: SetUpModel.Step) {
        preferences.setUp = (preferences.setUp ?? [:]).merging([setUpKey: step.rawValue]) { $1 }
        save()
    }

    /// There is a company already where the data is to be.
    private func opened(_ services: Services, at address: String) {
        self.services = services
        self.address = address
        endSetUp { program, window in
            Task {
                do { try await program.enter(services, in: window) } catch { program.fail(error, in: window) }
            }
        }
    }

    private func endSetUp(_ next: (DesktopProgram, ApplicationWindow) -> Void) {
        guard let window else { return }
        setUp = nil
        window.endOthers()
        window.setDefault(nil)
        next(self, window)
    }
}
