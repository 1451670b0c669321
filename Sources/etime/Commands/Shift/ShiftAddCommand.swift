import ArgumentParser
import Domain
import Services

struct ShiftAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a shift.",
        discussion: """
            An end that is not later than the start is on the next day: a night shift.

            \(ShiftRuleOptions.note)

            Examples:
              etime shift add G General 09:00 18:00 --break 13:00-14:00
              etime shift add N Night 22:00 06:00 --late-grace 10 --overtime-minimum 30 --overtime-maximum 120
              etime shift add S Stores 09:00 18:00 --short-day saturday=09:00-13:00,half-day-below=180
              etime shift add F Flexible 07:00 20:00 --rule 'start window=3 h' --rule 'required work=8 h'
            """)

    @Argument(help: "Short, as it stands in a roster.")
    var code: String

    @Argument(help: "The name.")
    var name: String

    @Argument(help: "When it starts, as 09:00.")
    var start: TimeOfDay

    @Argument(help: "When it ends, as 18:00.")
    var end: TimeOfDay

    @OptionGroup var rules: ShiftRuleOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        var draft = ShiftDraft(code: code, name: name, start: start, end: end)
        rules.apply(to: &draft)
        try await company.withCompany { [draft] services, actor in
            let shift = try await services.shifts.add(draft, by: actor)
            say("Added shift \(shift.code), \(shift.start)–\(shift.end).")
        }
    }
}
