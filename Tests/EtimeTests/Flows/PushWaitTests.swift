import Domain
import Foundation
import Storage
import Testing

/// A push terminal is asked when it calls: whoever asks hears that, and may stop waiting.
@Suite(.serialized)
struct PushWaitTests {
    private static func yard() async throws -> Shell {
        let shell = try Shell()
        let adopted = try await shell.etime("device", "adopt", "CJ9Z000001", "Yard")
        #expect(adopted.status == 0, "\(adopted.errors)")
        return shell
    }

    @Test(arguments: [SIGINT, SIGTERM]) func whoStopsWaitingHearsNoError(signal: Int32) async throws {
        let shell = try await Self.yard()
        let database = try await openDatabase(DatabaseURL(shell.path("data/timetracker.db")))
        let listed = try await shell.etime(["device", "user", "list", "Yard"]) { program in
            // What is asked for is stored, so that the program listens to signals.
            while try await database.read({ try DeviceTaskStore($0).openCounts().isEmpty }) {
                try await Task.sleep(for: .milliseconds(5))
            }
            try program.send(signal)
        }
        #expect(listed.status == 130)
        #expect(
            listed.errors == "A push terminal is asked when it calls: run “etime collect --push PORT”.\nStopped.\n")
        #expect(listed.output.isEmpty)
        #expect(
            try await database.read { try DeviceTaskStore($0).openCounts().isEmpty }, "nobody waits for it any more")
        try await database.close()
    }

    @Test func aTerminalThatIsNamedTwiceIsAskedOnce() async throws {
        let shell = try await Self.yard()
        let restarted = try await shell.etime("device", "restart", "Yard", "Yard", "--later")
        #expect(restarted.status == 0, "\(restarted.errors)")
        #expect(restarted.output.contains(": 1 task waits"), "\(restarted.output)")
        let compared = try await shell.etime("device", "user", "compare", "Yard", "Yard")
        #expect(compared.status == 64)
        #expect(compared.errors.contains("Give two or more terminals."), "\(compared.errors)")
    }
}
