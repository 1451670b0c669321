import Devices
import Domain
import Foundation
import Storage
import Testing

@testable import Services

/// What waits on this computer is counted without being touched.
struct SpoolBacklogTests {
    @Test func whatWaitsIsCountedByTerminalAndByWhetherSomebodyHasIt() async throws {
        try await Self.with { company, gate, folder in
            do {
                let spool = Spool(folder: folder)
                for count in [2, 3, 0] { try await spool.keep(Self.reading(count, of: gate.id)) }
                #expect(try await Self.waiting(folder, company) == [.init(device: gate.id, punches: 5, isInCare: true)])
                // The first is in already.
                let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
                try await company.database.write { try SpoolMarkStore($0).save(1, of: String(name.dropLast(6))) }
                #expect(try await Self.waiting(folder, company) == [.init(device: gate.id, punches: 3, isInCare: true)])
            }
            let left = [SpoolBacklog(device: gate.id, punches: 3, isInCare: false)]
            // A process that another test starts holds what is open here until it has become another program.
            let limit = ContinuousClock.now + .seconds(30)
            while try await Self.waiting(folder, company) != left, ContinuousClock.now < limit {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(try await Self.waiting(folder, company) == left)
        }
    }

    /// Whoever looks while another program takes it in finds the file, and its mark gone.
    @Test func whatIsTakenInMeanwhileDoesNotWait() async throws {
        try await Self.with { _, gate, folder in
            try await Spool(folder: folder).keep(Self.reading(2, of: gate.id))
            let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
            let seen = try #require(SpoolFile.peek("\(folder)/\(name)"))
            #expect(!seen.isGone)
            try #require(SpoolFile.peek("\(folder)/\(name)")).remove()
            #expect(seen.isGone)
        }
    }

    @Test func aFolderThatIsNotThereAndAFileThatIsNoSpoolHoldNothing() async throws {
        try await Self.with { company, _, folder in
            #expect(try await Self.waiting(folder, company) == [])
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data("no spool at all, but some bytes".utf8).write(to: URL(fileURLWithPath: "\(folder)/0.spool"))
            #expect(try await Self.waiting(folder, company) == [])
            #expect(try await company.services.fleet.waiting(by: company.actor) == [])
        }
    }

    private static func with(_ body: (TestCompany, DeviceSummary, String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("spool-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try await TestCompany.open(now: "2026-11-20 19:00:00") { company in
            try await body(company, try await company.addDevice("Gate", port: 1), folder.path)
        }
    }

    private static func waiting(_ folder: String, _ company: TestCompany) async throws -> [SpoolBacklog] {
        try await company.services.fleet.waiting(spool: folder, by: company.actor)
    }

    private static func reading(_ punches: Int, of device: ID<Device>) -> SpooledReading {
        var reading = TerminalReading.arriving(.live, at: Instant(seconds: 1))
        reading.log.records = (0..<punches).map { AttendanceRecord(userID: "42", rawTime: UInt32($0)) }
        return SpooledReading(device: device, actor: "collector", reading: reading)
    }
}
