import DeviceSimulator
import DeviceTesting
import Devices
import Domain
import Storage
import Testing

@testable import Services

/// What becomes of an order when the connection, or the program, breaks in the midst of it.
struct OrderRepetitionTests {
    @Test(arguments: Array(stride(from: 0, through: 120, by: 8)), [false, true])
    func whatMayBeDoneTwiceIsDoneAgain(cut: Int, collected: Bool) async throws {
        try await OrderedTerminal.with(.withPeople(), collected: collected) { ordered in
            await ordered.breaksOnce(afterBytes: cut)
            let task = try await ordered.done(.changeUser(UserChange(user: "44", name: "Ravi K.")))
            #expect(collected || task.task.attempts == 2)
            #expect(await ordered.user("44")?.name == "Ravi K.")
            #expect(await ordered.terminal.users().count == 3)
        }
    }

    /// Whether the door was opened nobody knows where the answer is lost, so that it is not opened again.
    @Test func whatMayNotBeDoneTwiceIsDoneOnceAtMost() async throws {
        var untold = 0
        for cut in 0...48 {
            try await OrderedTerminal.with(.withPeople(), collected: false) { ordered in
                await ordered.breaksOnce(afterBytes: cut)
                let task = try await ordered.ended(.openDoor(seconds: 5))
                let opened = await ordered.terminal.status().doorOpenings
                #expect(task.task.state == .done ? opened == 1 : opened <= 1 && !task.sentence.isEmpty)
                if task.task.state == .failed, opened == 1 { untold += 1 }
            }
        }
        #expect(untold > 0)
    }

    /// What broke off before it is nothing to it.
    @Test(arguments: Array(stride(from: 0, through: 28, by: 4)))
    func whatWasNotBegunIsNotEndedByWhatBrokeBefore(cut: Int) async throws {
        try await OrderedTerminal.with(.withPeople(), collected: false) { ordered in
            let (company, fleet) = (ordered.company, ordered.company.services.fleet)
            await ordered.breaksOnce(afterBytes: cut)
            let door = try await fleet.ask(.openDoor(seconds: 5), of: [ordered.device.id], by: company.actor)
            let voice = try await fleet.ask(.playVoice(number: 3), of: [ordered.device.id], by: company.actor)
            let (opened, said) = (try await company.finish(door), try await company.finish(voice))
            #expect(opened.tasks[0].task.state.hasEnded)
            #expect(said.tasks.map(\.task.state) == [.done], "\(said.tasks[0].sentence)")
            #expect(await ordered.terminal.status().voice == 3)
        }
    }

    @Test func aTerminalThatNobodyReachesIsGivenUpAfterFiveTries() async throws {
        try await OrderedTerminal.with(.withPeople(), collected: false) { ordered in
            await ordered.terminal.stop()
            let task = try await ordered.ended(.openDoor(seconds: 5))
            #expect(task.task.state == .failed)
            #expect(task.task.attempts == TaskPerformer.attempts)
            #expect(task.sentence.contains(ordered.device.host))
        }
    }

    @Test func anOrderWaitsForATerminalThatComesBack() async throws {
        try await TestCompany.open(now: OrderedTerminal.now) { company in
            let first = VirtualTerminal(.withPeople())
            let address = try await first.start(host: LoopbackAddress.unused())
            let device = try await company.addDevice("Gate", host: address.host, port: address.tcpPort)
            let run = try await RunningCollector(company)
            try await run.until { if case .connected = $0 { true } else { false } }
            await first.stop()
            try await run.until { if case .disconnected(_, .some) = $0 { true } else { false } }
            let asked = try await company.services.fleet.ask(
                .openDoor(seconds: 5), of: [device.id], by: company.actor)
            let again = VirtualTerminal(.withPeople())
            try await again.start(inPlaceAt: address)
            #expect(try await company.finish(asked, run).tasks.map(\.task.state) == [.done])
            #expect(await again.status().doorOpenings == 1)
            try await run.stop()
            await again.stop()
        }
    }

