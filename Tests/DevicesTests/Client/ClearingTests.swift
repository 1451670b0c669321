import DeviceSimulator
import DeviceTesting
import Domain
import NIOCore
import Testing

@testable import Devices

/// A log is cleared only where all of it was read; people can punch afterwards, whatever happened.
@Suite(.timeLimit(.minutes(3)))
struct ClearingTests {
    typealias Transport = DeviceEndpoint.Transport

    @Test(arguments: [Transport.tcp, .udp], AttendanceRecord.Width.allCases)
    func clears(_ transport: Transport, _ width: AttendanceRecord.Width) async throws {
        var configuration = Meeting.configuration(punches: 400)
        configuration.layout.logs = width
        try await Meeting.with(configuration, over: transport) { terminal, virtual in
            let position = try #require(try await terminal.attendance().position)
            try await terminal.clearAttendance(through: position)
            let status = await virtual.status()
            #expect((status.records, status.isEnabled) == (0, true))
            #expect((status.requests(.clearAttendance), status.requests(.refreshData)) == (1, 1))
            #expect((status.requests(.disable), status.requests(.enable)) == (1, 1))
            #expect(try await terminal.attendance().records.isEmpty)
            // A second time there is nothing that could end there.
            await #expect(throws: DeviceError.logMovedOn) { try await terminal.clearAttendance(through: position) }
        }
    }

    @Test func terminalsThatDoNotCount() async throws {
        var configuration = Meeting.configuration(punches: 400)
        configuration.layout.freeSizes = .bytes4
        try await Meeting.with(configuration) { terminal, virtual in
            let position = try #require(try await terminal.attendance().position)
            await virtual.punch(userID: "1001")
            await #expect(throws: DeviceError.logMovedOn) { try await terminal.clearAttendance(through: position) }
            let now = try #require(try await terminal.attendance(after: position).position)
            try await terminal.clearAttendance(through: now)
            #expect((await virtual.status()).records == 0)
        }
    }

    @Test(arguments: [Transport.tcp, .udp])
    func punchesThatCameSinceAreKept(_ transport: Transport) async throws {
        try await Meeting.with(Meeting.configuration(punches: 400), over: transport) { terminal, virtual in
            let position = try #require(try await terminal.attendance().position)
            await virtual.punch(userID: "1001")
            await #expect(throws: DeviceError.logMovedOn) { try await terminal.clearAttendance(through: position) }
            let status = await virtual.status()
            #expect((status.records, status.requests(.clearAttendance), status.requests(.disable)) == (401, 0, 0))
        }
    }

    /// As long as the one that was read, and another one.
    @Test func aLogThatWasReplaced() async throws {
        let configuration = Meeting.configuration(punches: 400)
        try await Meeting.with(configuration) { terminal, virtual in
            var position = try #require(try await terminal.attendance().position)
            position.lastRecord[27] ^= 1
            await #expect(throws: DeviceError.logMovedOn) { try await terminal.clearAttendance(through: position) }
            #expect((await virtual.status()).records == 400)
        }
    }

    @Test(arguments: [-1, 1])
    func aCounterThatLies(_ wrong: Int) async throws {
        var configuration = Meeting.configuration(punches: 40)
        try await Meeting.with(configuration) { terminal, virtual in
            let position = try #require(try await terminal.attendance().position)
            configuration.faults.wrongCounter = wrong
            await virtual.setFaults(configuration.faults)
            await #expect(throws: DeviceError.logMovedOn) { try await terminal.clearAttendance(through: position) }
            await virtual.setFaults(Faults())
            #expect((await virtual.status()).records == 40)
        }
    }

    /// The caller's own pause stays the caller's.
    @Test func aTerminalThatIsDisabledAlready() async throws {
        try await Meeting.with(Meeting.configuration(punches: 40)) { terminal, virtual in
            let position = try #require(try await terminal.attendance().position)
            try await terminal.disable()
            try await terminal.clearAttendance(through: position)
            let status = await virtual.status()
            #expect((status.records, status.isEnabled, status.requests(.disable)) == (0, false, 1))
        }
    }

