import Foundation

/// A running program among those on one database: its computer, its process, and the space that the number of the process
/// is one of (a container has its own).
struct ProcessIdentity: Hashable {
    var host: String
    var process: Int32
    var space: String

    static let own = ProcessIdentity(
        host: ProcessInfo.processInfo.hostName, process: ProcessInfo.processInfo.processIdentifier, space: ownSpace)

    private static var ownSpace: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")) ?? "pid"
    }

    /// Whether it certainly runs no more: it ran on this computer, and there is no such process.
    var isGone: Bool {
        let own = Self.own
        guard host == own.host, space == own.space, process != own.process else { return false }
        return kill(process, 0) != 0 && errno == ESRCH
    }
}

extension ProcessIdentity: LosslessStringConvertible {
    var description: String { "\(host), process \(process) of \(space)" }

    init?(_ description: String) {
        guard let match = description.wholeMatch(of: #/(.+), process (\d+) of (.+)/#),
            let process = Int32(match.output.2)
        else { return nil }
        self.init(host: String(match.output.1), process: process, space: String(match.output.3))
    }

    /// For people.
    var words: String { "\(host), process \(process)" }
}
