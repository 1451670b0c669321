import ArgumentParser
import Domain
import Services

/// For whom: exactly one of these.
struct ScopeOptions: ParsableArguments {
    @Flag(help: "The whole company.")
    var wholeCompany = false

    @Option(help: ArgumentHelp("All who work at a location.", valueName: "name"))
    var location: String?

    @Option(help: ArgumentHelp("All of a department.", valueName: "name"))
    var department: String?

    @Option(help: ArgumentHelp("All who work a shift, on its days.", valueName: "code"))
    var shift: String?

    @Option(help: ArgumentHelp("One person.", valueName: "code"))
    var employee: String?

    func validate() throws {
        let given = [wholeCompany, location != nil, department != nil, shift != nil, employee != nil].count { $0 }
        guard given == 1 else {
            throw ValidationError(
                "Say for whom, by exactly one of --whole-company, --location, --department, --shift and --employee.")
        }
    }

    func scope(_ services: Services, by actor: Actor) async throws -> Scope {
        if let employee { return .employee(try await services.employee(employee, by: actor).id) }
        if let shift { return .shift(try await services.shift(shift).id) }
        if let department { return .department(department) }
        return location.map { .location($0) } ?? .company
    }
}

struct PolicyAssignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign",
        abstract: "Say for whom a policy holds, and from when to when.",
        discussion: """
            Two policies for the same people on one day are refused; a narrower one goes before a wider one.

            Examples:
              etime policy assign Office 2026-11-01 --whole-company
              etime policy assign Stores 2026-11-01 --department Stores
              etime policy assign Relaxed 2026-11-23 --through 2026-12-31 --employee 0042
            """)

    @Argument(help: "The policy's name.")
    var policy: String

    @Argument(help: "The first day, as 2026-11-22, or today.")
    var from: DayArgument

    @Option(help: ArgumentHelp("The last day; without it, until further notice.", valueName: "date"))
    var through: DayArgument?

    @OptionGroup(title: "For whom") var whom: ScopeOptions
    @OptionGroup var cases: ChangedCasesOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let found = try await services.policy(policy).policy
            let today = try await services.attendance.currentDate()
            let assignment = PolicyAssignment(
                policy: found.id, scope: try await whom.scope(services, by: actor), from: from.date(today: today),
                to: through?.date(today: today))
            try await services.policies.assign(assignment, acceptingChangedCases: cases.acceptChangedCases, by: actor)
            let names = try await services.policies.names(of: [assignment.scope], by: actor)
            say("“\(found.name)” holds for \(assignment.text(names)).")
        }
    }
}

struct PolicyUnassignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unassign",
        abstract: "Say from which day on no policy of their own holds for some.",
        discussion: """
            What held before that day stays; from then on the next wider policy judges.

            Example:
              etime policy unassign 2026-12-01 --department Stores
            """)

    @Argument(help: "The first day without it, as 2026-11-22, or today.")
    var from: DayArgument

    @OptionGroup(title: "For whom") var whom: ScopeOptions
    @OptionGroup var cases: ChangedCasesOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let scope = try await whom.scope(services, by: actor)
            let first = from.date(today: try await services.attendance.currentDate())
            let isEnded = try await services.policies.unassign(
                scope, from: first, acceptingChangedCases: cases.acceptChangedCases, by: actor)
            let name = try await services.policies.names(of: [scope], by: actor)[scope] ?? ""
            say("No policy of its own holds for \(name) from \(first) on\(isEnded ? "" : ", as before").")
        }
    }
}

struct PolicyWhichCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "which",
        abstract: "Say which policy judges a person's day, and which stand behind it.",
        discussion: """
            Example:
              etime policy which 0042 2026-11-20
            """)

    @Argument(help: "The employee's code.")
    var employee: String

    @Argument(help: DayArgument.help)
    var date: DayArgument

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let person = try await services.employee(employee, by: actor)
            let day = date.date(today: try await services.attendance.currentDate())
            let sentences = try await services.policies.which(person.id, on: day, by: actor)
            if sentences.isEmpty { say("\(person.name) is not employed on \(day).") }
            for sentence in sentences { say(sentence) }
        }
    }
}
