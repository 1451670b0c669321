import DeviceSimulator
import Devices
import Domain
import Foundation
import Storage
import Synchronization
import Testing

@testable import Services

/// Each thing that a terminal can be asked for, through a collector and without one.
struct OrderTests {
    @Test(arguments: [false, true]) func theClockIsSet(collected: Bool) async throws {
        var configuration = VirtualTerminalConfiguration.withPeople()
        configuration.clock = .standing(at: LocalTime(seconds: 1_795_204_800))
        try await OrderedTerminal.with(configuration, collected: collected) { ordered in
            let task = try await ordered.done(.setClock)
            #expect(task.sentence.hasPrefix("It was "))
            let drift = await ordered.terminal.time().seconds - (ordered.company.clock.now.seconds + TestCompany.offset)
            // This computer's clock has gone on meanwhile.
            #expect((-600...0).contains(drift))
            #expect(try await ordered.company.journal().contains { $0.action == .setClock })
        }
    }

    @Test(arguments: [false, true]) func doorVoiceAndDisplay(collected: Bool) async throws {
        try await OrderedTerminal.with(.withPeople(), collected: collected) { ordered in
            try await ordered.done(.openDoor(seconds: 5))
            try await ordered.done(.playVoice(number: 3))
            try await ordered.done(.show(text: "Closed today", line: 1))
            let status = await ordered.terminal.status()
            #expect(status.doorOpenings == 1)
            #expect(status.voice == 3)
            #expect(status.display == [1: "Closed today"])
            try await ordered.done(.clearDisplay)
            #expect(await ordered.terminal.status().display.isEmpty)
            #expect(await ordered.terminal.status().isEnabled)
        }
    }

    @Test(arguments: [false, true]) func whatIsAskedOfIt(collected: Bool) async throws {
        try await OrderedTerminal.with(.withPeople(), collected: collected) { ordered in
            #expect(try await ordered.company.listed(ordered.device).model == (collected ? "identiX K20" : ""))
            let information = try await ordered.done(.readInformation)
            let told = try JSONDecoder().decode(
                DeviceInformation.self, from: Data((information.task.outcome ?? "").utf8))
            #expect(told.serialNumber == "A1")
            #expect(information.sentence.hasPrefix("Model identiX K20, platform JZ4725_TFT, firmware Ver 6.60"))
            #expect(information.sentence.contains("serial number A1; 0 of 50000 punches, 3 of 500 users, 2 of 500"))
            let listed = try await ordered.company.listed(ordered.device)
            #expect((listed.model, listed.serialNumber) == ("identiX K20", "A1"))
            #expect(try await ordered.json([DeviceUser].self, of: .readUsers).map(\.name) == ["Asha", "Bina", "Ravi"])
            let people = try await ordered.json([PersonListing].self, of: .listPeople)
            #expect(people.map(\.fingers) == [[5], [6], []])
            #expect(people.map(\.hasPassword) == [true, false, false])
            let list = try await ordered.done(.listPeople).task.outcome
            #expect(list?.contains("4711") == false)
            try await ordered.done(.setOption(name: "VoiceOn", value: "0"))
            #expect(try await ordered.done(.readOption(name: "VoiceOn")).sentence == "VoiceOn is 0.")
            let unknown = try await ordered.ended(.readOption(name: "NoSuchOption"))
            #expect(unknown.task.state == .failed)
            #expect(unknown.sentence.hasPrefix("Gate has no option NoSuchOption;"))
        }
    }

    @Test(arguments: [false, true]) func usersAreChangedEnrolledAndRemoved(collected: Bool) async throws {
        try await OrderedTerminal.with(.withPeople(), collected: collected) { ordered in
            try await ordered.done(.changeUser(UserChange(user: "44", name: "Ravi K.", card: 5)))
            try await ordered.done(.changeUser(UserChange(user: "99", name: "New")))
            #expect(await ordered.user("44")?.name == "Ravi K.")
            #expect(await ordered.user("44")?.card == 5)
            #expect(await ordered.user("99")?.name == "New")
            try await ordered.done(.enrol(user: "44", finger: 3))
            let uid = await ordered.user("44")?.uid
            #expect(await ordered.terminal.templates().contains { $0.uid == uid && $0.finger == 3 })
            try await ordered.done(.enrol(user: "44", finger: 4))
            // What is gone already is removed.
            for (finger, sentence) in [
                (3, ""), (3, "It has no finger 3 of user 44, so there was nothing to remove."),
            ] {
                #expect(try await ordered.done(.removeFinger(user: "44", finger: finger)).sentence == sentence)
            }
            #expect(await ordered.terminal.templates().filter { $0.uid == uid }.map(\.finger) == [4])
            try await ordered.done(.deleteUser("43"))
            // One who is gone already is removed, and a mistyped number does not look like one who is there.
            for user in ["43", "5555"] {
                let nobody = "It has no user \(user), so there was nothing to"
                let deleted = try await ordered.done(.deleteUser(user))
                #expect(deleted.sentence == "\(nobody) delete; check the number.")
                let finger = try await ordered.done(.removeFinger(user: user, finger: 3))
                #expect(finger.sentence == "\(nobody) remove; check the number.")
            }
            #expect(await ordered.user("43") == nil)
            #expect(await ordered.terminal.templates().allSatisfy { $0.uid != 2 })
        }
    }

