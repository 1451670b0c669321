import Foundation
import Testing

/// Wrong input on purpose: each ends with one clear sentence and an exit status that is not 0, and changes nothing.
struct WrongInputTests {
    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0xFF, 0xFE, 0x80]

    private func company() async throws -> Shell {
        let shell = try Shell()
        for step in [
            ["shift", "add", "G", "General", "09:00", "18:00"],
            ["employee", "add", "42", "Asha", "--joined", "2026-01-01", "--shift", "G"],
            ["device", "add", "Gate", "127.0.0.1", "--port", "1"],
        ] {
            try #require(try await shell.etime(step).status == 0)
        }
        try Data(Self.png).write(to: shell.folder.appending(path: "people.csv"))
        try FileManager.default.createDirectory(atPath: shell.path("empty"), withIntermediateDirectories: true)
        return shell
    }

    @Test(arguments: [
        // What does not exist.
        ("shift show Q", 1, "There is no shift Q"), ("shift change Q --name X", 1, "There is no shift Q"),
        ("shift assign Q 42 2026-01-01", 1, "There is no shift Q"),
        ("shift assign G 99 2026-01-01", 1, "There is no employee 99"),
        ("shift unassign 99 2026-01-01", 1, "There is no employee 99"),
        ("employee add 43 B --joined 2026-01-01 --shift Q", 1, "There is no shift Q"),
        ("explain 99 2026-01-01", 1, "There is no employee 99"), ("attendance month 99", 1, "There is no employee 99"),
        ("device time Nope", 1, "There is no device Nope"), ("device retire Nope", 1, "There is no device Nope"),
        ("sync Nope", 1, "There is no device Nope"), ("inbox map 1 42 --device Nope", 1, "There is no device Nope"),
        ("inbox map 77 42", 1, "nothing to map"), ("holiday remove 2026-02-02", 1, "no holiday on 2026-02-02"),
        ("company --zone Mars/Base", 1, "no time zone Mars/Base"),
        ("scenario run nope.yaml", 2, "nope.yaml: cannot be read"),
        ("scenario run empty", 2, "holds no scenario files"),
        // Days that are none, and the wrong way round.
        ("attendance day 2026-02-30", 64, "2026-02-30"), ("explain 42 2026-02-30", 64, "2026-02-30"),
        ("shift assign G 42 2026-02-30", 64, "2026-02-30"), ("holiday add 2026-02-30 X", 64, "2026-02-30"),
        ("employee add 43 B --joined 2026-02-30", 1, "2026-02-30"),
        ("audit list --since 2026-02-30", 64, "2026-02-30"),
        ("attendance recompute 2026-03-01 2026-02-01", 1, "swap them"),
        ("shift assign G 42 2026-03-01 --through 2026-02-01", 1, "swap them"),
        ("attendance month 42 2026-13", 64, "2026-13"),
        // Numbers below zero.
        ("shift add Q X 09:00 18:00 --late-grace -5", 64, "'-5' is invalid"),
        ("audit list --limit -1", 64, "--limit"),
        ("device discover 127.0.0.1 --adopt --format json", 64, "leave out one of the two"),
        ("device discover --serial-ports --format csv", 64, "“etime device serial-ports --format csv”"),
        ("simulate --logs -1", 64, "--logs must be"), ("simulate --users -1", 64, "--users must be"),
        ("simulate --fingers 11", 64, "--fingers must be"), ("simulate --speed 0", 64, "--speed must be"),
        ("simulate --think -1", 64, "--think must be"), ("simulate --port -1", 64, "is no port"),
        ("simulate --live -1", 64, "--live must be"),
        ("device add G2 127.0.0.1 --port 0", 1, "1 to 65535"),
        // Files that are something else.
        ("employee import people.csv", 1, "not UTF-8 text"), ("employee import empty", 1, "not a readable file"),
        ("scenario run people.csv", 2, "cannot be read as text"),
        ("employee list --database people.csv", 1, "not a SQLite database"),
        // A database that is mistyped.
        ("employee list --database sqlit:///x.db", 1, "“sqlit” databases"),
        ("employee list --database sqlite:/x.db", 1, "three slashes"),
        ("employee list --database sqlite:///no/such/x.db", 1, "folder of no/such/x.db does not exist"),
        ("db migrate --database empty", 1, "empty is a folder"),
        // A terminal that cannot be there.
        ("simulate --host 192.0.2.1 --port 0", 1, "(Cannot assign requested address): choose an address"),
    ])
    func isOneSentence(command: String, status: Int32, words: String) async throws {
        let shell = try await company()
        let before = try await shell.etime("audit", "list").output
        let outcome = try await shell.command("etime " + command)
        #expect(outcome.status == status, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
        // A command that was not understood is followed by how it is used.
        if status == 1 { #expect(outcome.sentence.split(separator: "\n").count == 1, "\(outcome.errors)") }
        #expect(!outcome.errors.contains("Fatal error"))
        #expect(try await shell.etime("audit", "list").output == before)
    }
}
