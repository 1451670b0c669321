import Domain
import Foundation
import Storage
import Testing

@testable import Services

struct OpeningTests {
    private func inFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("etime-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.appendingPathComponent("company.db").path)
    }

    @Test func aFileOfSomethingElseIsRefusedAndLeftAlone() async throws {
        try await inFolder { path in
            let content = Data("code,name\n1,Asha\n".utf8)
            try content.write(to: URL(filePath: path))
            await #expect(throws: StorageError.notADatabase(path: path)) { _ = try await Services.open(path) }
            #expect(try Data(contentsOf: URL(filePath: path)) == content)
        }
    }

    @Test func aZoneThatIsNoneIsRefused() async throws {
        try await inFolder { path in
            await #expect(throws: ServiceError.unknownZone("India")) {
                _ = try await Services.open(path, zone: "India")
            }
            let wasMade = FileManager.default.fileExists(atPath: path)
            #expect(!wasMade)
            try await Services.open(path, zone: "Asia/Kolkata").close()
        }
    }

    @Test func theZoneOfTheFirstRunStays() async throws {
        try await inFolder { path in
            try await Services.open(path, zone: "Asia/Kolkata").close()
            let again = try await Services.open(path, zone: "Europe/Berlin")
            #expect(try await again.company.settings().zone == "Asia/Kolkata")
            try await again.close()
        }
    }

    private func copy(_ company: TestCompany, to path: String, stopping: Bool) async throws {
        let target = try await openDatabase(DatabaseURL(path), drivers: [SQLiteDriver()])
        let copy = CompanyCopy(from: company.database, to: target, at: company.clock.now) { progress in
            if stopping, progress.stage == .comparing { withUnsafeCurrentTask { $0?.cancel() } }
        }
        let outcome = await Task { try await copy.run() }.result
        try await target.close()
        if !stopping { _ = try outcome.get() }
    }

    /// As if the rest had been lost: nobody works with it until it is whole.
    @Test func aPartOfACompanyIsRefused() async throws {
        try await TestCompany.open(now: "2026-11-20 19:00:00") { company in
            try await company.addShift()
            try await company.add("42", "Asha Verma")
            let path = company.path + "-copy"
            try await copy(company, to: path, stopping: true)
            let refusal = ServiceError.unfinishedCopy("sqlite:///\(path)")
            await #expect(throws: refusal) { _ = try await Services.open(path) }
            try await copy(company, to: path, stopping: false)
            let whole = try await Services.open(path, now: { company.clock.now })
            #expect(try await whole.employees.list(by: company.actor).count == 1)
            try await whole.close()
        }
    }

    @Test func anotherZoneForTheCompanyIsKeptAndJournalled() async throws {
        try await TestCompany.open(now: "2026-11-20 19:00:00") { company in
            let settings = CompanySettings(name: "Verma & Sons", zone: "Europe/Berlin")
            try await company.services.company.update(settings, by: company.actor)
            #expect(try await company.services.company.settings() == settings)
            let changed = try await company.journal().filter { $0.stamp.actor == "Meera" }.map(\.entityID)
            #expect(Set(changed) == ["company.name", "company.time_zone"])
        }
    }
}
