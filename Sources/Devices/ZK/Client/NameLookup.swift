import Glibc
import NIOCore

enum NameLookup {
    struct UnknownName: Error {}

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
