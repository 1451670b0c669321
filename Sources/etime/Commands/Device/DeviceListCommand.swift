import ArgumentParser
import Services

struct DeviceListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the terminals and how they are.",
        discussion: """
            “Complete to” is the moment up to which every punch of the terminal is in. Times are the company's. What was \
            noted about a terminal is shown until somebody has seen it (“etime device seen”).

            Examples:
              etime device list
              etime device list --format json
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let devices = try await services.devices.list(by: actor)
            let listing = Listing.devices(
                devices, zone: try await services.companyZone(), isTable: format.format == .table)
            try listing.show(
                format.format,
                whenEmpty: "There is no terminal yet; add one with “etime device add NAME HOST”.")
            guard format.format == .table else { return }
            for device in devices {
                for note in device.notes { say(note.singleLine) }
                for condition in device.conditions { say("\(device.name): \(condition)") }
            }
            let noted = devices.filter { !$0.notes.isEmpty }.map { "etime device seen \($0.name.shellQuoted)" }
            if !noted.isEmpty { say("When you have read what was noted: \(noted.joined(separator: ", "))") }
        }
    }
}
