import Desktop
import Domain
import Foundation
import Services
import Storage
import Testing

/// What is typed into the assistant.
@MainActor
struct SetUpEntryTests {
    @Test func aZoneIsFoundByWordsOfItsName() {
        #expect(CompanyEntry.zones(matching: "kolkata") == ["Asia/Kolkata"])
        #expect(CompanyEntry.zones(matching: "new york").first == "America/New_York")
        #expect(CompanyEntry.zones(matching: "Berl").first == "Europe/Berlin")
        #expect(CompanyEntry.zones(matching: "nowhere").isEmpty)
        #expect(CompanyEntry.zones(matching: " ").count > 300)
    }

    @Test func aCompanyHasANameAndAZoneThatThereIs() {
        var entry = CompanyEntry(CompanySettings(name: " ", zone: "Asia/Kolkata"))
        #expect(entry.problems() == [.name: "Enter the company’s name, or skip this step."])
        entry.name = "Sahyadri"
        #expect(entry.problems().isEmpty)
        entry.zone = "asia"
        #expect(entry.problems()[.zone] == "Choose a zone of the list, such as Asia/Kolkata.")
        // What is one zone's alone is that zone.
        entry.zone = "kolkata "
        #expect(entry.problems().isEmpty && entry.settings.zone == "Asia/Kolkata")
    }

    @Test func aPlaceIsAFileOrAServer() throws {
        var entry = PlaceEntry(present: "sqlite:////var/lib/etime.db")
        #expect(entry.kind == .thisComputer && entry.path == "/var/lib/etime.db")
        #expect(try entry.url().description == "sqlite:////var/lib/etime.db" && entry.problems().isEmpty)
        entry.path = "postgresql://asha@db.example/etime"
        #expect(entry.problems()[.path]?.contains("On a database server") == true)
        entry.path = " "
        #expect(entry.problems()[.path]?.contains("Enter the path") == true)
        entry.kind = .server
        #expect(entry.problems()[.address]?.contains("Enter the server’s address") == true)
        entry.address = "/var/lib/etime.db"
        #expect(entry.problems()[.address]?.contains("On this computer") == true)
        entry.address = "postgresql://asha:secret@db.example/etime"
        let sentence = try #require(entry.problems()[.address])
        #expect(sentence.contains("Leave the password out") && !sentence.contains("secret"))
        entry.address = "postgres//asha@db"
        #expect(entry.problems()[.address] != nil)
        entry.address = " postgresql://asha@db.example/etime "
        #expect(entry.problems().isEmpty && entry.text == "postgresql://asha@db.example/etime")
    }

    @Test func aRelativePathBecomesOneFromTheRoot() throws {
        var entry = PlaceEntry(present: "sqlite:///data/timetracker.db")
        let here = FileManager.default.currentDirectoryPath
        #expect(entry.path == "\(here)/data/timetracker.db")
        entry.path = "mine.db"
        #expect(entry.text == "sqlite:///\(here)/mine.db")
    }

    @Test func browsingBeginsWhereWhatIsTypedIs() {
        var entry = PlaceEntry(present: "sqlite:////tmp/etime.db")
        #expect(entry.fileParts == ("/tmp", "etime.db"))
        entry.path = "/tmp/nowhere/mine.db"
        #expect(entry.fileParts == (nil, "mine.db"))
        entry.path = " "
        #expect(entry.fileParts.name == "etime.db")
    }

    @Test func theRulesOfAPasswordAreFulfilledOneByOne() {
        var entry = AdministratorEntry()
        func holds() -> [Bool] { entry.rules.map(\.holds) }
        #expect(holds() == [false, false, false])
        entry.password = "password123"
        #expect(holds() == [true, false, false])
        entry.password = "nine blue wheelbarrows"
        #expect(holds() == [true, true, false])
        entry.again = "nine blue wheelbarrows"
        #expect(holds() == [true, true, true])
        #expect(entry.problems()[.name] == "An account needs a name to sign in by.")
        (entry.name, entry.company) = ("meera", "Nine Blue Wheelbarrows")
        #expect(entry.problems()[.password]?.contains("name of the person or of the company") == true)
        #expect(holds() == [true, false, true])
    }
}
