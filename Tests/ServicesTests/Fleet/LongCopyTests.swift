import DeviceSimulator
import Devices
import Domain
import Storage
import Synchronization
import Testing

@testable import Services

/// What takes long says how far it is, and keeps nobody's punch waiting.
struct LongCopyTests {
    private static func many(_ count: UInt16) -> VirtualTerminalConfiguration {
        var made = VirtualTerminalConfiguration.withPeople()
        made.users = (1...count).map {
            UserRecord(uid: $0, name: "Person \($0)", userID: DeviceUserID(UInt32(1000 + Int($0))))
        }
        made.templates = []
        return made
    }

    private static func empty(pace: Int? = nil) -> VirtualTerminalConfiguration {
        var made = VirtualTerminalConfiguration.withPeople(serialNumber: "B2")
        (made.users, made.templates) = ([], [])
        if let pace { made.pace = Pace(bytesPerSecond: 10_000_000, millisecondsToAnswer: pace) }
        return made
    }

    private struct Pair {
        var company: TestCompany
        var yard: VirtualTerminal
        var (gateID, yardID): (ID<Device>, ID<Device>)
        let users: [String]

        func ask() async throws -> FleetRun {
            try await company.services.fleet.copy(users, from: gateID, to: [yardID], by: company.actor)
        }

        /// Waits until some of the people are there.
        func begins(_ collector: RunningCollector) async throws {
            try await collector.until(holds: {
                company.clock.advance(1)
                await collector.collector.wake()
                return await yard.users().count >= 10
            })
        }

        /// As a collector does what waits at a terminal.
        func visit(_ device: ID<Device>, lookingBetween look: @escaping @Sendable () async throws -> Void = {})
            async throws
        {
            let context = company.services.attendance.context
            let tools = CollectorTools(context, FleetSettings(), spool: "", clock: ContinuousClock())
            let record = try await context.device(device)
            let work = LeasedWork(database: company.database, name: CollectorLease.name(of: device))
            let visited = try await work.run { lease in
                try await context.terminals.with(record) { terminal in
                    _ = try await TaskPerformer(tools: tools, device: device).perform(
                        at: terminal, record, lease, lookingBetween: look)
                }
            }
            guard case .success = visited else {
                Issue.record("somebody else has the terminal")
                return
            }
        }
    }

    private func withPair(_ count: UInt16, pace: Int? = nil, _ body: (Pair) async throws -> Void) async throws {
        try await TestCompany.open(now: OrderedTerminal.now) { company in
            try await company.addShift()
            try await withVirtualTerminal(Self.many(count)) { _, gateAddress in
                try await withVirtualTerminal(Self.empty(pace: pace)) { yard, yardAddress in
                    let gate = try await company.addDevice("Gate", port: gateAddress.tcpPort)
                    let yardDevice = try await company.addDevice("Yard", port: yardAddress.tcpPort)
                    for device in [gate, yardDevice] { _ = try await company.sync(device) }
                    try await body(
                        Pair(
                            company: company, yard: yard, gateID: gate.id, yardID: yardDevice.id,
                            users: (1...Int(count)).map { "\(1000 + $0)" }))
                    try await company.removeVault()
                }
            }
        }
    }

