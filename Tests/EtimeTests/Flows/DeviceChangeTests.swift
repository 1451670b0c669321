import ArgumentParser
import Devices
import Domain
import Services
import Testing

@testable import etime

/// `etime device change`: what is not given stays.
struct DeviceChangeTests {
    private func changed(_ draft: DeviceDraft, _ options: String...) throws -> DeviceDraft {
        try DeviceChangeOptions.parse(options).applied(to: draft)
    }

    private static var gate: DeviceDraft {
        var connection = DeviceConnection()
        connection.alternatives = [.init(host: "10.8.0.7", transport: .udp)]
        return DeviceDraft(
            name: "Gate", host: "10.0.0.7", port: "4371", transport: .tcp, commKey: "4711", direction: .entry,
            connection: connection)
    }

    private static var barrier: DeviceDraft {
        var connection = DeviceConnection()
        connection.lines = .init(way: .tcp, format: .standard, sender: "10.0.0.9")
        connection.computer = DeviceConnection.thisComputer
        return DeviceDraft(name: "Barrier", family: .lines, host: "0.0.0.0", port: "5001", connection: connection)
    }

    @Test func ofATerminalOnlyWhatIsGivenChanges() throws {
        var expected = Self.gate
        expected.name = "Main gate"
        #expect(try changed(Self.gate, "--name", "Main gate") == expected)
        expected = Self.gate
        (expected.host, expected.port, expected.transport, expected.commKey, expected.direction) = (
            "10.0.0.8", "4372", .udp, "0", .exit
        )
        #expect(
            try changed(
                Self.gate, "--host", "10.0.0.8", "--port", "4372", "--transport", "udp", "--comm-key", "0",
                "--direction",
                "exit") == expected)
        expected = Self.gate
        expected.connection.alternatives = [
            .init(host: "fd00::7", port: 4371), .init(host: "yard.example", transport: .tcp),
        ]
        #expect(try changed(Self.gate, "--or", "[fd00::7]:4371", "--or", "yard.example/tcp") == expected)
        expected.connection.alternatives = []
        #expect(try changed(Self.gate, "--no-or") == expected)
    }

    @Test func aTerminalGoesToASerialPortAndBack() throws {
        let wired = try changed(Self.gate, "--serial", "/dev/ttyUSB0", "--speed", "115200")
        #expect(wired.connection.serial == SerialPort(path: "/dev/ttyUSB0", speed: 115_200))
        #expect(wired.connection.alternatives.isEmpty && wired.connection.computer == DeviceConnection.thisComputer)
        let slower = try changed(wired, "--speed", "57600")
        #expect(slower.connection.serial == SerialPort(path: "/dev/ttyUSB0", speed: 57_600))
        let back = try changed(slower, "--host", "10.0.0.7")
        #expect(back.connection == DeviceConnection() && back.port == "4370")
    }

    @Test func aReaderKeepsItsFormatOrItsWay() throws {
        let moved = try changed(Self.barrier, "--tcp", "5002")
        #expect((moved.port, moved.connection.lines) == ("5002", Self.barrier.connection.lines))
        #expect(try changed(Self.barrier, "--sender", "any").connection.lines?.sender == nil)
        let card = try changed(Self.barrier, "--preset", "card")
        #expect(card.connection.lines == .init(way: .tcp, format: .card, sender: "10.0.0.9"))
        let called = try changed(Self.barrier, "--connect", "10.0.0.9:4001")
        #expect((called.host, called.port, called.connection.computer) == ("10.0.0.9", "4001", nil))
        #expect(called.connection.lines == .init(way: .connect, format: .standard))
        let wired = try changed(Self.barrier, "--serial", "/dev/ttyUSB0", "--speed", "19200")
        #expect(wired.connection.lines?.way == .serial && wired.connection.serial?.speed == 19_200)
    }

    @Test func whatIsForAnotherKindIsRefused() {
        for (draft, options) in [
            (Self.gate, ["--preset", "card"]), (Self.gate, ["--tcp", "5001"]), (Self.gate, ["--folder", "/srv"]),
            (Self.barrier, ["--host", "10.0.0.8"]), (Self.barrier, ["--or", "10.0.0.8"]),
            (Self.barrier, ["--serial-number", "X1"]),
        ] {
            let error = #expect(throws: (any Error).self) { try DeviceChangeOptions.parse(options).applied(to: draft) }
            #expect("\(error.map { "\($0)" } ?? "")".contains("nothing was changed"))
        }
        #expect(throws: (any Error).self) { try changed(Self.gate, "--speed", "9600") }
        #expect(throws: (any Error).self) {
            try changed(Self.barrier, "--connect", "10.0.0.9:4001", "--sender", "10.0.0.9")
        }
    }

    @Test func onTheCommandLine() async throws {
        let shell = try Shell()
        #expect(
            try await shell.etime("device", "add", "Gate", "192.0.2.1", "--or", "192.0.2.2/udp", "--comm-key", "7")
                .status == 0)
        #expect(try await shell.etime("device", "change", "Gate").status == 64)
        let changed = try await shell.etime("device", "change", "Gate", "--name", "Main gate", "--port", "4371")
        #expect(changed.output == "Changed Main gate, at 192.0.2.1:4371.\n")
        let refused = try await shell.etime("device", "change", "Main gate", "--host", "http://192.0.2.3/")
        #expect(refused.status == 1 && refused.errors.contains("Enter the address alone"))
        let told = try await shell.etime("audit", "list").output
        #expect(told.contains("192.0.2.2") && !told.contains("192.0.2.3"))
    }
}
