import Devices
import Domain
import Testing

@testable import DeviceSimulator

/// Our client reads every form of log that the terminal can have, and gets what was put in.
@Suite(.timeLimit(.minutes(2)))
struct ReadingTests {
    @Test(arguments: bothTransports, AttendanceRecord.Width.allCases)
    func everyRecordWidth(transport: DeviceEndpoint.Transport, width: AttendanceRecord.Width) async throws {
        let log = SampleLog()
        var configuration = log.configuration
        configuration.layout.logs = width
        try await withVirtualTerminal(configuration) { _, address in
            var read = try await readLog(address.endpoint(transport))
            if width == .short {
                #expect(read.records.allSatisfy { $0.userID.isEmpty })
                let ids = Dictionary(uniqueKeysWithValues: log.users.map { (UInt32($0.uid), $0.userID) })
                for index in read.records.indices { read.records[index].userID = ids[read.records[index].uid] ?? "" }
            }
            expectSame(read.records.map(Row.init), log.rows)
            #expect(read.terminalCount == log.punches.count)
        }
    }

    @Test(arguments: bothTransports, TableLayout.FreeSizesWidth.allCases)
    func everyFormOfCounters(transport: DeviceEndpoint.Transport, width: TableLayout.FreeSizesWidth) async throws {
        let log = SampleLog(punches: 700)
        var configuration = log.configuration
        configuration.layout.freeSizes = width
        try await withVirtualTerminal(configuration) { _, address in
            let read = try await readLog(address.endpoint(transport))
            expectSame(read.records.map(Row.init), log.rows)
            #expect(read.terminalCount == (width == .bytes4 ? nil : 700))
        }
    }

    /// Around the border between one packet and the buffer, and an empty log.
    @Test(arguments: bothTransports, [0, 1, 25, 26, 409, 410])
    func everySize(transport: DeviceEndpoint.Transport, count: Int) async throws {
        let log = SampleLog(punches: count)
        try await withVirtualTerminal(log.configuration) { _, address in
            let read = try await readLog(address.endpoint(transport))
            expectSame(read.records.map(Row.init), log.rows)
        }
    }

    /// A counter that says 0 beside a log with punches: an error, never an empty log.
    @Test(arguments: bothTransports)
    func aCounterOfZeroIsNotBelieved(transport: DeviceEndpoint.Transport) async throws {
        var configuration = SampleLog(punches: 30).configuration
        configuration.faults.wrongCounter = -30
        try await withVirtualTerminal(configuration) { _, address in
            await #expect(throws: DeviceError.countMismatch(expected: 0...0, read: 30)) {
                try await readLog(address.endpoint(transport))
            }
        }
    }

    @Test(arguments: [
        WriteStyle.wholeAnswer, .frameByFrame, .paced(milliseconds: 1), .pieces(bytes: 1), .pieces(bytes: 7),
        .pieces(bytes: 1460),
    ])
    func everyCutOfTheStream(style: WriteStyle) async throws {
        let log = SampleLog(punches: 300)
        var configuration = log.configuration
        configuration.writing = style
        configuration.layout.tcpPacket = 1008
        try await withVirtualTerminal(configuration) { _, address in
            let read = try await readLog(address.endpoint(.tcp))
            expectSame(read.records.map(Row.init), log.rows)
        }
    }

    @Test(arguments: bothTransports)
    func aTerminalThatKnowsOnlyTheOldReads(transport: DeviceEndpoint.Transport) async throws {
        let log = SampleLog(punches: 400)
        var configuration = log.configuration
        configuration.layout.knowsBufferedReads = false
        try await withVirtualTerminal(configuration) { _, address in
            let (users, read) = try await ZKTerminal.with(address.endpoint(transport), logger: quietLogger) {
                (try await $0.users(), try await $0.attendance())
            }
            #expect(users.count == log.users.count)
            expectSame(read.records.map(Row.init), log.rows)
        }
    }

    @Test(arguments: bothTransports)
    func aHundredThousandRecords(transport: DeviceEndpoint.Transport) async throws {
        let log = SampleLog(users: 400, punches: 100_000)
        try await withVirtualTerminal(log.configuration) { terminal, address in
            let read = try await readLog(address.endpoint(transport))
            expectSame(read.records.map(Row.init), log.rows)
            #expect(read.terminalCount == 100_000)
            let status = await terminal.status()
            #expect(status.sessions == 0 && status.requestsWithBadChecksum == 0)
        }
    }

    @Test(arguments: bothTransports, UserRecord.Width.allCases)
    func users(transport: DeviceEndpoint.Transport, width: UserRecord.Width) async throws {
        var log = SampleLog(users: 200, punches: 0)
        log.users[3].name = "Zoë Müller"
        log.users[4].card = 4_294_967_295
        var configuration = log.configuration
        configuration.layout.users = width
        try await withVirtualTerminal(configuration) { [log] _, address in
            let users = try await ZKTerminal.with(address.endpoint(transport), logger: quietLogger) {
                try await $0.users()
            }
            #expect(users.map(\.userID) == log.users.map(\.userID))
            #expect(users.map(\.uid) == log.users.map(\.uid))
            #expect(users[4].card == 4_294_967_295)
            #expect(users[3].name == (width == .standard ? "Zoë Müller" : "Zoë Mü"))
            #expect(users.filter(\.isAdministrator).map(\.uid) == [1])
        }
    }

    @Test(arguments: bothTransports)
    func onlyWhatIsNew(transport: DeviceEndpoint.Transport) async throws {
        let log = SampleLog(punches: 5000)
        try await withVirtualTerminal(log.configuration) { terminal, address in
            let endpoint = address.endpoint(transport)
            let first = try await readLog(endpoint)
            #expect(first.wasFullRead)
            let nothing = try await readLog(endpoint, after: first.position)
            #expect(nothing.records.isEmpty && !nothing.wasFullRead && nothing.position == first.position)

            let fresh = [VirtualPunch(userID: "1005", time: LocalTime(seconds: 1_795_000_100), state: 1)]
            await terminal.store(fresh)
            let second = try await readLog(endpoint, after: nothing.position)
            expectSame(second.records.map(Row.init), fresh.map(Row.init))
            #expect(second.terminalCount == 5001)
        }
    }

    /// Somebody cleared the log at the terminal: the old position must not hide what came after.
    @Test(arguments: bothTransports)
    func aClearedLogIsReadWhole(transport: DeviceEndpoint.Transport) async throws {
        let log = SampleLog(punches: 3000)
        let position = try await withVirtualTerminal(log.configuration) { _, address in
            try await readLog(address.endpoint(transport)).position
        }
        let other = SampleLog(punches: 4000, seed: 9)
        try await withVirtualTerminal(other.configuration) { _, address in
            let read = try await readLog(address.endpoint(transport), after: position)
            #expect(read.wasFullRead)
            expectSame(read.records.map(Row.init), other.rows)
        }
    }
}
