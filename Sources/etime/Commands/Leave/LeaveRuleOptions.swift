import ArgumentParser
import Services

/// The rules of a type of leave, each by its name in `docs/scenarios.md`. What is not given stays as it is.
struct LeaveRuleOptions: ParsableArguments {
    static let note = """
        Days are numbers such as 5, 2.5 or 0.25; “none” takes a rule away. “etime leave type show CODE” prints all rules \
        as they are typed here; what each does is told in docs/rules.md.
        """

    @OptionGroup(title: "What is granted") var grants: LeaveGrantOptions
    @OptionGroup(title: "As a leave year ends") var rest: LeaveRestOptions
    @OptionGroup(title: "What can be asked for") var requests: LeaveRequestOptions

    var texts: [LeaveRule: String] {
        let all = grants.all + rest.all + requests.all
        return Dictionary(all.compactMap { rule, text in text.map { (rule, $0) } }) { _, last in last }
    }
}

struct LeaveGrantOptions: ParsableArguments {
    @Option(help: ArgumentHelp("sick, vacation, emergency, urgent, compensatory or other.", valueName: "kind"))
    var kind: String?

    @Option(help: ArgumentHelp("How much of the pay goes on, in percent; 0: without pay.", valueName: "percent"))
    var paid: String?

    @Option(
        help: ArgumentHelp(
            "“12 a year”, “12 by month”, “1 per 20 worked from 240”, or none.", valueName: "rule"))
    var grant: String?

    @Option(help: ArgumentHelp("Of monthly leave: first day, last day or joining day.", valueName: "day"))
    var grantedOn: String?

    @Option(help: ArgumentHelp("The last month brings the year to its exact total: yes or no.", valueName: "yes/no"))
    var trueUp: String?

    @Option(help: ArgumentHelp("Nothing falls due before this day.", valueName: "date"))
    var grantsFrom: String?

    @Option(help: ArgumentHelp("Who joins in the course of the year gets a part: yes or no.", valueName: "yes/no"))
    var prorated: String?

    @Option(help: ArgumentHelp("0.25, 0.5 or 1, with up or down after it; or none.", valueName: "days"))
    var rounding: String?

    @Option(help: ArgumentHelp("No grant brings the balance beyond so many: none, or a number.", valueName: "days"))
    var balanceAtMost: String?

    @Option(help: ArgumentHelp("Of time off for work on rest days: after so many days it ends.", valueName: "days"))
    var endsAfter: String?

    var all: [(LeaveRule, String?)] {
        [
            (.kind, kind), (.paid, paid), (.grant, grant), (.grantedOn, grantedOn), (.trueUp, trueUp),
            (.grantsFrom, grantsFrom), (.prorated, prorated), (.rounding, rounding), (.balanceAtMost, balanceAtMost),
            (.endsAfter, endsAfter),
        ]
    }
}

struct LeaveRestOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The day on which the leave year begins.", valueName: "mm-dd"))
    var yearStarts: String?

    @Option(help: ArgumentHelp("How many days are carried forward: none, all, or a number.", valueName: "days"))
    var carry: String?

    @Option(help: ArgumentHelp("Until when: year end, “90 days”, or 03-31.", valueName: "end"))
    var carryUntil: String?

    @Option(help: ArgumentHelp("How many are paid out in a year: none, all, or a number.", valueName: "days"))
    var paidOut: String?

    @Option(help: ArgumentHelp("How many must be left when some are paid out.", valueName: "days"))
    var notPaidOut: String?

    @Option(help: ArgumentHelp("The rest of who leaves: lapse or “pay out”.", valueName: "end"))
    var onLeaving: String?

    @Option(
        help: ArgumentHelp("Who leaves in the course of the year has earned a part: yes or no.", valueName: "yes/no"))
    var proratedOnLeaving: String?

    @Option(help: ArgumentHelp("How far below zero: no, a number of days, or unlimited.", valueName: "days"))
    var negative: String?

    @Option(help: ArgumentHelp("The type that takes what the balance does not cover.", valueName: "code"))
    var excess: String?

    var all: [(LeaveRule, String?)] {
        [
            (.yearStarts, yearStarts), (.carry, carry), (.carryUntil, carryUntil), (.paidOut, paidOut),
            (.notPaidOut, notPaidOut), (.onLeaving, onLeaving), (.proratedOnLeaving, proratedOnLeaving),
            (.negative, negative), (.excess, excess),
        ]
    }
}

struct LeaveRequestOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Half days can be asked for: yes or no.", valueName: "yes/no"))
    var halfDays: String?

    @Option(
        help: ArgumentHelp("Hours that make a day, as 8:00, where leave is taken by the hour.", valueName: "duration"))
    var hoursADay: String?

    @Option(help: ArgumentHelp("Days between asking and the first day.", valueName: "days"))
    var notice: String?

    @Option(help: ArgumentHelp("Days in one run, with what adjoins it.", valueName: "days"))
    var longestRun: String?

    @Option(help: ArgumentHelp("A longer run needs a document.", valueName: "days"))
    var documentAfter: String?

    @Option(help: ArgumentHelp("Days of employment before the first leave.", valueName: "days"))
    var service: String?

    @Option(help: ArgumentHelp("Working days from joining before the first leave.", valueName: "days"))
    var serviceWorkingDays: String?

    @Option(name: .customLong("for"), help: ArgumentHelp("everybody, female, male or other.", valueName: "gender"))
    var isFor: String?

    @Option(help: ArgumentHelp("Codes of types it may not adjoin, with commas.", valueName: "codes"))
    var mayNotAdjoin: String?

    @Option(
        help: ArgumentHelp(
            "Rest days that are leave: weekly offs, holidays, before, after; with commas.", valueName: "days"))
    var counts: String?

    var all: [(LeaveRule, String?)] {
        [
            (.halfDays, halfDays), (.hoursADay, hoursADay), (.notice, notice), (.longestRun, longestRun),
            (.documentAfter, documentAfter), (.service, service), (.serviceWorkingDays, serviceWorkingDays),
            (.isFor, isFor), (.mayNotAdjoin, mayNotAdjoin), (.counts, counts),
        ]
    }
}
