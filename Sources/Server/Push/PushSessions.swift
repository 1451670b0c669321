import Devices
import Domain
import Services
import Synchronization

/// What is remembered of terminals between two requests: one entry for each that was adopted.
final class PushSessions: Sendable {
    private struct Session {
        /// Where it last proved itself from: it sends its key only when it starts.
        var provenAddress: String?
        /// Uploads that began, and have not been kept yet.
        var openUploads = 0
        /// Tables of which an upload came to nothing: it will come again.
        var owed: Set<PushTable> = []
    }

    private let sessions = Mutex<[ID<Device>: Session]>([:])

    /// Whether the token is right, or was when the terminal started.
    func proves(_ terminal: PushTerminal, token: String?, from address: String) -> Bool {
        guard let wanted = terminal.tokenHash else { return true }
        if let token {
            guard Self.equal(PushToken.hash(token), wanted) else { return false }
            sessions.withLock { $0[terminal.device, default: Session()].provenAddress = address }
            return true
        }
        return sessions.withLock { $0[terminal.device]?.provenAddress } == address
    }

    /// Takes as long for a token that is wrong in its first character as for one that is wrong in its last.
    static func equal(_ given: String, _ wanted: String) -> Bool {
        let (given, wanted) = (Array(given.utf8.prefix(256)), Array(wanted.utf8))
        var difference = given.count ^ wanted.count
        for index in wanted.indices { difference |= Int(wanted[index] ^ (index < given.count ? given[index] : 0)) }
        return difference == 0 && !wanted.isEmpty
    }

    func uploadBegins(_ device: ID<Device>) {
        sessions.withLock { $0[device, default: Session()].openUploads += 1 }
    }

    func uploadEnds(_ device: ID<Device>, _ table: PushTable, kept: Bool) {
        sessions.withLock { sessions in
            var session = sessions[device] ?? Session()
            session.openUploads -= 1
            if kept { session.owed.remove(table) } else { session.owed.insert(table) }
            sessions[device] = session
        }
    }

    /// Whether everything is in that the terminal began to send.
    func isComplete(_ device: ID<Device>) -> Bool {
        sessions.withLock { sessions in
            sessions[device].map { $0.openUploads == 0 && $0.owed.isEmpty } ?? true
        }
    }
}
