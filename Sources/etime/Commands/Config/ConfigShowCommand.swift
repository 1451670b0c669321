import ArgumentParser
import Services
import Storage

struct ConfigShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "List all settings, what each is, and where that was said.",
        discussion: """
            Passwords and keys are masked, those in addresses as well.

            Example:
              etime config show
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        let configuration = try company.configuration()
        let rows = try ProgramSetting.all.map { setting in
            let found = try configuration.found(setting)
            return (
                setting: setting, value: found.map { Self.shown($0.value, of: setting) } ?? "",
                place: found?.place ?? ""
            )
        }
        let listing = Listing(
            rows,
            [
                .init("Setting", "key") { .text($0.setting.key) },
                .init("Value", "value", flexible: true) { .text($0.value) },
                .init("Said in", "place") { .text($0.place) },
                .init("Variable", "variable", detail: true) { .text($0.setting.variable) },
                .init("What it is", "meaning", detail: true) { .text($0.setting.meaning) },
            ])
        try listing.show(format.format, whenEmpty: "There are no settings.")
    }

    private static func shown(_ value: String, of setting: ProgramSetting) -> String {
        if setting.kind == .secret { return "••••••" }
        guard setting == .database else { return value }
        // What is no address may have a password anywhere in it.
        return (try? DatabaseURL(value)).map { "\($0)" } ?? "••••••"
    }
}
