import Foundation
import Subprocess
import SystemPackage
import Testing

/// Against a real keyring in a session of its own, with a home that goes afterwards.
@Suite(.serialized)
final class SecretServiceTests {
    private let home = FileManager.default.temporaryDirectory.appending(path: "keyring-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: home)
    }

    /// Runs a script in which `$PROBE` and `$ETIME` are programs, and gives what it said, line by line.
    private func lines(_ script: String, wrapped: [String] = []) async throws -> [String] {
        let own = FilePath(try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        let programs = own.removingLastComponent()
        let words = wrapped + ["sh", "-c", script]
        let environment: [Environment.Key: String] = [
            "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": home.path, "XDG_DATA_HOME": home.path,
            "XDG_RUNTIME_DIR": home.path, "PROBE": programs.appending("secret-service-probe").string,
            "ETIME": programs.appending("etime").string,
        ]
        let result = try await Subprocess.run(
            .name(words[0]), arguments: Arguments(Array(words.dropFirst())), environment: .custom(environment),
            output: .string(limit: 65_536), error: .discarded)
        return result.standardOutput.split(separator: "\n").map(String.init)
    }

    private static let unlock = "printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null;"

    @Test(.timeLimit(.minutes(1)))
    func keepsAPasswordForEachAddress() async throws {
        let said = try await lines(
            Self.unlock + """
                $PROBE look postgresql://asha@db:5432/etime
                $PROBE store postgresql://asha@db:5432/etime 'a;b}c{d=é"'
                $PROBE store postgresql://asha@db:5432/other other
                $PROBE look postgresql://asha@db:5432/etime
                $PROBE store postgresql://asha@db:5432/etime changed
                $PROBE look postgresql://asha@db:5432/etime
                $PROBE look postgresql://asha@db:5432/other
                """, wrapped: ["dbus-run-session", "--"])
        #expect(said == ["nothing", "stored", "stored", "a;b}c{d=é\"", "stored", "changed", "other"])
    }

    @Test(.timeLimit(.minutes(1)))
    func theCommandLineKeepsOne() async throws {
        let said = try await lines(
            Self.unlock + """
                printf 'Hush 7\\n' | $ETIME db password postgres://asha@db/etime
                $PROBE look postgresql://asha@db:5432/etime
                printf '' | $ETIME db password postgres://asha@db/etime 2>&1
                printf x | $ETIME db password etime.db 2>&1
                printf x | $ETIME db password postgres://asha:Hush9@db/etime 2>&1
                $PROBE look postgresql://asha@db:5432/etime
                """, wrapped: ["dbus-run-session", "--"])
        #expect(said.first == "The desktop keeps the password of postgresql://asha@db:5432/etime.")
        #expect(said.dropFirst().first == "Hush 7")
        #expect(said.dropFirst(2).dropLast().allSatisfy { $0.hasPrefix("Error: ") && !$0.contains("Hush") }, "\(said)")
        #expect(said.count == 6)
        #expect(said.last == "Hush 7")
    }

    /// A server has no desktop: that is said at once, and not waited for.
    @Test(.timeLimit(.minutes(1)))
    func saysThatThereIsNoDesktop() async throws {
        let said = try await lines("DBUS_SESSION_BUS_ADDRESS=unix:path=/no/such/bus $PROBE look postgresql://db/etime")
        #expect(said.count == 1)
        #expect(said.first?.contains("error: The desktop's secret service keeps no password") == true, "\(said)")
    }
}
