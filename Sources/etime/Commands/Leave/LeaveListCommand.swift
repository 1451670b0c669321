import ArgumentParser
import Domain
import Services
import Storage

struct LeaveListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List requests for leave.",
        discussion: """
            Examples:
              etime leave list
              etime leave list 0042 --month 2026-12
            """)

    @Argument(help: "The employee's code; without it, everybody.")
    var employee: String?

    @Option(help: ArgumentHelp("Only what touches this month, as 2026-12.", valueName: "month"))
    var month: Month?

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, _ in
            var person: Employee?
            if let employee { person = try await services.employee(employee, by: actor) }
            let lines = try await services.leave.requests(of: person?.id, touching: month?.days, by: actor)
            try Listing.requests(lines).show(format.format, whenEmpty: "Nobody has asked for leave.")
        }
    }
}

struct LeaveShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a request and the days it takes.",
        discussion: """
            Example:
              etime leave show 17
            """)

    @Argument(help: "The request's number, as listed.")
    var request: Int64

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, _ in
            let line = try await services.leave.line(ID(request), by: actor)
            if format.format == .table { tell(line) }
            try Listing.days(of: line, in: try await services.companyZone()).show(
                format.format, whenEmpty: "It takes no days.")
        }
    }

    private func tell(_ line: LeaveRequestLine) {
        say(line.sentence.singleLine)
        let request = line.request
        if !request.reason.isEmpty { say("Reason: \(request.reason)".singleLine) }
        if !request.document.isEmpty { say("Document: \(request.document)".singleLine) }
        if let approval = request.approval { say("Decided by request \(approval.rawValue) of “etime approve”.") }
        say("Asked on \(request.asked).\n")
    }
}

struct LeaveBalanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "balance",
        abstract: "Show what people have of each type of leave.",
        discussion: """
            Of a past day, what there was; of a day to come, what is booked until then and beside it what the rules add. \
            Without an employee, everybody's booked balances.

            Examples:
              etime leave balance 0042
              etime leave balance 0042 --on 2026-12-31
              etime leave balance --on 2026-03-31 --format csv > balances.csv
            """)

    @Argument(help: "The employee's code; without it, everybody.")
    var employee: String?

    @Option(name: .customLong("on"), help: DayArgument.help)
    var date: DayArgument = .today

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, _ in
            let day = date.date(today: try await services.attendance.currentDate())
            let none = "There are no types of leave yet; add the usual ones with “etime leave type starter”."
            guard let employee else {
                let types = try await services.leave.types()
                let rows = try await services.leave.balances(on: day, by: actor)
                return try Listing.everybody(rows, types).show(format.format, whenEmpty: none)
            }
            let person = try await services.employee(employee, by: actor)
            let balances = try await services.leave.balances(of: person, on: day, by: actor)
            if format.format == .table { say("\(person.name) (\(person.code)) on \(day)\n") }
            try Listing.balances(balances).show(format.format, whenEmpty: none)
        }
    }
}

struct LeaveLedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Print every line of a person's leave, and who booked it.",
        discussion: """
            Lines are only ever added: what was taken back is a line the other way. The balance is that at the end of the \
            line's day.

            Examples:
              etime leave ledger 0042
              etime leave ledger 0042 --type VL
            """)

    @Argument(help: "The employee's code.")
    var employee: String

    @Option(help: ArgumentHelp("Only this type.", valueName: "code"))
    var type: String?

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, _ in
            let person = try await services.employee(employee, by: actor)
            var only: LeaveType?
            if let type { only = try await services.leaveType(type) }
            let lines = try await services.leave.ledger(of: person, by: actor).filter {
                only == nil || $0.type.id == only?.id
            }
            try Listing.ledger(lines).show(format.format, whenEmpty: "Nothing was granted or taken yet.")
        }
    }
}

extension Listing where Row == LeaveRequestLine {
    static func requests(_ lines: [LeaveRequestLine]) -> Listing {
        Listing(
            lines,
            [
                Column("No.", "request") { .integer(Int($0.request.id.rawValue)) },
                Column("Code", "employee_code") { .text($0.employee.code) },
                Column("Name", "name", flexible: true) { .text($0.employee.name) },
                Column("Type", "type") { .text($0.type.code) },
                Column("When", "when") { .text($0.request.when) },
                Column("Days", "days") { $0.days.isEmpty ? .none : .amount($0.taken) },
                Column("Status", "status") { .text(String(describing: $0.request.status)) },
                Column("Reason", "reason", flexible: true) { .text($0.request.reason) },
            ])
    }
}

extension Listing where Row == LeaveTaken {
    static func days(of line: LeaveRequestLine, in zone: ZoneRules) -> Listing {
        Listing(
            line.days,
            [
                Column("Day", "date") { .date($0.leave.date) },
                Column("Weekday", "weekday") { .text($0.leave.date.weekday.name) },
                Column("Part", "part") { .text($0.leave.portion.inWords(zone)) },
                Column("Type", "type") { .text($0.code) },
                Column("Days", "days") { .amount($0.amount) },
            ])
    }
}

extension DayPortion {
    fileprivate func inWords(_ zone: ZoneRules) -> String {
        switch self {
        case .full: "whole day"
        case .firstHalf: "first half"
        case .secondHalf: "second half"
        case .hours(let from, let until):
            "\(zone.local(at: from).timeOfDay)–\(zone.local(at: until).timeOfDay)"
        }
    }
}

extension Listing where Row == LeaveBalance {
    static func balances(_ balances: [LeaveBalance]) -> Listing {
        Listing(
            balances,
            [
                Column("Type", "type") { .text($0.type.code) },
                Column("Name", "name", flexible: true) { .text($0.type.name) },
                Column("Booked", "booked") { .amount($0.booked) },
                Column("By the rules", "projected") { .amount($0.projected) },
                Column("Pending", "pending") { .amount($0.pending) },
                Column("Can be taken", "available") { $0.type.overdraft == .unlimited ? .none : .amount($0.available) },
            ])
    }
}

extension Listing where Row == EmployeeLeave {
    static func everybody(_ rows: [EmployeeLeave], _ types: [LeaveType]) -> Listing {
        Listing(
            types.isEmpty ? [] : rows,
            [
                Column("Code", "employee_code") { .text($0.employee.code) },
                Column("Name", "name", flexible: true) { .text($0.employee.name) },
            ]
                + types.map { type in
                    Column(type.code, type.code) { row in row.booked[type.id].map { .amount($0) } ?? .none }
                })
    }
}

extension Listing where Row == LeaveLine {
    static func ledger(_ lines: [LeaveLine]) -> Listing {
        Listing(
            lines,
            [
                Column("Type", "type") { .text($0.type.code) },
                Column("No.", "line") { .integer(Int($0.entry.number)) },
                Column("Day", "date") { .date($0.entry.date) },
                Column("What", "kind") { .text(String(describing: $0.entry.kind)) },
                Column("Days", "days") { .amount($0.entry.amount) },
                Column("Lot", "lot") { .integer(Int($0.entry.lot)) },
                Column("Until", "lot_through") { $0.lot.through.map { .date($0) } ?? .none },
                Column("Balance", "balance") { .amount($0.balance) },
                Column("Reason", "reason", flexible: true) { .text($0.entry.act.reason) },
                Column("Booked by", "actor", flexible: true) { .text($0.stamp.actor) },
            ])
    }
}
