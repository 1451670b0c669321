import Desktop
import DeviceSimulator
import Domain
import Services
import Storage
import Testing

struct DeviceWorkTests {
    @Test func aTerminalIsAskedForItsUsersAndTold() async throws {
        try await Office.open { office in
            var configuration = Office.terminal(["1001 09:16"])
            configuration.users = SampleCompany.users(2, seed: 1)
            try await withVirtualTerminal(configuration) { terminal, address in
                let gate = try await office.addTerminal("Gate", port: address.tcpPort)
                let work = DevicesModel(session: office.session).work(at: gate)
                #expect(work.people == nil)
                #expect(try await work.ask(.readInformation).get().hasPrefix("Model identiX K20"))
                await work.loadPeople()
                #expect(work.people?.map(\.user) == ["1001", "1002"] && work.problem == nil)
                #expect(try await work.ask(.setClock).get().hasPrefix("It was "))
                #expect(work.outcomes["Set the clock"]?.contains("now it is right") == true)
                var change = UserEntry()
                (change.user, change.name) = ("7", "Neha")
                #expect(try await work.write(change.change, password: change.newPassword).get() == "Done.")
                #expect(work.people?.map(\.user) == ["1001", "1002", "7"])
                #expect(work.tasks.map(\.title).contains("Write user 7"))
                #expect(
                    work.tasks.allSatisfy { $0.state == "done" && !$0.mayBeCancelled && !$0.sentence.hasPrefix("[") })
            }
        }
    }

    @Test func clearingStoresFirstAndSaysWhatItDid() async throws {
        try await Office.open { office in
            try await withVirtualTerminal(Office.terminal(["42 09:16", "42 10:00"])) { _, address in
                let gate = try await office.addTerminal("Gate", port: address.tcpPort)
                let work = DevicesModel(session: office.session).work(at: gate)
                #expect(try await work.ask(.clearLog).get() == "2 punches cleared, 2 of them stored just before.")
                #expect(work.log?.count == 2)
            }
        }
    }

    @Test func whatWaitsIsCancelled() async throws {
        try await Office.open { office in
            let gate = try await office.addTerminal("Gate", port: 1)
            let work = DevicesModel(session: office.session).work(at: gate)
            _ = try await office.session.services.fleet.ask(.restart, of: [gate.id], by: office.session.actor)
            await work.load()
            let line = try #require(work.tasks.first)
            #expect(line.state == "waiting" && line.mayBeCancelled)
            #expect(try await work.cancel(line).get() == "Restart is cancelled.")
            #expect(work.tasks.first?.state == "cancelled")
            #expect(try await work.cancel(line).get() == "It had begun already.")
        }
    }

    @Test func whatIsAskedAndNotFollowedIsNotSaidToBeUndone() async throws {
        try await Office.open { office in
            let work = DevicesModel(session: office.session).work(at: try await office.addTerminal("Gate", port: 1))
            let asking = Task { await work.ask(.restart) }
            // Once it was tried it waits, for the clock of the office stands.
            for _ in 0..<2_000 where !(work.tasks.first.map { $0.attempts == 1 && $0.mayBeCancelled } ?? false) {
                await work.load()
            }
            try await office.lacking("device_task") {
                guard case .failure(let problem) = await asking.value else {
                    Issue.record("it ended well")
                    return
                }
                #expect(problem.heading == "Restart: asked, but not followed to its end")
                #expect(problem.text.hasSuffix("Tasks tells what becomes of it, and takes it back while it waits."))
                #expect(work.outcomes["Restart"] == problem.text)
            }
            await work.load()
            #expect(try await work.cancel(#require(work.tasks.first)).get() == "Restart is cancelled.")
        }
    }

    @Test func whoeverAsksWhileItIsAskedLearnsWhatChangedMeanwhile() async throws {
        try await Office.open { office in
            var configuration = Office.terminal([])
            configuration.users = SampleCompany.users(2, seed: 1)
            try await withVirtualTerminal(configuration) { _, address in
                let gate = try await office.addTerminal("Gate", port: address.tcpPort)
                let work = DevicesModel(session: office.session).work(at: gate)
                var asked = 0
                work.onAsked = { asked += 1 }
                let first = Task { await work.loadPeople() }
                await until("it is asked") { work.isAskingPeople }
                await work.loadPeople()
                await first.value
                #expect(asked == 2 && work.people?.count == 2 && !work.isAskingPeople)
            }
        }
    }

    @Test func whatWaitsElsewhereGoesOnAndIsSaid() async throws {
        try await Office.open { office in
            var terminals: [DeviceSummary] = []
            for (index, name) in ["Gate", "Yard", "Plant"].enumerated() {
                terminals.append(try await office.addTerminal(name, port: index + 1))
            }
            let (fleet, actor) = (office.session.services.fleet, office.session.actor)
            let run = try await fleet.ask(.restart, of: terminals.map(\.id), by: actor)
            let work = DevicesModel(session: office.session).work(at: terminals[0])
            await work.load()
            let told = try await work.cancel(#require(work.tasks.first)).get()
            #expect(told == "Restart is cancelled here; 2 other terminals still do it.")
            #expect(try await fleet.run(run.id, by: actor).tasks.map(\.task.state) == [.cancelled, .waiting, .waiting])
        }
    }

    @Test func whatWaitsIsSeenHoweverMuchWasAskedElsewhere() async throws {
        try await Office.open { office in
            let (fleet, actor) = (office.session.services.fleet, office.session.actor)
            let (gate, yard) = (
                try await office.addTerminal("Gate", port: 1), try await office.addTerminal("Yard", port: 2)
            )
            _ = try await fleet.ask(.restart, of: [gate.id, yard.id], by: actor)
            for number in 0..<60 { _ = try await fleet.ask(.playVoice(number: number), of: [yard.id], by: actor) }
            let work = DevicesModel(session: office.session).work(at: gate)
            await work.load()
            #expect(work.tasks.map(\.title) == ["Restart"])
            // All that waits there, the latest first.
            let other = DevicesModel(session: office.session).work(at: yard)
            await other.load()
            #expect(other.tasks.count == 61 && other.tasks.last?.title == "Restart")
            #expect(other.tasks.first?.title == "Play voice 59")
        }
    }

    @Test func aReaderRefusesAtOnceAndNothingWaits() async throws {
        try await Office.open { office in
            var entry = LineReaderEntry()
            (entry.name, entry.host) = ("Canteen", "127.0.0.1")
            let form = DevicesModel(session: office.session).lineForm()
            form.draft = entry
            let reader = try #require(await form.save())
            let work = DevicesModel(session: office.session).work(at: reader)
            guard case .failure(let problem) = await work.ask(.restart) else {
                Issue.record("a reader takes no orders")
                return
            }
            #expect(problem.text.contains("Canteen is a reader that only sends lines; it does not offer a restart."))
            #expect(work.tasks.isEmpty)
        }
    }

    @Test func aUsersFieldsAreJudged() {
        #expect(Set(UserEntry().problems().keys) == [.user])
        var entry = UserEntry()
        (entry.user, entry.name, entry.card, entry.password) = (
            "7", String(repeating: "x", count: 25), "12a", "123456789"
        )
        #expect(Set(entry.problems().keys) == [.name, .card, .password])
        (entry.group, entry.card) = ("100", "12")
        #expect(Set(entry.problems().keys) == [.name, .group, .password])
        (entry.name, entry.card, entry.password, entry.group) = ("Neha", "", "-", "2")
        entry.isLetIn = false
        #expect(entry.change.group == 2 && entry.change.isDisabled == true)
        #expect(entry.problems().isEmpty && entry.newPassword == "" && entry.change.card == 0)
    }
}
