import DeviceSimulator
import Domain
import NIOCore
import Testing

@testable import Devices

/// The client against the virtual terminal, over both transports.
@Suite(.timeLimit(.minutes(3)))
struct TerminalTests {
    typealias Transport = DeviceEndpoint.Transport

    @Test(arguments: [Transport.tcp, .udp, .automatic])
    func information(_ transport: Transport) async throws {
        let information = try await Meeting.with(Meeting.configuration(users: 3, punches: 40), over: transport) {
            terminal, _ in try await terminal.information()
        }
        #expect(information.serialNumber == "AEYU194960001")
        #expect(information.platform == "JZ4725_TFT")
        #expect(information.name == "identiX K20")
        #expect(information.firmware == "Ver 6.60 Jun  9 2017")
        #expect(information.macAddress == "00:17:61:c8:ec:17")
        #expect(information.sizes.users == 3)
        #expect(information.sizes.records == 40)
        #expect(information.sizes.recordCapacity == 50_000)
    }

    @Test(arguments: [Transport.tcp, .udp])
    func clock(_ transport: Transport) async throws {
        let time = LocalTime(seconds: 1_790_000_000)
        try await Meeting.with(Meeting.configuration(), over: transport) { terminal, _ in
            try await terminal.setTime(time)
            let read = try await terminal.time()
            #expect((0...5).contains(read.seconds - time.seconds))
            await #expect(throws: DeviceError.timeOutOfRange(LocalTime(seconds: -1))) {
                try await terminal.setTime(LocalTime(seconds: -1))
            }
        }
    }

    @Test(arguments: [Transport.tcp, .udp], [UserRecord.Width.standard, .short])
    func users(_ transport: Transport, _ width: UserRecord.Width) async throws {
        for count in [0, 1, 2, 300] {
            var configuration = Meeting.configuration(users: count)
            configuration.layout.users = width
            let users = try await Meeting.with(configuration, over: transport) { terminal, _ in
                try await terminal.users()
            }
            #expect(users.map(\.userID) == configuration.users.map(\.userID))
            #expect(users.map(\.isAdministrator) == configuration.users.map { $0.privilege != 0 })
            if width == .standard { #expect(users.map(\.name) == configuration.users.map(\.name)) }
        }
    }

    @Test(arguments: [Transport.tcp, .udp], AttendanceRecord.Width.allCases)
    func attendance(_ transport: Transport, _ width: AttendanceRecord.Width) async throws {
        for count in [0, 1, 25, 26, 3000] {
            var configuration = Meeting.configuration(punches: count)
            configuration.layout.logs = width
            try await Meeting.with(configuration, over: transport) { terminal, virtual in
                let read = try await terminal.attendance()
                Self.expect(read, configuration)
                #expect(read.terminalCount == count)
                // What was read is what the terminal holds, byte for byte.
                let table = await virtual.logTable()
                #expect(
                    read.position.map { Array(table.readableBytesView.suffix($0.lastRecord.count)) }
                        == read.position?.lastRecord)
            }
        }
    }

    private static func expect(_ read: AttendanceRead, _ configuration: VirtualTerminalConfiguration) {
        #expect(read.wasFullRead)
        if configuration.layout.logs == .short {
            // These rows name a place in the table of users, and nobody.
            #expect(read.records.allSatisfy { $0.userID.description.isEmpty })
            let places = configuration.punches.map { punch in
                configuration.users.first { $0.userID.description == punch.userID }.map { UInt32($0.uid) }
            }
            #expect(read.records.map(\.uid) == places)
        } else {
            #expect(read.records.map { $0.userID.description } == configuration.punches.map(\.userID))
        }
        #expect(read.records.map(\.time) == configuration.punches.map(\.time))
        #expect(read.records.map(\.state) == configuration.punches.map(\.state))
        #expect(read.position?.recordCount == (configuration.punches.isEmpty ? nil : configuration.punches.count))
    }

    @Test(arguments: TableLayout.FreeSizesWidth.allCases, [1008, 65_528])
    func attendanceWhateverTheTerminalCounts(_ sizes: TableLayout.FreeSizesWidth, packet: Int) async throws {
        var configuration = Meeting.configuration(punches: 2000)
        configuration.layout.freeSizes = sizes
        configuration.layout.tcpPacket = packet
        try await Meeting.with(configuration) { terminal, _ in
            Self.expect(try await terminal.attendance(), configuration)
        }
    }

    @Test(arguments: [Transport.tcp, .udp])
    func terminalsWithoutBuffers(_ transport: Transport) async throws {
        var configuration = Meeting.configuration(punches: 500)
        configuration.layout.knowsBufferedReads = false
        try await Meeting.with(configuration, over: transport) { terminal, _ in
            Self.expect(try await terminal.attendance(), configuration)
            #expect(try await terminal.users().count == 20)
        }
    }

    @Test(arguments: [WriteStyle.frameByFrame, .pieces(bytes: 1), .pieces(bytes: 17), .paced(milliseconds: 1)])
    func streamsCutAnywhere(_ writing: WriteStyle) async throws {
        var configuration = Meeting.configuration(punches: 60)
        configuration.writing = writing
        configuration.layout.tcpPacket = 1008
        try await Meeting.with(configuration) { terminal, _ in
            Self.expect(try await terminal.attendance(), configuration)
        }
    }

    @Test(arguments: [Transport.tcp, .udp])
    func onlyWhatIsNew(_ transport: Transport) async throws {
        let all = Meeting.configuration(punches: 3000)
        var configuration = all
        configuration.punches = Array(all.punches.prefix(2900))
        try await Meeting.with(configuration, over: transport) { terminal, virtual in
            let first = try await terminal.attendance()
            #expect(try await terminal.attendance(after: first.position).records.isEmpty)
            await virtual.store(Array(all.punches.suffix(100)))
            let second = try await terminal.attendance(after: first.position)
            #expect(!second.wasFullRead)
            #expect(second.records.map(\.time) == all.punches.suffix(100).map(\.time))
            #expect(second.position?.recordCount == 3000)
            // A position from another log is of no use: all is read.
            var lastRecord = try #require(first.position?.lastRecord)
            lastRecord[30] ^= 0xFF
            let other = LogPosition(recordCount: 2900, lastRecord: lastRecord)
            let third = try await terminal.attendance(after: other)
            #expect(third.wasFullRead)
            #expect(third.records.count == 3000)
        }
    }

    /// Each part goes on where the one before ended, whatever its rows are wide; a log that does not comes whole.
    @Test(arguments: AttendanceRecord.Width.allCases)
    func inParts(_ width: AttendanceRecord.Width) async throws {
        var configuration = Meeting.configuration(punches: 1500)
        configuration.layout.logs = width
        try await Meeting.with(configuration, partSize: 3920) { terminal, _ in
            let whole = try await terminal.attendance()
            var (position, records, parts) = (LogPosition?.none, [AttendanceRecord](), 0)
            repeat {
                let part = try await terminal.attendance(
                    after: position, inParts: true, acceptingAnyCount: false, progress: nil)
                #expect(part.wasFullRead == (parts == 0))
                records += part.records
                (position, parts) = (part.position, parts + 1)
                #expect(part.remaining ?? 0 == 1500 - records.count)
            } while records.count < 1500
            #expect(records == whole.records && position == whole.position)
            #expect(parts == (width == .short ? 1 : (1500 * width.rawValue + 3919) / 3920))
        }
    }

    @Test func impossibleDaysAreKept() async throws {
        var configuration = Meeting.configuration(punches: 200)
        configuration.faults.invalidDates = 0.3
        configuration.faults.duplicateRows = 0.3
        try await Meeting.with(configuration) { terminal, virtual in
            let read = try await terminal.attendance()
            #expect(read.records.count == (await virtual.status()).records)
            #expect(read.records.contains { $0.time == nil })
        }
    }

    @Test(arguments: [Transport.tcp, .udp])
    func commKeys(_ transport: Transport) async throws {
        var configuration = Meeting.configuration()
        configuration.commKey = 123_456
        _ = try await Meeting.with(configuration, over: transport, commKey: 123_456) { terminal, _ in
            try await terminal.time()
        }
        for (key, error) in [(UInt32(0), DeviceError.commKeyRequired), (99, .wrongCommKey)] {
            await #expect(throws: error) {
                try await Meeting.with(configuration, over: transport, commKey: key) { _, _ in }
            }
        }
    }

    @Test func disabledTerminalIsEnabledOnTheWayOut() async throws {
        struct Stop: Error {}
        try await withVirtualTerminal(Meeting.configuration()) { virtual, address in
            await #expect(throws: Stop.self) {
                try await ZKTerminal.with(address.endpoint(.tcp), logger: Meeting.logger) { terminal in
                    try await terminal.disable()
                    #expect(!(await virtual.status()).isEnabled)
                    throw Stop()
                }
            }
            #expect((await virtual.status()).isEnabled)
            #expect((await virtual.status()).sessions == 0)
            #expect((await virtual.status()).requests(.exit) == 1)
        }
    }

    @Test func refreshAndRestart() async throws {
        try await withVirtualTerminal(Meeting.configuration()) { virtual, address in
            let terminal = try await ZKTerminal.connect(address.endpoint(.tcp), logger: Meeting.logger)
            try await terminal.refresh()
            #expect((await virtual.status()).requests(.refreshData) == 1)
            try await terminal.restart()
            await #expect(throws: DeviceError.disconnected) { try await terminal.time() }
            await terminal.disconnect()
        }
    }

    @Test(arguments: [Transport.tcp, .udp], LivePunch.lengths)
    func liveEvents(_ transport: Transport, length: Int) async throws {
        var configuration = Meeting.configuration()
        configuration.layout.eventLength = length
        try await Meeting.with(configuration, over: transport) { terminal, virtual in
            var events = try await terminal.events().makeAsyncIterator()
            #expect(await virtual.punch(userID: "1002", verify: 1, state: 1))
            // Requests in between do not disturb, and are not disturbed.
            _ = try await terminal.time()
            #expect(await virtual.punch(userID: "1003"))
            var punches: [LivePunch] = []
            while punches.count < 2, let event = try await events.next() {
                if case .punch(let punch) = event { punches.append(punch) }
            }
            #expect(punches.map(\.userID).count == 2)
            #expect(punches.first?.state == 1)
            #expect(punches.allSatisfy { $0.time != nil })
        }
    }
}
