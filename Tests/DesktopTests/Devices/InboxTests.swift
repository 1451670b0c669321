import Desktop
import DeviceSimulator
import Devices
import Domain
import Foundation
import Services
import Testing

struct InboxTests {
    /// Asha's terminal has these punches, as `42 2026-11-20 09:16`, and was read.
    private func collected(
        _ punches: [String], state: UInt8 = 0, users: [UserRecord] = [],
        _ body: (Office, InboxModel) async throws -> Void
    ) async throws {
        try await Office.open { office in
            try await office.add("42", "Asha")
            var configuration = Office.terminal([])
            configuration.users = users
            configuration.punches = punches.compactMap { text in
                let parts = text.split(separator: " ", maxSplits: 1)
                return LocalTime("\(parts[1]):00").map {
                    VirtualPunch(userID: String(parts[0]), time: $0, state: state)
                }
            }
            try await withVirtualTerminal(configuration) { _, address in
                try await office.addTerminal("Gate", port: address.tcpPort)
                try await office.collect()
                let inbox = InboxModel(session: office.session)
                await inbox.load()
                try await body(office, inbox)
            }
        }
    }

    private let odd = ["42 2000-01-01 00:10", "42 2026-11-19 18:00", "42 2027-03-01 08:00"]

    @Test func eachDoubtIsExplainedAndSeveralAreSettledWithOneReasonAndTakenBack() async throws {
        try await collected(odd) { office, inbox in
            #expect(inbox.count(of: .doubts) == 2 && inbox.firstPage == .doubts)
            #expect(inbox.chosenOfDoubt.map(\.word) == ["Long before its time"], "the first is looked at")
            #expect(inbox.doubtDetail.contains("battery") && inbox.doubtDetail.hasSuffix("It counts for no day."))
            inbox.choose(doubts: Set(inbox.doubts.map(\.id)))
            #expect(inbox.doubtDetail.hasPrefix("2 punches chosen."))
            #expect(!inbox.may(.madeAt) && inbox.may(.noPunch) && !inbox.may(.right))

            let devices = DevicesModel(session: office.session, pace: .milliseconds(200))
            await devices.load()
            #expect(devices.inboxSentence == "2 punches are in doubt.")

            let form = inbox.settleForm(.noPunch)
            #expect(await form.save() == nil)
            #expect(Set(form.problems.keys) == [.why])
            form.draft.why = "the clock was being set"
            #expect(await form.save() != nil)
            #expect(inbox.isEmpty && inbox.done == "2 punches are settled: no punch.")
            await devices.lookAtInbox()
            #expect(devices.inboxSentence == nil)

            try await office.lacking("settled_doubt") {
                #expect(await inbox.undo() == false)
                #expect(inbox.failure?.heading == "It was not taken back")
            }
            #expect(await inbox.undo(), "which can be tried again")
            #expect(inbox.count(of: .doubts) == 2 && inbox.done == "2 punches are in doubt again.")
            // However often something changes, doubts are looked for once in a while.
            for _ in 0..<3 { await devices.load() }
            await until("what changed meanwhile is counted") { devices.inboxSentence == "2 punches are in doubt." }
            #expect(inbox.undoable == nil)
        }
    }

    @Test func aPunchIsPutWhereItWasMade() async throws {
        try await collected(Array(odd.prefix(2)), state: 255) { office, inbox in
            let form = inbox.settleForm(.madeAt)
            #expect(form.draft.date == "2026-11-20", "it was collected then")
            (form.draft.date, form.draft.time, form.draft.why) = ("2026-11-19", "9", "seen by the guard")
            #expect(await form.save() == nil)
            #expect(Set(form.problems.keys) == [.time])
            form.draft.time = "09:00"
            #expect(await form.save() != nil)
            #expect(inbox.done?.hasPrefix("1 punch is settled: made at 2026-11-19 09:00") == true)
            let day = try #require(CivilDate("2026-11-19"))
            let sheet = try await office.session.services.attendance.today(day, by: office.session.actor)
            let asha = try #require(sheet.rows.first { $0.name == "Asha" })
            #expect(asha.work == 32_400)
        }
    }

