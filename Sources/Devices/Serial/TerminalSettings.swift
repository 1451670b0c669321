import Glibc

/// What the system is told of a serial port: raw bytes, and no line that anybody edits.
struct TerminalSettings {
    private static let speeds: [Int: speed_t] = [
        1200: speed_t(B1200), 2400: speed_t(B2400), 4800: speed_t(B4800), 9600: speed_t(B9600),
        19_200: speed_t(B19200), 38_400: speed_t(B38400), 57_600: speed_t(B57600), 115_200: speed_t(B115200),
        230_400: speed_t(B230400),
    ]
    /// RTS and CTS; not among what Glibc's module names.
    static let hardwareFlow = tcflag_t(0o20_000_000_000)
    private static let format = tcflag_t(CSIZE | PARENB | PARODD | CSTOPB) | hardwareFlow

    /// - Parameter before: What the port has now; what nobody asks for stays.
    static func settings(_ port: SerialPort, before: termios) -> termios {
        var settings = before
        cfmakeraw(&settings)
        if let speed = speeds[port.speed] { cfsetspeed(&settings, speed) }
        settings.c_cflag &= ~format
        // CLOCAL: a reader on three wires has no carrier that one could wait for.
        settings.c_cflag |= tcflag_t(CLOCAL | CREAD) | flags(port)
        settings.c_iflag &= ~tcflag_t(IXON | IXOFF | IXANY)
        if port.flowControl == .software { settings.c_iflag |= tcflag_t(IXON | IXOFF) }
        // A byte with the wrong parity is read as 0, which no field takes: the line is seen to be damaged.
        if port.parity != .none { settings.c_iflag |= tcflag_t(INPCK) }
        waitForBytes(&settings)
        return settings
    }

    private static func flags(_ port: SerialPort) -> tcflag_t {
        var flags = tcflag_t(port.dataBits == 7 ? CS7 : CS8)
        if port.parity != .none { flags |= tcflag_t(PARENB) }
        if port.parity == .odd { flags |= tcflag_t(PARODD) }
        if port.stopBits == 2 { flags |= tcflag_t(CSTOPB) }
        if port.flowControl == .hardware { flags |= hardwareFlow }
        return flags
    }

    /// With 0 for both, a read that finds nothing would look like the end of the port.
    private static func waitForBytes(_ settings: inout termios) {
        withUnsafeMutableBytes(of: &settings.c_cc) { characters in
            characters[Int(VMIN)] = 1
            characters[Int(VTIME)] = 0
        }
    }

    /// A driver may take settings and keep others.
    static func agree(_ wanted: termios, _ kept: termios) -> Bool {
        wanted.c_cflag & format == kept.c_cflag & format && cfgetospeed([wanted]) == cfgetospeed([kept])
    }
}
