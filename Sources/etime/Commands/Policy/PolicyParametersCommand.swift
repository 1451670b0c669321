import ArgumentParser
import Domain
import Services

struct PolicyParametersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parameters",
        abstract: "List every rule that a policy or a shift can have.",
        discussion: """
            With what it takes, between what it must lie, and what holds where nothing is said. Each is an option of \
            “etime policy add” and “etime shift add” by its name with hyphens: --late-grace 10.

            Examples:
              etime policy parameters
              etime policy parameters --section overtime
            """)

    private struct Row {
        var section: String
        var parameter: PolicyParameter
    }

    @Option(help: ArgumentHelp("Only the sections with this word in their heading.", valueName: "word"))
    var section: String?

    @OptionGroup var format: FormatOptions

    func run() throws {
        let sections = PolicyParameter.Section.allCases.filter { item in
            section.map { item.title.lowercased().contains($0.lowercased()) } ?? true
        }
        guard !sections.isEmpty else {
            let titles = PolicyParameter.Section.allCases.map(\.title).joined(separator: "; ")
            throw ValidationError("No section has “\(section ?? "")” in its heading; they are: \(titles).")
        }
        let rows = sections.map { section in section.parameters.map { Row(section: section.title, parameter: $0) } }
        guard format.format == .table else {
            return try Self.listing(rows.flatMap(\.self), withSection: true).show(format.format, whenEmpty: "")
        }
        for (place, rows) in rows.enumerated() {
            say("\(place == 0 ? "" : "\n")\(rows[0].section)\n")
            try Self.listing(rows, withSection: false).show(.table, whenEmpty: "")
        }
    }

    private static func listing(_ rows: [Row], withSection: Bool) -> Listing<Row> {
        let usual = AttendancePolicy()
        let section = Listing<Row>.Column("Section", "section") { .text($0.section) }
        return Listing(
            rows,
            (withSection ? [section] : []) + [
                .init("Rule", "rule") { .text($0.parameter.label) },
                .init("Takes", "takes", flexible: true) { .text($0.parameter.placeholder) },
                .init("Between", "range") { .text($0.parameter.range) },
                .init("Else", "default") { .text($0.parameter.words(in: usual)) },
                .init("What it says", "about", flexible: true) { .text($0.parameter.about) },
            ])
    }
}

struct PolicyPresetsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "presets",
        abstract: "List the systems whose rules a new policy can begin with, and what is different there.",
        discussion: """
            Only what is known of a system is set; all other rules are as they come with this program.

            Example:
              etime policy presets
            """)

    private struct Row {
        var preset: PolicyPreset
        var rule: String
        var value: String
    }

    @OptionGroup var format: FormatOptions

    func run() throws {
        let rows = PolicyPreset.all.flatMap { preset in
            preset.differences.isEmpty
                ? [Row(preset: preset, rule: "all rules", value: "as they come with this program")]
                : preset.differences.map { Row(preset: preset, rule: $0.label, value: $0.value) }
        }
        try Listing(
            rows,
            [
                .init("Preset", "preset") { .text($0.preset.name) },
                .init("System", "system") { .text($0.preset.system) },
                .init("Rule", "rule") { .text($0.rule) },
                .init("Holds", "value", flexible: true) { .text($0.value) },
            ]
        ).show(format.format, whenEmpty: "")
    }
}

/// The name of another system.
struct PresetArgument: ExpressibleByArgument {
    var value: PolicyPreset

    init?(argument: String) {
        guard let preset = PolicyPreset.named(argument) else { return nil }
        value = preset
    }

    static var allValueStrings: [String] { PolicyPreset.all.map(\.name) }
}
