import ArgumentParser
import Domain
import Services
import Storage

struct DatabaseArchiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "Move the punches of old years to a database of their own.",
        discussion: """
            The archive is a whole copy of the company, in an empty database of any kind; every command reads it, and none \
            changes it. Here the old punches are taken away once the archive has been found to hold them. What their days came \
            to stays, for reports and leave, and never changes again. Every month before the day must be locked. Nobody may \
            work on either database meanwhile. If it is interrupted, give the same command again.

            Example:
              etime db archive sqlite:////srv/etime/until-2023.db --before 2024-01-01
            """)

    @Argument(help: ArgumentHelp("The empty database to archive to.", valueName: "to"))
    var target: String?

    @Option(help: ArgumentHelp("The first day that is not archived: the first of a month.", valueName: "date"))
    var before: DayArgument

    @Flag(help: "Only say what would be moved.")
    var preview = false

    @OptionGroup var company: CompanyOptions

    func validate() throws {
        if target == nil, !preview { throw ValidationError("Name the database to archive to, or give --preview.") }
    }

    func run() async throws {
        let (day, target) = (before, preview ? nil : target)
        try await company.withCompany { services, actor in
            let before = day.date(today: try await services.attendance.currentDate())
            guard let target else { return say(try await Self.previewed(services, before, actor)) }
            let line = CopyProgressLine(terminal: .errors)
            let configuration = try company.configuration()
            let report = try await interruptible {
                defer { line.finish() }
                return try await withOpenDatabase(target, configuration, isCreating: true) { archive in
                    try await services.archives.make(before: before, in: archive, by: actor) { line.show($0) }
                }
            }
            say(
                "Moved \(report.archive.punchCount) punches in \(report.archive.batchCount) batches to "
                    + "\(report.archive.place); the days before \(report.archive.before) never change again.")
        }
    }
}

extension DatabaseArchiveCommand {
    /// That nothing can be moved is an answer too.
    private static func previewed(_ services: Services, _ before: CivilDate, _ actor: Actor) async throws -> String {
        do {
            let plan = try await services.archives.preview(before: before, by: actor)
            return "\(plan.punches) punches in \(plan.batches) batches would be moved: all collected before "
                + "\(plan.firstKept)."
        } catch ServiceError.archiveRefused(let why) {
            return why
        }
    }
}

struct DatabaseArchivesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archives",
        abstract: "List the archives, the latest first.",
        discussion: """
            Example:
              etime db archives
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        let (archives, zone) = try await company.withCompany { services, actor in
            (try await services.archives.list(by: actor), try await services.companyZone())
        }
        let listing = Listing(
            archives,
            [
                .init("Before", "before") { .date($0.before) },
                .init("Punches", "punches") { .integer($0.punchCount) },
                .init("Batches", "batches") { .integer($0.batchCount) },
                .init("Where", "place", flexible: true) { .text($0.place) },
                .init("Made", "made_at") { .moment($0.stamp.at, in: zone) },
                .init("By", "made_by") { .text($0.stamp.actor) },
            ])
        try listing.show(format.format, whenEmpty: "Nothing has been archived.")
    }
}
