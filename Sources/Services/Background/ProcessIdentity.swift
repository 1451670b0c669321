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
        guard let mark = description.range(of: ", process ", options: .backwards),
            let of = description.range(of: " of ", range: mark.upperBound..<description.endIndex),
            let process = Int32(description[mark.upperBound..<of.lowerBound])
        else { return nil }
        let (host, space) = (description[..<mark.lowerBound], description[of.upperBound...])
        guard !host.isEmpty, !space.isEmpty else { return nil }
        self.init(host: String(host), process: process, space: String(space))
    }

    /// For people.
    var words: String { "\(host), process \(process)" }
}
