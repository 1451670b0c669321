import ArgumentParser
import Domain
import Services

struct InboxNumbersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "numbers",
        abstract: "List numbers that stand for different names on several terminals.",
        discussion: """
            The punches of both would be one person's. Where they are two people, give one of them another number at its \
            terminal, or say whose each is with “etime inbox map --device”; where it is one person by two names, say so with \
            “etime inbox same-person”. A number comes back when a terminal gives it another name.

            Example:
              etime inbox numbers
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let numbers = try await services.inbox.sameNumbers(by: actor)
            let rows = numbers.flatMap { number in number.users.map { (number.number, $0) } }
            try Listing.numbers(rows).show(
                format.format, whenEmpty: "No number is in doubt: each means one person on every terminal.")
            guard !rows.isEmpty else { return }
            remark(
                "Two people: give one another number at the terminal, or say whose each is with “etime inbox map NUMBER "
                    + "EMPLOYEE --device TERMINAL”. One person by two names: “etime inbox same-person NUMBER EMPLOYEE”."
            )
        }
    }
}

struct InboxSamePersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "same-person",
        abstract: "Say that a number is one employee on every terminal, whatever they call the person.",
        discussion: """
            What is nobody's of the number becomes the employee's. Nobody loses a punch: while the number is somebody \
            else's on a terminal, it is refused.

            Example:
              etime inbox same-person 42 0042
            """)

    @Argument(help: "The user's number on the terminals.")
    var number: String

    @Argument(help: "The employee's code.")
    var employee: String

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let person = try await services.employee(employee, by: actor)
            let report = try await services.inbox.sayOnePerson(number, is: person.id, by: actor)
            say(
                "User \(number) is \(person.name) (\(person.code)) on every terminal: "
                    + "\(report.punches) \(report.punches == 1 ? "punch" : "punches") more, "
                    + "\(report.daysComputed) \(report.daysComputed == 1 ? "day" : "days") worked out.")
            for note in report.notes { say(note) }
        }
    }
}

extension Listing where Row == (String, SharedNumber.User) {
    static func numbers(_ rows: [Row]) -> Listing {
        Listing(
            rows,
            [
                Column("Number", "number") { .text($0.0) },
                Column("Device", "device", flexible: true) { .text($0.1.deviceName) },
                Column("Name on the device", "name", flexible: true) { .optional($0.1.name.nilIfEmpty) },
                Column("Employee", "employee", flexible: true) { .optional($0.1.employee?.name) },
            ])
    }
}
