import ArgumentParser
import Devices

struct DeviceSerialPortsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serial-ports",
        abstract: "List the serial ports of this computer.",
        discussion: """
            A name under /dev/serial/by-id stays the same when a USB adapter is unplugged and comes back; use that one.

            Example:
              etime device serial-ports
            """)

    @OptionGroup var format: FormatOptions

    func run() throws {
        try Listing.serialPorts(SerialPorts.list()).show(
            format.format, whenEmpty: "This computer has no serial port; plug the adapter in and look again.")
    }
}

extension Listing where Row == SerialPortInfo {
    static func serialPorts(_ ports: [SerialPortInfo]) -> Listing {
        Listing(
            ports,
            [
                Column("Port", "path", flexible: true) { .text($0.path) },
                Column("Device", "device") { .text($0.device) },
                Column("Adapter", "adapter", flexible: true) { .optional($0.adapter) },
            ])
    }
}