    /// The program that was at them has died.
    @Test(arguments: [false, true]) func interruptedOrdersAreRepeatedOrToldOf(collected: Bool) async throws {
        try await TestCompany.open(now: OrderedTerminal.now) { company in
            try await withVirtualTerminal(.withPeople()) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                let orders: [DeviceOrder] = [.openDoor(seconds: 5), .show(text: "Hello", line: 1)]
                let asked = try await company.services.fleet.ask(
                    "Two", orders.map { (device.id, $0) }, by: company.actor)
                try await company.database.write { db in
                    for task in asked.tasks { _ = try DeviceTaskStore(db).begin(task.id, at: company.clock.now) }
                }
                let run = collected ? try await RunningCollector(company) : nil
                let ended = try await company.finish(asked, run)
                #expect(ended.tasks.map(\.task.state) == [.failed, .done])
                #expect(ended.tasks[0].sentence.contains("look at the terminal"))
                #expect(await terminal.status().doorOpenings == 0)
                #expect(await terminal.status().display == [1: "Hello"])
                try await run?.stop()
            }
        }
    }

    /// Nothing waits but what the dead program had begun.
    @Test(arguments: [DeviceOrder.openDoor(seconds: 5), .setClock])
    func whoeverWaitsForAnInterruptedOrderIsNotKeptWaiting(order: DeviceOrder) async throws {
        try await TestCompany.open(now: OrderedTerminal.now) { company in
            try await withVirtualTerminal(.withPeople()) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                let asked = try await company.services.fleet.ask(order, of: [device.id], by: company.actor)
                try await company.database.write { db in
                    _ = try DeviceTaskStore(db).begin(asked.tasks[0].id, at: company.clock.now)
                }
                let ended = try await company.finish(asked)
                #expect(ended.tasks.map(\.task.state) == [order.isRepeatable ? .done : .failed])
            }
        }
    }

    /// No collector runs; whoever waits is not kept waiting, and what may be done twice can be called off.
    @Test(.timeLimit(.minutes(5))) func whatADeadProgramWasAtIsSettledAtATerminalThatCalls() async throws {
        try await TestCompany.open(now: OrderedTerminal.now) { company in
            let fleet = company.services.fleet
            let yard = try await company.services.devices.adopt("CJ9Z000001", as: "Yard", by: company.actor)
            var runs: [FleetRun] = []
            for order in [DeviceOrder.openDoor(seconds: 5), .deleteUser("2")] {
                let asked = try await fleet.ask(order, of: [yard.id], by: company.actor)
                try await company.database.write { db in
                    _ = try DeviceTaskStore(db).begin(asked.tasks[0].id, at: company.clock.now)
                }
                runs.append(asked)
            }
            #expect(try await company.finish(runs[0]).tasks.map(\.task.state) == [.failed])
            #expect(try await fleet.cancel(runs[1].id, by: company.actor) == 1)
        }
    }

    /// The terminal has done it, and the database goes away before that is noted.
    @Test func anOrderWhoseEndCouldNotBeNotedIsNotUnderWayForEver() async throws {
        try await TestCompany.open(now: OrderedTerminal.now) { company in
            try await OrderedTerminal.with(.withPeople(), collected: true, in: company) { ordered in
                let device = ordered.device.id
                // Asked and begun at once: the collector looks for what waits at any time.
                let asked = try await company.database.write { db in
                    let store = DeviceTaskStore(db)
                    let asked = try store.ask(
                        "Show", [(device, DeviceOrder.show(text: "Hello", line: 1).stored)],
                        by: Stamp(actor: "Meera", at: company.clock.now))
                    let isBegun = try TaskQueue(db, of: device).next(at: company.clock.now).map {
                        try store.begin($0.id, at: company.clock.now)
                    }
                    #expect(isBegun == true)
                    return asked.run
                }
                let run = try await company.services.fleet.run(asked.id, by: company.actor)
                await ordered.terminal.dropConnections()
                #expect(try await company.finish(run, ordered.collector).tasks.map(\.task.state) == [.done])
                #expect(await ordered.terminal.status().display == [1: "Hello"])
            }
        }
    }

    @Test func oneThatANewerProgramAskedForIsToldOf() async throws {
        try await OrderedTerminal.with(.withPeople(), collected: false) { ordered in
            let (device, company) = (ordered.device.id, ordered.company)
            let run = try await company.database.write { db in
                try DeviceTaskStore(db).ask(
                    "Dance", [(device, #"{"dance":{}}"#)], by: Stamp(actor: "Meera", at: company.clock.now)
                ).run
            }
            let ended = try await company.finish(try await company.services.fleet.run(run.id, by: company.actor))
            #expect(ended.tasks.map(\.task.state) == [.failed])
            #expect(ended.tasks[0].sentence.contains("update the program"))
        }
    }
}

extension OrderedTerminal {
    /// The connection is cut once, after so many more bytes of the terminal's.
    fileprivate func breaksOnce(afterBytes bytes: Int) async {
        var faults = Faults()
        faults.cutAfterBytes = bytes
        faults.cutConnections = 1
        await terminal.setFaults(faults)
    }
}
