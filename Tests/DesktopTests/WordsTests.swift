import Desktop
import Domain
import Foundation
import Gtk
import Services
import Testing

struct WordsTests {
    private let day = CivilDate(daysSinceEpoch: 20_777)  // Fri 20 Nov 2026

    @Test(arguments: [
        ("2026-11-20 09:16:59", "09:16"), ("2026-11-21 06:10:00", "06:10 +1"), ("2026-11-19 22:00:00", "22:00 −1"),
    ])
    func aClockSaysWhenItIsAnotherDays(time: String, text: String) {
        #expect(Words.clock(LocalTime(time), on: day) == text)
    }

    @Test(arguments: [("2026-11-20 09:16:59", "09:16"), ("2026-11-21 06:10:00", "06:10⁺¹")])
    func aNarrowColumnRaisesTheOtherDay(time: String, text: String) {
        #expect(Words.shortClock(LocalTime(time), on: day) == text)
    }

    @Test(arguments: [(0, ""), (59, ""), (60, "0:01"), (960, "0:16"), (36_000, "10:00")] as [(Int32, String)])
    func durationsAreHoursAndMinutes(seconds: Int32, text: String) {
        #expect(Words.duration(seconds) == text)
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (50_000, "50,000"), (1_234_567, "1,234,567")])
    func thousandsStandApart(number: Int, text: String) {
        #expect(Words.grouped(number) == text)
    }

    @Test(arguments: [
        ("2026-11-20 10:58:00", "10:58"), ("2026-11-19 10:58:00", "19 Nov, 10:58"),
        ("2025-11-19 10:58:00", "19 Nov 2025, 10:58"),
    ])
    func aMomentHasItsDateWhereThatIsNotToday(time: String, text: String) throws {
        #expect(Words.moment(try #require(LocalTime(time)), today: day) == text)
    }

    @Test(arguments: [("Asia/Kolkata", "2026, 05:30"), ("America/New_York", "2025, 19:00")])
    func aMomentIsToldByTheClockOfThePlace(zone: String, text: String) throws {
        let newYear = try #require(LocalTime("2026-01-01 00:00:00"))
        let told = Words.moment(Instant(seconds: newYear.seconds), in: zone)
        // In the year itself the date is said without it.
        #expect(told.hasSuffix(text) || told.hasSuffix(String(text.dropFirst(4))))
    }

    @Test(arguments: [(nil, ""), (45, "On time"), (120, "2 min fast"), (-7200, "2 h slow")] as [(Int32?, String)])
    func aDriftIsSaidInWords(seconds: Int32?, text: String) {
        #expect(Words.drift(seconds) == text)
    }

    @Test(
        arguments: [
            ([], "Provisional: there is no terminal whose punches could be complete."),
            (["2026-11-20 09:12:00"], "Provisional until Gate (read up to 09:12) is collected past the day’s end."),
            (
                [nil, "2026-11-19 09:12:00"],
                "Provisional until Gate (never read), Gate (read up to 19 Nov, 09:12) are collected past the day’s end."
            ),
        ] as [([String?], String)])
    func aDayThatWaitsNamesTheTerminals(read: [String?], sentence: String) {
        let employee = Employee(id: ID(1), code: "42", name: "Asha", department: "", joined: day - 30, left: nil)
        let result = DayResult(employee: employee.id, date: day, status: .present)
        var row = DayRow(employee: employee, shiftCode: "G", result: result, isLive: false)
        #expect(Words.whyProvisional(row, today: day) == nil)
        row.provisional = .uncollected(
            read.map { time in
                DeviceCompleteness(
                    id: ID(1), name: "Gate", completeThrough: time.flatMap { LocalTime($0) }, completeInstant: nil,
                    isReachable: true)
            })
        #expect(Words.whyProvisional(row, today: day) == sentence)
    }

    @Test func preferencesComeBackAndABrokenFileIsAFirstStart() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "etime-\(UUID().uuidString)/desktop.json")
        defer { try? FileManager.default.removeItem(at: file.deletingLastPathComponent()) }
        #expect(Preferences.load(file) == Preferences())
        var preferences = Preferences()
        preferences.width = 1111
        preferences.appearance = "dark"
        var layout = TableLayout()
        layout.widths["Name"] = 240
        layout.sort = .init(column: "In", isAscending: false)
        preferences.tables = ["today": layout]
        try preferences.save(file)
        #expect(Preferences.load(file) == preferences)
        try Data(#"{"width":900,"height":700,"isMaximised":true,"appearance":"dark"}"#.utf8).write(to: file)
        #expect(Preferences.load(file).width == 900)  // of a version that remembered no tables
        try Data("no".utf8).write(to: file)
        #expect(Preferences.load(file) == Preferences())
    }

    @Test func aTableComesBackAsItWasLeft() throws {
        try #require(Appearance.hasDisplay)
        let memory = TableMemory([:])
        func open() -> TableView<DayRow> {
            let table = TableView(
                name: "Days",
                columns: [
                    TableColumn<DayRow>("Code", width: 6, by: \.code) { $0.code },
                    TableColumn("Name", width: 9) { $0.name },
                ])
            memory.keep(table, as: "days")
            return table
        }
        open().sort(by: TableSort(column: 0, isAscending: false))
        #expect(memory.layouts["days"]?.sort == .init(column: "Code", isAscending: false))
        #expect(open().sort == TableSort(column: 0, isAscending: false))
    }
}
