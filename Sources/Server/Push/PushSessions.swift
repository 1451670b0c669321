import Devices
import Domain
import Services
import Synchronization

/// What is remembered of terminals between two requests: one entry for each that was adopted.
final class PushSessions: Sendable {
    private struct Proof: Equatable {
        var address: String
        /// A new word shuts out whoever proved themselves with the one before it.
        var tokenHash: String
    }

    private struct Session {
        /// Where it last proved itself from: it sends its key only when it starts.
        var proof: Proof?
        /// Whether it was told to start again, and has not said the right key since.
        var isAskedForKey = false
        /// Uploads that began, and have not been kept yet.
        var openUploads = 0
        /// Tables of which an upload came to nothing: it will come again.
        var owed: Set<PushTable> = []
        /// Names of tables that were let go by.
        var passedTables: Set<String> = []
        /// The zone that its last handshake told it.
        var zoneOffset: Int32?
        /// Polls since it was last missed, or uploaded what it had kept meanwhile.
        var quietPolls = 0
        var polledAt: ContinuousClock.Instant?
        /// Between its last two polls.
        var pause: Duration?

        var hasSettled: Bool { quietPolls > PushSessions.settlingPolls }
    }

    /// A terminal that was away polls before it uploads what it recorded meanwhile, and between two parts of it.
    static let settlingPolls = 3
    /// So long after its last poll, a terminal was away: it polls every ten seconds, and every thirty after an error. One that
    /// was set to poll less often is known by its own pause.
    static let absence = Duration.seconds(45)

    /// Of strangers, not all are remembered: anybody can be one.
    static let mostStrangers = 1024
    /// Of the names that a terminal gives its tables.
    static let mostTables = 16

    private let sessions = Mutex<[ID<Device>: Session]>([:])
    private let strangers = Mutex<Set<String>>([])

    /// Whether the token or the key is right, or the key was when the terminal started.
    /// - Parameter token: Of the path. Whoever has one there says it each time: it lets in nobody else from that address.
    func proves(_ terminal: PushTerminal, token: String?, key: String?, from address: String) -> Bool {
        guard let wanted = terminal.tokenHash else { return true }
        if let token { return Self.equal(PushToken.hash(token), wanted) }
        let proof = Proof(address: address, tokenHash: wanted)
        guard let key else { return sessions.withLock { $0[terminal.device]?.proof } == proof }
        guard Self.equal(PushToken.hash(key), wanted) else { return false }
        sessions.withLock { sessions in
            sessions[terminal.device, default: Session()].proof = proof
            sessions[terminal.device]?.isAskedForKey = false
        }
        return true
    }

    func isAskedForKey(_ device: ID<Device>) {
        sessions.withLock { $0[device, default: Session()].isAskedForKey = true }
    }

    func wasAskedForKey(_ device: ID<Device>) -> Bool { sessions.withLock { $0[device]?.isAskedForKey ?? false } }

    /// Takes as long for a token that is wrong in its first character as for one that is wrong in its last.
    static func equal(_ given: String, _ wanted: String) -> Bool {
        let (given, wanted) = (Array(given.utf8.prefix(256)), Array(wanted.utf8))
        var difference = given.count ^ wanted.count
        for index in wanted.indices { difference |= Int(wanted[index] ^ (index < given.count ? given[index] : 0)) }
        return difference == 0 && !wanted.isEmpty
    }

    /// It asked for its options, and was given none.
    func meetsStranger(_ serialNumber: String) {
        strangers.withLock { if $0.count < Self.mostStrangers { $0.insert(serialNumber) } }
    }

    func isTold(_ terminal: PushTerminal) {
        strangers.withLock { _ = $0.remove(terminal.serialNumber) }
        sessions.withLock { sessions in
            sessions[terminal.device, default: Session()].zoneOffset = terminal.zoneOffset
            sessions[terminal.device]?.quietPolls = 0
        }
    }

    /// Whether the terminal should call as after a start, because it is ours since, or because its zone has changed: its
    /// clock goes by what it was told. True once for each reason.
    func hasNews(for terminal: PushTerminal) -> Bool {
        let wasStranger = strangers.withLock { $0.remove(terminal.serialNumber) != nil }
        let isElsewhere = sessions.withLock { sessions in
            guard let told = sessions[terminal.device]?.zoneOffset, told != terminal.zoneOffset else { return false }
            sessions[terminal.device]?.zoneOffset = terminal.zoneOffset
            return true
        }
        return wasStranger || isElsewhere
    }

    /// Whether a table of this name went by for the first time; of too many names, none is new.
    func isNew(table: String, of device: ID<Device>) -> Bool {
        sessions.withLock { sessions in
            var session = sessions[device] ?? Session()
            guard session.passedTables.count < Self.mostTables else { return false }
            let isNew = session.passedTables.insert(table).inserted
            sessions[device] = session
            return isNew
        }
    }

    func uploadBegins(_ device: ID<Device>) {
        sessions.withLock { sessions in
            var session = sessions[device] ?? Session()
            session.openUploads += 1
            if !session.hasSettled { session.quietPolls = 0 }
            sessions[device] = session
        }
    }

    func uploadEnds(_ device: ID<Device>, _ table: PushTable, kept: Bool) {
        sessions.withLock { sessions in
            var session = sessions[device] ?? Session()
            session.openUploads -= 1
            if kept { session.owed.remove(table) } else { session.owed.insert(table) }
            sessions[device] = session
        }
    }

    /// The terminal polls.
    /// - Returns: whether everything is in that it has: nothing that it began to send is owed, and since it was last away it
    ///   has polled some times with nothing to send.
    func polled(_ device: ID<Device>, at now: ContinuousClock.Instant = .now) -> Bool {
        sessions.withLock { sessions in
            var session = sessions[device] ?? Session()
            let pause = session.polledAt.map { $0.duration(to: now) }
            if let pause, pause > Self.absence, pause > (session.pause ?? pause) * 3 { session.quietPolls = 0 }
            (session.polledAt, session.pause) = (now, pause)
            session.quietPolls += 1
            sessions[device] = session
            return session.hasSettled && session.openUploads == 0 && session.owed.isEmpty
        }
    }
}
