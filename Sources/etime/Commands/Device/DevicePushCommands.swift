import ArgumentParser
import Domain
import Services
import Storage

struct DeviceKnockingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "knocking", abstract: "List push terminals that call and that nobody has adopted.",
        discussion: """
            They call where “etime collect --push” listens. What they upload is not taken before they are adopted, and \
            they keep it.

            Example:
              etime device knocking
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let zone = try await services.companyZone()
            try Listing.sightings(try await services.devices.sightings(by: actor), zone: zone).show(
                format.format, whenEmpty: "No terminal has called that is not known.")
        }
    }
}

struct DeviceAdoptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt", abstract: "Make a push terminal one of the company's, by its serial number.",
        discussion: """
            With --token it has to prove itself with a word, which is shown once: enter it as the terminal's push comm key, \
            or put it into the path of the server's address, as /t/WORD. Without it, whoever knows the serial number can \
            make punches.

            Examples:
              etime device adopt CJ9Z000001 Warehouse
              etime device adopt CJ9Z000001 Warehouse --zone Asia/Dubai --token
            """)

    @Argument(help: "Its serial number; it is on its back, and in its menu.")
    var serial: String

    @Argument(help: "What people call it.")
    var name: String

    @Option(help: ArgumentHelp("The zone of its clock; without it, the company's.", valueName: "zone"))
    var zone = ""

    @Flag(help: "Give it a word to prove itself with.")
    var token = false

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let device = try await services.devices.adopt(serial, as: name, zone: zone, by: actor)
            say("\(device.name) is the company's. Its punches come with its next call.")
            if token {
                tell(try await services.devices.renewPushToken(of: device.id, by: actor), "Its word")
            } else {
                remark(
                    "Whoever knows its serial number can make punches, and is handed what is written to it; see “etime "
                        + "device token”.")
            }
        }
    }
}

struct DeviceTokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Give a push terminal a new word to prove itself with, or take it away.",
        discussion: """
            Examples:
              etime device token Warehouse
              etime device token Warehouse --remove
            """)

    @Argument(help: "The terminal's name.")
    var name: String

    @Flag(help: "From now on its serial number alone lets it in.")
    var remove = false

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let device = try await services.device(name, by: actor)
            if remove {
                try await services.devices.removePushToken(of: device.id, by: actor)
                return say("\(device.name) is let in by its serial number.")
            }
            let word = try await services.devices.renewPushToken(of: device.id, by: actor)
            tell(word, "The word of \(device.name)")
        }
    }
}

private func tell(_ word: String, _ what: String) {
    say("\(what), shown this once: \(word)")
    remark(
        "Enter it in the terminal's menu as the comm key of its cloud server, or put /t/\(word) behind the server's address "
            + "there.")
}

extension Listing where Row == DeviceSighting {
    static func sightings(_ rows: [DeviceSighting], zone: ZoneRules) -> Listing {
        Listing(
            rows,
            [
                Column("Serial number", "serial_number") { .text($0.serialNumber) },
                Column("Address", "address") { .text($0.address) },
                Column("Kind", "device_type", flexible: true) { .optional($0.deviceType) },
                Column("Protocol", "push_version") { .optional($0.pushVersion) },
                Column("First call", "first_seen") { .moment($0.firstSeen, in: zone) },
                Column("Last call", "last_seen") { .moment($0.lastSeen, in: zone) },
                Column("Calls noted", "knocks") { .integer($0.knocks) },
            ])
    }
}
