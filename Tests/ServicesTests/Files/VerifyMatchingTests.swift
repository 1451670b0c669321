import DeviceSimulator
import Domain
import Foundation
import SeededRandom
import Storage
import Testing

@testable import Services

/// A file of four columns does not say how somebody was recognised; the terminal does.
struct VerifyMatchingTests {
    private let now = "2026-11-20 19:00:00"

    /// Two days; within one second a finger twice, and within another a finger and a card.
    private static let punches = [
        VirtualPunch(userID: "42", time: time("2026-11-18 09:00:00"), verify: 1),
        VirtualPunch(userID: "42", time: time("2026-11-18 18:00:00"), verify: 4),
        VirtualPunch(userID: "42", time: time("2026-11-18 18:00:00"), verify: 1),
        VirtualPunch(userID: "7", time: time("2026-11-19 09:01:02"), verify: 1),
        VirtualPunch(userID: "7", time: time("2026-11-19 09:01:02"), verify: 1),
        VirtualPunch(userID: "42", time: time("2026-11-19 09:00:00"), verify: 15),
    ]

    private static func time(_ text: String) -> LocalTime { LocalTime(text) ?? LocalTime(seconds: 0) }

    /// User, time, device number, state; with `verify` also the verify code.
    private static func file(
        _ punches: some Sequence<VirtualPunch>, _ name: String, verify: Bool = false, beside company: TestCompany
    ) throws -> String {
        let text = punches.map { punch in
            "\(punch.userID)\t\(punch.time)\t1\t\(punch.state)\(verify ? "\t\(punch.verify)" : "")\r\n"
        }.joined()
        let file = URL(fileURLWithPath: company.path).deletingLastPathComponent().appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    /// A company with a terminal that holds these punches.
    private func with(
        _ held: [VirtualPunch], _ body: (TestCompany, DeviceSummary, VirtualTerminal) async throws -> Void
    ) async throws {
        try await TestCompany.open(now: now) { company in
            var terminal = configuration(at: now, [])
            terminal.punches = held
            try await withVirtualTerminal(terminal) { terminal, address in
                try await body(company, try await company.addDevice("Gate", port: address.tcpPort), terminal)
            }
            #expect(try await company.services.ledger.verify(by: company.actor).isIntact)
        }
    }

    @Test(arguments: [true, false]) func whicheverComesFirstEachPunchIsThereOnce(isFileFirst: Bool) async throws {
        try await with(Self.punches) { company, device, _ in
            let path = try Self.file(Self.punches, "1_attlog.dat", beside: company)
            if !isFileFirst { #expect(try await company.sync(device).newPunches == 6) }
            let fates = try await company.services.files.preview(path, for: device.id, by: company.actor)
            #expect(fates.allSatisfy { $0.fate == (isFileFirst ? .new : .known) })
            let report = try await company.services.files.import(path, into: device.id, by: company.actor)
            #expect((report.newPunches, report.knownPunches) == (isFileFirst ? (6, 0) : (0, 6)))
            let synced = try await company.sync(device)
            #expect((synced.newPunches, synced.knownPunches) == (0, isFileFirst ? 6 : 0))
            #expect(try await company.punchCount() == 6)
        }
    }

    /// The stick was written between the two punches of one second.
    @Test func ofTwoPunchesInOneSecondTheFileHasOne() async throws {
        try await with(Array(Self.punches.prefix(3))) { company, device, _ in
            let part = try Self.file(Self.punches.prefix(2), "part.dat", beside: company)
            #expect(try await company.services.files.import(part, into: device.id, by: company.actor).newPunches == 2)
            #expect(try await company.sync(device).newPunches == 1)
            for name in ["part.dat", "whole.dat"] {
                let count = name == "part.dat" ? 2 : 3
                let path = try Self.file(Self.punches.prefix(count), name, beside: company)
                let report = try await company.services.files.import(path, into: device.id, by: company.actor)
                #expect((report.newPunches, report.knownPunches) == (0, count))
            }
            #expect(try await company.punchCount() == 3)
        }
    }

    @Test func aLaterPunchOfTheSameSecondIsAnotherOne() async throws {
        try await with(Array(Self.punches.prefix(2))) { company, device, terminal in
            let path = try Self.file(Self.punches.prefix(2), "1_attlog.dat", beside: company)
            try await company.services.files.import(path, into: device.id, by: company.actor)
            #expect(try await company.sync(device).newPunches == 0)
            await terminal.store([Self.punches[2]])
            #expect(try await company.sync(device).newPunches == 1)
            #expect(try await company.punchCount() == 3)
        }
    }

    /// A file that says another code says that it was another punch.
    @Test func whatIsSaidIsBelieved() async throws {
        try await with([Self.punches[0]]) { company, device, _ in
            var other = Self.punches[0]
            other.verify = 0
            let path = try Self.file([other], "1_attlog.dat", verify: true, beside: company)
            #expect(try await company.services.files.import(path, into: device.id, by: company.actor).newPunches == 1)
            #expect(try await company.sync(device).newPunches == 1)
        }
    }

    /// Files and readings of the beginning of one second's punches, in any order: there are as many as the longest had.
    @Test(arguments: 0..<200) func thereAreAsManyAsTheLongestHad(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        let codes: [UInt8] = (0..<Int.random(in: 1...5, using: &chance)).map { _ in
            UInt8.random(in: 1...3, using: &chance)
        }
        var (ledger, most) = (Set<PunchKey>(), 0)
        for _ in 0..<8 {
            let count = Int.random(in: 0...codes.count, using: &chance)
            let isFile = Bool.random(using: &chance)
            let keys = Self.keys(codes.prefix(count).map { isFile ? Punch.unsaidVerify : $0 })
            let known = VerifyMatching(keys, in: ledger).known(keys)
            ledger.formUnion(keys.indices.filter { !known.contains($0) }.map { keys[$0] })
            most = max(most, count)
            #expect(ledger.count == most, "\(codes), \(count) from a \(isFile ? "file" : "terminal")")
        }
    }

    private static func keys(_ codes: [UInt8]) -> [PunchKey] {
        var seen: [UInt8: UInt16] = [:]
        return codes.map { code in
            defer { seen[code, default: 0] += 1 }
            return PunchKey(
                deviceUser: "42", local: LocalTime(seconds: 0), state: 0, verify: code, sequence: seen[code, default: 0]
            )
        }
    }
}
