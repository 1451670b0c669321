import ArgumentParser
import Domain
import Services

struct DutyCompOffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "comp-off",
        abstract: "Ask for time off for work on a weekly off or a holiday.",
        discussion: """
            Work that is paid as overtime earns no time off: it is one or the other.

            Examples:
              etime duty comp-off 0042 2026-11-22 --reason audit --as 0042
              etime duty comp-off 0042 2026-11-22 --half --reason audit
            """)

    @Argument(help: "The employee's code.")
    var employee: String

    @Argument(help: "The day that was worked, as 2026-11-22.")
    var date: DayArgument

    @Flag(help: "Half a day instead of a day.")
    var half = false

    @OptionGroup var why: CorrectionReason
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, person in
            let found = try await services.employee(employee, by: actor)
            let day = date.date(today: try await services.attendance.currentDate())
            let line = try await services.approvals.requestCompOff(
                half ? 1 : 2, workedOn: day, why: why.reason, of: found.id, as: person, by: actor)
            say(line.sentence)
        }
    }
}

struct DutySwapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "swap",
        abstract: "Ask for the approval of a shift swap to which the other has agreed.",
        discussion: """
            The last yes writes it into the roster, after checking it once more.

            Example:
              etime duty swap 3 --as 0042
            """)

    @Argument(help: "The swap’s number.")
    var swap: Int64

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, person in
            say(try await services.approvals.requestSwap(ID(swap), as: person, by: actor).sentence)
        }
    }
}
