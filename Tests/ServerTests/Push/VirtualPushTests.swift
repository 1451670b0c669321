import DeviceSimulator
import Devices
import Domain
import SeededRandom
import Testing

/// A virtual terminal over real HTTP, with everything that goes wrong on the way.
struct VirtualPushTests {
    private static let serial = "VT0001"
    private static let noon = LocalTime("2026-11-28 12:00:00") ?? LocalTime(seconds: 0)

    private static func terminal(_ port: Int, seed: Int, isOld: Bool = false) -> VirtualPushTerminal {
        var configuration = VirtualPushConfiguration(serialNumber: serial, port: port)
        configuration.seed = UInt64(seed)
        configuration.isOld = isOld
        configuration.batch = 7
        configuration.users = (1...12).map {
            UserProfile(userID: DeviceUserID("\($0)"), name: "Name \($0)", password: "5\($0)")
        }
        configuration.templates = [FingerTemplate(userID: "3", finger: 6, bytes: [1, 2, 3, 4, 5])]
        return VirtualPushTerminal(configuration)
    }

    /// Punches, operations and faults in any order: in the end the host holds what the terminal recorded, each once.
    @Test(arguments: 0..<6, [false, true]) func losesNothing(seed: Int, isOld: Bool) async throws {
        let host = MemoryHost(MemoryHost.terminal(Self.serial))
        var chance = SeededGenerator(mixing: seed, 5)
        try await RunningServer.serve(host) { server in
            let terminal = Self.terminal(server.port, seed: seed, isOld: isOld)
            var faults = PushFaults()
            faults.cuts = 0.15
            faults.lostAnswers = 0.15
            faults.repeats = 0.1
            faults.restarts = 0.05
            faults.invalidDates = 0.05
            await terminal.setFaults(faults)
            var time = Self.noon
            for _ in 0..<40 {
                for _ in 0..<chance.between(0, 6) {
                    time = LocalTime(seconds: time.seconds + Int64(chance.between(1, 400)))
                    await terminal.punch(
                        VirtualPunch(userID: "\(chance.between(1, 12))", time: time, state: UInt8(chance.between(0, 5)))
                    )
                }
                if chance.happens(percent: 20), let raw = PackedTime(time)?.rawValue {
                    await terminal.operate(PushOperation(operation: 4, rawTime: raw, object: "\(time.seconds)"))
                }
                if chance.happens(percent: 10) { host.failNext(1) }
                _ = await terminal.step()
            }
            await terminal.setFaults(PushFaults())
            #expect(await terminal.run(rounds: 50))
            let (log, kept) = (await terminal.log, host.kept)
            #expect(!log.isEmpty)
            // Of the requests of 40 rounds, some went wrong, or the test tells nothing.
            #expect(await terminal.failures > 10)
            #expect(kept.punches.count == log.count)
            #expect(Set(kept.punches) == Set(log))
            #expect(kept.unreadable.isEmpty)
            let isIdle = try await server.isIdle()
            #expect(isIdle)
        }
    }

