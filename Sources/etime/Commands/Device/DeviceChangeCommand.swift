import ArgumentParser
import Devices
import Domain
import Foundation
import Services

struct DeviceChangeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Change where a terminal is, and how it is spoken to.",
        discussion: """
            What is not given stays as it is, also what is known of the terminal and its punches. Its zone is changed by \
            “etime device zone”.

            Examples:
              etime device change "Gate 1" --name "Main gate"
              etime device change Plant --host 10.0.0.9 --comm-key 4711 --transport udp
              etime device change Yard --or 10.8.0.8 --or yard.example:4371/udp
              etime device change Mine --serial /dev/ttyUSB1 --speed 57600
              etime device change Barrier --tcp 5002 --sender 192.168.1.52
              etime device change Clock --preset card
              etime device change Kiosk --folder /srv/punches/kiosk
            """)

    @Argument(help: "The terminal's name.")
    var name: String

    @OptionGroup var change: DeviceChangeOptions
    @OptionGroup var company: CompanyOptions

    func validate() throws {
        if change.given.isEmpty {
            throw ValidationError("Say what is to be changed, as --host 192.168.1.202.")
        }
    }

    func run() async throws {
        try await company.withCompany { services, actor in
            let device = try await services.device(name, by: actor)
            let draft = try change.applied(to: try await services.devices.draft(of: device.id, by: actor))
            let changed = try await services.devices.update(device.id, to: draft, by: actor)
            let place = changed.family == .push ? "with the serial number \(changed.host)" : "at \(changed.address)"
            say("Changed \(changed.name), \(place).")
            for warning in changed.warnings { remark(warning.singleLine) }
        }
    }
}

/// What is given of a terminal that there is already.
struct DeviceChangeOptions: ParsableArguments {
    @Option(name: .customLong("name"), help: "What people call it from now on.")
    var newName: String?

    @Option(help: ArgumentHelp("Its address or host name.", valueName: "address"))
    var host: String?

    @Option(help: "Its port.")
    var port: String?

    @Option(help: ArgumentHelp("Its communication key; 0 is none.", valueName: "key"))
    var commKey: String?

    @Option(help: "automatic, tcp or udp; automatic is TCP first.")
    var transport: DeviceTransport?

    @Option(
        name: .customLong("or"),
        help: ArgumentHelp(
            "Another way to it, in place of those there were; may be given several times.",
            valueName: "host[:port][/udp]"))
    var others: [RouteArgument] = []

    @Flag(name: .customLong("no-or"), help: "It has no other way any more.")
    var hasNoOthers = false

    @Option(help: ArgumentHelp("Which way its punches go.", valueName: "direction"))
    var direction: DirectionArgument?

    @OptionGroup var serial: SerialOptions
    @OptionGroup var way: LineWayOptions
    @OptionGroup var format: LineFormatOptions

    @Option(help: ArgumentHelp("The folder into which its files are put.", valueName: "path"))
    var folder: String?

    @Option(help: ArgumentHelp("The serial number of a push terminal.", valueName: "number"))
    var serialNumber: String?

    func validate() throws {
        if hasNoOthers, !others.isEmpty { throw ValidationError("Give either --or or --no-or, not both.") }
        if serial.serial != nil, host != nil || !others.isEmpty || way.count > 0 {
            throw ValidationError("A serial port has no address and no other way; leave the others out.")
        }
        if way.count > 1 { throw ValidationError("Give one of --connect, --tcp and --udp.") }
    }

    /// Each option that was given, with the kinds of terminals that it is for.
    var given: [(option: String, families: Set<DeviceFamily>)] {
        let all = Set(DeviceFamily.allCases)
        let lines: Set<DeviceFamily> = [.lines]
        return [
            ("--name", newName != nil, all), ("--direction", direction != nil, all), ("--host", host != nil, [.zk]),
            ("--port", port != nil, [.zk]), ("--comm-key", commKey != nil, [.zk]),
            ("--transport", transport != nil, [.zk]), ("--or", !others.isEmpty, [.zk]), ("--no-or", hasNoOthers, [.zk]),
            ("--serial", serial.serial != nil, [.zk, .lines]),
            ("the settings of a serial port", serial.hasSettings, [.zk, .lines]),
            ("--connect", way.connect != nil, lines), ("--tcp", way.tcp != nil, lines),
            ("--udp", way.udp != nil, lines), ("--sender", way.sender != nil, lines),
            ("--format", format.file != nil, [.lines, .folder]),
            ("--preset", format.preset != nil, [.lines, .folder]), ("--folder", folder != nil, [.folder]),
            ("--serial-number", serialNumber != nil, [.push]),
        ].compactMap { $0.1 ? ($0.0, $0.2) : nil }
    }

