import DeviceTesting
import Foundation
import Glibc
import Testing

@testable import Devices

/// Ports over pseudo-terminals, which the kernel makes.
@Suite(.timeLimit(.minutes(3)))
struct SerialPortTests {
    @Test func theSystemIsToldTheSettings() throws {
        let pair = try PseudoTerminal()
        defer { close(pair.device) }
        let port = SerialPort(path: pair.path, speed: 19_200, stopBits: 2, flowControl: .software)
        let descriptor = try port.openDescriptor()
        defer { close(descriptor) }
        let settings = try pair.settings()
        #expect(cfgetospeed([settings]) == speed_t(B19200))
        #expect(settings.c_cflag & tcflag_t(CSIZE) == tcflag_t(CS8))
        #expect(settings.c_cflag & tcflag_t(CSTOPB) != 0)
        #expect(settings.c_cflag & tcflag_t(PARENB) == 0)
        #expect(settings.c_cflag & tcflag_t(CLOCAL) != 0)
        #expect(settings.c_iflag & tcflag_t(IXON | IXOFF) == tcflag_t(IXON | IXOFF))
        // Raw: nothing is echoed, edited or translated.
        #expect(settings.c_lflag & tcflag_t(ECHO | ICANON | ISIG) == 0)
        #expect(settings.c_oflag & tcflag_t(OPOST) == 0)
        #expect(settings.c_iflag & tcflag_t(ICRNL | INLCR | ISTRIP) == 0)
    }

    @Test(arguments: SerialPort.speeds)
    func speeds(speed: Int) throws {
        let pair = try PseudoTerminal()
        defer { close(pair.device) }
        let descriptor = try SerialPort(path: pair.path, speed: speed, flowControl: .hardware).openDescriptor()
        defer { close(descriptor) }
        // stty is another program that reads what the kernel keeps.
        let stty = Process()
        stty.executableURL = URL(fileURLWithPath: "/usr/bin/stty")
        let pipe = Pipe()
        stty.standardOutput = pipe
        // The port is ours alone; its descriptor is not.
        stty.arguments = ["speed"]
        stty.standardInput = FileHandle(fileDescriptor: descriptor)
        try stty.run()
        stty.waitUntilExit()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(text == "\(speed)\n")
        #expect(try pair.settings().c_cflag & TerminalSettings.hardwareFlow != 0)
    }

    @Test func sevenBitsAndParity() {
        let blank = termios()
        let even = TerminalSettings.settings(
            SerialPort(path: "/dev/x", speed: 1200, dataBits: 7, parity: .even), before: blank)
        #expect(even.c_cflag & tcflag_t(CSIZE) == tcflag_t(CS7))
        #expect(even.c_cflag & tcflag_t(PARENB | PARODD | CSTOPB) == tcflag_t(PARENB))
        #expect(even.c_iflag & tcflag_t(INPCK | IGNPAR | PARMRK) == tcflag_t(INPCK))
        let odd = TerminalSettings.settings(
            SerialPort(path: "/dev/x", dataBits: 8, parity: .odd, stopBits: 2), before: even)
        #expect(odd.c_cflag & tcflag_t(CSIZE) == tcflag_t(CS8))
        #expect(odd.c_cflag & tcflag_t(PARENB | PARODD | CSTOPB) == tcflag_t(PARENB | PARODD | CSTOPB))
        let none = TerminalSettings.settings(SerialPort(path: "/dev/x"), before: odd)
        #expect(none.c_cflag & tcflag_t(PARENB | CSTOPB) == 0)
    }

    /// A pseudo-terminal keeps eight bits and no parity whatever it is told: that is found out, and said.
    @Test func aPortThatDoesNotDoItIsRefused() throws {
        let pair = try PseudoTerminal()
        defer { close(pair.device) }
        let port = SerialPort(path: pair.path, dataBits: 7, parity: .even)
        let error = try #require(throws: DeviceError.self) { try port.openDescriptor() }
        #expect("\(error)".contains("its adapter does not offer 9600 7E1; choose"), "\(error)")
        // It is free again.
        close(try SerialPort(path: pair.path).openDescriptor())
    }

    @Test func onePortForOneProgram() throws {
        let pair = try PseudoTerminal()
        defer { close(pair.device) }
        let port = SerialPort(path: pair.path)
        let first = try port.openDescriptor()
        var exclusive: CInt = 0
        #expect(ioctl(first, 0x8004_5440, &exclusive) == 0)
        #expect(exclusive == 1)
        let error = try #require(throws: DeviceError.self) { try port.openDescriptor() }
        #expect(error == .lineNotOpen(line: pair.path, why: "another program uses it; end that program"))
        close(first)
        close(try port.openDescriptor())
    }

    @Test func whatIsNoPort() throws {
        for (path, why) in [
            ("/dev/serial/by-id/nothing", "not there"), ("/dev/null", "no serial port"), ("ttyS0", "whole path"),
        ] {
            let error = try #require(throws: DeviceError.self) { try SerialPort(path: path).openDescriptor() }
            #expect("\(error)".contains(why), "\(error)")
        }
        #expect(SerialPort(path: "/dev/x", speed: 1, dataBits: 5, stopBits: 3).problems.count == 3)
    }

    @Test func portsWithHardware() throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("ports-\(UUID())")
        defer { try? FileManager.default.removeItem(at: root) }
        func file(_ path: String, _ text: String = "") throws {
            let url = root.appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        for name in ["ttyS0", "ttyS1", "ttyS10", "ttyUSB0", "ttyACM1", "tty1", "ttyprintk", "ttyS"] {
            try file("dev/\(name)")
            try file("sys/class/tty/\(name)/device/driver")
        }
        try file("sys/class/tty/ttyS0/type", "4\n")
        try file("sys/class/tty/ttyS1/type", "0\n")
        try file("sys/class/tty/ttyS10/type", "4\n")
        // In the kernel's list, without a file: it was just unplugged.
        try file("sys/class/tty/ttyUSB7/device/driver")
        try FileManager.default.createDirectory(
            at: root.appendingPathComponent("dev/serial/by-id"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: root.path + "/dev/serial/by-id/usb-FTDI_A50285BI-if00-port0", withDestinationPath: "../../ttyUSB0")
        let ports = SerialPorts.list(root: root.path)
        let names = ports.map { String($0.device.split(separator: "/").last ?? "") }
        #expect(names == ["ttyUSB0", "ttyS0", "ttyS10", "ttyACM1"])
        #expect(ports.first?.path == root.path + "/dev/serial/by-id/usb-FTDI_A50285BI-if00-port0")
        #expect(ports.first?.adapter == "usb-FTDI_A50285BI-if00-port0")
        #expect(ports.dropFirst().allSatisfy { $0.path == $0.device && $0.adapter == nil })
        #expect(SerialPorts.list(root: root.path + "/nowhere").isEmpty)
    }
}
