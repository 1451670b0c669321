import ArgumentParser
import Domain
import Services

struct DeviceAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Tell where a terminal is.",
        discussion: """
            The terminal's menu shows its address under Comm., Ethernet, and its key under Comm., PC Connection. \
            Nothing is sent to it: “etime device info” tries it.

            Examples:
              etime device add "Gate 1" 192.168.1.201
              etime device add Plant 10.0.0.7 --comm-key 4711 --udp
              etime device add Yard 10.0.0.8 --or 10.8.0.8 --or yard.example:4371/udp
              etime device add Mine --serial /dev/ttyUSB0 --speed 115200
            """)

    @Argument(help: "What people call it.")
    var name: String

    @Argument(help: "Its address or host name; none where it is on a serial port.")
    var host: String?

    @Option(help: "Its port.")
    var port = "4370"

    @Option(help: ArgumentHelp("Its communication key; 0 is none.", valueName: "key"))
    var commKey = "0"

    @Flag(help: "Speak to it over TCP or UDP alone; without either, TCP is tried first.")
    var transport: TransportFlag?

    @Option(
        help: ArgumentHelp("The zone of its clock, as Asia/Kolkata; without it, the company's.", valueName: "zone"))
    var zone = ""

    @Option(
        help: ArgumentHelp(
            "Which way its punches go; automatic is by the key pressed, else in turn.", valueName: "direction"))
    var direction: DirectionArgument = .automatic

    @Option(
        name: .customLong("or"),
        help: ArgumentHelp(
            "Another way to it, tried where it is not heard from at the first; may be given several times.",
            valueName: "host[:port][/udp]"))
    var others: [RouteArgument] = []

    @OptionGroup var serial: SerialOptions
    @OptionGroup var company: CompanyOptions

    func validate() throws {
        try serial.requirePort()
        if (host == nil) == (serial.serial == nil) {
            throw ValidationError("Give its address, or the serial port that it is on with --serial.")
        }
        if serial.serial != nil, !others.isEmpty {
            throw ValidationError("A serial port has no other way; leave --or out.")
        }
    }

    func run() async throws {
        var connection = DeviceConnection()
        connection.alternatives = others.map(\.route)
        connection.serial = serial.port
        // Its cable ends here.
        if serial.serial != nil { connection.computer = DeviceConnection.thisComputer }
        let draft = DeviceDraft(
            name: name, host: host ?? "", port: port, transport: transport?.transport ?? .automatic, commKey: commKey,
            zone: zone, direction: direction.direction, connection: connection)
        try await company.withCompany { services, actor in
            let device = try await services.devices.add(draft, by: actor)
            say("Added \(device.name) at \(device.address). Try it with: etime device info \(device.name.shellQuoted)")
            for warning in device.warnings { remark(warning) }
        }
    }
}

enum TransportFlag: EnumerableFlag {
    case tcp, udp

    var transport: DeviceTransport {
        switch self {
        case .tcp: .tcp
        case .udp: .udp
        }
    }
}

enum DirectionArgument: String, CaseIterable, ExpressibleByArgument {
    case automatic, entry, exit, alternating

    var direction: DeviceDirection {
        switch self {
        case .automatic: .automatic
        case .entry: .entry
        case .exit: .exit
        case .alternating: .alternating
        }
    }
}

extension String {
    /// As it can be pasted into a shell.
    var shellQuoted: String {
        let isPlain = allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./:=".contains($0)) }
        if isPlain, !isEmpty { return self }
        return "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