    /// - Throws: ``OptionsOfAnotherKind``, ``NoSerialPort``, ``NoListening``, and what is wrong with a file of a format.
    func applied(to known: DeviceDraft) throws -> DeviceDraft {
        let others = given.filter { !$0.families.contains(known.family) }.map(\.option)
        if !others.isEmpty { throw OptionsOfAnotherKind(device: known.name, family: known.family, options: others) }
        if serial.hasSettings, serial.serial == nil, known.connection.serial == nil {
            throw NoSerialPort(device: known.name)
        }
        var draft = known
        draft.name = newName ?? draft.name
        draft.direction = direction?.direction ?? draft.direction
        switch known.family {
        case .zk: change(terminal: &draft)
        case .lines: try change(reader: &draft)
        case .folder:
            draft.host = folder.map { URL(fileURLWithPath: $0).standardizedFileURL.path } ?? draft.host
            // Another folder is of the computer on which it was typed.
            if folder != nil { draft.connection.computer = DeviceConnection.thisComputer }
            if let format = try format.format() { draft.connection.folder = .init(format: format) }
        case .push: draft.host = serialNumber ?? draft.host
        }
        return draft
    }

    private func change(terminal draft: inout DeviceDraft) {
        draft.commKey = commKey ?? draft.commKey
        draft.transport = transport ?? draft.transport
        if hasNoOthers || serial.serial != nil { draft.connection.alternatives = [] }
        if !others.isEmpty { draft.connection.alternatives = others.map(\.route) }
        if let host {
            // A serial line has no port to be kept.
            if draft.connection.serial != nil { draft.port = "4370" }
            (draft.host, draft.connection.serial, draft.connection.computer) = (host, nil, nil)
        }
        draft.port = port ?? draft.port
        changeSerial(&draft)
    }

    private func change(reader draft: inout DeviceDraft) throws {
        var lines = draft.connection.lines ?? .init(way: .connect, format: .standard)
        lines.format = try format.format() ?? lines.format
        if way.count == 1 {
            (lines.way, draft.host, draft.port) = (way.way, way.host, way.port)
            draft.connection.serial = nil
            // What it sends comes to this computer and to no other.
            draft.connection.computer = way.way == .connect ? nil : DeviceConnection.thisComputer
        }
        if serial.serial != nil { lines.way = .serial }
        let listens = lines.way == .tcp || lines.way == .udp
        if way.sender != nil, !listens { throw NoListening(device: draft.name) }
        lines.sender = !listens ? nil : way.sender == nil ? lines.sender : way.onlySender
        draft.connection.lines = lines
        changeSerial(&draft)
    }

    private func changeSerial(_ draft: inout DeviceDraft) {
        draft.connection.serial = serial.changed(draft.connection.serial)
        if serial.serial != nil { draft.connection.computer = DeviceConnection.thisComputer }
    }
}

extension DeviceTransport: ExpressibleByArgument {}

/// Options that mean nothing for this kind of terminal.
private struct OptionsOfAnotherKind: Error, CustomStringConvertible {
    var device: String
    var family: DeviceFamily
    var options: [String]

    var description: String {
        "\(device) is \(kind), and \(options.joined(separator: ", ")) is not for one; nothing was changed. Leave it out."
    }

    private var kind: String {
        switch family {
        case .zk: "a terminal that this program calls"
        case .lines: "a reader that sends lines"
        case .push: "a push terminal"
        case .folder: "a folder of files"
        }
    }
}

private struct NoSerialPort: Error, CustomStringConvertible {
    var device: String
    var description: String {
        "\(device) is on no serial port; nothing was changed. Say which one, with --serial PATH."
    }
}

private struct NoListening: Error, CustomStringConvertible {
    var device: String
    var description: String {
        "\(device) sends to no port of this computer, so that --sender means nothing; nothing was changed. Give --tcp or "
            + "--udp with it."
    }
}
