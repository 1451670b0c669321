import ArgumentParser
import Domain
import Services

struct DeviceUserSendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send", abstract: "Send an employee to terminals: number, name and the fingers that are kept.",
        discussion: """
            Card, password and rights that a terminal has of the person stay.

            Example:
              etime device user send 0042 "Gate 1" Plant
            """)

    @Argument(help: "The employee's code.")
    var code: String

    @Argument(help: "Names of terminals.")
    var names: [String]

    @OptionGroup var options: OrderOptions

    func run() async throws {
        try await options.company.withCompany { services, actor in
            let employee = try await services.employee(code, by: actor)
            try await OrderRunner(services: services, actor: actor).run(
                .sendEmployee(employee.id.rawValue), on: names, title: "Send \(employee.name)", later: options.later)
        }
    }
}

struct DeviceUserCopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy", abstract: "Copy users from one terminal to others.",
        discussion: """
            With cards, passwords and rights; fingers are copied of people who agreed to their being kept (“etime \
            biometric consent”). Users given by number replace whoever has these numbers there, with card and fingers; \
            who has left the company is not copied. Without numbers, each of \
            the others gets the users that it lacks, and whoever it knows stays as they are, but for fingers that it lacks \
            of the same person; what keeps no users, such as a line reader, is left out then. A push terminal does not tell \
            passwords: whoever is copied from one keeps the password that is there already.

            Examples:
              etime device user copy 42 43 --from "Gate 1" --to Plant
              etime device user copy --from "Gate 1" --to Plant --to Yard
            """)

    @Argument(help: "Numbers of users; without one, those that are missing.")
    var users: [String] = []

    @Option(help: ArgumentHelp("The terminal that has them.", valueName: "terminal"))
    var from: String

    @Option(help: ArgumentHelp("A terminal that is to have them; may be repeated.", valueName: "terminal"))
    var to: [String]

    @OptionGroup var options: OrderOptions

    func run() async throws {
        try await options.company.withCompany { services, actor in
            let runner = OrderRunner(services: services, actor: actor)
            let (source, targets) = (try await runner.ids([from])[0], try await runner.ids(to))
            if users.isEmpty { try await runner.warn(before: .listPeople, of: [source] + targets) }
            let run =
                users.isEmpty
                ? try await interruptible {
                    try await services.fleet.copyMissing(from: source, to: targets, by: actor)
                } : try await services.fleet.copy(users, from: source, to: targets, by: actor)
            try await runner.finish(run, later: options.later, whenNothing: "Nobody is missing.")
        }
    }
}

struct DeviceUserCompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Compare whom terminals know, and with what.",
        discussion: """
            Only what differs is listed, unless --all is given.

            Example:
              etime device user compare "Gate 1" Plant
            """)

    @Argument(help: "Names of two or more terminals.")
    var names: [String]

    @Flag(help: "Also list who is alike everywhere.")
    var all = false

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func validate() throws {
        if names.count < 2 { throw ValidationError("Give two or more terminals.") }
    }

    func run() async throws {
        try await company.withCompany { services, actor in
            let runner = OrderRunner(services: services, actor: actor)
            let devices = try await runner.ids(names)
            if devices.count < 2 { throw ValidationError("Give two or more terminals.") }
            try await runner.warn(before: .listPeople, of: devices)
            let people = try await interruptible { try await services.fleet.people(on: devices, by: actor) }
            let comparison = PeopleComparison(people)
            let rows = all ? comparison.rows : comparison.different
            try Listing.comparison(rows, devices: comparison.devices).show(
                format.format, whenEmpty: "They know the same \(comparison.rows.count) people, with the same.")
        }
    }
}

struct DeviceUserRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove-everywhere", abstract: "Remove an employee from every terminal, as when leaving.",
        discussion: """
            Each terminal is asked whom it has under the employee's numbers, also where nobody has read that yet; whoever it \
            calls otherwise stays, and is named. \
            Punches that were made stay.

            Example:
              etime device user remove-everywhere 0042
            """)

    @Argument(help: "The employee's code.")
    var code: String

    @OptionGroup var options: OrderOptions

    func run() async throws {
        try await options.company.withCompany { services, actor in
            let employee = try await services.employee(code, by: actor)
            let run = try await services.fleet.removeEverywhere(employee.id, by: actor)
            try await OrderRunner(services: services, actor: actor).finish(run, later: options.later)
        }
    }
}

struct DeviceUserKeepCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keep-fingers",
        abstract: "Keep the fingers of a terminal's users, sealed, to send them to others.",
        discussion: """
            Only of people who agreed to it (“etime biometric consent”). They are removed when the person leaves.

            Example:
              etime device user keep-fingers "Gate 1"
            """)

    @Argument(help: "The terminal's name.")
    var name: String

    @Argument(help: "Numbers of users; without one, all.")
    var users: [String] = []

    @OptionGroup var options: OrderOptions

    func run() async throws { try await options.run(.keepFingers(users.isEmpty ? nil : users), on: [name]) }
}

struct DeviceUserRemoveFingerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove-finger", abstract: "Remove one finger of a user from terminals.",
        discussion: """
            The user stays, with card, password and the other fingers. A finger that is kept (“etime device user \
            keep-fingers”) stays kept, and is on the terminal again when the person is sent there. Fingers are counted as \
            by “etime device user enrol”.

            Example:
              etime device user remove-finger 42 "Gate 1" Plant --finger 6
            """)

    @Argument(help: "The user's number at the terminals.")
    var user: String

    @Argument(help: "Names of terminals.")
    var names: [String]

    @Option(help: "Which finger, 0 to 9.")
    var finger: Int

    @OptionGroup var options: OrderOptions

    func validate() throws {
        if !(0...9).contains(finger) { throw ValidationError("Fingers are 0 to 9.") }
    }

    func run() async throws { try await options.run(.removeFinger(user: user, finger: finger), on: names) }
}

extension Listing where Row == PersonListing {
    static func people(_ rows: [PersonListing]) -> Listing {
        Listing(
            rows,
            [
                Column("User", "user") { .text($0.user) },
                Column("Name", "name", flexible: true) { .optional($0.name.nilIfEmpty) },
                Column("Level", "level") { .text("\($0.level)") },
                Column("Card", "card") { $0.card == 0 ? .none : .integer(Int($0.card)) },
                Column("Password", "has_password") { $0.hasPassword.map { .yes($0) } ?? .none },
                Column("Group", "group") { .integer(Int($0.group)) },
                Column("Fingers", "fingers") {
                    .optional($0.fingers.map(String.init).joined(separator: " ").nilIfEmpty)
                },
                Column("Let in", "let_in") { .yes(!$0.isDisabled) },
            ])
    }
}

extension Listing where Row == PeopleComparison.Row {
    static func comparison(_ rows: [PeopleComparison.Row], devices: [String]) -> Listing {
        let each = devices.enumerated().map { index, name in
            Column(name, name) { row in
                row.listings[index].map { .text($0.name.isEmpty ? "yes" : $0.name) } ?? .none
            }
        }
        return Listing(
            rows,
            [Column("User", "user") { .text($0.user) }] + each + [
                Column("Differences", "differences", flexible: true) {
                    .optional($0.differences.joined(separator: "; ").nilIfEmpty)
                }
            ])
    }
}
