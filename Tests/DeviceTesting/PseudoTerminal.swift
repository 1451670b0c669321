import Glibc

/// Two ends of a serial cable: a port that programs open, and the end at which a test is the device.
package struct PseudoTerminal: Sendable {
    package struct Failure: Error {
        package let code: CInt
    }

    package let path: String
    package let device: CInt

    package init() throws(Failure) {
        var (device, port): (CInt, CInt) = (-1, -1)
        var name = [CChar](repeating: 0, count: 128)
        guard openpty(&device, &port, &name, nil, nil) == 0 else { throw Failure(code: errno) }
        close(port)
        self.device = device
        path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
