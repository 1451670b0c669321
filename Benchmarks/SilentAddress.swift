import Glibc

/// An address of this computer at which nobody answers and nobody refuses: datagrams are not read, and the one connection
/// that the listener has room for is taken, so that the system drops whatever else comes.
struct SilentAddress {
    private let sockets: [CInt]

    init(_ host: String, port: Int) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else { throw Failure(step: "reading \(host)") }
        let (datagrams, listener, taken) = (
            try Self.open(SOCK_DGRAM), try Self.open(SOCK_STREAM), try Self.open(SOCK_STREAM)
        )
        sockets = [taken, listener, datagrams]
        try Self.check("bind", Self.with(address) { Glibc.bind(datagrams, $0, $1) })
        try Self.check("bind", Self.with(address) { Glibc.bind(listener, $0, $1) })
        try Self.check("listen", Glibc.listen(listener, 0))
        try Self.check("connect", Self.with(address) { Glibc.connect(taken, $0, $1) })
    }

    func close() { for socket in sockets { _ = Glibc.close(socket) } }

    private static func open(_ kind: __socket_type) throws -> CInt {
        let socket = Glibc.socket(AF_INET, CInt(kind.rawValue), 0)
        try check("socket", socket)
        return socket
    }

    private static func check(_ step: String, _ result: CInt) throws {
        if result < 0 { throw Failure(step: "\(step): \(String(cString: strerror(errno)))") }
    }

    private static func with<Result>(
        _ address: sockaddr_in, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    struct Failure: Error { var step: String }
}