    @Test func whoseUserIsNobodysIsSaidAndNothingIsStored() async throws {
        try await collected(["7 2000-01-01 00:10"]) { _, inbox in
            inbox.choose(doubts: Set(inbox.doubts.map(\.id)))
            #expect(inbox.chosenOfDoubt.map(\.person) == ["Not matched"])
            #expect(inbox.doubtDetail.hasSuffix("Nobody has user 7 yet: match it first."))
            let form = inbox.settleForm(.madeAt)
            (form.draft.time, form.draft.why) = ("09:00", "seen")
            #expect(await form.save() == nil)
            #expect(form.failure?.text.contains("Nobody has the user 7") == true)
            #expect(inbox.count(of: .doubts) == 1)
        }
    }

    @Test func aClockThatWentBackCanBeRight() async throws {
        try await collected(["42 2026-11-18 09:00", "42 2026-11-18 20:00", "42 2026-11-18 18:00"]) { _, inbox in
            #expect(inbox.may(.right) && inbox.doubtDetail.hasSuffix("It counts as it is."))
            #expect(inbox.settleForm(.madeAt).draft.date == "2026-11-18")
            let form = inbox.settleForm(.right)
            form.draft.why = "the clock was set"
            #expect(await form.save() != nil)
            #expect(inbox.isEmpty)
        }
    }

    @Test func linesAreReadAgainAndTheRestDismissed() async throws {
        try await Office.open { office in
            try await office.add("42", "Asha")
            let reader = try await office.readerWithLines(["42;2026-11-20 09:00:00;0", "hello", "# list"])
            let inbox = InboxModel(session: office.session)
            await inbox.load()
            #expect(inbox.firstPage == .lines && inbox.reader == reader.id)
            #expect(inbox.lineDetail.hasPrefix("“Read again” tries every line of Canteen. Choose lines"))
            #expect(await inbox.readAgain())
            #expect(inbox.done == "3 lines still cannot be read: correct the format first.")

            try await office.correct(reader)
            #expect(await inbox.readAgain())
            #expect(inbox.done?.hasPrefix("1 new punch, 2 still cannot be read; ") == true, "\(inbox.done ?? "")")

            #expect(inbox.dismissable.isEmpty)
            inbox.choose(lines: Set(inbox.lines.map(\.id)))
            let form = inbox.dismissForm()
            #expect(await form.save() == nil)
            #expect(form.problems[.why]?.hasPrefix("Say why") == true)
            form.draft.why = "headings"
            #expect(await form.save() != nil)
            #expect(inbox.isEmpty && inbox.done == "2 lines are no punch; the journal keeps it.")
        }
    }

    @Test func aNumberThatMeansTwoPeopleIsGivenToWhomItBelongs() async throws {
        let sunil = UserRecord(uid: 1, name: "SUNIL", userID: "42")
        try await collected(["42 2026-11-20 09:00"], users: [sunil]) { office, inbox in
            var other = Office.terminal(["42 09:30"])
            other.identity.serialNumber = "B1"
            other.users = [UserRecord(uid: 1, name: "Meera", userID: "42")]
            try await withVirtualTerminal(other) { _, address in
                try await office.addTerminal("Yard", port: address.tcpPort)
                try await office.add("44", "Meera")
                try await office.collect()
                await inbox.load()
                #expect(inbox.count(of: .numbers) == 1 && inbox.firstPage == .numbers)
                let line = try #require(inbox.numbers.first { $0.user.deviceName == "Yard" })
                #expect(line.user.employee?.name == "Asha")
                inbox.choose(number: line.id)
                inbox.choose(employee: inbox.candidates.first { $0.employee.name == "Meera" })
                #expect(inbox.numberVerb == "Give 42 on Yard to Meera" && inbox.canGiveNumber)
                #expect(inbox.numberQuestion?.text.contains("are Asha’s now") == true)
                #expect(await inbox.giveNumber())
                #expect(inbox.done?.hasPrefix("1 punch is Meera’s now") == true)
                #expect(inbox.isEmpty)
            }
        }
    }

    @Test func aNumberThatIsOnePersonByTwoNamesIsSaidToBe() async throws {
        let sunny = UserRecord(uid: 1, name: "SUNNY", userID: "42")
        try await collected(["42 2026-11-20 09:00"], users: [sunny]) { office, inbox in
            var other = Office.terminal(["42 09:30"])
            other.identity.serialNumber = "B1"
            other.users = [UserRecord(uid: 1, name: "Asha", userID: "42")]
            try await withVirtualTerminal(other) { _, address in
                try await office.addTerminal("Yard", port: address.tcpPort)
                try await office.add("44", "Meera")
                try await office.collect()
                await inbox.load()
                #expect(inbox.onePersonVerb == "42 is Asha everywhere" && inbox.canSayOnePerson)
                inbox.choose(employee: inbox.candidates.first { $0.employee.name == "Meera" })
                #expect(!inbox.canSayOnePerson, "it is Asha’s")
                inbox.choose(employee: nil)
                #expect(await inbox.sayOnePerson())
                #expect(inbox.done == "42 is Asha on every terminal.")
                #expect(inbox.isEmpty)
            }
        }
    }

