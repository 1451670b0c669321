/// Where lines come from.
package enum LineSource: Hashable, Sendable {
    /// A reader that waits for us to connect.
    case tcpConnect(host: String, port: Int)
    /// Readers that connect to us, several at a time.
    ///
    /// - Parameter sender: The only address that may; nil lets everybody on the network make punches.
    case tcpListen(host: String, port: Int, sender: String?)
    case udpListen(host: String, port: Int, sender: String?)
    case serial(SerialPort)
}

extension LineSource: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tcpConnect(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .tcpListen(_, let port, _): "TCP port \(port)"
        case .udpListen(_, let port, _): "UDP port \(port)"
        case .serial(let port): port.path
        }
    }
}
