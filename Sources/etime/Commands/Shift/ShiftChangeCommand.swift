import ArgumentParser
import Domain
import Services

struct ShiftChangeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Change the hours or rules of a shift.",
        discussion: """
            What is not given stays as it is. The days of everybody who works the shift, past ones too, are worked out \
            by the new rules; where they are to hold from a date on, add a new shift and assign it from there.

            \(ShiftRuleOptions.note)

            Examples:
              etime shift change G --late-grace 10
              etime shift change G --overtime-formula beyond-shift-hours --early-coming yes
              etime shift change G --end 17:30 --no-breaks
            """)

    @Argument(help: "The shift's code.")
    var shift: String

    @Option(name: .customLong("code"), help: ArgumentHelp("A new code.", valueName: "code"))
    var newCode: String?

    @Option(help: ArgumentHelp("A new name.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("When it starts.", valueName: "time"))
    var start: TimeOfDay?

    @Option(help: ArgumentHelp("When it ends.", valueName: "time"))
    var end: TimeOfDay?

    @Flag(help: "It has no breaks any more.")
    var noBreaks = false

    @Flag(help: "It has no days of other hours any more.")
    var noShortDays = false

    @Flag(help: "It has no rules of its own any more: a department's, location's or company's policy holds.")
    var noOwnRules = false

    @OptionGroup var rules: ShiftRuleOptions
    @OptionGroup var cases: ChangedCasesOptions
    @OptionGroup var company: CompanyOptions

    func validate() throws {
        if noBreaks, !rules.times.breaks.isEmpty || !rules.times.paidBreak.isEmpty {
            throw ValidationError("Give either breaks or --no-breaks, not both.")
        }
        if noOwnRules, rules.policy.isGiven {
            throw ValidationError("Give either rules or --no-own-rules, not both.")
        }
        if noShortDays, !rules.times.shortDay.isEmpty {
            throw ValidationError("Give either short days or --no-short-days, not both.")
        }
    }

    func run() async throws {
        try await company.withCompany { services, actor in
            let found = try await services.shift(shift)
            let draft = changed(ShiftDraft(found))
            guard draft != ShiftDraft(found) else { throw NothingToChange() }
            let shift = try await services.shifts.update(
                found.id, to: draft, acceptingChangedCases: cases.acceptChangedCases, by: actor)
            say("Changed shift \(shift.code); the days of everybody who works it are worked out anew.")
        }
    }

    private func changed(_ old: ShiftDraft) -> ShiftDraft {
        var draft = old
        draft.code = newCode ?? draft.code
        draft.name = name ?? draft.name
        draft.start = start ?? draft.start
        draft.end = end ?? draft.end
        if noBreaks { draft.breaks = [] }
        if noOwnRules { draft.policy = nil }
        if noShortDays { draft.partialDays = [] }
        rules.apply(to: &draft)
        return draft
    }
}

/// `shift change` that leaves the shift as it was.
struct NothingToChange: Error, CustomStringConvertible {
    let description =
        "Nothing was changed: the shift has these hours and rules already; see “etime shift change --help”."
}

extension Services {
    func shift(_ code: String) async throws -> Shift {
        guard let found = try await shifts.find(code: code) else { throw ServiceError.unknownShift(code: code) }
        return found
    }
}
