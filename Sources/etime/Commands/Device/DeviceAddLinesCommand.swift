import ArgumentParser
import Devices
import Domain
import Server
import Services

struct DeviceAddLinesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add-lines",
        abstract: "Add a reader or an old clock that sends a line for each punch.",
        discussion: """
            It waits for this program (--connect), or sends to a port of this computer (--tcp, --udp), or is on a serial \
            port (--serial). Such a reader keeps no punches: have “etime collect” run all the time. Try its format \
            first: “etime device try-line”.

            Examples:
              etime device add-lines Turnstile --connect 192.168.1.50:4001 --preset standard
              etime device add-lines Barrier --tcp 5001 --sender 192.168.1.51 --format barrier.json
              etime device add-lines Clock --serial /dev/ttyUSB0 --speed 19200 --preset card
            """)

    @Argument(help: "What people call it.")
    var name: String

    @OptionGroup var way: LineWayOptions
    @OptionGroup var serial: SerialOptions
    @OptionGroup var format: LineFormatOptions

    @Option(help: ArgumentHelp("The zone of its times; without it, the company's.", valueName: "zone"))
    var zone = ""

    @Option(
        help: ArgumentHelp(
            "Which way its punches go; automatic is by what it says, else in turn.", valueName: "direction"))
    var direction: DirectionArgument = .automatic

    @OptionGroup var company: CompanyOptions

    func validate() throws {
        try serial.requirePort()
        if way.sender != nil, way.tcp == nil, way.udp == nil {
            throw ValidationError("--sender is about a port of this computer: give --tcp or --udp.")
        }
        let ways = way.count + (serial.serial == nil ? 0 : 1)
        if ways != 1 { throw ValidationError("Say how its lines come: one of --connect, --tcp, --udp or --serial.") }
        if format.file == nil, format.preset == nil { _ = try format.required() }
    }

    func run() async throws {
        let draft = try draft()
        try await company.withCompany { services, actor in
            let device = try await services.devices.add(draft, by: actor)
            say("Added \(device.name), \(way.words(device)). Its lines are taken while “etime collect” runs.")
            if way.isOpen {
                remark("Anybody in the network can send lines to this port; name the only sender with --sender.")
            }
            for warning in device.warnings { remark(warning) }
        }
    }

    private func draft() throws -> DeviceDraft {
        var connection = DeviceConnection()
        connection.serial = serial.port
        connection.lines = DeviceConnection.Lines(way: way.way, format: try format.required(), sender: way.onlySender)
        // What it sends comes to this computer and to no other.
        if way.way != .connect { connection.computer = DeviceConnection.thisComputer }
        return DeviceDraft(
            name: name, family: .lines, host: way.host, port: way.port, zone: zone, direction: direction.direction,
            connection: connection)
    }
}

/// How lines come over the network.
struct LineWayOptions: ParsableArguments {
    @Option(help: ArgumentHelp("It waits for this program there.", valueName: "host:port"))
    var connect: PlaceArgument?

    @Option(help: ArgumentHelp("It connects to this port of this computer.", valueName: "port"))
    var tcp: ListenArgument?

    @Option(help: ArgumentHelp("It sends datagrams to this port of this computer.", valueName: "port"))
    var udp: ListenArgument?

    @Option(help: ArgumentHelp("The only address that may send to the port; any: each one.", valueName: "address"))
    var sender: String?

    func validate() throws {
        if let sender = onlySender, IPv4Address(sender) == nil, !sender.contains(":") {
            throw ValidationError("--sender is an address, as 192.168.1.51.")
        }
    }

    var count: Int { [connect == nil, tcp == nil, udp == nil].count { !$0 } }
    var isOpen: Bool { (tcp != nil || udp != nil) && onlySender == nil }
    var onlySender: String? { sender == "any" ? nil : sender }

    var way: DeviceConnection.LineWay {
        if connect != nil { return .connect }
        return tcp != nil ? .tcp : udp != nil ? .udp : .serial
    }

    var host: String { connect?.host ?? (tcp ?? udp)?.address.host ?? "" }
    var port: String { (connect?.port ?? (tcp ?? udp)?.address.port).map { String($0) } ?? "" }

    func words(_ device: DeviceSummary) -> String {
        switch way {
        case .connect: "which is connected to at \(device.address)"
        case .tcp: "which connects to TCP port \(device.port) of this computer"
        case .udp: "which sends to UDP port \(device.port) of this computer"
        case .serial: "on \(device.host)"
        }
    }
}

/// `192.168.1.50:4001`
struct PlaceArgument: ExpressibleByArgument, Sendable {
    var host: String
    var port: Int

    init?(argument: String) {
        guard let place = HostPort(argument), let port = place.port else { return nil }
        (host, self.port) = (place.host, port)
    }
}
