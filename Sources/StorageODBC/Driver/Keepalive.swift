import Foundation
import Storage

/// When a server that says nothing is taken for gone: a cable was pulled, a computer switched off. Nobody says so, and by
/// itself the kernel asks after two hours.
struct Keepalive: Hashable, Sendable {
    /// Seconds without a word before the other end is asked.
    let idle: Int
    /// Seconds from one question to the next.
    let interval: Int
    let questions = 3

    /// A server that answers no question for twice and a half as long as it may take to connect is gone.
    init(connectTimeout seconds: Int) {
        idle = max(1, seconds)
        interval = max(1, seconds / 2)
    }

    /// Seconds until the connection is given up; what was sent and not confirmed waits as long.
    var limit: Int { idle + questions * interval }

    /// Under libpq's names.
    var options: [(name: String, value: String)] {
        [
            ("keepalives_idle", "\(idle)"), ("keepalives_interval", "\(interval)"),
            ("keepalives_count", "\(questions)"),
            ("tcp_user_timeout", "\(limit * 1000)"),
        ]
    }

    /// Statements by which the server does the same with this program, whose locks it would hold for hours.
    func serverSettings(_ flavour: ServerFlavour) -> [String] {
        switch flavour.product {
        case .postgreSQL:
            [
                "SET tcp_keepalives_idle = \(idle)", "SET tcp_keepalives_interval = \(interval)",
                "SET tcp_keepalives_count = \(questions)", "SET tcp_user_timeout = \(limit * 1000)",
            ]
        // As long as a transaction may take between two statements. The server's own keepalive is nothing of a session's.
        case .mariaDB, .mySQL, .tiDB: ["SET SESSION wait_timeout = 600"]
        default: []
        }
    }

    /// Sets it for each socket of this program that is connected to this port, whatever the computer. No driver but psqlodbc
    /// takes it, and none gives its socket away.
    func apply(toPort port: Int) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        for socket in names.compactMap(Int32.init) where Self.peerPort(of: socket) == port {
            set(SOL_SOCKET, SO_KEEPALIVE, 1, on: socket)
            let values = [
                (TCP_KEEPIDLE, idle), (TCP_KEEPINTVL, interval), (TCP_KEEPCNT, questions),
                (TCP_USER_TIMEOUT, limit * 1000),
            ]
            for (name, value) in values { set(Int32(IPPROTO_TCP), Int32(name), Int32(value), on: socket) }
        }
    }

    private func set(_ level: Int32, _ name: Int32, _ value: Int32, on socket: Int32) {
        var value = value
        setsockopt(socket, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Nil where it is no connection over a network.
    private static func peerPort(of socket: Int32) -> Int? {
        var address = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(socket, $0, &length) }
        }
        guard result == 0, [AF_INET, AF_INET6].contains(Int32(address.sin6_family)) else { return nil }
        // The port lies at the same place in both kinds of address.
        return Int(UInt16(bigEndian: address.sin6_port))
    }
}
