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
