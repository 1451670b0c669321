import Desktop
import DeviceSimulator
import Devices
import Domain
import Foundation
import Services
import Testing

struct FleetTests {
    /// Two terminals: Gate knows three people and Yard the first of them.
    private func twoTerminals(
        clockRuns: Bool = false, _ body: (Office, _ gate: VirtualTerminal, _ yard: VirtualTerminal) async throws -> Void
    ) async throws {
        try await Office.open(clockRuns: clockRuns) { office in
            var (one, other) = (Office.terminal([]), Office.terminal([]))
            (one.users, other.users) = (SampleCompany.users(3, seed: 1), SampleCompany.users(1, seed: 1))
            other.identity.serialNumber = "YARD1"
            let configuration = other
            try await withVirtualTerminal(one) { gate, address in
                try await office.addTerminal("Gate", port: address.tcpPort)
                try await withVirtualTerminal(configuration) { yard, address in
                    try await office.addTerminal("Yard", port: address.tcpPort)
                    try await body(office, gate, yard)
                }
            }
        }
    }

    private func devices(_ office: Office) async -> DevicesModel {
        let model = DevicesModel(session: office.session)
        await model.load()
        return model
    }

    @Test func allClocksAreSetAndWhoHasNoneIsNamed() async throws {
        try await twoTerminals { office, _, _ in
            try await office.addReader()
            let run = await devices(office).settingAllClocks()
            var asked = 0
            run.onAsked = { asked += 1 }
            #expect(run.sentence == "Asking the terminals…" && run.fraction == nil)
            run.start()
            await run.wait()
            #expect(run.hasEnded && run.sentence == "All 2 are done." && run.fraction == 1 && asked == 2)
            #expect(run.lines.map(\.terminal) == ["Gate", "Yard"])
            #expect(run.lines.allSatisfy { $0.task.state == "done" && $0.task.sentence.hasSuffix("now it is right.") })
            #expect(run.leftOut.hasPrefix("Left out: Canteen is a reader that only sends lines"))
            #expect(run.outcome == "Set all clocks: all 2 are done.")
        }
    }

    @Test func aTerminalThatIsAwayWaitsUntilSomebodyTakesItBack() async throws {
        try await Office.open { office in
            try await office.addTerminal("Attic", port: 1)
            let run = await devices(office).settingAllClocks()
            run.start()
            await until("it was tried") { (run.lines.first?.task.sentence ?? "").isEmpty == false }
            #expect(run.sentence == "0 of 1 done…" && run.mayCancel)
            await run.cancel()
            await run.wait()
            #expect(run.sentence == "0 of 1 done, 1 cancelled." && !run.mayCancel && run.failure == nil)
        }
    }

    @Test func whatIsNotFollowedToItsEndGoesOnAndCanBeTakenBack() async throws {
        try await Office.open { office in
            try await office.addTerminal("Attic", port: 1)
            let run = await devices(office).settingAllClocks()
            run.start()
            await until("it was tried") { (run.lines.first?.task.sentence ?? "").isEmpty == false }
            try await office.lacking("device_task") { await run.wait() }
            #expect(run.hasEnded && run.goesOn && run.mayCancel && run.sentence == "0 of 1 done…")
            #expect(run.failure?.heading == "Set all clocks: asked, but not followed to its end")
            #expect(run.outcome.hasSuffix("page Tasks tells what becomes of it, and takes it back while it waits."))
            await run.cancel()
            #expect(run.sentence == "0 of 1 done, 1 cancelled." && !run.mayCancel && run.failure == nil)
        }
    }

    @Test func withoutTerminalsThereIsNothingToDo() async throws {
        try await Office.open { office in
            try await office.addReader()
            let run = await devices(office).settingAllClocks()
            run.start()
            await run.wait()
            #expect(run.lines.isEmpty && run.sentence == "There is no terminal whose clock can be set from here.")
        }
    }

