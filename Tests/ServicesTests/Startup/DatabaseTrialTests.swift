import Domain
import Foundation
import Storage
import Testing

@testable import Services

struct DatabaseTrialTests {
    @Test func whatIsThereIsSaidAndLeftAsItIs() async throws {
        try await withTestCompany { company in
            let url = try DatabaseURL(company.path)
            #expect(try await company.services.isNew())
            #expect(try await trial(url).content == .nothing)
            try await company.addShift()
            #expect(try await !company.services.isNew())
            #expect(try await trial(url).content == .company(name: ""))
            try await company.services.company.update(
                CompanySettings(name: "Sahyadri", zone: "Asia/Kolkata"), by: company.actor)
            let found = try await trial(url)
            #expect(found.content == .company(name: "Sahyadri") && found.product?.hasPrefix("SQLite 3") == true)
        }
    }

    @Test func aFileThatIsNotThereIsNotMade() async throws {
        try await withTestCompany { company in
            let path = company.path + "-other.db"
            #expect(try await trial(try DatabaseURL(path)) == DatabaseTrial(content: .nothing))
            #expect(!FileManager.default.fileExists(atPath: path))
            let lost = try DatabaseURL("/no/such/folder/etime.db")
            await #expect(throws: StorageError.folderMissing(path: "/no/such/folder/etime.db")) {
                try await trial(lost)
            }
        }
    }

    @Test func anEmptyDatabaseHasNoCompany() async throws {
        try await withTestCompany { company in
            let path = company.path + "-empty.db"
            defer { try? FileManager.default.removeItem(atPath: path) }
            let url = try DatabaseURL(path)
            let database = try await openDatabase(url)
            try await database.alter { _ = try $0.execute("CREATE TABLE etime_probe (a INTEGER)") }
            try await database.alter { _ = try $0.execute("DROP TABLE etime_probe") }
            try await database.close()
            #expect(try await trial(url).content == .nothing)
        }
    }

    /// A name of today's and one of before.
    @Test func zonesOfTheSystemsTableAreAmongTheNames() {
        let names = SystemZones.names()
        #expect(names.contains("Asia/Kolkata") && names.contains("Europe/Berlin") && names == names.sorted())
        let table = "# comment\nIN\t+2232+08822\tAsia/Kolkata\nXX\nUS\t+404251-0740023\tAmerica/New_York\tEastern"
        #expect(SystemZones.names(in: table) == ["Asia/Kolkata", "America/New_York"])
    }

    private func trial(_ url: DatabaseURL) async throws -> DatabaseTrial {
        try await DatabaseTrial.of(url, drivers: [SQLiteDriver()])
    }
}
