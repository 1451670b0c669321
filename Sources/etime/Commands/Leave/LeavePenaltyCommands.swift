import ArgumentParser
import Domain
import Services

struct LeavePenaltyOrderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "penalty-order",
        abstract: "Print or set the types of leave from which penalties are taken.",
        discussion: """
            A penalty for coming late or leaving early takes half days from the first of these types that has any, then \
            from the next. What none of them has is unpaid; a type of unpaid leave at the end keeps count of it. What was \
            taken already stays; “etime attendance recompute” tries again what is unpaid so far.

            Examples:
              etime leave penalty-order
              etime leave penalty-order CL PL LWP
              etime leave penalty-order --none
            """)

    @Argument(help: "The types’ codes, in their order; without any, prints the order there is.")
    var types: [String] = []

    @Flag(help: "Take penalties from no leave: all of them are unpaid.")
    var none = false

    @OptionGroup var company: CompanyOptions

    func validate() throws {
        if none, !types.isEmpty { throw ValidationError("Give either types of leave or --none, not both.") }
    }

    func run() async throws {
        try await company.withActing { services, actor, _ in
            let order =
                types.isEmpty && !none
                ? try await services.leave.penaltyOrder()
                : try await services.leave.setPenaltyOrder(types, by: actor)
            say(order.sentence)
        }
    }
}

extension PenaltyOrder {
    fileprivate var sentence: String {
        let names = types.map { "\($0.name) (\($0.code))" }
        return names.isEmpty
            ? "Penalties are taken from no leave: all of them are unpaid."
            : "Penalties are taken from \(names.joined(separator: ", then "))."
    }
}

struct LeaveBookingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bookings",
        abstract: "List what days took from leave as a penalty, and the time off they earned.",
        discussion: """
            One line a day: the penalty, from which types it was taken and what of it is unpaid; the time off that work on \
            a rest day earned; and time off that was taken though a later correction says that it was not earned, which \
            somebody has to settle. A day is booked once it is final.

            Examples:
              etime leave bookings --month 2026-11
              etime leave bookings 0042 --month 2026-11 --format csv
            """)

    @Argument(help: "The employee's code; without it, everybody.")
    var employee: String?

    @Option(help: ArgumentHelp("A month as 2026-11; this month without it.", valueName: "month"))
    var month: Month?

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, _ in
            var person: Employee?
            if let employee { person = try await services.employee(employee, by: actor) }
            let today = try await services.attendance.currentDate()
            let asked = month ?? Month(of: today)
            let lines = try await services.leave.bookings(of: person?.id, asked.days, by: actor)
            try Listing.bookings(lines).show(
                format.format, whenEmpty: "No day of \(asked) has taken leave as a penalty or earned time off.")
        }
    }
}

extension Listing where Row == DayBookingLine {
    fileprivate static func bookings(_ lines: [DayBookingLine]) -> Listing {
        Listing(
            lines,
            [
                Column("Code", "employee") { .text($0.employee.code) },
                Column("Name", "name", flexible: true) { .text($0.employee.name) },
                Column("Date", "date") { .date($0.booking.date) },
                Column("Penalty", "penalty_days") { .exception(LeaveAmount(halfDays: $0.booking.penaltyHalfDays)) },
                Column("From", "from", flexible: true) { line in
                    line.taken.isEmpty
                        ? .none : .text(line.taken.map { "\($0.type.code) \($0.amount)" }.joined(separator: ", "))
                },
                Column("Unpaid", "unpaid_days") { .exception($0.booking.unpaid) },
                Column("Earned", "earned_days") { .exception(LeaveAmount(halfDays: $0.booking.earnedHalfDays)) },
                Column("By request", "granted_days") { .exception(LeaveAmount(halfDays: $0.booking.grantedHalfDays)) },
                Column("Taken unearned", "overtaken_days") { .exception($0.booking.overtaken) },
            ])
    }
}

extension Cell {
    /// Blank where it is nothing: the list is read by what is there.
    fileprivate static func exception(_ amount: LeaveAmount) -> Cell { amount == .zero ? .none : .amount(amount) }
}
