import ArgumentParser
import Devices
import Services

struct DeviceInformationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Ask a terminal what it is and how full it is.",
        discussion: """
            Examples:
              etime device info "Gate 1"
              etime device info "Gate 1" --format json
            """)

    @Argument(help: "The terminal's name.")
    var name: String

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let known = try await services.device(name, by: actor)
            try await OrderRunner(services: services, actor: actor).warn(before: .readInformation, of: [known.id])
            let information = try await interruptible {
                try await services.devices.information(of: known.id, by: actor)
            }
            let device = try await services.device(name, by: actor)
            guard format.format == .table else {
                return try Listing.information([(device, information)]).show(format.format, whenEmpty: "")
            }
            say(information.lines(of: device).joined(separator: "\n"))
            if let other = device.otherTerminal(information) { remark(other.description) }
            for warning in device.warnings { say(warning.singleLine) }
        }
    }
}

extension Listing where Row == (DeviceSummary, DeviceInformation) {
    static func information(_ rows: [Row]) -> Listing {
        Listing(
            rows,
            [
                Column("Name", "name") { .text($0.0.name) },
                Column("Address", "address") { .text($0.0.address) },
                Column("Model", "model") { .optional($0.1.name) },
                Column("Serial number", "serial_number") { .optional($0.1.serialNumber) },
                Column("Firmware", "firmware") { .optional($0.1.firmware) },
                Column("Platform", "platform") { .optional($0.1.platform) },
                Column("MAC address", "mac_address") { .optional($0.1.macAddress) },
                Column("Users", "users") { .count($0.1.sizes.users) },
                Column("User capacity", "user_capacity") { .count($0.1.sizes.userCapacity) },
                Column("Fingerprints", "fingerprints") { .count($0.1.sizes.fingerprints) },
                Column("Fingerprint capacity", "fingerprint_capacity") { .count($0.1.sizes.fingerprintCapacity) },
                Column("Punches", "records") { .count($0.1.sizes.records) },
                Column("Punch capacity", "record_capacity") { .count($0.1.sizes.recordCapacity) },
                Column("Notes", "notes") { .optional($0.0.notes.joined(separator: " ").nilIfEmpty) },
            ])
    }
}

extension DeviceInformation {
    /// One line a fact; what the terminal does not say is left out.
    func lines(of device: DeviceSummary) -> [String] {
        let listing = Listing.information([(device, self)])
        let facts = zip(listing.columns.map(\.title), listing.cells(of: (device, self)))
        // Notes stand below, among the warnings.
        let shown = facts.filter { $0.1 != .none && $0.0 != "Notes" }
        let width = shown.map(\.0.displayWidth).max() ?? 0
        return shown.map { title, cell in
            title + String(repeating: " ", count: width - title.displayWidth + 2) + cell.text
        }
    }
}

extension Cell {
    static func count(_ number: UInt32?) -> Cell { number.map { .integer(Int($0)) } ?? .none }
}
