import ArgumentParser
import Domain
import Services

struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Name the rules by which days are judged, and say for whom they hold.",
        discussion: """
            Of the policies that concern a shift of a date the narrowest judges it, as a whole: the employee's, else the \
            shift's, the shift's own rules, the department's, the location's, the company's, else the rules that come \
            with the program.
            """,
        subcommands: [
            PolicyAddCommand.self, PolicyChangeCommand.self, PolicyShowCommand.self, PolicyListCommand.self,
            PolicyRemoveCommand.self, PolicyAssignCommand.self, PolicyUnassignCommand.self, PolicyWhichCommand.self,
            PolicyParametersCommand.self, PolicyPresetsCommand.self,
        ])
}

struct PolicyAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a policy.",
        discussion: """
            What is not given is as it comes with the program, or with the system that --preset names. It holds for nobody \
            until it is assigned.

            \(ShiftRuleOptions.note)

            Examples:
              etime policy add Office --late-grace 10 --half-day-below 4:30
              etime policy add Stores --overtime-formula beyond-shift-hours --rest-day-work comp-off
              etime policy add "As before" --preset biotime --late-grace 5
            """)

    @Argument(help: "The policy's name.")
    var name: String

    @Option(
        help: ArgumentHelp(
            "Begin with the rules of another system; “etime policy presets” lists them.", valueName: "system"))
    var preset: PresetArgument?

    @OptionGroup var rules: PolicyRuleOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        var policy = preset?.value.policy ?? AttendancePolicy()
        rules.apply(to: &policy)
        try await company.withCompany { [policy] services, actor in
            let added = try await services.policies.add(name, policy, by: actor)
            say("Added policy “\(added.name)”; say for whom it holds with “etime policy assign”.")
        }
    }
}

struct PolicyChangeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Change the rules or the name of a policy.",
        discussion: """
            What is not given stays as it is. The days for which the policy holds, past ones too, are worked out by the \
            new rules; where they are to hold from a date on, add a new policy and assign it from there.

            Examples:
              etime policy change Office --late-grace 5
              etime policy change Office --name "Head office"
            """)

    @Argument(help: "The policy's name.")
    var policy: String

    @Option(help: ArgumentHelp("A new name.", valueName: "name"))
    var name: String?

    @OptionGroup var rules: PolicyRuleOptions
    @OptionGroup var cases: ChangedCasesOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let found = try await services.policy(policy).policy
            var changed = found.rules
            rules.apply(to: &changed)
            guard changed != found.rules || name != nil else { throw NoRuleToChange() }
            let after = try await services.policies.update(
                found.id, name: name ?? found.name, to: changed, acceptingChangedCases: cases.acceptChangedCases,
                by: actor)
            say("Changed policy “\(after.name)”; the days for which it holds are worked out anew.")
        }
    }
}

/// `policy change` that leaves the policy as it was.
struct NoRuleToChange: Error, CustomStringConvertible {
    let description =
        "Nothing was changed: the policy has these rules already; see “etime policy change --help”."
}

struct PolicyShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print all the rules of a policy in words, and for whom it holds.",
        discussion: """
            Example:
              etime policy show Office
            """)

    @Argument(help: "The policy's name.")
    var policy: String

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let found = try await services.policy(policy)
            if format.format == .table { say("Policy “\(found.policy.name)”\n") }
            try Listing.rules(found.policy.rules.ruleTexts).show(format.format, whenEmpty: "")
            guard format.format == .table else { return }
            let names = try await services.policies.names(of: found.assignments.map(\.scope), by: actor)
            say(found.assignments.isEmpty ? "\nIt holds for nobody yet." : "\nIt holds for:")
            for assignment in found.assignments { say("  " + assignment.text(names)) }
        }
    }
}

struct PolicyListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the policies, and for whom they hold.",
        discussion: """
            Example:
              etime policy list
            """)

    private struct Row {
        var policy: String
        var whom: String?
        var from: CivilDate?
        var to: CivilDate?
    }

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let policies = try await services.policies.list()
            let names = try await services.policies.names(
                of: policies.flatMap { $0.assignments.map(\.scope) }, by: actor)
            let rows = policies.flatMap { summary in
                summary.assignments.isEmpty
                    ? [Row(policy: summary.policy.name)]
                    : summary.assignments.map {
                        Row(policy: summary.policy.name, whom: names[$0.scope], from: $0.from, to: $0.to)
                    }
            }
            try Listing(
                rows,
                [
                    .init("Policy", "policy", flexible: true) { .text($0.policy) },
                    .init("Holds for", "holds_for", flexible: true) { .optional($0.whom) },
                    .init("From", "from") { $0.from.map { .date($0) } ?? .none },
                    .init("To", "to") { $0.to.map { .date($0) } ?? .none },
                ]
            ).show(format.format, whenEmpty: "There are no policies yet; add one with “etime policy add Office”.")
        }
    }
}

struct PolicyRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove a policy that holds for nobody.",
        discussion: """
            Example:
              etime policy remove Office
            """)

    @Argument(help: "The policy's name.")
    var policy: String

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let found = try await services.policy(policy).policy
            try await services.policies.remove(found.id, by: actor)
            say("Removed policy “\(found.name)”.")
        }
    }
}

extension PolicyAssignment {
    func text(_ names: [Scope: String]) -> String {
        "\(names[scope] ?? "") from \(from)" + (to.map { " to \($0)" } ?? " on")
    }
}

extension Services {
    func policy(_ name: String) async throws -> PolicySummary {
        guard let found = try await policies.find(name: name) else { throw UnknownPolicy(name: name) }
        return found
    }
}

struct UnknownPolicy: Error, CustomStringConvertible {
    var name: String

    var description: String { "There is no policy “\(name)”; see “etime policy list”, or add it first." }
}
