import ArgumentParser
import Domain
import Services

struct DeviceImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take a file that a terminal wrote on a stick, or another text of its punches.",
        discussion: """
            Knows attlog.dat, user.dat (the names), template files (of people who agreed), and text in columns by a format \
            (“etime device try-line”). A later reading of the terminal finds the punches as known, and the same file again \
            changes nothing. Lines that cannot be read are kept: “etime inbox unreadable”.

            Examples:
              etime device import "Gate 1" /media/stick/1_attlog.dat --dry-run
              etime device import "Gate 1" /media/stick/1_attlog.dat
              etime device import Turnstile october.csv --format turnstile.json --header-lines 1
            """)

    @Argument(help: "The terminal's name.")
    var name: String

    @Argument(help: "The file.")
    var file: String

    @Flag(help: "Say what would become of each line, and store nothing.")
    var dryRun = false

    @OptionGroup var format: LineFormatOptions

    @Option(help: ArgumentHelp("Lines at the start of a text in columns that are no punches.", valueName: "count"))
    var headerLines = 0

    @Option(
        help: ArgumentHelp(
            "The user.dat that belongs to a file of fingerprints; without it, the one beside it.", valueName: "file"))
    var users: String?

    @Flag(help: "Take an encrypted log, though how it is read was never tried on a real one.")
    var experimental = false

    @Flag(help: "Take it though its name says that it is another terminal's.")
    var acceptTerminal = false

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        let options = FileOptions(
            format: try format.format(), headerLines: max(0, headerLines), acceptsExperiment: experimental,
            acceptsOtherTerminal: acceptTerminal, users: users)
        try await company.withCompany { services, actor in
            let device = try await services.device(name, by: actor)
            guard dryRun else {
                return say("\(try await services.files.import(file, into: device.id, options, by: actor))".singleLine)
            }
            let fates = try await services.files.preview(file, for: device.id, options, by: actor)
            try Listing.fates(fates).show(.table, whenEmpty: "There is nothing in it.")
            say("Nothing was stored.")
        }
    }
}

extension Listing where Row == FileFate {
    static func fates(_ rows: [FileFate]) -> Listing {
        Listing(
            rows,
            [
                Column("Line", "line") { .integer($0.line) },
                Column("User", "user") { $0.user.isEmpty ? .none : .text($0.user) },
                Column("Time", "time", optional: true) { .optional($0.local) },
                Column("Text", "text", flexible: true, optional: true) { $0.text.isEmpty ? .none : .text($0.text) },
                Column("What becomes of it", "fate", flexible: true) { .text("\($0.fate)") },
            ])
    }
}
