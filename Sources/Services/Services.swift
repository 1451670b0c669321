import Devices
package import Domain
package import Logging
package import Storage

/// All use cases over one database: the only door for the desktop, the command line and the server.
package final class Services: Sendable {
    package let company: CompanyService
    package let accounts: AccountService
    package let employees: EmployeeService
    package let shifts: ShiftService
    package let rosters: RosterService
    package let leave: LeaveService
    package let policies: PolicyService
    package let devices: DeviceService
    package let collection: CollectionService
    package let fleet: FleetService
    package let biometrics: BiometricService
    package let discovery: DiscoveryService
    package let files: FileService
    package let inbox: InboxService
    package let attendance: AttendanceService
    package let approvals: ApprovalService
    package let corrections: CorrectionService
    package let duty: DutyService
    package let ledger: LedgerService
    package let journal: JournalService
    package let punches: PunchService
    package let periods: PeriodService
    package let whatIf: WhatIfService
    package let cases: CaseService
    package let archives: ArchiveService
    package let repeats: RepeatService
    package let calendars: CalendarService
    package let imports: ImportService
    package let exports: ExportService
    let context: ServiceContext

    private init(_ context: ServiceContext) {
        self.context = context
        company = CompanyService(context: context)
        accounts = AccountService(context: context)
        employees = EmployeeService(context: context)
        shifts = ShiftService(context: context)
        rosters = RosterService(context: context)
        leave = LeaveService(context: context)
        policies = PolicyService(context: context)
        devices = DeviceService(context: context)
        collection = CollectionService(context: context)
        fleet = FleetService(context: context)
        biometrics = BiometricService(context: context)
        discovery = DiscoveryService(context: context)
        files = FileService(context: context)
        inbox = InboxService(context: context)
        attendance = AttendanceService(context: context)
        approvals = ApprovalService(context: context)
        corrections = CorrectionService(context: context)
        duty = DutyService(context: context)
        ledger = LedgerService(context: context)
        journal = JournalService(context: context)
        punches = PunchService(context: context)
        periods = PeriodService(context: context)
        whatIf = WhatIfService(context: context)
        cases = CaseService(context: context)
        archives = ArchiveService(context: context)
        repeats = RepeatService(context: context)
        calendars = CalendarService(context: context)
        imports = ImportService(context: context)
        exports = ExportService(context: context)
    }

    /// Opens the database, brings its schema up to date, and works out what an interrupted run left open.
    ///
    /// - Parameters:
    ///   - address: `sqlite:///etime.db`, `sqlite:////var/lib/etime.db`, a path, or a server's as in `docs/databases.md`; a
    ///     password that it lacks is looked for where ``SystemPasswords`` says.
    ///   - drivers: the kinds of database that the program is built for.
    ///   - partSize: bytes of a terminal's log that are stored at once.
    ///   - zone: the company's zone on the first run; nil: the computer's.
    ///   - configuration: what was set for the program, passwords and keys among it.
    /// - Throws: `StorageError` where there is no such database or it is not ours, or a newer program wrote it.
    package static func open(
        _ address: String, drivers: [any DatabaseDriver] = [SQLiteDriver()], zone: String? = nil,
        now: @escaping @Sendable () -> Instant = systemNow, logger: Logger = Logger(label: "etime.services"),
        partSize: Int = DeviceEndpoint.standardPart, configuration: ProgramConfiguration = .environment()
    ) async throws -> Services {
        let url = try await DatabaseURL.resolving(address, from: SystemPasswords(configuration))
        return try await open(
            url, drivers: drivers, zone: zone, now: now, logger: logger, partSize: partSize,
            configuration: configuration)
    }

    package static func open(
        _ url: DatabaseURL, drivers: [any DatabaseDriver] = [SQLiteDriver()], zone: String? = nil,
        now: @escaping @Sendable () -> Instant = systemNow, logger: Logger = Logger(label: "etime.services"),
        partSize: Int = DeviceEndpoint.standardPart, configuration: ProgramConfiguration = .environment()
    ) async throws -> Services {
        if let zone, SystemZones.rules(of: zone) == nil { throw ServiceError.unknownZone(zone) }
        let database = try await openDatabase(url, drivers: drivers)
        do {
            try await requireWhole(database)
            try await Migrator(database).migrate(at: now())
            let archived = try await ArchiveMark.found(on: database)
            if archived == nil { try await firstSettings(database, zone: zone, now: now()) }
            let context = ServiceContext(
                database: archived.map { ReadOnlyDatabase(database, refusing: ServiceError.archiveIsReadOnly(of: $0)) }
                    ?? PreconditionedDatabase(database: database),
                now: now, hub: ChangeHub(), logger: logger, recalculation: TurnQueue(),
                devices: DeviceActivity(), terminals: Terminals(logger: logger, now: now, partSize: partSize),
                fleet: EventHub(), configuration: configuration)
            let services = Services(context)
            if archived == nil {
                try await services.attendance.recomputePending()
                try await services.biometrics.purgeAtStart()
            }
            return services
        } catch {
            try? await database.close()
            throw error
        }
    }

    /// Working with a part of a company would look as if the rest had been lost.
    private static func requireWhole(_ database: any Database) async throws {
        if try await CompanyCopy.isUnfinished(in: database) {
            throw ServiceError.unfinishedCopy(database.url.description)
        }
    }

    private static func firstSettings(_ database: any Database, zone: String?, now: Instant) async throws {
        guard try await database.read({ try SettingStore($0).value(.timeZone) }) == nil else { return }
        let stamp = Stamp(actor: Actor.system.name, at: now)
        try await database.write { db in
            try SettingStore(db).set(.timeZone, zone ?? SystemZones.systemName(), by: stamp)
        }
    }

    /// Where what happens is told.
    package var logger: Logger { context.logger }

    /// Where the data stand now: while it is the same, the same question has the same answer, but for what depends on the time.
    /// Nil where the database cannot tell.
    package func mark() async throws -> DatabaseMark? { try await context.database.mark() }

    /// By the clock that use cases go by.
    package func now() -> Instant { context.now() }

    /// What changes from now on through this object; each subscriber sees all of it.
    package func changes() -> AsyncStream<Change> { context.hub.subscribe() }

    /// Ends the change streams and closes the database.
    package func close() async throws {
        context.hub.finish()
        context.fleet.finish()
        try await context.database.close()
    }
}
