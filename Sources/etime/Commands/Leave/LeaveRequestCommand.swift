import ArgumentParser
import Domain
import Foundation
import Services

struct LeaveRequestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract: "Ask for leave.",
        discussion: """
            Where a chain of approval fits, the request waits for it. Without one, what the person asks for with --as waits \
            for the reporting manager or the head of the department, and what you write in as an administrator is \
            confirmed at once. --preview says what it would take, and asks for nothing.

            Examples:
              etime leave request 0042 VL 2026-12-21 --through 2026-12-24
              etime leave request 0042 VL 2026-12-21 --through 2026-12-24 --until-noon --preview
              etime leave request 0042 SL 2026-11-23 --through 2026-11-26 --file note.pdf --reason influenza
              etime leave request 0042 UL 2026-11-23 --hours 14:00-16:00
              etime leave request 0042 VL 2026-12-01 --through 2026-12-18 --unpaid-rest
            """)

    @Argument(help: "The employee's code.")
    var employee: String

    @Argument(help: "The type's code.")
    var type: String

    @Argument(help: DayArgument.help)
    var from: DayArgument

    @Option(help: ArgumentHelp("The last day; without it, that one day.", valueName: "date"))
    var through: DayArgument?

    @Flag(help: "The first half of the first day is worked.")
    var fromNoon = false

    @Flag(help: "The second half of the last day is worked.")
    var untilNoon = false

    @Option(help: ArgumentHelp("Only these hours of the day.", valueName: "14:00-16:00"))
    var hours: HoursArgument?

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason = ""

    @Option(help: ArgumentHelp("A document that goes with it, such as a doctor's note.", valueName: "path"))
    var file: String?

    @Option(help: ArgumentHelp("Where a document on paper is kept.", valueName: "text"))
    var document = ""

    @Option(help: ArgumentHelp("The day on which it was asked for, where that is not today.", valueName: "date"))
    var asked: DayArgument?

    @Flag(help: "What the balance does not cover is leave without pay.")
    var unpaidRest = false

    @Flag(help: "Only say what it would take.")
    var preview = false

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, person in
            let found = try await services.employee(employee, by: actor)
            let kind = try await services.leaveType(type)
            let request = request(found, kind, today: try await services.attendance.currentDate())
            if preview {
                let plan = try await services.leave.plan(request, by: actor)
                say("\(found.name) (\(found.code)) would take \(plan.inWords(kind)).")
                return
            }
            let line = try await services.leave.request(
                request, as: person, files: try RequestFiles.read(file.map { [$0] } ?? []), by: actor)
            say(line.sentence)
        }
    }

    private func request(_ employee: Employee, _ type: LeaveType, today: CivilDate) -> LeaveRequest {
        let first = from.date(today: today)
        var request = LeaveRequest(
            id: ID(0), employee: employee.id, type: type.id, first: first, last: through?.date(today: today) ?? first,
            asked: asked?.date(today: today) ?? today)
        (request.startsAtNoon, request.endsAtNoon) = (fromNoon, untilNoon)
        request.hours = hours.map { LeaveHours(from: $0.start, to: $0.end) }
        (request.reason, request.document, request.acceptsExcess) = (reason, document, unpaidRest)
        if let file, document.isEmpty { request.document = URL(filePath: file).lastPathComponent }
        return request
    }
}

struct LeaveCancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Take confirmed leave back.",
        discussion: """
            The days go back to where they came from, even if that year has ended since. With --from or --through only those \
            days do, and the rest stays leave; if they lie in the middle, the part after them becomes a request of its own.

            Examples:
              etime leave cancel 17
              etime leave cancel 17 --from 2026-12-23                      back at work on the 23rd
              etime leave cancel 17 --from 2026-12-22 --through 2026-12-22
            """)

    @Argument(help: "The request's number, as listed.")
    var request: Int64

    @Option(
        help: ArgumentHelp("The first day that is no leave any more; without it, the first of all.", valueName: "date"))
    var from: DayArgument?

    @Option(help: ArgumentHelp("The last such day; without it, the last of all.", valueName: "date"))
    var through: DayArgument?

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, person in
            guard from != nil || through != nil else {
                let line = try await services.leave.cancel(ID(request), as: person, by: actor)
                return say(
                    line.sentence + (line.request.status == .confirmed ? " Cancelling it waits for approval." : ""))
            }
            let today = try await services.attendance.currentDate()
            let left = try await services.leave.shorten(
                ID(request), from: from?.date(today: today), through: through?.date(today: today), as: person,
                by: actor)
            if let approval = left.waitsFor {
                return say("Shortening request \(request) waits for approval, as request \(approval.rawValue).")
            }
            for line in left.lines { say(line.sentence) }
        }
    }
}

struct LeaveWithdrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Take a request back that is not decided yet.",
        discussion: """
            Example:
              etime leave withdraw 17
            """)

    @Argument(help: "The request's number, as listed.")
    var request: Int64

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, person in
            say(try await services.leave.withdraw(ID(request), as: person, by: actor).sentence)
        }
    }
}

extension LeavePlan {
    func inWords(_ type: LeaveType) -> String {
        let unpaid = excess == .zero ? "" : ", and \(excess.inWords) without pay"
        return "\(covered.inWords) of \(type.name)\(unpaid)"
    }
}

extension LeaveRequest {
    /// `2026-12-21 to 2026-12-24, until noon`.
    var when: String {
        let dates = first == last ? "\(first)" : "\(first) to \(last)"
        let halves = [startsAtNoon ? "from noon" : nil, endsAtNoon ? "until noon" : nil]
        let parts = [dates] + halves.compactMap { $0 } + (hours.map { ["\($0.from)–\($0.to)"] } ?? [])
        return parts.joined(separator: ", ")
    }
}

extension LeaveRequestLine {
    /// What was taken, of the type and of that for the excess.
    var taken: LeaveAmount { days.map(\.amount).total() }

    var sentence: String {
        let what = "\(type.name) \(request.when) of \(employee.name) (\(employee.code))"
        let amount = taken == .zero ? "" : ": \(taken.inWords)\(unpaid)"
        return switch request.status {
        case .pending: "Request \(request.id.rawValue), \(what), waits for approval."
        default: "Request \(request.id.rawValue), \(what), is \(request.status)\(amount)."
        }
    }

    private var unpaid: String {
        let other = days.filter { $0.leave.type != type.id }.map(\.amount).total()
        return other == .zero ? "" : ", \(other) of them without pay"
    }
}
