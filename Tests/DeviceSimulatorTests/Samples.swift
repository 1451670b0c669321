import Devices
import Domain
import Logging
import Testing

@testable import DeviceSimulator

/// A log to read: what was put into the terminal, and what must come out.
struct SampleLog {
    var users: [UserRecord]
    var punches: [VirtualPunch]

    init(users: Int = 30, punches: Int = 2000, seed: UInt64 = 1) {
        self.users = SampleCompany.users(users, seed: seed)
        let end = LocalTime(seconds: 1_795_000_000)
        self.punches = SampleCompany.punches(punches, of: self.users, until: end, seed: seed)
    }

    var configuration: VirtualTerminalConfiguration {
        VirtualTerminalConfiguration(users: users, punches: punches)
    }

    var rows: [Row] { punches.map(Row.init) }
}

/// What a punch says in every width of record.
struct Row: Hashable, CustomStringConvertible {
    var userID: String
    var time: LocalTime?
    var state: UInt8
    var verify: UInt8

    init(_ punch: VirtualPunch) {
        (userID, time, state, verify) = (punch.userID, punch.time, punch.state, punch.verify)
    }

    init(_ record: AttendanceRecord) {
        (userID, time, state, verify) = (record.userID.description, record.time, record.state, record.verify)
    }

    var description: String { "\(userID) \(time.map(\.description) ?? "-") \(state)/\(verify)" }
}

/// Compares without printing a hundred thousand rows when they differ.
func expectSame(_ read: [Row], _ wanted: [Row], sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(read.count == wanted.count, sourceLocation: sourceLocation)
    let difference = zip(read, wanted).enumerated().first { $1.0 != $1.1 }
    #expect(
        difference == nil,
        "row \(difference?.offset ?? 0): \(difference?.element.0.description ?? "")",
        sourceLocation: sourceLocation)
}

extension VirtualTerminal.Address {
    /// How our client finds the terminal. The timeout is for a test that is wrong: what has to time out does so in
    /// virtual time.
    func endpoint(_ transport: DeviceEndpoint.Transport, commKey: UInt32 = 0) -> DeviceEndpoint {
        DeviceEndpoint(
            host: host, port: transport == .udp ? udpPort : tcpPort, transport: transport, commKey: commKey,
            timeout: .seconds(30))
    }
}

let quietLogger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Connects, reads the log, says goodbye.
func readLog(
    _ endpoint: DeviceEndpoint, after position: LogPosition? = nil, over network: any Network = Sockets()
) async throws -> AttendanceRead {
    try await ZKTerminal.with(endpoint, logger: quietLogger, network: network) {
        try await $0.attendance(after: position)
    }
}

let bothTransports: [DeviceEndpoint.Transport] = [.tcp, .udp]
