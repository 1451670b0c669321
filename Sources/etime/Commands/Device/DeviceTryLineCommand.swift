import ArgumentParser
import Devices
import Domain
import Services

struct DeviceTryLineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "try-line",
        abstract: "Explain part by part how a line would be read as a punch.",
        discussion: """
            By a format in a file, by one that this program knows, or by that of a device. Nothing is stored. Ends with \
            status 1 where the line is no punch. --show prints the format itself, as a file to change.

            Examples:
              etime device try-line --preset standard "1001,2026-11-22 08:00:00,0"
              etime device try-line --device Turnstile "1001;22.11.26;08:00"
              etime device try-line --preset standard --show > turnstile.json
            """)

    @Argument(help: "The line as the reader sends it, without its end.")
    var line: String?

    @OptionGroup var format: LineFormatOptions

    @Option(help: ArgumentHelp("A device whose format is meant.", valueName: "name"))
    var device: String?

    @Flag(help: "Print the format.")
    var show = false

    @OptionGroup var company: CompanyOptions

    func validate() throws {
        let given = [format.file != nil, format.preset != nil, device != nil].count { $0 }
        if given != 1 { throw ValidationError("Say by which format: --format FILE, --preset NAME or --device NAME.") }
        if line == nil, !show { throw ValidationError("Give a line to try, in quotes.") }
    }

    func run() async throws {
        let given = try format.format()
        let (format, zone) = try await company.withCompany { services, actor in
            if let given { return (given, try await services.companyZone()) }
            return try await Self.format(of: device ?? "", services, actor)
        }
        if show { say(try format.document()) }
        guard let line else { return }
        let parser = try LineParser(format, zone: zone)
        try tell(parser.explain(Array(line.utf8), arrived: LineReader.systemTime()))
    }

    private static func format(
        of name: String, _ services: Services, _ actor: Actor
    ) async throws -> (LineFormat, ZoneRules) {
        let device = try await services.device(name, by: actor)
        let connection = try await services.devices.draft(of: device.id, by: actor).connection
        guard let format = connection.lines?.format ?? connection.folder?.format else {
            throw ValidationError("\(device.name) has no format of lines; give one with --format or --preset.")
        }
        if let zone = ZoneRules.system(named: device.zone) { return (format, zone) }
        return (format, try await services.companyZone())
    }

    private func tell(_ explanation: LineExplanation) throws {
        try Listing.parts(explanation.parts).show(.table, whenEmpty: explanation.fields)
        switch explanation.reading {
        case .punch(let punch): say("A punch of user \(punch.userID) at \(punch.time.map { "\($0)" } ?? "no time").")
        case .ignored: say("The format says to leave this line out.")
        case .unreadable(let reason):
            remark("Error: This line cannot be read: \(reason).")
            throw ExitCode.failure
        }
    }
}

extension LineExplanation {
    /// For a line of which nothing was understood.
    fileprivate var fields: String {
        pieces.isEmpty ? "Nothing of the line was understood." : "Its fields: " + pieces.joined(separator: " | ")
    }
}

extension Listing where Row == LineExplanation.Part {
    static func parts(_ parts: [LineExplanation.Part]) -> Listing {
        Listing(
            parts,
            [
                Column("Part", "part") { .text($0.field.rawValue) },
                Column("From", "place") { .optional($0.place) },
                Column("Characters", "characters") { part in
                    part.range.map { .text("\($0.lowerBound + 1)–\($0.upperBound)") } ?? .none
                },
                Column("Text", "text", flexible: true) { $0.text.isEmpty ? .none : .text($0.text) },
                Column("Means", "value", flexible: true) { $0.value.isEmpty ? .none : .text($0.value) },
            ])
    }
}
