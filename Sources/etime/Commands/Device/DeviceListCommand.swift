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
            try await Self.tellOfWaiting(devices, services, actor)
            let noted = devices.filter { !$0.notes.isEmpty }.map { "etime device seen \($0.name.shellQuoted)" }
            if !noted.isEmpty { say("When you have read what was noted: \(noted.joined(separator: ", "))") }
        }
    }

    private static func tellOfWaiting(_ devices: [DeviceSummary], _ services: Services, _ actor: Actor) async throws {
        let names = Dictionary(uniqueKeysWithValues: devices.map { ($0.id, $0.name) })
        for backlog in try await services.fleet.waiting(by: actor) {
            guard let name = names[backlog.device] else { continue }
            let punches = backlog.punches == 1 ? "1 punch waits" : "\(backlog.punches) punches wait"
            let how =
                backlog.isInCare
                ? "the program that collects brings them in as soon as the database takes them"
                : "no program brings them in; run “etime collect”"
            say("\(name): \(punches) on this computer; \(how).")
        }
    }
}
