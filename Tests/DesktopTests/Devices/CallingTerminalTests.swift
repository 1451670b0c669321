import Desktop
import Devices
import Domain
import Services
import Testing

/// A terminal that calls by itself: what is asked of it waits, and nobody listens in these tests.
struct CallingTerminalTests {
    private func with(_ body: (DeviceWork, DeviceSummary, Office) async throws -> Void) async throws {
        try await Office.open { office in
            let warehouse = try await office.session.services.devices.adopt(
                "CJ9Z000001", as: "Warehouse", by: office.session.actor)
            let work = DevicesModel(session: office.session).work(at: warehouse)
            await work.load()
            try await body(work, warehouse, office)
        }
    }

    @Test func whatIsAskedWaitsAndIsSaidAtOnce() async throws {
        try await with { work, _, _ in
            var said: [String] = []
            work.onWaits = { said.append($0) }
            var entry = UserEntry()
            (entry.user, entry.name) = ("7", "Neha")
            let change = entry.change
            let writing = Task { await work.write(change, password: nil) }
            await until("it is said that it waits") { !said.isEmpty }
            #expect(
                said.first?.hasPrefix("Write user 7: the terminal is told when it calls; run “etime collect") == true)
            #expect(work.outcomes["Write user 7"] == "Waits until the terminal calls…")
            await work.load()
            let line = try #require(work.tasks.first)
            #expect(try await work.cancel(line).get() == "Write user 7 is cancelled.")
            // Whoever took it back knows it.
            #expect(await writing.value == .success("Cancelled."))
            // It is not asked whom it knows after each change.
            #expect(work.tasks.map(\.title) == ["Write user 7"] && !work.isAskingPeople)
        }
    }

    @Test func aQuestionIsTakenBackByWhoeverWaitsNoMore() async throws {
        try await with { work, _, _ in
            let asking = Task { await work.loadPeople() }
            await until("it is asked") { work.isAskingPeople }
            for _ in 0..<1_000 where work.tasks.isEmpty { await work.load() }
            #expect(work.tasks.map(\.state) == ["waiting"])
            work.stopAsking()
            await asking.value
            await work.load()
            #expect(!work.isAskingPeople && work.problem == nil && work.people == nil)
            #expect(work.tasks.map(\.state) == ["cancelled"])
        }
    }

    @Test func aWordIsGivenShownOnceAndTakenAway() async throws {
        try await with { work, _, _ in
            #expect(work.mayHaveWord && !work.hasWord)
            let word = try await work.renewWord().get()
            #expect(word.count == 16 && work.hasWord)
            #expect(try await work.renewWord().get() != word)
            #expect(try await work.removeWord().get() == "From now on its serial number alone lets it in.")
            #expect(!work.hasWord)
        }
    }

    @Test func onlyOneThatCallsHasAWord() async throws {
        try await Office.open { office in
            let gate = try await office.addTerminal("Gate", port: 1)
            let work = DevicesModel(session: office.session).work(at: gate)
            await work.load()
            #expect(!work.mayHaveWord && !work.calls)
        }
    }

    /// What nobody has asked for must not be written over.
    @Test func whatIsNotKnownOfAUserStaysAsItIs() {
        var entry = UserEntry(TerminalUser(KnownUser(user: "7", name: "", employee: "Neha")))
        #expect(entry.isPartial && entry.name == "Neha" && entry.problems().isEmpty)
        let change = entry.change
        #expect(change.level == nil && change.card == nil && change.group == nil && change.isDisabled == nil)
        (entry.card, entry.level) = ("0", .manager)
        #expect(entry.change.card == 0 && entry.change.level == .manager)
        entry.card = "none"
        #expect(entry.problems()[.card] == "A card is its number, in digits; 0 for none.")
    }
}
