import DeviceSimulator
import Devices
import Domain
import Storage
import Testing

@testable import Server
@testable import Services

/// Clearing the log of a terminal that pushes: nothing is, that the ledger does not hold.
struct PushClearingTests {
    @Test func clearsWhatTheLedgerHolds() async throws {
        try await PushOffice.withYard { office, _ in
            let terminal = office.terminal()
            await PushOffice.punch(terminal, 0..<7)
            #expect(await terminal.run(rounds: 10))
            let task = try await office.done(.clearLog, at: terminal)
            #expect(task.task.state == .done)
            #expect(task.sentence == "7 punches cleared, after it had sent all of them once more.")
            #expect(await terminal.log.isEmpty)
            #expect(try await office.punches() == PushOffice.rows(0..<7))
            let again = try await office.done(.clearLog, at: terminal)
            #expect(again.sentence == "There was nothing to clear.")
            let journal = try await office.database.read { try JournalStore($0).page(limit: 100) }
            #expect(journal.count { $0.action == .clearLog } == 1)
        }
    }

    /// A punch on a day that is in no period stands in the log, and does not come again.
    @Test func clearsNothingThatDoesNotComeAgain() async throws {
        try await PushOffice.withYard { office, _ in
            let terminal = office.terminal()
            await PushOffice.punch(terminal, 0..<4)
            var faults = PushFaults()
            faults.invalidDates = 1
            await terminal.setFaults(faults)
            await PushOffice.punch(terminal, 4..<5)
            await terminal.setFaults(PushFaults())
            #expect(await terminal.run(rounds: 10))
            let task = try await office.done(.clearLog, at: terminal)
            #expect(task.task.state == .failed)
            #expect(
                task.sentence
                    == "Nothing was cleared from Yard: it counts 5 punches and has sent 4 of them again; ask again "
                    + "when nobody punches.")
            #expect(await terminal.log.count == 5)
            #expect(await !terminal.commands.contains("CLEAR LOG"))
        }
    }

    /// Said to be kept, and not there.
    @Test func clearsNothingThatTheLedgerLacks() async throws {
        try await PushOffice.withYard { office, _ in
            let terminal = office.terminal()
            await PushOffice.punch(terminal, 0..<3)
            #expect(await terminal.run(rounds: 10))
            _ = try await office.database.alter {
                try $0.execute("CREATE TRIGGER lost BEFORE INSERT ON punch BEGIN SELECT RAISE(IGNORE); END")
            }
            await PushOffice.punch(terminal, 3..<4)
            #expect(await terminal.run(rounds: 10))
            #expect(try await office.punches() == PushOffice.rows(0..<3))
            let task = try await office.done(.clearLog, at: terminal)
            #expect(task.task.state == .failed)
            #expect(
                task.sentence == "Nothing was cleared from Yard: 1 punch that it has sent again is not in the ledger.")
            #expect(await terminal.log.count == 4)
        }
    }

    @Test func clearsNothingWhereTheLedgerIsNotWhatWasSealed() async throws {
        try await PushOffice.withYard(intact: false) { office, _ in
            let terminal = office.terminal()
            await PushOffice.punch(terminal, 0..<3)
            #expect(await terminal.run(rounds: 10))
            _ = try await office.database.alter { try $0.execute("UPDATE punch SET work_code = 9 WHERE id = 1") }
            let task = try await office.done(.clearLog, at: terminal)
            #expect(task.task.state == .failed)
            #expect(
                task.sentence.hasPrefix("Nothing was cleared from Yard, because the ledger is not what was sealed:"))
            #expect(await terminal.log.count == 3)
            #expect(await !terminal.commands.contains("CLEAR LOG"))
        }
    }

    @Test func clearsNothingThatCouldNotBeRead() async throws {
        try await PushOffice.withYard { office, _ in
            let terminal = office.terminal()
            await terminal.punch(VirtualPunch(userID: "1", time: PushOffice.noon))
            #expect(await terminal.run(rounds: 10))
            let asked = try await office.services.fleet.ask(
                .clearLog, of: [try await office.device().id], by: PushOffice.actor)
            var isSent = false
            while try await !office.services.fleet.run(asked.id, by: PushOffice.actor).hasEnded {
                _ = await terminal.step()
                guard !isSent, await terminal.commands.contains(where: { $0.hasPrefix("DATA QUERY ATTLOG") }) else {
                    continue
                }
                isSent = true
                try await office.send("ATTLOG", "1\tnoon\t0\t1")
            }
            let task = try #require(try await office.services.fleet.run(asked.id, by: PushOffice.actor).tasks.first)
            #expect(task.task.state == .failed)
            #expect(task.sentence.hasPrefix("Nothing was cleared from Yard: 1 of its rows could not be read"))
            #expect(await terminal.log.count == 1)
        }
    }
}
