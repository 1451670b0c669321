import ArgumentParser
import Devices
import Domain
import Foundation
import Services

struct DeviceDiscoverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discover",
        abstract: "Look for terminals in the network.",
        discussion: """
            Without a range, the networks that this computer is in. Terminals that are devices already are marked; one \
            that some program collects from is left in peace. Terminals that call by themselves are listed too.

            Examples:
              etime device discover
              etime device discover 192.168.1.0/24 --adopt
              etime device discover 10.0.0.10-60 10.0.1.7 --comm-key 4711 --format json
              etime device discover --serial-ports
            """)

    @Argument(help: "Networks or addresses, as 192.168.1.0/24, 192.168.1.10-60 or 192.168.1.201.")
    var ranges: [String] = []

    @Option(help: "The port at which terminals answer.")
    var port = 4370

    @Option(help: ArgumentHelp("A communication key to try at terminals that ask for one.", valueName: "key"))
    var commKey: UInt32 = 0

    @Flag(help: "More than 4096 addresses are meant.")
    var large = false

    @Flag(help: "Say for each new one how to make it the company's.")
    var adopt = false

    @Flag(help: "List the serial ports of this computer too.")
    var serialPorts = false

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func validate() throws {
        guard format.format != .table else { return }
        if adopt {
            throw ValidationError(
                "--adopt writes commands below the table, and \(format.format) is for programs; leave out one of the two."
            )
        }
        if serialPorts {
            throw ValidationError(
                "--serial-ports is a second table, which \(format.format) has no place for; leave it out, and ask for the "
                    + "ports by “etime device serial-ports --format \(format.format)”.")
        }
    }

    func run() async throws {
        let search = TerminalSearch(ranges, port: port, commKey: commKey, isLargeMeant: large)
        let found = try await company.withCompany { services, actor in
            let events = try await services.discovery.scan(search, by: actor)
            return try await interruptible { await Self.collect(events) }
        }
        try Listing.found(found).show(format.format, whenEmpty: "No terminal answered.")
        if adopt { for terminal in found { terminal.adoption(commKey).map { say($0) } } }
        if serialPorts {
            try Listing.serialPorts(SerialPorts.list()).show(.table, whenEmpty: "This computer has no serial port.")
        }
    }

    private static func collect(_ events: AsyncStream<SearchEvent>) async -> [FoundTerminal] {
        let line = RewrittenLine()
        var found: [FoundTerminal] = []
        for await event in events {
            switch event {
            case .found(let terminal): found.append(terminal)
            case .progress(let done, let total): line.show { "\(done * 100 / max(1, total)) % asked" }
            }
        }
        line.clear()
        return found.sorted { ($0.isNew ? 0 : 1, $0.order) < ($1.isNew ? 0 : 1, $1.order) }
    }
}

extension FoundTerminal {
    fileprivate var order: UInt32 { IPv4Address(address)?.number ?? .max }

    fileprivate var terminal: DiscoveredTerminal? {
        if case .answered(let terminal) = way { terminal } else { nil }
    }

    /// The command that makes it the company's; nil where it is, or cannot be.
    fileprivate func adoption(_ tried: UInt32) -> String? {
        if let draft, let terminal {
            let port = terminal.port == DeviceEndpoint.standardPort ? "" : " --port \(terminal.port)"
            let over = draft.transport == .automatic ? "" : " --\(draft.transport.rawValue)"
            let key = terminal.needsCommKey ? " --comm-key KEY" : terminal.tookCommKey ? " --comm-key \(tried)" : ""
            return "etime device add NAME \(address)\(port)\(over)\(key)"
        }
        return isNew ? serialNumber.map { "etime device adopt \($0.shellQuoted) NAME" } : nil
    }
}

extension DiscoveredTerminal {
    /// Whether it wants a comm key, and whether the one that was tried is it.
    fileprivate var commKeyWord: String {
        if needsCommKey { return "needed" }
        return tookCommKey ? "right" : "not needed"
    }
}

extension Listing where Row == FoundTerminal {
    static func found(_ rows: [FoundTerminal]) -> Listing {
        Listing(
            rows,
            [
                Column("Address", "address") { row in .text(row.port.map { "\(row.address):\($0)" } ?? row.address) },
                Column("Over", "transport") { .optional($0.terminal?.transport.rawValue) },
                Column("Model", "model", flexible: true) { .optional($0.model) },
                Column("Serial number", "serial_number") { .optional($0.serialNumber) },
                Column("Firmware", "firmware", flexible: true, optional: true) { .optional($0.terminal?.firmware) },
                Column("Comm key", "comm_key") { .optional($0.terminal?.commKeyWord) },
                Column("Which", "status", flexible: true) { .text($0.status) },
                Column("Why not asked more", "hindrance", flexible: true, optional: true) {
                    .optional($0.terminal?.hindrance)
                },
            ])
    }
}
