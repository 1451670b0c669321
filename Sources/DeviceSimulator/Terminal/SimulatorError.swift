/// Why a virtual terminal could not be set up.
package enum SimulatorError: Error, Equatable, CustomStringConvertible {
    case portInUse(host: String, port: Int, transport: String)
    case cannotListen(host: String, port: Int, transport: String, reason: String)
    case unknownFault(String)
    case badFaultValue(String, expected: String)
    /// What somebody waited for; `status` is how it was at the end.
    case neverHappened(status: String)

    package var description: String {
        switch self {
        case .portInUse(let host, let port, let transport):
            """
            \(transport) port \(port) on \(host) is already in use: stop the program that holds it, or choose another \
            port (0 takes any free one).
            """
        case .cannotListen(let host, let port, let transport, let reason):
            """
            The virtual terminal cannot listen on \(transport) port \(port) of \(host) (\(reason)): choose an address \
            of this machine and a port that you may open.
            """
        case .unknownFault(let text):
            "'\(text)' is not a fault: write name=value with one of \(Faults.names.map(\.name).joined(separator: ", "))."
        case .badFaultValue(let text, let expected):
            "'\(text)' does not work: the value must be \(expected)."
        case .neverHappened(let status):
            "What was waited for did not happen at the virtual terminal; its last state: \(status)."
        }
    }
}