    @Test func aCopySaysHowFarItIs() async throws {
        try await withPair(25) { pair in
            let company = pair.company
            let asked = try await pair.ask()
            let reader = asked.tasks[0].id
            let writer = asked.tasks[1].id
            let said = Mutex<[String?]>([])
            try await pair.visit(pair.gateID)
            try await pair.visit(pair.yardID) {
                let task = try await company.database.read { try DeviceTaskStore($0).find(writer) }
                said.withLock { $0.append(task?.outcome) }
            }
            #expect(
                said.withLock(\.self) == [10, 20, 25].map { "\($0) of 25 people so far" })
            let ended = try await company.services.fleet.run(asked.id, by: company.actor)
            #expect(ended.tasks.first { $0.id == writer }?.sentence == "25 users written, 0 fingers.")
            #expect(ended.tasks.first { $0.id == reader }?.sentence == "25 users.")
            #expect(await pair.yard.users().count == 25)
        }
    }

    /// Whose terminal it is no more leaves the rest to whoever has it; one that is configured otherwise is begun with again.
    @Test func whatIsBrokenOffIsBegunAgain() async throws {
        try await withPair(25) { pair in
            let writer = try await pair.ask().tasks[1].id
            func task() async throws -> DeviceTask? {
                try await pair.company.database.read { try DeviceTaskStore($0).find(writer) }
            }
            try await pair.visit(pair.gateID)
            await #expect(throws: StorageError.leaseLost("collect/2")) {
                try await pair.visit(pair.yardID) { throw StorageError.leaseLost("collect/2") }
            }
            #expect(try await task()?.state == .running)
            await #expect(throws: OrderBrokenOff.self) {
                try await pair.visit(pair.yardID) { throw OrderBrokenOff() }
            }
            let postponed = try #require(try await task())
            #expect(postponed.state == .waiting && postponed.outcome == "It was broken off.")
            #expect(await pair.yard.users().count == 10)
            pair.company.clock.advance(60)
            try await pair.visit(pair.yardID)
            #expect(try await task()?.outcome == "25 users written, 0 fingers.")
            #expect(await pair.yard.users().count == 25)
        }
    }

    /// Who waits for it hears how far it is, also where no collector does it.
    @Test func whoWaitsIsTold() async throws {
        try await withPair(60, pace: 10) { pair in
            let asked = try await pair.ask()
            let said = Mutex<Set<String>>([])
            let (fleet, actor) = (pair.company.services.fleet, pair.company.actor)
            let clock = pair.company.clock
            let ended = try await fleet.finish(asked, by: actor) { look in
                clock.advance(10)
                let running = look.tasks.filter { $0.task.state == .running }.map(\.sentence)
                said.withLock { $0.formUnion(running) }
            }
            #expect(ended.failed == 0)
            #expect(said.withLock { $0.contains { $0.hasSuffix("of 60 people so far") } })
        }
    }

    @Test func aPunchDuringACopyIsThereBeforeItsEnd() async throws {
        try await withPair(150, pace: 15) { pair in
            let company = pair.company
            let collector = try await RunningCollector(company)
            let asked = try await pair.ask()
            try await pair.begins(collector)
            #expect(await pair.yard.punch(userID: "1001"))
            try await collector.until(holds: {
                try await company.database.read { try $0.integer("SELECT COUNT(*) FROM punch") } == 1
            })
            let states = try await company.services.fleet.run(asked.id, by: company.actor).tasks.map(\.task.state)
            #expect(states == [.done, .running])
            try await collector.stop()
        }
    }

    /// Stopping the program is no attempt at it.
    @Test func whatIsStoppedIsBegunAgain() async throws {
        try await withPair(150, pace: 10) { pair in
            let writer = try await pair.ask().tasks[1].id
            try await pair.visit(pair.gateID)
            let visit = Task { try await pair.visit(pair.yardID) }
            try await pair.yard.status { $0.users >= 15 }
            visit.cancel()
            _ = await visit.result
            let stopped = try await pair.company.database.read { try DeviceTaskStore($0).find(writer) }
            let task = try #require(stopped)
            #expect((task.state, task.attempts, task.outcome) == (.waiting, 0, "It was broken off."))
            #expect(task.dueAt <= pair.company.clock.now)
        }
    }

    @Test func whoLeavesMeanwhileIsLeftOutAlone() async throws {
        try await withPair(25) { pair in
            let company = pair.company
            let leaver = try await company.add("1015", "Person 15")
            let writer = try await pair.ask().tasks[1].id
            try await pair.visit(pair.gateID)
            try await pair.visit(pair.yardID) {
                try await company.services.employees.setLeaveDate(
                    of: leaver.id, to: CivilDate("2026-11-18"), by: company.actor)
            }
            let task = try await company.database.read { try DeviceTaskStore($0).find(writer) }
            #expect(task?.outcome == "24 users written, 0 fingers. 1 left out: they left the company meanwhile.")
            #expect(await pair.yard.users().map(\.userID).contains("1015") == false)
        }
    }

    @Test func whatSpeaksAgainstTheLogAloneEndsNoCopy() async throws {
        try await withPair(60, pace: 10) { pair in
            let company = pair.company
            let collector = try await RunningCollector(company)
            let asked = try await pair.ask()
            try await pair.begins(collector)
            var faults = Faults()
            faults.wrongCounter = 3
            await pair.yard.setFaults(faults)
            let ended = try await company.finish(asked, collector)
            #expect(ended.tasks.map(\.task.state) == [.done, .done], "\(ended.tasks.map(\.sentence))")
            #expect(await pair.yard.users().count == 60)
            try await collector.stop()
        }
    }

    @Test func whatIsUnderWayWhereItIsRetiredIsCalledOff() async throws {
        try await withPair(150, pace: 15) { pair in
            let company = pair.company
            let collector = try await RunningCollector(company)
            let asked = try await pair.ask()
            try await pair.begins(collector)
            try await company.services.devices.retire(pair.yardID, by: company.actor)
            let fleet = company.services.fleet
            try await collector.until(holds: { try await fleet.run(asked.id, by: company.actor).hasEnded })
            let tasks = try await fleet.run(asked.id, by: company.actor).tasks
            #expect(tasks.map(\.task.state) == [.done, .cancelled])
            #expect(tasks.map(\.sentence) == ["150 users.", "It was retired."])
            try await collector.stop()
        }
    }

    /// The line breaks after any part of a copy; the numbers were somebody else's before.
    @Test(arguments: [500, 900, 1300, 1700, 2100])
    func whoseTheNumbersAreIsKnownWhereverItBreaks(bytes: Int) async throws {
        try await withPair(12) { pair in
            let (company, yard) = (pair.company, pair.yardID)
            let zed = try await company.add("90", "Zed")
            var people: [String: ID<Employee>] = [:]
            for (index, user) in pair.users.enumerated() {
                people[user] = try await company.add(user, "Person \(index + 1)").id
            }
            let (now, users) = (company.clock.now, pair.users)
            _ = try await company.database.write { db in
                try DeviceUserStore(db).hold(
                    users.map { ($0, [Holding(zed.id, .always)]) }, on: yard, by: Stamp(actor: "test", at: now))
            }
            let asked = try await company.services.fleet.copyMissing(
                from: pair.gateID, to: [yard], by: company.actor)
            var faults = Faults()
            (faults.cutAfterBytes, faults.cutConnections) = (bytes, 1)
            await pair.yard.setFaults(faults)
            #expect(try await company.finish(asked).failed == 0)
            let known = try await company.database.read { try DeviceUserStore($0).all(of: yard) }
            let holders = known.map { ($0.deviceUser, $0.holders.last?.employee) }
            #expect(Dictionary(uniqueKeysWithValues: holders) == people.mapValues { Optional($0) })
            #expect(await pair.yard.users().count == 12)
        }
    }

    /// Nobody's finger comes to somebody else where many are written at once.
    @Test func fingersComeToTheirOwners() async throws {
        try await withVirtualTerminal(Self.empty()) { yard, address in
            try await TestCompany.open(now: OrderedTerminal.now) { company in
                let device = try await company.addDevice("Yard", port: address.tcpPort)
                let context = company.services.attendance.context
                let record = try await context.device(device.id)
                let people = (1...25).map { UserProfile(userID: DeviceUserID(UInt32($0)), name: "P\($0)") }
                let fingers = people.enumerated().map { index, person in
                    FingerTemplate(
                        userID: person.userID, finger: UInt8(index % 10), kind: .ordinary, algorithm: 10,
                        bytes: Array(repeating: UInt8(index + 1), count: 300))
                }
                try await context.terminals.with(record) { terminal in
                    try await terminal.write(Array(people.reversed()))
                    try await terminal.write(fingers)
                    let read = try await terminal.templates(of: nil)
                    let sorted = read.sorted { UInt32("\($0.userID)") ?? 0 < UInt32("\($1.userID)") ?? 0 }
                    #expect(sorted.map(\.userID) == fingers.map(\.userID))
                    #expect(sorted.map(\.bytes) == fingers.map(\.bytes))
                    #expect(sorted.map(\.finger) == fingers.map(\.finger))
                }
                #expect(await yard.users().count == 25)
            }
        }
    }
}
