import Glibc
import NIOCore
import NIOPosix

package enum NameLookup {
    struct UnknownName: Error {}

    /// What each name stands for; one that nobody knows stands for nothing. A dead name server takes as long as the system
    /// waits for it, once for all names together.
    package static func ipv4Addresses(of names: some Sequence<String>) async -> [String: [IPv4Address]] {
        await withTaskGroup(of: (String, [IPv4Address]).self) { group in
            for name in Set(names) {
                group.addTask {
                    let found = try? await NIOThreadPool.singleton.runIfActive { try addresses(of: name, port: 0) }
                    return (name, (found ?? []).compactMap { $0.ipAddress.flatMap(IPv4Address.init) })
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    /// All addresses of a host, IPv4 before IPv6: nearly all terminals have only the former, and over UDP often
    /// nobody says that an address is the wrong one. Blocks while the system looks the name up.
    ///
    /// - Throws: `UnknownName` where the name has no address.
    static func addresses(of host: String, port: Int) throws -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &list) == 0, let list else {
            throw UnknownName()
        }
        defer { freeaddrinfo(list) }
        let all = sequence(first: list) { $0.pointee.ai_next }.compactMap { address($0.pointee, host) }
        guard !all.isEmpty else { throw UnknownName() }
        return all.filter { $0.protocol == .inet } + all.filter { $0.protocol != .inet }
    }

    private static func address(_ entry: addrinfo, _ host: String) -> SocketAddress? {
        guard let raw = UnsafeRawPointer(entry.ai_addr) else { return nil }
        return switch entry.ai_family {
        case AF_INET: SocketAddress(raw.loadUnaligned(as: sockaddr_in.self), host: host)
        case AF_INET6: SocketAddress(raw.loadUnaligned(as: sockaddr_in6.self), host: host)
        default: nil
        }
    }
}