    /// Everything that an adapter offers, against a terminal that understands the words by itself.
    @Test func doesWhatItIsTold() async throws {
        let host = MemoryHost(MemoryHost.terminal(Self.serial))
        try await RunningServer.serve(host, mailboxes: PushMailboxes(run: 7, clock: .quick)) { server in
            let terminal = Self.terminal(server.port, seed: 1)
            let adapter = PushAdapter(
                serialNumber: Self.serial, mailbox: server.mailboxes[ID(1)], patience: .seconds(6000))
            let rounds = Task { while !Task.isCancelled { _ = await terminal.step() } }
            defer { rounds.cancel() }
            #expect(try await adapter.profiles().map(\.name).sorted() == (1...12).map { "Name \($0)" }.sorted())
            #expect(try await adapter.profiles().allSatisfy { $0.password == nil })
            var changed = UserProfile(
                userID: "3", name: "Åsa\tC:1:SHELL", level: .manager, card: 99, timeZones: [2, 4])
            try await adapter.write(changed)
            changed.name = "Åsa C:1:SHELL"
            changed.password = "53"
            #expect(await terminal.users.first { $0.userID == "3" } == changed)
            changed.password = ""
            try await adapter.write(changed)
            #expect(await terminal.users.first { $0.userID == "3" } == changed)
            let removal = try await adapter.delete("4")
            #expect(removal == .removed)
            let again = try await adapter.delete("4")
            #expect(again == .noUser)
            #expect(await terminal.users.contains { $0.userID == "4" } == false)
            #expect(try await adapter.templates(of: nil).map(\.bytes) == [[1, 2, 3, 4, 5]])
            let template = FingerTemplate(userID: "5", finger: 0, kind: .duress, bytes: Array(0...255))
            try await adapter.write(template)
            #expect(try await adapter.templates(of: "5") == [template])
            try await adapter.deleteTemplates(of: "5", finger: nil)
            #expect(try await adapter.templates(of: "5").isEmpty)
            try await adapter.enrol("6", finger: 2)
            await #expect(throws: DeviceError.self) { try await adapter.enrol("77", finger: 2) }
            try await adapter.setOption("Delay", to: "5")
            #expect(try await adapter.option("Delay") == "5")
            #expect(try await adapter.option("NoSuchThing") == nil)
            try await adapter.openDoor(for: .seconds(3))
            #expect(await terminal.doorOpenings == 1)
            let information = try await adapter.information()
            #expect(information.name == "K20 push")
            #expect(information.sizes.users == 11)
            let before = await terminal.handshakes
            try await adapter.restart()
            while await terminal.handshakes == before { await Task.yield() }
            #expect(await terminal.handshakes == before + 1)
            #expect(await terminal.commands.filter { $0 == "REBOOT" }.count == 1)
        }
    }

    @Test func clearsOnlyWhatIsKept() async throws {
        let host = MemoryHost(MemoryHost.terminal(Self.serial))
        try await RunningServer.serve(host, mailboxes: PushMailboxes(run: 7, clock: .quick)) { server in
            let terminal = Self.terminal(server.port, seed: 1)
            let adapter = PushAdapter(
                serialNumber: Self.serial, mailbox: server.mailboxes[ID(1)], patience: .seconds(6000))
            for second in 0..<9 {
                await terminal.punch(
                    VirtualPunch(userID: "1", time: LocalTime(seconds: Self.noon.seconds + Int64(second))))
            }
            #expect(await terminal.run(rounds: 9))
            let rounds = Task { while !Task.isCancelled { _ = await terminal.step() } }
            defer { rounds.cancel() }
            #expect(try await adapter.count(from: Self.noon, through: LocalTime(seconds: Self.noon.seconds + 3)) == 4)
            let uploads = host.kept.uploads
            try await adapter.uploadAgain(from: Self.noon, through: LocalTime(seconds: Self.noon.seconds + 3))
            while host.kept.uploads == uploads { await Task.yield() }
            #expect(host.kept.punches.count == 9)
            let row = Array(repeating: UInt8(0), count: 40)
            let fewer = try #require(LogPosition(recordCount: 8, lastRecord: row))
            await #expect(throws: DeviceError.logMovedOn) { try await adapter.clearAttendance(through: fewer) }
            #expect(await terminal.log.count == 9)
            let all = try #require(LogPosition(recordCount: 9, lastRecord: row))
            try await adapter.clearAttendance(through: all)
            #expect(await terminal.log.isEmpty)
        }
        #expect(host.kept.punches.count == 9)
    }

    @Test func provesItself() async throws {
        let host = MemoryHost(MemoryHost.terminal(Self.serial, token: "abc"))
        try await RunningServer.serve(host) { server in
            var configuration = VirtualPushConfiguration(serialNumber: Self.serial, port: server.port)
            configuration.commKey = "abc"
            let byKey = VirtualPushTerminal(configuration)
            await byKey.punch(VirtualPunch(userID: "1", time: Self.noon))
            #expect(await byKey.run(rounds: 5))
            configuration.commKey = nil
            configuration.pathToken = "abd"
            let wrong = VirtualPushTerminal(configuration)
            await wrong.punch(VirtualPunch(userID: "2", time: Self.noon))
            #expect(await wrong.run(rounds: 3) == false)
        }
        #expect(host.kept.punches.map(\.userID) == ["1"])
    }
}

extension PushClock {
    /// A hundred times as fast as the real one.
    static var quick: PushClock {
        let start = ContinuousClock.now
        return PushClock(
            now: { start.duration(to: .now) * 100 }, sleep: { try await Task.sleep(for: $0 / 100) })
    }
}
