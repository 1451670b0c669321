package import Devices
package import Domain

/// The terminal's own view of things at one moment.
package struct VirtualTerminalStatus: Sendable {
    /// Whether people can punch.
    package let isEnabled: Bool
    /// Sessions between CONNECT and EXIT.
    package let sessions: Int
    /// Open TCP connections.
    package let connections: Int
    /// Sessions whose buffer was filled by 1503 and not freed since.
    package let buffersHeld: Int
    /// Sessions that asked for events.
    package let listeners: Int
    package let users: Int
    package let records: Int
    /// Fingers of all users.
    package let templates: Int
    /// Rows of the operation log.
    package let operations: Int
    /// Switched off, or restarting.
    package let isOff: Bool
    package let state: TerminalState
    private let panel: Panel
    package let time: LocalTime
    private let counters: Counters

    init(
        isEnabled: Bool, sessions: Int, connections: Int, buffersHeld: Int, listeners: Int, users: Int, records: Int,
        templates: Int, operations: Int, isOff: Bool, state: TerminalState, panel: Panel, time: LocalTime,
        counters: Counters
    ) {
        self.templates = templates
        self.operations = operations
        self.isOff = isOff
        self.state = state
        self.panel = panel
        self.isEnabled = isEnabled
        self.sessions = sessions
        self.connections = connections
        self.buffersHeld = buffersHeld
        self.listeners = listeners
        self.users = users
        self.records = records
        self.time = time
        self.counters = counters
    }

    /// What clients wrote on the display, by line.
    package var display: [UInt16: String] { panel.lines }
    package var doorOpenings: Int { panel.doorOpenings }
    /// The duration of the last one, as it was sent.
    package var doorTime: UInt32? { panel.doorTime }
    /// The number of the sentence that was played last.
    package var voice: UInt32? { panel.voice }

    /// Packets received, whether they were answered or not.
    package var requests: Int { counters.requests }
    package var requestsWithBadChecksum: Int { counters.requestsWithBadChecksum }
    /// The most sessions that there were at the same time.
    package var mostSessions: Int { counters.mostSessions }
    package var acknowledgedEvents: Int { counters.acknowledgedEvents }

    package func requests(_ command: Command) -> Int { counters.requestsByCommand[command] ?? 0 }
}

extension VirtualTerminalStatus: CustomStringConvertible {
    package var description: String {
        let seen = counters.requestsByCommand.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.key) × \($0.value)" }.joined(separator: ", ")
        return "\(isEnabled ? "enabled" : "disabled"), sessions \(sessions), connections \(connections), buffers "
            + "\(buffersHeld), listeners \(listeners), users \(users), records \(records), requests: \(seen)"
    }
}

/// What is counted from the start of the terminal to its end.
struct Counters {
    private(set) var requests = 0
    private(set) var requestsWithBadChecksum = 0
    private(set) var requestsByCommand: [Command: Int] = [:]
    private(set) var mostSessions = 0
    var acknowledgedEvents: Int { requestsByCommand[.ackOK] ?? 0 }

    mutating func note(sessions: Int) { mostSessions = max(mostSessions, sessions) }

    /// Real units answer requests with a bad checksum like any other, so that they are only counted.
    mutating func note(_ received: ReceivedFrame) {
        requests += 1
        if !received.isIntact { requestsWithBadChecksum += 1 }
        requestsByCommand[received.frame.command, default: 0] += 1
    }
}
