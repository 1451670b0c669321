/// A serial port and how bytes go over it.
package struct SerialPort: Hashable, Sendable, Codable {
    package enum Parity: String, Hashable, Sendable, Codable, CaseIterable {
        case none, even, odd
    }

    package enum FlowControl: String, Hashable, Sendable, Codable, CaseIterable {
        case none
        /// RTS and CTS.
        case hardware
        /// XON and XOFF; bytes 17 and 19 cannot be sent.
        case software
    }

    package static let speeds = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400]

    /// Best one under `/dev/serial/by-id`: it stays the same when a USB adapter is unplugged and comes back.
    package var path: String
    package var speed: Int
    package var dataBits: Int
    package var parity: Parity
    package var stopBits: Int
    package var flowControl: FlowControl

    package init(
        path: String, speed: Int = 9600, dataBits: Int = 8, parity: Parity = .none, stopBits: Int = 1,
        flowControl: FlowControl = .none
    ) {
        self.path = path
        self.speed = speed
        self.dataBits = dataBits
        self.parity = parity
        self.stopBits = stopBits
        self.flowControl = flowControl
    }

    /// A sentence for each setting that no port has.
    package var problems: [String] {
        var all: [String] = []
        if !path.hasPrefix("/") { all.append("A serial port is given by its whole path, such as /dev/ttyUSB0.") }
        if !Self.speeds.contains(speed) {
            let known = Self.speeds.map(String.init).joined(separator: ", ")
            all.append("\(speed) bits a second is no speed of a serial port; there are \(known).")
        }
        if ![7, 8].contains(dataBits) { all.append("A byte has 7 or 8 data bits, not \(dataBits).") }
        if ![1, 2].contains(stopBits) { all.append("A byte ends with 1 or 2 stop bits, not \(stopBits).") }
        return all
    }
}

extension SerialPort: CustomStringConvertible {
    /// `/dev/ttyUSB0 9600 8N1`
    package var description: String { "\(path) \(setting)" }

    /// `9600 8N1`
    var setting: String {
        let letter =
            switch parity {
            case .none: "N"
            case .even: "E"
            case .odd: "O"
            }
        return "\(speed) \(dataBits)\(letter)\(stopBits)"
    }
}
