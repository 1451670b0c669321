import ArgumentParser
import Domain
import Services

struct CorrectionRequestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract: "Ask for a correction of one day’s punches.",
        discussion: """
            Nothing changes before it is approved. --as CODE is who asks; without it an administrator asks in the \
            employee’s place.

            Examples:
              etime correction request 0042 2026-11-20 --add "18:05 out" --reason "forgot to punch" --as 0042
              etime correction request 0042 2026-11-20 --void 12:00 --redirect "18:00 out" --reason "wrong key" --file note.pdf
            """)

    @OptionGroup var day: CorrectedDayArguments

    @Option(help: ArgumentHelp("A punch that is missing, with in or out where it is known.", valueName: "time way"))
    var add: [PunchArgument] = []

    @Option(help: ArgumentHelp("A punch of a terminal that does not count.", valueName: "time"))
    var void: [PunchTimeArgument] = []

    @Option(help: ArgumentHelp("A punch of a terminal that went the other way.", valueName: "time way"))
    var redirect: [PunchArgument] = []

    @Option(help: ArgumentHelp("A file that proves it.", valueName: "path"))
    var file: [String] = []

    @Option(help: ArgumentHelp("The pending request that this one takes the place of.", valueName: "request"))
    var replaces: Int64?

    @OptionGroup var why: CorrectionReason
    @OptionGroup var company: CompanyOptions

    func validate() throws {
        if add.isEmpty, void.isEmpty, redirect.isEmpty { throw ValidationError("Give --add, --void or --redirect.") }
        if redirect.contains(where: { $0.way == .either }) {
            throw ValidationError("--redirect needs in or out, as in --redirect \"18:00 out\".")
        }
    }

    func run() async throws {
        try await company.withActing { services, actor, person in
            let found = try await services.employee(day.employee, by: actor)
            let date = day.date.date(today: try await services.attendance.currentDate())
            let changes: [CorrectionDraft.Change] =
                add.map { .add($0.time.local(on: date), $0.way) } + void.map { .void($0.local(on: date)) }
                + redirect.map { .redirect($0.time.local(on: date), $0.way) }
            let draft = CorrectionDraft(
                date: date, changes: changes, why: why.reason, files: try RequestFiles.read(file))
            say(
                try await services.corrections.request(
                    draft, of: found.id, as: person, replacing: replaces.map { ID($0) }, by: actor
                ).sentence)
        }
    }
}
