import ArgumentParser
import Domain
import Foundation
import Services

struct ApproveListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List what waits for a decision, or what was asked for.",
        discussion: """
            With --as CODE, what waits for that employee, or for somebody for whom that employee stands in today. \
            Without it, all that waits. --employee and --from list requests whether they wait or not.

            Examples:
              etime approve list --as 0007
              etime approve list --employee 0042
              etime approve list --from 2026-11-01 --through 2026-11-30
            """)

    @Option(help: ArgumentHelp("All requests of this employee.", valueName: "code"))
    var employee: String?

    @Option(help: ArgumentHelp("All requests about days from here on.", valueName: "date"))
    var from: DayArgument?

    @Option(help: ArgumentHelp("The last of these days; without it, the same day.", valueName: "date"))
    var through: DayArgument?

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func validate() throws {
        if through != nil, from == nil { throw ValidationError("--through needs --from.") }
        if employee != nil, from != nil { throw ValidationError("Give --employee or --from, not both.") }
    }

    func run() async throws {
        try await company.withActing { services, actor, person in
            try Listing.requests(try await lines(services, actor, person), try await services.companyZone()).show(
                format.format, whenEmpty: "There are no such requests.")
        }
    }

    private func lines(_ services: Services, _ actor: Actor, _ person: ID<Employee>?) async throws -> [RequestLine] {
        if let employee {
            let found = try await services.employee(employee, by: actor)
            return try await services.approvals.requests(of: found.id, by: actor)
        }
        guard let from else { return try await services.approvals.inbox(of: person, by: actor) }
        let today = try await services.attendance.currentDate()
        let (first, last) = (from.date(today: today), (through ?? from).date(today: today))
        try DaysInWrongOrder.check(first, last)
        return try await services.approvals.requests(first...last, by: actor)
    }
}

extension Listing where Row == RequestLine {
    static func requests(_ lines: [RequestLine], _ zone: ZoneRules) -> Listing {
        Listing(
            lines,
            [
                Column("No.", "id") { .integer(Int($0.id.rawValue)) },
                Column("Employee", "employee") { .text($0.employee.code) },
                Column("Name", "name", flexible: true) { .text($0.employee.name) },
                Column("What", "kind") { .text($0.request.kind.name) },
                Column("About", "summary", flexible: true) { .text($0.summary) },
                Column("Why", "why", flexible: true) { $0.request.why.isEmpty ? .none : .text($0.request.why) },
                Column("State", "state") { .text($0.request.approval.state.name) },
                Column("Waits for", "waits_for", flexible: true) {
                    $0.waitsFor.isEmpty ? .none : .text($0.waitsFor.joined(separator: ", "))
                },
                Column("Asked", "submitted_at") { .moment($0.request.submittedAt, in: zone) },
            ])
    }
}

struct ApproveShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a request with everything that was done about it.",
        discussion: """
            Examples:
              etime approve show 12
              etime approve show 12 --save letter.pdf
            """)

    @Argument(help: "The request's number.")
    var request: Int64

    @Option(help: ArgumentHelp("Write a file that came with it into this folder.", valueName: "name"))
    var save: String?

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, _ in
            let report = try await services.approvals.report(ID(request), by: actor)
            say(RequestText(report).rendered, terminator: "")
            guard let save else { return }
            let bytes = try await services.approvals.file(save, of: ID(request), by: actor)
            let name = URL(fileURLWithPath: save).lastPathComponent
            guard !FileManager.default.fileExists(atPath: name) else { throw FileExists(name: name) }
            try Data(bytes).write(to: URL(fileURLWithPath: name))
            say("\(name) is written.")
        }
    }
}

/// A file that would be overwritten.
struct FileExists: Error, CustomStringConvertible {
    var name: String
    var description: String { "There is a file \(name) here already; move it away first." }
}

/// A request as a person reads it.
struct RequestText {
    let report: RequestReport

    init(_ report: RequestReport) { self.report = report }

    var rendered: String {
        let line = report.line
        let request = line.request
        var text =
            "Request \(request.id.rawValue): \(request.kind.name) of \(line.employee.name) (\(line.employee.code))\n"
        text += field("About", line.summary)
        text += field("Why", request.why)
        text += field("State", request.approval.state.name)
        text += field("Waits for", line.waitsFor.joined(separator: ", "))
        text += field("Chain", request.approval.plan.chain)
        for file in report.files { text += field("File", "\(file.name), \(file.size) bytes, SHA-256 \(file.sha256)") }
        return text + "\n" + report.history.map { $0.singleLine + "\n" }.joined()
    }

    private func field(_ name: String, _ value: String) -> String {
        value.isEmpty ? "" : "\(name):".padding(toLength: 11, withPad: " ", startingAt: 0) + value.singleLine + "\n"
    }
}
