import ArgumentParser
import Domain
import Services

struct LeaveTypeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "type",
        abstract: "Add, change and list the types of leave.",
        subcommands: [
            LeaveTypeStarterCommand.self, LeaveTypeAddCommand.self, LeaveTypeChangeCommand.self,
            LeaveTypeListCommand.self, LeaveTypeShowCommand.self,
        ])
}

struct LeaveTypeStarterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "starter",
        abstract: "Add the types that most companies have.",
        discussion: """
            Sick, vacation, emergency and urgent leave, leave without pay, and time off for work on rest days. They are \
            ordinary types: look at each with “etime leave type show”, and change what is different with you. A code \
            that is there already is left as it is.

            Example:
              etime leave type starter
            """)

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, _ in
            let added = try await services.leave.addStarterTypes(by: actor)
            guard !added.isEmpty else { return say("All of them are there already.") }
            say("Added \(added.map { "\($0.code) (\($0.name))" }.joined(separator: ", ")).")
        }
    }
}

struct LeaveTypeAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a type of leave.",
        discussion: """
            \(LeaveRuleOptions.note)

            Examples:
              etime leave type add VL Vacation --kind vacation --grant "18 by month" --carry 10 --excess LWP
              etime leave type add SL "Sick leave" --kind sick --grant "12 a year" --document-after 2
              etime leave type add EL "Earned leave" --grant "1 per 20 worked from 240" --carry 30 --paid-out all
              etime leave type add LWP "Leave without pay" --paid 0 --negative unlimited
            """)

    @Argument(help: "Short, as it stands in a muster roll.")
    var code: String

    @Argument(help: "The name.")
    var name: String

    @OptionGroup var rules: LeaveRuleOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, _ in
            let today = try await services.attendance.currentDate()
            // Grants begin with the calendar year that is going on, unless it is said.
            let first = CivilDate(clamping: 1, month: 1, year: today.year)
            var type = LeaveType(id: ID(0), code: code, name: name, grantsFrom: first)
            try type.apply(rules.texts, among: try await services.leave.types())
            let added = try await services.leave.add(type, by: actor)
            say("Added \(added.name) (\(added.code)).")
        }
    }
}

struct LeaveTypeChangeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Change the rules of a type of leave.",
        discussion: """
            What is not given stays as it is. What was granted and taken stays too; from now on the new rules hold.

            \(LeaveRuleOptions.note)

            Examples:
              etime leave type change VL --grant "24 by month" --granted-on "last day"
              etime leave type change VL --carry 10 --carry-until 03-31
              etime leave type change SL --counts "weekly offs, holidays"
            """)

    @Argument(help: "The type's code.")
    var type: String

    @Option(name: .customLong("code"), help: ArgumentHelp("A new code.", valueName: "code"))
    var newCode: String?

    @Option(help: ArgumentHelp("A new name.", valueName: "name"))
    var name: String?

    @OptionGroup var rules: LeaveRuleOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, _ in
            let before = try await services.leaveType(type)
            var after = before
            after.code = newCode ?? after.code
            after.name = name ?? after.name
            try after.apply(rules.texts, among: try await services.leave.types())
            guard after != before else {
                return say("Nothing was changed: \(before.name) (\(before.code)) has these rules already.")
            }
            try await services.leave.update(after, by: actor)
            say("Changed \(after.name) (\(after.code)).")
        }
    }
}

struct LeaveTypeListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the types of leave.",
        discussion: """
            Example:
              etime leave type list
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, _, _ in
            let types = try await services.leave.types()
            try Listing.leaveTypes(types).show(
                format.format,
                whenEmpty: "There are no types of leave yet; add the usual ones with “etime leave type starter”.")
        }
    }
}

struct LeaveTypeShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print all the rules of a type of leave in words.",
        discussion: """
            The names are those of the options of “etime leave type change” and of docs/scenarios.md.

            Example:
              etime leave type show VL
            """)

    @Argument(help: "The type's code.")
    var type: String

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, _, _ in
            let found = try await services.leaveType(type)
            if format.format == .table { say("\(found.name) (\(found.code))\n") }
            try Listing.rules(of: found, among: try await services.leave.types()).show(format.format, whenEmpty: "")
        }
    }
}

extension Listing where Row == LeaveType {
    static func leaveTypes(_ types: [LeaveType]) -> Listing {
        let codes = Dictionary(types.map { ($0.id, $0.code) }) { first, _ in first }
        func text(_ rule: LeaveRule, _ type: LeaveType) -> Cell {
            .optional(rule.text(of: type) { codes[$0] ?? "" })
        }
        return Listing(
            types,
            [
                Column("Code", "code") { .text($0.code) },
                Column("Name", "name", flexible: true) { .text($0.name) },
                Column("Kind", "kind") { text(.kind, $0) },
                Column("Paid", "paid_percent") { .integer(Int($0.paidPercent)) },
                Column("Grant", "grant", flexible: true) { text(.grant, $0) },
                Column("Carry", "carry") { text(.carry, $0) },
                Column("Negative", "negative") { text(.negative, $0) },
            ])
    }
}

extension Listing where Row == ShiftRule {
    static func rules(of type: LeaveType, among types: [LeaveType]) -> Listing {
        let codes = Dictionary(types.map { ($0.id, $0.code) }) { first, _ in first }
        let rules = LeaveRule.allCases.compactMap { rule in
            rule.text(of: type) { codes[$0] ?? "" }.map { ShiftRule(name: rule.rawValue, value: $0) }
        }
        return Listing(
            rules,
            [
                Column("Rule", "rule") { .text($0.name) },
                Column("Holds", "value", flexible: true) { .text($0.value) },
            ])
    }
}