    @Test func whoIsMissingIsSeenCopiedAndThenAlike() async throws {
        try await twoTerminals(clockRuns: true) { office, _, yard in
            try await office.addReader()
            let compare = CompareModel(await devices(office).devices, session: office.session)
            #expect(compare.terminals.map(\.name) == ["Gate", "Yard"], "a reader knows nobody")
            compare.compare()
            await compare.wait()
            #expect(compare.counts == (2, 3))
            #expect(compare.rows.map(\.user) == ["1002", "1003"])
            #expect(compare.rows.allSatisfy { $0.missing == "Yard" && $0.known == "Gate" && $0.differs.isEmpty })
            #expect(compare.sentence == "2 people are missing somewhere; 1 is alike on Gate and Yard.")
            #expect(compare.sources == ["Gate", "Yard"] && compare.source == 0)
            #expect(compare.missingSentence == "Gate knows 2 people who are missing on Yard.")
            compare.choose(source: 1)
            #expect(compare.missingSentence == "Nobody whom Yard knows is missing on another.")
            compare.choose(source: 0)

            let run = try #require(compare.copy())
            run.start()
            await run.wait()
            #expect(run.sentence == "All 2 are done.", "\(run.outcome)")
            #expect(await yard.users().map(\.userID.description) == ["1001", "1002", "1003"])
            compare.compare()
            await compare.wait()
            #expect(compare.rows.isEmpty && compare.sameSentence == "They know the same 3 people, with the same")
            compare.showsAll = true
            #expect(compare.rows.count == 3)
            let again = try #require(compare.copy())
            again.start()
            await again.wait()
            #expect(again.lines.isEmpty && again.sentence == "Nobody is missing.")
        }
    }

    @Test func whatDiffersIsToldApartFromWhoIsMissing() async throws {
        try await twoTerminals { office, _, _ in
            let model = await devices(office)
            let yard = try #require(model.devices.last)
            var change = UserEntry()
            (change.user, change.name, change.card) = ("1001", "Somebody", "77")
            _ = try await model.work(at: yard).write(change.change, password: nil).get()
            let compare = CompareModel(model.devices, session: office.session)
            compare.compare()
            await compare.wait()
            #expect(compare.sentence == "2 people are missing somewhere, 1 differs; nobody is alike on Gate and Yard.")
            let differs = try #require(compare.rows.first { $0.user == "1001" })
            #expect(differs.missing.isEmpty && differs.differs.contains("another name, another card"))
        }
    }

    @Test func aComparisonThatNobodyWaitsForLeavesNothingBehind() async throws {
        try await Office.open { office in
            let attic = try await office.addTerminal("Attic", port: 1)
            try await office.addTerminal("Cellar", port: 2)
            let model = await devices(office)
            let compare = CompareModel(model.devices, session: office.session)
            compare.picked = [attic.id]
            #expect(compare.pickProblem == "Choose two or more terminals.")
            compare.compare()
            #expect(!compare.isBusy)
            compare.picked = Set(compare.terminals.map(\.id))
            compare.compare()
            let work = model.work(at: attic)
            // Once it was tried it waits, for the clock of the office stands.
            for _ in 0..<2000 where !(work.tasks.first.map { $0.attempts == 1 && $0.mayBeCancelled } ?? false) {
                await work.load()
            }
            #expect(work.tasks.map(\.state) == ["tried again"] && compare.isBusy)
            compare.stop()
            await compare.wait()
            #expect(!compare.isBusy && compare.comparison == nil && compare.failure == nil)
            await work.load()
            #expect(work.tasks.map(\.state) == ["cancelled"])
        }
    }

    @Test func somebodyIsSentToTheTerminalsThatAreChosen() async throws {
        try await twoTerminals { office, gate, yard in
            try await office.add("77", "Asha Verma")
            try await office.addReader()
            let all = await devices(office).devices
            let gateID = try #require(all.first { $0.name == "Gate" }).id
            let sending = SendModel(all, chosen: gateID, session: office.session)
            #expect(sending.terminals.map(\.name) == ["Gate", "Yard"], "a reader knows nobody")
            #expect(sending.targets == [gateID] && sending.verb == "Send")
            await sending.people.load()
            #expect(!sending.isComplete && sending.send() == nil)
            sending.people.choose(employee: sending.people.candidates.first)
            sending.targets = []
            #expect(!sending.isComplete)
            sending.targets = Set(sending.terminals.map(\.id))
            #expect(sending.isComplete && sending.verb == "Send to 2 terminals")
            let run = try #require(sending.send())
            run.start()
            await run.wait()
            #expect(run.sentence == "All 2 are done.", "\(run.outcome)")
            for terminal in [gate, yard] {
                #expect(await terminal.users().first { $0.userID == "77" }?.name == "Asha Verma")
            }
        }
    }

