import Domain
package import Services
package import Storage

/// The way of a new company to its first day, a step at a time. Each step that is done is stored at once; each can be left out.
package final class SetUpModel {
    package enum Step: Int, CaseIterable, Sendable {
        case company, database, administrator, terminal, done
    }

    /// Something that was tried out.
    package enum Trial: Hashable {
        case none, running
        case good(String)
        case bad(String)
    }

    package private(set) var step: Step
    package private(set) var session: Session
    /// The database that is open.
    package private(set) var address: String
    /// What each step came to, in words; nil: it was left out, or is still to come.
    package private(set) var outcomes: [Step: String] = [:]
    package internal(set) var trial = Trial.none
    package internal(set) var terminalTrial = Trial.none
    package private(set) var isBusy = false
    package var onChange: () -> Void = {}
    /// Another step is shown.
    package var onStep: (Step) -> Void = { _ in }
    /// Other services are open, and the ones before are closed.
    package var onMoved: (Services, _ address: String) -> Void = { _, _ in }
    /// There is a company already where the data is to be: whoever opens it goes on.
    package var onCompany: (Services, _ address: String) -> Void = { _, _ in }
    package var onEnded: (Session) -> Void = { _ in }

    package private(set) lazy var company = DraftForm<CompanyEntry, Void>(given, isNew: true) { [weak self] in
        try await self?.store($0)
    }
    package private(set) lazy var place = DraftForm<PlaceEntry, Void>(PlaceEntry(present: address), isNew: true) {
        [weak self] in try await self?.move(to: $0)
    }
    package private(set) lazy var administrator = DraftForm<AdministratorEntry, Void>(
        AdministratorEntry(), isNew: true
    ) { [weak self] in try await self?.store($0) }
    package private(set) lazy var terminal = DeviceForm(TerminalEntry(DeviceDraft()), isNew: true) {
        [weak self] in
        guard let self else { throw CancellationError() }
        return try await add($0)
    }

    private let given: CompanyEntry
    /// Whoever opens the company that was found goes on.
    private var isHandedOver = false
    let drivers: [any DatabaseDriver]
    let configuration: ProgramConfiguration
    private let remembered: RememberedDatabase

    /// - Parameters:
    ///   - address: of the database that is open.
    ///   - configuration: what was set for the program, for opening another database.
    ///   - step: where it was left.
    package init(
        _ session: Session, settings: CompanySettings, address: String, drivers: [any DatabaseDriver],
        configuration: ProgramConfiguration = .environment(), at step: Step = .company,
        remembered: RememberedDatabase = RememberedDatabase()
    ) {
        self.session = session
        self.address = address
        self.drivers = drivers
        self.configuration = configuration
        self.remembered = remembered
        self.step = step
        given = CompanyEntry(settings)
        if !settings.name.isEmpty { outcomes[.company] = settings.name }
        if let signedIn = session.signedIn { outcomes[.administrator] = signedIn.actor.name }
    }

    /// Once there is something in the database, the data stays where it is.
    package var mayGoBack: Bool {
        switch step {
        case .company: false
        case .administrator: outcomes[.administrator] == nil && outcomes[.terminal] == nil
        case .database, .terminal, .done: true
        }
    }

    /// Nothing is to be typed: it is done.
    package var isDone: Bool {
        step == .done || (step == .administrator || step == .terminal) && outcomes[step] != nil
    }
}

extension SetUpModel {
    /// Stores what is typed in this step, and goes on to the next.
    /// - Returns: whether it did; else what is wrong stands in the step's form.
    @discardableResult
    package func goOn() async -> Bool {
        guard !isBusy else { return false }
        if step == .done {
            onEnded(session)
            return true
        }
        isBusy = true
        onChange()
        let isStored = isDone ? true : await save()
        isBusy = false
        if isHandedOver { return true }
        isStored ? skip() : onChange()
        return isStored
    }

    private func save() async -> Bool {
        switch step {
        case .company: return await company.save() != nil
        case .database: return await place.save() != nil
        case .administrator: return await administrator.save() != nil
        case .terminal:
            guard let added = await terminal.save() else { return false }
            outcomes[.terminal] = added.name
            return true
        case .done: return true
        }
    }

    /// Goes on with nothing stored; what is typed stays, for whoever comes back.
    package func skip() {
        show(Step(rawValue: step.rawValue + 1) ?? .done)
    }

    package func goBack() {
        guard mayGoBack, let before = Step(rawValue: step.rawValue - 1) else { return }
        show(before)
    }

    /// The rest is left out, or done elsewhere.
    package func leave() { onEnded(session) }

    /// A terminal was added by its own dialog.
    package func take(_ device: DeviceSummary) {
        outcomes[.terminal] = device.name
        if step == .terminal { skip() }
    }

    private func show(_ step: Step) {
        self.step = step
        onStep(step)
        onChange()
    }
}

extension SetUpModel {
    private func store(_ entry: CompanyEntry) async throws {
        try await session.services.company.update(entry.settings, by: session.actor)
        outcomes[.company] = entry.settings.name
        administrator.draft.company = entry.settings.name
    }

    private func add(_ entry: TerminalEntry) async throws -> DeviceSummary {
        try await session.services.devices.add(entry.draft, by: session.actor)
    }

    private func store(_ entry: AdministratorEntry) async throws {
        let (accounts, password) = (session.services.accounts, Secret(entry.password))
        let account = try await accounts.add(
            AccountDraft(name: entry.name, roles: [Role.administrator.rawValue]), password: password, by: session.actor)
        // From now on nobody is an administrator by sitting here.
        let signedIn = try await accounts.signIn(account.name, password, from: Session.place)
        session = Session(services: session.services, signedIn: signedIn)
        outcomes[.administrator] = account.name
        administrator.draft = AdministratorEntry()
    }

    /// Opens the company's data there, with what was typed so far, and remembers the place for the next start.
    private func move(to entry: PlaceEntry) async throws {
        let url = try entry.checkedURL()
        if isOpen(entry) {
            try remembered.write(entry.text)
            return outcomes[.database] = DatabaseAddress.words(for: address)
        }
        let password = entry.password.isEmpty ? nil : Secret(entry.password)
        let found = try await DatabaseTrial.of(try await resolved(entry, url), drivers: drivers)
        if let password { try await remembered.keep(password, of: url) }
        let services = try await Services.open(
            try await resolved(entry, url), drivers: drivers, configuration: configuration)
        do {
            if found.content == .nothing, outcomes[.company] != nil {
                let settings = try await session.services.company.settings()
                try await services.company.update(settings, by: session.actor)
            }
            try remembered.write(entry.text)
        } catch {
            try? await services.close()
            throw error
        }
        try? await session.services.close()
        address = entry.text
        session = Session(services: services)
        outcomes[.database] = DatabaseAddress.words(for: address)
        if found.content == .nothing { return onMoved(services, address) }
        isHandedOver = true
        onCompany(services, address)
    }

    /// Whether the place is where the data is already.
    func isOpen(_ entry: PlaceEntry) -> Bool {
        DatabaseAddress.absolute(entry.text) == DatabaseAddress.absolute(address)
    }

    func resolved(_ entry: PlaceEntry, _ url: DatabaseURL) async throws -> DatabaseURL {
        if !entry.password.isEmpty { return url.withPassword(Secret(entry.password)) }
        return try await DatabaseURL.resolving(entry.text, from: SystemPasswords(configuration))
    }
}
