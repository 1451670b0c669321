import Foundation
import Testing

/// A collection that is stopped in the middle, politely or not: the database is whole, and the next one completes it.
@Suite(.serialized)
struct StoppedSyncTests {
    @Test func controlCEndsItWithASentence() async throws {
        try await FullTerminal.with(delay: 150) { shell, terminal in
            let outcome = try await shell.etime(["sync"]) { program in
                try await program.says("reading punches")
                try program.send(SIGINT)
            }
            #expect(outcome.status == 130)
            #expect(outcome.sentence == "Stopped. What was stored stays; run the command again to go on.")
            try await FullTerminal.expectLedger(shell, FullTerminal.stored)
            try await FullTerminal.expectWhole(shell, terminal)
        }
    }

    @Test(arguments: ["connecting", "reading punches", "storing punches", "working out days"])
    func whatIsKilledIsCompletedByTheNext(stage: String) async throws {
        try await FullTerminal.with { shell, terminal in
            let outcome = try await shell.etime(["sync"]) { program in
                try await program.says("Gate: \(stage)")
                try program.send(SIGKILL)
            }
            #expect(outcome.status == 137, "it ended before it was killed: \(outcome.output)")
            try await FullTerminal.expectWhole(shell, terminal)
        }
    }

    /// Files may not grow past two megabytes: as with a quota that is used up, the system refuses in the middle of a write.
    @Test func aFullDiskIsOneSentenceAndLosesNothing() async throws {
        try await FullTerminal.with { shell, terminal in
            let wrapped = ["/bin/sh", "-c", "ulimit -f 4096; exec \"$@\"", "sh"]
            let outcome = try await shell.etime(["sync"], wrapped: wrapped)
            #expect(outcome.status == 1)
            #expect(outcome.sentence.split(separator: "\n").count == 1, "\(outcome.errors)")
            #expect(outcome.sentence.contains("timetracker.db is full; nothing was changed. Free some space"))
            try await FullTerminal.expectLedger(shell, FullTerminal.stored)
            try await FullTerminal.expectWhole(shell, terminal)
        }
    }
}