    /// Somebody punches all the while, the line is bad, and whoever waits may give up: what was cleared is what was
    /// read, and no more.
    @Test(arguments: 1...24, [Transport.tcp, .udp])
    func neverClearsWhatWasNotRead(seed: Int, _ transport: Transport) async throws {
        var configuration = Meeting.configuration(punches: 60)
        configuration.seed = UInt64(seed)
        configuration.faults.delay = 20
        if transport == .udp { (configuration.faults.loss, configuration.faults.duplicates) = (0.06, 0.1) }
        if seed.isMultiple(of: 3) { configuration.faults.badChecksums = 0.05 }
        try await withVirtualTime(configuration) { virtual, network in
            try await ZKTerminal.with(
                virtualEndpoint(transport, attempts: 8), logger: Meeting.logger, network: network
            ) { terminal in
                guard let position = try? await terminal.attendance().position else { return }
                let punching = Task { await Self.punch(virtual, after: seed % 12, until: 40) }
                let clearing = Task { try await terminal.clearAttendance(through: position) }
                if seed.isMultiple(of: 5) {
                    try await virtual.status { $0.requests(.disable) > 0 || $0.records > 60 }
                    clearing.cancel()
                }
                let result = await clearing.result
                let accepted = await punching.value
                let cleared = await virtual.operations().count { $0.operation == 23 }
                let status = await virtual.status()
                #expect(cleared <= 1)
                #expect(status.records == 60 + accepted - cleared * position.recordCount)
                #expect(status.requests(.disable) == 0 || status.requests(.enable) > 0)
                if case .success = result { #expect(cleared == 1) }
            }
        }
    }

    /// Returns how many punches the terminal took.
    private static func punch(_ virtual: VirtualTerminal, after turns: Int, until count: Int) async -> Int {
        var accepted = 0
        for _ in 0..<turns { _ = await virtual.status() }
        for number in 0..<count where number.isMultiple(of: 8) {
            if await virtual.punch(userID: "1002") { accepted += 1 }
            for _ in 0..<(turns * 3 + number) { _ = await virtual.status() }
        }
        return accepted
    }

    /// The terminal falls silent, or the line breaks, after each number of requests.
    @Test(arguments: 0..<14, [Transport.tcp, .udp])
    func silenceAtEachPlace(_ requests: Int, _ transport: Transport) async throws {
        let configuration = Meeting.configuration(punches: 60)
        try await withVirtualTime(configuration) { virtual, network in
            let terminal = try await ZKTerminal.connect(
                virtualEndpoint(transport), logger: Meeting.logger, network: network)
            let position = try #require(try await terminal.attendance().position)
            var faults = Faults()
            faults.silentAfterRequests = requests
            await virtual.setFaults(faults)
            var error: DeviceError?
            do throws(DeviceError) { try await terminal.clearAttendance(through: position) } catch let caught {
                error = caught
            }
            let status = await virtual.status()
            // What the terminal carried out and what we were told may differ in one way only: it did more.
            if error == nil { #expect(status.records == 0) }
            if status.records == 60 { #expect(error != nil) }
            #expect(status.requests(.clearAttendance) <= 1)
            #expect(status.requests(.disable) == 0 || status.requests(.enable) > 0)
            await virtual.setFaults(Faults())
            await terminal.disconnect()
            #expect((await virtual.status()).isEnabled)
        }
    }

    /// The answer to the clearing itself is lost: the counter tells that it was heard.
    @Test func aLostAnswerToTheClearing() async throws {
        let peer = SilentOnce(records: 3)
        try await VirtualNetwork.with(peer: { _ in ScriptedServer.peer { peer.answer($0) } }) { network in
            try await ZKTerminal.with(virtualEndpoint(.tcp), logger: Meeting.logger, network: network) { terminal in
                let position = try #require(try await terminal.attendance().position)
                try await terminal.clearAttendance(through: position)
            }
        }
        #expect(peer.cleared == 1)
    }
}
