import Glibc

/// A reader that sends its lines as datagrams.
struct DatagramSender: ~Copyable {
    struct Failure: Error {
        let code: CInt
    }

    private let socket: CInt

    init(to host: String, port: UInt16) throws {
        socket = Glibc.socket(AF_INET, CInt(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        inet_pton(AF_INET, host, &address.sin_addr)
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if connected != 0 { throw Failure(code: errno) }
    }

    deinit { close(socket) }

    func send(_ text: String) throws {
        let bytes = Array(text.utf8)
        if Glibc.send(socket, bytes, bytes.count, 0) != bytes.count { throw Failure(code: errno) }
    }
}
