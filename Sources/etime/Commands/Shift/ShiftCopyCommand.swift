import ArgumentParser
import Domain
import Services

struct ShiftCopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract: "Add a shift that is like another one.",
        discussion: """
            Hours, breaks, short days and rules are taken over; what is given is changed. The shift it is taken from \
            stays as it is, and later changes of it do not reach the copy.

            \(ShiftRuleOptions.note)

            Examples:
              etime shift copy G G2 "General, late" --start 10:00 --end 19:00
              etime shift copy N N2 "Night with a longer grace" --late-grace 20
            """)

    @Argument(help: "The code of the shift it is taken from.")
    var shift: String

    @Argument(help: "The new shift's code.")
    var code: String

    @Argument(help: "Its name.")
    var name: String

    @Option(help: ArgumentHelp("When it starts.", valueName: "time"))
    var start: TimeOfDay?

    @Option(help: ArgumentHelp("When it ends.", valueName: "time"))
    var end: TimeOfDay?

    @OptionGroup var rules: ShiftRuleOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            var draft = ShiftDraft(try await services.shift(shift))
            draft.code = code
            draft.name = name
            draft.start = start ?? draft.start
            draft.end = end ?? draft.end
            rules.apply(to: &draft)
            let added = try await services.shifts.add(draft, by: actor)
            say("Added shift \(added.code), \(added.start)–\(added.end), like \(shift).")
        }
    }
}
