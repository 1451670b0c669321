import ArgumentParser
import Domain
import Services
import Storage

struct InboxUnreadableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unreadable",
        abstract: "List lines that were meant to be punches and could not be read.",
        discussion: """
            They came from a reader, a push terminal or a file, and are kept until they can be read: correct the format, \
            then “etime inbox read-again”.

            Examples:
              etime inbox unreadable
              etime inbox unreadable --device Turnstile --format json
            """)

    @Option(help: ArgumentHelp("The device's name; without it, all.", valueName: "name"))
    var device: String?

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            var id: ID<Device>?
            if let device { id = try await services.device(device, by: actor).id }
            let lines = try await services.inbox.unreadable(of: id, by: actor)
            try Listing.lines(lines).show(format.format, whenEmpty: "Every line could be read.")
        }
    }
}

struct InboxReadAgainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read-again",
        abstract: "Read a device's unreadable lines again, after its format was corrected.",
        discussion: """
            Those that can be read become punches of the device, each once; the others stay.

            Examples:
              etime inbox read-again Turnstile
              etime inbox read-again "Gate 1" --format october.json
            """)

    @Argument(help: "The device's name.")
    var name: String

    @OptionGroup var format: LineFormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        let chosen = try format.format()
        try await company.withCompany { services, actor in
            let device = try await services.device(name, by: actor)
            let report = try await services.inbox.readAgain(device.id, format: chosen, by: actor)
            say(
                "\(device.name): \(report.newPunches) new \(report.newPunches == 1 ? "punch" : "punches"), "
                    + "\(report.knownPunches) known, \(report.ignored) left out by the format, "
                    + "\(report.left) still cannot be read; "
                    + "\(report.daysComputed) \(report.daysComputed == 1 ? "day" : "days") worked out.")
        }
    }
}

struct InboxDismissCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dismiss",
        abstract: "Say that an unreadable line is no punch.",
        discussion: """
            It is not listed any more; the journal keeps the line, who said so and why.

            Example:
              etime inbox dismiss 12 --reason "a heading"
            """)

    @Argument(help: "The line's number, as listed.")
    var line: Int64

    @OptionGroup var why: CorrectionReason
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            try await services.inbox.dismiss(ID(line), why: why.reason, by: actor)
            say("Line \(line) is no punch.")
        }
    }
}

extension Listing where Row == KeptLine {
    static func lines(_ rows: [KeptLine]) -> Listing {
        Listing(
            rows,
            [
                Column("Number", "number") { .integer(Int($0.line.id.rawValue)) },
                Column("Device", "device", flexible: true) { .text($0.deviceName) },
                Column("Came", "received") { .moment(Moment($0.received)) },
                Column("Line", "line", flexible: true) { .text($0.line.line) },
                Column("Why", "reason", flexible: true) { .text($0.line.reason) },
            ])
    }
}
