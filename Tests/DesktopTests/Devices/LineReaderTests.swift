import Desktop
import Devices
import Domain
import Foundation
import Services
import Testing

struct LineReaderTests {
    private func entry(_ change: (inout LineReaderEntry) -> Void) -> LineReaderEntry {
        var entry = LineReaderEntry()
        entry.name = "Canteen"
        entry.host = "10.0.0.9"
        change(&entry)
        return entry
    }

    @Test func theSampleIsExplainedPartByPart() {
        let sample = LineSample("1001,2026-11-22 08:00:00,0", .standard)
        #expect(sample.isRead && sample.sentence == "This line is read as a punch.")
        #expect(sample.parts.map(\.name) == ["User", "Time", "State"])
        #expect(sample.parts.first?.source == "column 1: “1001”" && sample.parts.first?.value == "1001")
    }

    @Test func aSampleThatIsNotReadSaysWhereItFails() {
        let sample = LineSample("1001,2026-13-22 08:00:00,0", .standard)
        #expect(!sample.isRead && sample.sentence.hasPrefix("This line cannot be read: "))
        #expect(sample.parts.first?.value == "1001")
        #expect(LineSample("", .standard).sentence.hasPrefix("Paste a line"))
        let broken = LineFormat(shape: .pattern("(?<user>"), user: "user", time: .arrival)
        #expect(LineSample("1001", broken).sentence.contains("cannot be used"))
    }

    @Test func ownColumnsAndExpressionsAreFormats() {
        let tabs = entry {
            ($0.preset, $0.delimiter, $0.userColumn, $0.timeColumn) = (.columns, "tab", "2", "1")
            ($0.timeFormat, $0.stateColumn) = ("ddMMyyHHmm", "")
        }
        #expect(tabs.problems().isEmpty)
        let sample = LineSample("2211260800\t1001", tabs.format)
        #expect(sample.isRead && sample.parts.first?.value == "1001")
        let pattern = entry {
            ($0.preset, $0.pattern, $0.timeFormat) = (.pattern, #"#(?<user>\d+) (?<time>.*)"#, "HH:mm d.M.yy")
        }
        #expect(pattern.problems().isEmpty)
        #expect(LineSample("#7 08:00 22.11.26", pattern.format).isRead)
    }

    @Test func whatIsWrongStandsBesideItsField() {
        #expect(Set(LineReaderEntry().problems().keys) == [.name, .host])
        #expect(entry { $0.port = "0" }.problems()[.port] == "The port is a number from 1 to 65535.")
        let columns = entry { ($0.preset, $0.userColumn) = (.columns, "x") }
        #expect(columns.problems()[.user]?.contains("no column 0") == true)
        let pattern = entry { ($0.preset, $0.pattern) = (.pattern, "(") }
        #expect(pattern.problems()[.pattern]?.contains("The expression cannot be used") == true)
        let serial = entry { ($0.way, $0.speed) = (.serial, "1234") }
        #expect(serial.problems()[.serialPath]?.contains("/dev/ttyUSB0") == true)
        let slow = entry { ($0.way, $0.serialPath, $0.speed) = (.serial, "/dev/ttyS0", "1234") }
        #expect(slow.problems()[.speed]?.contains("1234") == true && slow.problems().count == 1)
    }

    /// An adapter with a lasting name, and a port that is built in.
    private func ports(in root: URL) throws -> [SerialPortInfo] {
        let (files, dev) = (FileManager.default, root.appendingPathComponent("dev"))
        let lasting = dev.appendingPathComponent("serial/by-id")
        try files.createDirectory(at: lasting, withIntermediateDirectories: true)
        for name in ["ttyUSB0", "ttyS0"] {
            let folder = root.appendingPathComponent("sys/class/tty/\(name)/device")
            try files.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data().write(to: dev.appendingPathComponent(name))
        }
        try files.createSymbolicLink(
            atPath: lasting.appendingPathComponent("usb-FTDI-port0").path, withDestinationPath: "../../ttyUSB0")
        return SerialPorts.list(root: root.path)
    }

    @Test func thePortsThatAreThereAreOffered() throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("etime-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        let offer = SerialPortOffer(try ports(in: root))
        #expect(offer.choices == ["As typed below", "ttyUSB0, usb-FTDI-port0", "ttyS0"] && offer.sentence.isEmpty)
        #expect(offer.path(at: 1) == root.path + "/dev/serial/by-id/usb-FTDI-port0")
        #expect(offer.choice(of: root.path + "/dev/ttyS0") == 2)
        // What is typed is never put in other words.
        #expect(
            offer.choice(of: root.path + "/dev/ttyUSB0") == 0 && offer.path(at: 0) == nil && offer.path(at: 3) == nil)
        let none = SerialPortOffer([])
        #expect(none.choices.isEmpty && none.sentence.hasPrefix("None is plugged in."))
    }

    @Test(arguments: DeviceConnection.LineWay.allCases)
    func aReaderIsStoredAndOpenedAsItWasTyped(way: DeviceConnection.LineWay) async throws {
        try await Office.open { office in
            let model = DevicesModel(session: office.session)
            let form = model.lineForm()
            form.draft = entry {
                ($0.way, $0.serialPath, $0.sender, $0.preset) = (way, "/dev/ttyUSB0", "10.0.0.9", .columns)
                $0.delimiter = ";"
            }
            let saved = try #require(await form.save(), "\(form.problems) \(String(describing: form.failure))")
            #expect(saved.family == .lines)
            let again = try await model.lineForm(for: saved).draft
            #expect(again.way == way && again.preset == .columns && again.delimiter == ";")
            #expect(again.draft.connection == form.draft.draft.connection)
            #expect((again.draft.connection.computer == nil) == (way == .connect))
        }
    }

    @Test func otherAddressesAndASerialPortAreReadFromText() {
        var entry = TerminalEntry(DeviceDraft(name: "Gate", host: "10.0.0.7"))
        #expect(entry.problems().isEmpty)
        entry.others = "10.0.1.7, 10.0.2.7:4371"
        let others = entry.draft.connection.alternatives
        #expect(others.map(\.host) == ["10.0.1.7", "10.0.2.7"] && others.map(\.port) == [4370, 4371])
        #expect(TerminalEntry(entry.draft).others == entry.others)
        entry.others = "10.0.1.7/udp, [fd00::7]:4371, fd00::8/tcp"
        #expect(entry.problems().isEmpty)
        #expect(entry.draft.connection.alternatives.map(\.transport) == [.udp, .automatic, .tcp])
        #expect(entry.draft.connection.alternatives.map(\.host) == ["10.0.1.7", "fd00::7", "fd00::8"])
        #expect(TerminalEntry(entry.draft).others == entry.others)
        entry.others = "10.0.1.7:door"
        #expect(entry.problems()[.connection]?.contains("write it as") == true)
        entry.others = ""
        entry.serialPath = "/dev/ttyUSB0"
        #expect(entry.draft.connection.serial == SerialPort(path: "/dev/ttyUSB0", speed: 115_200))
        #expect(entry.draft.connection.computer == DeviceConnection.thisComputer)
        #expect(TerminalEntry(entry.draft).serialPath == "/dev/ttyUSB0")
    }
}
