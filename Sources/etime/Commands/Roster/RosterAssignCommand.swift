import ArgumentParser
import Domain
import Services

struct RosterAssignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign",
        abstract: "Say which rotation or shift somebody, a department, a location or the company works.",
        discussion: """
            What was assigned to the same before ends the day before; single days of people, and what is assigned to \
            narrower, stay.

            Examples:
              etime roster assign "Line A" 2026-11-01 --department Press
              etime roster assign G 2026-11-01 --everybody
              etime roster assign N 2026-11-23 --employee 0042 --through 2026-11-28
            """)

    @Argument(help: "A rotation's name or a shift's code.")
    var work: String

    @Argument(help: "The first day, as 2026-11-22, or today.")
    var from: DayArgument

    @OptionGroup var scope: RosterScopeOptions

    @Option(help: ArgumentHelp("The last day; without it, until further notice.", valueName: "date"))
    var through: DayArgument?

    @Flag(help: "Beside what is assigned already, as a further shift on the same days.")
    var alongside = false

    @OptionGroup var cases: ChangedCasesOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let duty = try await services.duty(work)
            let (scope, name) = try await scope.scope(services, actor)
            let today = try await services.attendance.currentDate()
            let (first, last) = (from.date(today: today), through?.date(today: today))
            if let last { try DaysInWrongOrder.check(first, last) }
            warn(
                try await services.rosters.assign(
                    duty, to: scope, from: first, through: last, alongside: alongside,
                    acceptingChangedCases: cases.acceptChangedCases, by: actor))
            say("\(name) works \(work) from \(first)\(last.map { " through \($0)" } ?? "").")
        }
    }
}

struct RosterUnassignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unassign",
        abstract: "End what is assigned to somebody, a department, a location or the company.",
        discussion: """
            What was worked before that day stays. From then on what is assigned wider holds.

            Example:
              etime roster unassign 2026-12-01 --department Press
            """)

    @Argument(help: "The first day without it, as 2026-11-22, or today.")
    var from: DayArgument

    @OptionGroup var scope: RosterScopeOptions
    @OptionGroup var cases: ChangedCasesOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let (scope, name) = try await scope.scope(services, actor)
            let first = from.date(today: try await services.attendance.currentDate())
            let conflicts = try await services.rosters.unassign(
                scope, from: first, acceptingChangedCases: cases.acceptChangedCases, by: actor)
            warn(conflicts ?? [])
            say("\(name) has nothing assigned from \(first) on\(conflicts == nil ? ", as before" : "").")
        }
    }
}

struct RosterListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List what is assigned to whom, narrow to wide.",
        discussion: """
            Example:
              etime roster list
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let codes = try await services.shiftCodes()
            let patterns = Dictionary(
                uniqueKeysWithValues: try await services.rosters.patterns().map { ($0.id, $0.name) })
            let people = Dictionary(
                uniqueKeysWithValues: try await services.employees.list(by: actor).map { ($0.id, $0.employee) })
            try Listing(
                try await services.rosters.assignments(by: actor),
                [
                    Listing.Column("Layer", "layer") { .text(String(describing: $0.layer)) },
                    Listing.Column("Whom", "whom", flexible: true) { .text($0.scope.name(people)) },
                    Listing.Column("Works", "works") { .text($0.name(codes, patterns)) },
                    Listing.Column("From", "from") { .date($0.from) },
                    Listing.Column("Through", "through") { .optional($0.to) },
                ]
            ).show(format.format, whenEmpty: "Nothing is assigned yet; see “etime roster assign --help”.")
        }
    }
}

extension Scope {
    fileprivate func name(_ people: [ID<Employee>: Employee]) -> String {
        switch self {
        case .company, .shift: ""
        case .location(let name), .department(let name): name
        case .employee(let id): people[id].map { "\($0.name) (\($0.code))" } ?? ""
        }
    }
}

extension RosterAssignment {
    fileprivate func name(_ codes: [Domain.ID<Shift>: String], _ patterns: [Domain.ID<RotationPattern>: String])
        -> String
    {
        switch duty {
        case .shift(let id): codes[id] ?? ""
        case .pattern(let id): patterns[id] ?? ""
        }
    }
}
