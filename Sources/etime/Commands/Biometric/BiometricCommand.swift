import ArgumentParser
import Domain
import Services
import Storage

/// `etime biometric …`: consent to keeping fingerprints, and what is kept.
struct BiometricCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "biometric",
        abstract: "Record consent to keeping fingerprints, and list and remove what is kept.",
        subcommands: [
            BiometricListCommand.self, BiometricConsentCommand.self, BiometricWithdrawCommand.self,
            BiometricPurgeCommand.self,
        ])
}

struct BiometricListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List who agreed, and how many fingers are kept.",
        discussion: """
            Example:
              etime biometric list
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let zone = try await services.companyZone()
            try Listing.biometrics(try await services.biometrics.list(by: actor), zone: zone).show(
                format.format, whenEmpty: "Nobody has agreed, and nothing is kept.")
        }
    }
}

struct BiometricConsentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consent", abstract: "Record that a person agrees to fingerprints being kept.",
        discussion: """
            Example:
              etime biometric consent 0042 "Sheet of 2026-10-01, folder 7"
            """)

    @Argument(help: "The employee's code.")
    var code: String

    @Argument(help: "What the person agreed to, or where the signed sheet is.")
    var statement: String

    @Option(help: ArgumentHelp("When it was given; today, unless given.", valueName: "day"))
    var on: DayArgument?

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let today = try await services.attendance.currentDate()
            let employee = try await services.employee(code, by: actor)
            let consent = try await services.biometrics.recordConsent(
                of: employee.id, on: on?.date(today: today) ?? today, statement: statement, by: actor)
            say("\(employee.name) agreed on \(consent.givenOn).")
        }
    }
}

struct BiometricWithdrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Record that a person agrees no more; what is kept is removed.",
        discussion: """
            What terminals hold they keep until it is removed there: “etime device user remove-everywhere”.

            Example:
              etime biometric withdraw 0042
            """)

    @Argument(help: "The employee's code.")
    var code: String

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let employee = try await services.employee(code, by: actor)
            let withdrawal = try await services.biometrics.withdrawConsent(of: employee.id, by: actor)
            let count = withdrawal.fingers
            say("Noted; \(count) \(count == 1 ? "finger" : "fingers") of \(employee.name) removed.")
            Self.tell(withdrawal.terminals, knowing: employee)
        }
    }

    /// Nothing is taken away from a terminal by itself, because the person comes in with these fingers.
    private static func tell(_ terminals: [String], knowing employee: Employee) {
        guard !terminals.isEmpty else { return }
        say(
            "Terminals may hold fingers still: \(terminals.joined(separator: ", ")). Take the person away from all of them "
                + "with “etime device user remove-everywhere \(employee.code)”, or single fingers with “etime device user "
                + "remove-finger”.")
    }
}

struct BiometricPurgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "purge", abstract: "Remove what is kept of people who have left or agree no more.",
        discussion: """
            “etime collect” does this every hour by itself.

            Example:
              etime biometric purge
            """)

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let count = try await services.biometrics.purgeLeavers(by: actor)
            say(count == 0 ? "There was nothing to remove." : "Removed what was kept of \(count) people.")
        }
    }
}

extension Listing where Row == BiometricEntry {
    static func biometrics(_ rows: [BiometricEntry], zone: ZoneRules) -> Listing {
        Listing(
            rows,
            [
                Column("Code", "code") { .text($0.employee.code) },
                Column("Name", "name", flexible: true) { .text($0.employee.name) },
                Column("Fingers kept", "fingers") { .integer($0.fingers) },
                Column("Agreed on", "agreed_on") { $0.consent.map { .date($0.givenOn) } ?? .none },
                Column("To what", "statement", flexible: true) { .optional($0.consent?.statement) },
                Column("Withdrawn", "withdrawn_at") { .moment($0.consent?.withdrawnAt, in: zone) },
            ])
    }
}