    @Test(arguments: [false, true]) func itsOperationsAreKeptOnce(collected: Bool) async throws {
        try await OrderedTerminal.with(.withPeople(), collected: collected) { ordered in
            try await ordered.done(.deleteUser("44"))
            for _ in 0..<2 { try await ordered.done(.readOperations) }
            let known = await ordered.terminal.operations()
            let device = ordered.device.id
            let kept = try await ordered.company.database.read {
                try $0.integer("SELECT COUNT(*) FROM device_operation WHERE device_id = ?", [.integer(device.rawValue)])
            }
            #expect(!known.isEmpty)
            #expect(kept.map(Int.init) == known.count)
        }
    }

    @Test(arguments: [false, true]) func itIsRestartedOnceAndComesBack(collected: Bool) async throws {
        try await OrderedTerminal.with(.withPeople(["42 2026-11-20 09:00:00"]), collected: collected) { ordered in
            try await ordered.done(.restart)
            try await ordered.terminal.status { !$0.isOff }
            #expect(await ordered.terminal.status().requests(.restart) == 1)
            // What comes after it is done over another connection.
            try await ordered.done(.playVoice(number: 1))
            #expect(await ordered.terminal.status().voice == 1)
        }
    }

    @Test(arguments: [false, true]) func itIsSwitchedOff(collected: Bool) async throws {
        try await OrderedTerminal.with(.withPeople(), collected: collected) { ordered in
            try await ordered.done(.powerOff)
            #expect(await ordered.terminal.status().isOff)
        }
    }

    @Test(arguments: [false, true]) func itIsCollected(collected: Bool) async throws {
        try await OrderedTerminal.with(.withPeople(["42 2026-11-20 09:00:00"]), collected: collected) { ordered in
            await ordered.terminal.store(virtual(["43 2026-11-20 09:00:01"]))
            try await ordered.done(.collect(accepting: 0))
            #expect(try await ordered.company.punchCount() == 2)
        }
    }

    @Test func severalOfOneTerminalAreDoneInTheirOrder() async throws {
        try await OrderedTerminal.with(.withPeople(), collected: false) { ordered in
            let run = try await ordered.company.services.fleet.ask(
                "Three lines",
                ["a", "b", "c"].map { (ordered.device.id, .show(text: $0, line: 2)) }, by: ordered.company.actor)
            #expect(try await ordered.company.finish(run).failed == 0)
            #expect(await ordered.terminal.status().display == [2: "c"])
        }
    }

    @Test func eachTerminalIsToldOfBeforeThoseThatAreSlower() async throws {
        try await OrderedTerminal.with(.withPeople(), collected: false) { ordered in
            let company = ordered.company
            var slow = VirtualTerminalConfiguration.withPeople(serialNumber: "B2")
            // It answers nothing until the other one has been told of.
            slow.faults.silentAfterRequests = 0
            try await withVirtualTerminal(slow) { silent, address in
                let yard = try await company.addDevice("Yard", port: address.tcpPort)
                let run = try await company.services.fleet.ask(
                    .clearDisplay, of: [yard.id, ordered.device.id], by: company.actor)
                let told = Mutex<[[DeviceTask.State]]>([])
                try await company.services.fleet.finish(run, by: company.actor) { run in
                    told.withLock { $0.append(run.tasks.map(\.task.state)) }
                    company.clock.advance(120)
                    if run.tasks.last?.task.state == .done { Task { await silent.setFaults(Faults()) } }
                }
                #expect(told.withLock { $0.last } == [.done, .done])
                #expect(told.withLock { $0 }.contains { $0.last == .done && $0.first != .done })
            }
        }
    }

    @Test func whatHasNotBegunCanBeCalledOff() async throws {
        try await OrderedTerminal.with(.withPeople(), collected: false) { ordered in
            let fleet = ordered.company.services.fleet
            let run = try await fleet.ask(.openDoor(seconds: 5), of: [ordered.device.id], by: ordered.company.actor)
            #expect(try await fleet.cancel(run.id, by: ordered.company.actor) == 1)
            #expect(try await ordered.company.finish(run).tasks.map(\.task.state) == [.cancelled])
            try await ordered.done(.playVoice(number: 1))
            #expect(await ordered.terminal.status().doorOpenings == 0)
        }
    }

    @Test func allClocksAreSetAndAPersonIsRemovedEverywhere() async throws {
        try await TestCompany.open(now: OrderedTerminal.now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            try await withVirtualTerminal(.withPeople(serialNumber: "A1")) { gate, gateAddress in
                try await withVirtualTerminal(.withPeople(serialNumber: "B2")) { yard, yardAddress in
                    for (name, port) in [("Gate", gateAddress.tcpPort), ("Yard", yardAddress.tcpPort)] {
                        _ = try await company.sync(try await company.addDevice(name, port: port))
                    }
                    let fleet = company.services.fleet
                    let clocks = try await company.finish(try await fleet.setAllClocks(by: company.actor))
                    #expect(clocks.tasks.count == 2 && clocks.failed == 0)
                    let removed = try await company.finish(
                        try await fleet.removeEverywhere(asha.id, by: company.actor))
                    #expect(removed.tasks.map(\.deviceName) == ["Gate", "Yard"])
                    for terminal in [gate, yard] {
                        #expect(await terminal.users().map(\.name) == ["Bina", "Ravi"])
                        #expect(await terminal.templates().map(\.uid) == [2])
                    }
                }
            }
        }
    }
}