    @Test func severalUsersAreGivenToOneEmployee() async throws {
        try await collected(["7 2026-11-20 09:00", "8 2026-11-20 10:00"]) { _, inbox in
            inbox.choose(users: Set(inbox.unknown.map(\.id)))
            inbox.choose(employee: inbox.candidates.first)
            #expect(inbox.verb == "Give 2 punches of 2 users to Asha")
            #expect(await inbox.map())
            #expect(inbox.isEmpty && inbox.done?.hasPrefix("2 punches are Asha’s now") == true)
            #expect(await inbox.undo())
            #expect(inbox.unknown.map(\.id.user) == ["7", "8"] && inbox.undoable == nil)
            #expect(inbox.done?.hasPrefix("2 punches are nobody’s again; ") == true, "\(inbox.done ?? "")")
        }
    }

    @Test func aMatchThatTheNumberMakesByItselfIsNotTakenBack() async throws {
        try await collected(["7 2026-11-20 09:00"]) { office, inbox in
            inbox.choose(employee: inbox.candidates.first)
            #expect(await inbox.map())
            let (employees, actor) = (office.session.services.employees, office.session.actor)
            let asha = try #require(inbox.employees.first)
            try await employees.setLeaveDate(of: asha.id, to: CivilDate("2026-11-19"), by: actor)
            try await employees.add(
                EmployeeDraft(code: "7", name: "Ravi", department: "", joined: "2026-11-20", shift: "G"), by: actor)
            #expect(await inbox.undo() == false)
            #expect(inbox.failure?.text.hasPrefix("The number 7 is Ravi’s") == true)
            #expect(inbox.failure?.text.hasSuffix("What was not taken back stays as it is.") == true)
            #expect(inbox.undoable != nil)
        }
    }

    @Test func aNumberThatWasNobodysIsTakenBackEverywhere() async throws {
        let ravi = UserRecord(uid: 1, name: "RAVI", userID: "7")
        try await collected(["7 2026-11-20 09:00"], users: [ravi]) { office, inbox in
            var other = Office.terminal(["7 09:30"])
            other.identity.serialNumber = "B1"
            other.users = [UserRecord(uid: 1, name: "Asha", userID: "7")]
            try await withVirtualTerminal(other) { _, address in
                try await office.addTerminal("Yard", port: address.tcpPort)
                try await office.collect()
                await inbox.load()
                inbox.choose(employee: inbox.candidates.first)
                #expect(await inbox.sayOnePerson() && inbox.isEmpty)
                #expect(await inbox.undo())
                #expect(inbox.done?.hasPrefix("2 punches are nobody’s again; ") == true)
                #expect(inbox.count(of: .users) == 2 && inbox.count(of: .numbers) == 1)
            }
        }
    }

    @Test func usersAreCopiedToTheTerminalsThatAreChecked() throws {
        var entry = CopyEntry(user: "42")
        #expect(entry.problems()[.targets] == "Choose at least one terminal.")
        entry.targets = [ID(1), ID(2)]
        #expect(entry.problems().isEmpty)
    }
}

extension Office {
    fileprivate func collect() async throws {
        let sync = SyncModel(session: session)
        sync.start()
        await sync.wait()
        guard case .ended(_, let problems) = sync.state else { return }
        #expect(problems == [])
    }

    /// A line reader, and a file of it of which nothing could be read.
    fileprivate func readerWithLines(_ lines: [String]) async throws -> DeviceSummary {
        var entry = LineReaderEntry()
        (entry.name, entry.host) = ("Canteen", "127.0.0.1")
        let reader = try await session.services.devices.add(entry.draft, by: session.actor)
        let file = folder.appendingPathComponent("lines.csv")
        try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
        try await session.services.files.import(file.path, into: reader.id, by: session.actor)
        return reader
    }

    fileprivate func correct(_ reader: DeviceSummary) async throws {
        var draft = try await session.services.devices.draft(of: reader.id, by: session.actor)
        draft.connection.lines?.format.shape = .columns(delimiter: ";", isQuoted: false, joinsRepeated: false)
        try await session.services.devices.update(reader.id, to: draft, by: session.actor)
    }
}
