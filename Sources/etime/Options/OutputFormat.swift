import ArgumentParser

/// How a command prints what it found.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    case table, json, csv
}

struct FormatOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Print as table, json or csv.", valueName: "format"))
    var format: OutputFormat = .table
}
