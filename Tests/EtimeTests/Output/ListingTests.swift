import Domain
import Foundation
import Testing

@testable import etime

struct ListingTests {
    private struct Person {
        var name: String
        var late: Int32
        var count: Int
    }

    private static func listing(_ people: [Person]) -> Listing<Person> {
        Listing(
            people,
            [
                .init("Name", "name", flexible: true) { .text($0.name) },
                .init("Late", "late_seconds") { .duration($0.late) },
                .init("Punches", "punches") { .integer($0.count) },
            ])
    }

    private static var two: Listing<Person> {
        listing([
            Person(name: "सुनील", late: 960, count: 4), Person(name: "Venkata Subramanya Raju", late: 0, count: 12),
        ])
    }

    @Test func columnsLineUpUnderDevanagari() {
        let expected = """
            Name                     Late  Punches
            ───────────────────────  ────  ───────
            सुनील                     0:16        4
            Venkata Subramanya Raju             12

            """
        #expect(TextTable(Self.two).rendered(for: .plain) == expected)
    }

    @Test func aNarrowTerminalCutsTheFlexibleColumnAlone() {
        let lines = TextTable(Self.two).rendered(for: Terminal(width: 30, hasColour: false)).split(separator: "\n")
        #expect(lines.allSatisfy { $0.displayWidth <= 30 })
        #expect(lines[3] == "Venkata Subram…             12")
    }

    @Test func colourIsOnlyForATerminalThatHasIt() {
        #expect(!TextTable(Self.two).rendered(for: .plain).contains("\u{1B}"))
        #expect(TextTable(Self.two).rendered(for: Terminal(width: 80, hasColour: true)).contains("\u{1B}[1m"))
    }

    @Test func anEscapeSequenceInANameDoesNotReachTheTerminal() {
        let table = TextTable(Self.listing([Person(name: "A\u{1B}[2J\nB", late: 0, count: 1)]))
        #expect(table.rendered(for: .plain).contains("A[2JB"))
    }

    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("a\r\nb", "\"a\r\nb\""),
        ("a\nb", "\"a\nb\""), ("=1+1", "'=1+1"), ("+91 20", "'+91 20"), ("-x", "'-x"), ("@sum", "'@sum"),
        ("\tx", "'\tx"), ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""), (" a", "\" a\""),
    ])
    func aCSVFieldIsQuotedAndNeverAFormula(text: String, expected: String) {
        #expect(CSVText.field(.text(text)) == expected)
    }

    @Test func csvHasAHeadingAndCRLF() {
        #expect(
            CSVText.rendered(Self.two)
                == "Name,Late,Punches\r\nसुनील,0:16,4\r\nVenkata Subramanya Raju,0:00,12\r\n")
    }

    @Test func jsonKeepsSecondsAndKeys() throws {
        let data = Data(try JSONText.rendered(Self.two).utf8)
        let rows = try #require(JSONSerialization.jsonObject(with: data) as? [[String: Any]])
        #expect(rows.count == 2)
        #expect(rows[0]["late_seconds"] as? Int == 960)
        #expect(rows[1]["name"] as? String == "Venkata Subramanya Raju")
        #expect(Set(rows[0].keys) == ["name", "late_seconds", "punches"])
    }

    @Test(arguments: [(0, "0:00"), (59, "0:00"), (60, "0:01"), (30_600, "8:30"), (362_340, "100:39"), (-900, "-0:15")])
    func durationsAreHoursAndMinutes(seconds: Int32, text: String) {
        #expect(seconds.hoursAndMinutes == text)
    }

    @Test(arguments: [(0, "0", "0"), (1, "½", "0.5"), (42, "21", "21"), (43, "21½", "21.5")])
    func daysAreCountedInHalves(halves: Int, text: String, csv: String) {
        #expect(Cell.days(halves: halves).text == text)
        #expect(CSVText.field(.days(halves: halves)) == csv)
    }

    @Test func aTimeOfTheNextDaySaysSo() throws {
        let day = try #require(CivilDate("2026-11-22"))
        let exit = try #require(LocalTime("2026-11-23 06:10:20"))
        let moment = Moment(exit, offset: 19_800, on: day)
        #expect(moment.text == "06:10+1")
        #expect(moment.iso == "2026-11-23T06:10:20+05:30")
        #expect(Moment(exit, offset: -12_600).iso == "2026-11-23T06:10:20-03:30")
        #expect(Moment(exit).text == "2026-11-23 06:10")
    }
}
