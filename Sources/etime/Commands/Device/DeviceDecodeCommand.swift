import ArgumentParser
import Devices
import Foundation

struct DeviceDecodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode",
        abstract: "Put captured bytes of the terminal protocol into words.",
        discussion: """
            Takes packets with or without their TCP prefix, several one behind the other, or the bare rows of a user \
            or punch table. Blanks, colons, line breaks and 0x between the digits do not matter, and a hex dump may be \
            pasted as Wireshark, tcpdump -X, xxd or hexdump -C print it, with the network's own headers or without. \
            Passwords are not shown. Ends with status 1 where nothing can be read, or where the last packet is not \
            whole or does not have the right checksum, after printing what could be read.

            Examples:
              etime device decode 5050827d08000000e80317fc00000000
              etime device decode "dd 05 3c 87 …"
              xxd -p capture.bin | etime device decode -
              tcpdump -X -r capture.pcap port 4370 | etime device decode -
            """)

    @Argument(help: ArgumentHelp("Hexadecimal digits; - reads them from standard input.", valueName: "hex"))
    var hex: [String]

    func run() throws {
        let text = hex == ["-"] ? standardInput() : hex.joined(separator: " ")
        guard let pasted = PastedBytes(text) else { throw NotHexadecimal() }
        let report = try WireReport.read(pasted)
        for line in report.lines { say(line) }
        // Scripts must not take the beginning of a capture for the whole.
        if !report.isWhole { throw ExitCode.failure }
    }

    private func standardInput() -> String {
        String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
    }
}

/// The text to decode holds something else than hexadecimal digits.
struct NotHexadecimal: Error, CustomStringConvertible {
    var description: String {
        "This is not a row of bytes in hexadecimal digits (two a byte, as in 50 50 82 7d); check what was pasted."
    }
}