    @Test func somebodyIsRemovedFromEveryTerminalThatTheQuestionNames() async throws {
        try await twoTerminals { office, gate, yard in
            // As the terminals call her: whom they call otherwise stays.
            let name = SampleCompany.users(1, seed: 1)[0].name
            try await office.add("1001", name)
            try await office.addReader()
            let removal = RemovalModel(await devices(office).devices, session: office.session)
            await removal.people.load()
            #expect(removal.question == nil && removal.remove() == nil)
            removal.people.search = "1001"
            removal.people.choose(employee: removal.people.candidates.first)
            let question = try #require(removal.question)
            #expect(question.heading == "Remove \(name) from every terminal?" && question.verb == "Remove \(name)")
            #expect(question.text.hasPrefix("The card, password and fingers go from Gate and Yard."))
            let run = try #require(removal.remove())
            run.start()
            await run.wait()
            #expect(run.sentence == "All 2 are done.", "\(run.outcome)")
            #expect(await gate.users().map(\.userID.description) == ["1002", "1003"])
            #expect(await yard.users().isEmpty)
        }
    }
}

struct ConsentTests {
    @Test func consentIsRecordedAndWithdrawn() async throws {
        try await Office.open { office in
            let asha = try await office.add("42", "Asha Verma")
            let model = ConsentModel(session: office.session)
            await model.load()
            #expect(model.isLoaded && model.rows.isEmpty && model.question == nil)
            let form = await model.form()
            #expect(form.draft.day == "2026-11-20" && !form.isTouched)
            #expect(await form.save() == nil)
            #expect(Set(form.problems.keys) == [.employee, .statement])
            (form.draft.employee, form.draft.statement) = (asha.id, "Sheet 7")
            form.draft.day = "2026-11-21"
            #expect(await form.save() == nil)
            #expect(form.problems[.day]?.hasPrefix("2026-11-21 is still to come") == true)
            form.draft.day = "2026-11-20"
            let consent = try #require(await form.save())
            await model.recorded(consent)
            #expect(model.done == "Asha Verma agreed on Fri 20 Nov 2026.")
            #expect(model.rows.map(\.state) == ["Agrees"] && model.chosen?.id == asha.id)
            let question = try #require(model.question)
            #expect(question.heading == "Does Asha Verma agree no more?" && question.verb == "Withdraw")
            await model.withdraw()
            #expect(model.done == "Noted; 0 fingers of Asha Verma removed.")
            #expect(model.rows.map(\.state) == ["Withdrawn"] && model.question == nil)
        }
    }

    @Test func aDayThatIsNoneIsSaidBesideIt() {
        var entry = ConsentEntry(on: CivilDate(typed: "2026-11-20")!)
        entry.day = "tomorrow"
        #expect(entry.problems()[.day] == "Enter the day, such as 2026-11-20.")
    }
}

struct PaceTests {
    @Test func numbersAreJudgedAsTheServicesSayAndStored() async throws {
        try await Office.open { office in
            let model = DevicesModel(session: office.session)
            let form = try await model.paceForm()
            #expect(FleetSettings.Field.allCases.map { form.draft[$0] } == ["5", "30", "3", "50"])
            form.draft[.scanInterval] = "0"
            form.draft[.maxRetryAttempts] = "many"
            #expect(await form.save() == nil)
            #expect(form.problems[.scanInterval] == "The seconds between two looks at a terminal are 1 to 3600, not 0.")
            #expect(form.problems[.maxRetryAttempts] == "Enter a whole number from 1 to 100.")
            (form.draft[.scanInterval], form.draft[.maxRetryAttempts]) = (" 10 ", "4")
            #expect(await form.save() != nil)
            let stored = try await office.session.services.fleet.settings(by: office.session.actor)
            #expect(stored == FleetSettings(scanInterval: .seconds(10), maxRetryAttempts: 4))
        }
    }
}

extension Office {
    fileprivate func addReader() async throws {
        var entry = LineReaderEntry()
        (entry.name, entry.host) = ("Canteen", "127.0.0.1")
        try await session.services.devices.add(entry.draft, by: session.actor)
    }
}
