import Desktop
import DeviceSimulator
import Domain
import Services
import Testing

struct SyncModelTests {
    @Test func collectsFromEveryTerminalAndSaysWhatItBrought() async throws {
        try await Office.open { office in
            try await office.add("42", "Asha")
            try await withVirtualTerminal(Office.terminal(["42 09:16", "42 10:30"])) { _, address in
                try await office.addTerminal("Gate", port: address.tcpPort)
                let model = SyncModel(session: office.session)
                var steps: [SyncModel.State] = []
                model.onChange = { steps.append(model.state) }
                model.start()
                #expect(model.isRunning)
                model.start()  // a second press while it runs does nothing
                await model.wait()
                guard case .ended(let summary, let problems) = model.state else {
                    Issue.record("it is \(model.state)")
                    return
                }
                #expect(summary.hasPrefix("2 new punches from Gate;"))
                #expect(problems.isEmpty)
                #expect(steps.count > 2)
            }
        }
    }

    @Test func aTerminalThatIsNotThereDoesNotStopTheOthers() async throws {
        try await Office.open { office in
            try await office.add("42", "Asha")
            try await withVirtualTerminal(Office.terminal(["42 09:16"])) { _, address in
                try await office.addTerminal("Gate", port: address.tcpPort)
                try await office.addTerminal("Annex", port: 9)
                let model = SyncModel(session: office.session)
                model.start()
                await model.wait()
                guard case .ended(let summary, let problems) = model.state else {
                    Issue.record("it is \(model.state)")
                    return
                }
                #expect(summary.hasPrefix("1 new punch from Gate"))
                #expect(problems.map(\.heading) == ["Annex could not be read"])
                #expect(problems.first?.text.contains("Nothing is lost") == true)
            }
        }
    }

    @Test func ofAReaderNobodySaysThatItLosesNothing() async throws {
        try await Office.open { office in
            var entry = LineReaderEntry()
            (entry.name, entry.host) = ("Canteen", "127.0.0.1")
            let reader = try await office.session.services.devices.add(entry.draft, by: office.session.actor)
            let model = SyncModel(session: office.session)
            model.start([reader.id])
            await model.wait()
            guard case .ended(_, let problems) = model.state else {
                Issue.record("it is \(model.state)")
                return
            }
            #expect(problems.map(\.heading) == ["Canteen could not be read"])
            #expect(problems.first?.text.contains("Nothing is lost") == false)
            #expect(problems.first?.text.contains("what is punched on it now is lost") == true)
        }
    }

    @Test func aCounterThatIsWrongCanBeAccepted() async throws {
        try await Office.open { office in
            try await office.add("42", "Asha")
            var odd = Office.terminal(["42 09:16"])
            odd.faults.wrongCounter = 2
            try await withVirtualTerminal(odd) { _, address in
                let gate = try await office.addTerminal("Gate", port: address.tcpPort)
                let model = SyncModel(session: office.session)
                model.start()
                await model.wait()
                let devices = DevicesModel(session: office.session)
                await devices.load()
                #expect(devices.devices.map(\.refusal) == [.count])
                model.start([gate.id], accepting: .count)
                await model.wait()
                guard case .ended(let summary, let problems) = model.state else {
                    Issue.record("it is \(model.state)")
                    return
                }
                #expect(summary.hasPrefix("1 new punch from Gate") && problems.isEmpty)
                await devices.load()
                #expect(devices.devices.map(\.refusal) == [nil])
                let noted = try #require(devices.devices.first)
                #expect(noted.notes.count == 1)
                #expect(try await devices.dismissNotes(of: noted).get() == "Noted that you have seen this.")
                await devices.load()
                #expect(devices.devices.first?.notes == [])
            }
        }
    }

