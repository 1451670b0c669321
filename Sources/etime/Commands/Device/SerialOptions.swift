import ArgumentParser
import Devices

/// A serial port, and how bytes go over it.
struct SerialOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The serial port, as “etime device serial-ports” lists it.", valueName: "path"))
    var serial: String?

    @Option(help: ArgumentHelp("Bits a second on the serial port; 9600 without it.", valueName: "speed"))
    var speed: Int?

    @Option(help: ArgumentHelp("none, even or odd; none without it.", valueName: "parity"))
    var parity: SerialPort.Parity?

    @Option(help: ArgumentHelp("1 or 2 stop bits; 1 without it.", valueName: "bits"))
    var stopBits: Int?

    @Option(help: ArgumentHelp("7 or 8 data bits; 8 without it.", valueName: "bits"))
    var dataBits: Int?

    @Option(help: ArgumentHelp("none, hardware or software; none without it.", valueName: "kind"))
    var flowControl: SerialPort.FlowControl?

    var hasSettings: Bool {
        speed != nil || parity != nil || stopBits != nil || dataBits != nil || flowControl != nil
    }

    /// - Throws: `ValidationError` where there is no port that the settings could be of.
    func requirePort() throws {
        if hasSettings, serial == nil {
            throw ValidationError("Speed and bits are of a serial port: say which, --serial PATH.")
        }
    }

    /// Nil where none was named.
    var port: SerialPort? { changed(nil) }

    /// What is not given stays as it is.
    func changed(_ known: SerialPort?) -> SerialPort? {
        (serial ?? known?.path).map { path in
            var port = known ?? SerialPort(path: path)
            port.path = path
            port.speed = speed ?? port.speed
            port.parity = parity ?? port.parity
            port.stopBits = stopBits ?? port.stopBits
            port.dataBits = dataBits ?? port.dataBits
            port.flowControl = flowControl ?? port.flowControl
            return port
        }
    }
}

extension SerialPort.Parity: ExpressibleByArgument {}
extension SerialPort.FlowControl: ExpressibleByArgument {}
