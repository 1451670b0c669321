import ArgumentParser
import Domain
import Services
import Storage

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Show who changed what, and prove that nobody has changed that.",
        subcommands: [
            AuditListCommand.self, AuditShowCommand.self, AuditVerifyCommand.self, AuditExportCommand.self,
        ])
}

/// Which entries are wanted.
struct JournalFilterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only changes made on this day or later.", valueName: "date"))
    var since: DayArgument?

    @Option(help: ArgumentHelp("Only changes made on this day or earlier.", valueName: "date"))
    var until: DayArgument?

    @Option(help: "Only changes of this kind of record.")
    var entity: JournalEntityArgument?

    @Option(help: ArgumentHelp("Of that kind only this record, as “etime audit show” calls it.", valueName: "record"))
    var record: String?

    @Option(help: ArgumentHelp("Only changes made by this person.", valueName: "name"))
    var actor: String?

    @Option(help: ArgumentHelp("Only what concerns this employee, by code.", valueName: "code"))
    var employee: String?

    func validate() throws {
        guard record != nil, entity == nil else { return }
        throw ValidationError("Records are counted kind by kind: say which kind with --entity.")
    }

    func filter(_ services: Services, by person: Actor) async throws -> JournalFilter {
        let zone = try await services.companyZone()
        let today = try await services.attendance.currentDate()
        func start(_ date: CivilDate) -> Instant { zone.place(LocalTime(date, TimeOfDay(0, 0))).instant }
        var filter = JournalFilter(entity: entity?.value, entityID: record, actor: actor)
        filter.since = since.map { start($0.date(today: today)) }
        filter.before = until.map { start($0.date(today: today) + 1) }
        if let employee { filter.employee = try await services.employee(employee, by: person).id }
        return filter
    }
}