    @Test func aTerminalIsRetiredAndRestored() async throws {
        try await Office.open { office in
            let gate = try await office.addTerminal("Gate", port: 9)
            let model = DevicesModel(session: office.session)
            #expect(model.retirementQuestion(gate).text.contains("It was never read"))
            #expect(try await model.retire(gate).get() == "Gate is retired; its punches stay.")
            await model.load()
            #expect(model.devices.map(\.condition.word) == ["Retired"])
            guard case .failure(let problem) = await model.retire(gate) else {
                Issue.record("it was retired twice")
                return
            }
            #expect(problem.heading == "Gate was not retired")
            #expect(try await model.restore(gate).get().hasPrefix("Gate is in use again"))
        }
    }

    @Test func cancellingEndsItAndLosesNothing() async throws {
        try await Office.open { office in
            var silent = Office.terminal(["42 09:16"])
            silent.faults.silentAfterRequests = 2
            try await withVirtualTerminal(silent) { _, address in
                try await office.addTerminal("Gate", port: address.tcpPort)
                let model = SyncModel(session: office.session)
                model.start()
                model.cancel()
                await model.wait()
                guard case .ended(let summary, _) = model.state else {
                    Issue.record("it is \(model.state)")
                    return
                }
                #expect(summary.hasPrefix("Stopped."))
            }
        }
    }

    /// The employee has left and the number is used on: only what waits is given away.
    @Test func whatWasPunchedAfterLeavingIsMatchedToAnother() async throws {
        try await Office.open { office in
            let employees = office.session.services.employees
            let asha = try await office.add("7", "Asha")
            try await office.add("42", "Neha")
            try await employees.setLeaveDate(of: asha.id, to: CivilDate("2026-11-05"), by: office.session.actor)
            try await withVirtualTerminal(Office.terminal(["7 09:16"])) { terminal, address in
                if let time = LocalTime("2026-11-03 09:00:00") {
                    await terminal.store([VirtualPunch(userID: "7", time: time)])
                }
                try await office.addTerminal("Gate", port: address.tcpPort)
                let sync = SyncModel(session: office.session)
                sync.start()
                await sync.wait()
                let inbox = InboxModel(session: office.session)
                await inbox.load()
                #expect(inbox.users.first?.reason == "1 since 2026-11-20, after Asha left on 2026-11-05")
                inbox.choose(employee: inbox.candidates.first { $0.employee.name == "Asha" })
                #expect(await inbox.map() == false)
                #expect(inbox.failure?.text.contains("when Asha was not employed") == true)
                inbox.choose(employee: inbox.candidates.first { $0.employee.name == "Neha" })
                #expect(await inbox.map() && inbox.done?.hasPrefix("1 punch is Neha’s now") == true)
                #expect(inbox.undoable == nil && inbox.done?.contains("cannot be undone here") == true, "it was Asha’s")
                #expect(inbox.unknown.isEmpty)
            }
        }
    }

    @Test func anUnknownUserIsMatchedToAnEmployee() async throws {
        try await Office.open { office in
            try await office.add("42", "Asha")
            try await withVirtualTerminal(Office.terminal(["7 09:16", "7 10:00"])) { _, address in
                try await office.addTerminal("Gate", port: address.tcpPort)
                let sync = SyncModel(session: office.session)
                sync.start()
                await sync.wait()
                let devices = DevicesModel(session: office.session)
                await devices.load()
                #expect(devices.inboxSentence == "1 user is not matched to an employee; 2 punches wait.")
                let inbox = InboxModel(session: office.session)
                await inbox.load()
                #expect(!inbox.canMap)
                #expect(inbox.unknown.map(\.reason) == ["no employee has this number"])
                inbox.choose(employee: inbox.candidates.first)
                #expect(inbox.verb == "Give 2 punches to Asha")
                #expect(await inbox.map() && inbox.done?.hasPrefix("2 punches are Asha’s now") == true)
                #expect(inbox.unknown.isEmpty)
                await devices.load()
                #expect(devices.inboxSentence == nil)
            }
        }
    }
}
