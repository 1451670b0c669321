import Foundation
import Testing

@testable import Services

/// The golden cases under `Scenarios/`, and what a mistake in such a file says.
struct ScenarioFileTests {
    static let files: [String] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Scenarios").resolvingSymlinksInPath().path
        let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".yaml") }.sorted().map { "\(root)/\($0)" }
    }()

    @Test(arguments: files) func comesOutAsExpected(file: String) async throws {
        for outcome in try await Scenario(file: file).outcomes() {
            #expect(outcome.differences.map(\.description) == [], "\(outcome.name)")
        }
    }

    @Test func everyGoldenCaseHasItsFile() {
        for number in 1...40 {
            let name = "T" + String(number + 100).dropFirst() + "-"
            #expect(Self.files.contains { $0.contains("/" + name) }, "\(name)")
        }
    }

    static let minimal = """
        title: A day
        shifts:
          G: { hours: 09:00-18:00 }
        punches:
          2026-11-02: [09:00, 18:00]
        expect:
          2026-11-02: { work: 9:00 }
        """

    @Test func aDifferenceNamesDayFieldAndBothFigures() throws {
        let yaml = Self.minimal.replacing("work: 9:00", with: "work: 8:00, late: 5, status: P")
        let differences = try Scenario(yaml: yaml, file: "x.yaml").run().flatMap(\.differences).map(\.description)
        #expect(
            differences == [
                "2026-11-02  work: expected 8 h 00 min, got 9 h 00 min",
                "2026-11-02  late: expected 5 min, got 0 min",
            ])
    }

    @Test(arguments: [
        ("hours: 09:00-18:00", "hours: nine", "x.yaml:3: 'hours' is \"nine\": write hours such as 09:00-18:00"),
        ("hours: 09:00-18:00", "hour: 09:00-18:00", "x.yaml:3: 'hour' is not known here: use one of name, hours"),
        ("[09:00, 18:00]", "[9 Uhr]", "x.yaml:5: '2026-11-02' is \"9 Uhr\": write a time"),
        ("[09:00, 18:00]", "[09:00 at gate]", "x.yaml:5: '2026-11-02' names the device \"gate\""),
        ("2026-11-02: {", "2026-02-30: {", "x.yaml:7: '2026-02-30' is not a date"),
        ("work: 9:00", "status: Present", "x.yaml:7: 'status' is \"Present\": write P, ½P, A"),
        ("work: 9:00", "flags: [late]", "x.yaml:7: 'flags' is \"late\": write some of missing in"),
        ("title: A day", "titel: A day", "x.yaml:1: 'titel' is not known here"),
        ("title: A day", "zone: Asia/Nowhere\ntitle: A day", "x.yaml:1: 'zone' is \"Asia/Nowhere\": write a time zone"),
        (
            "shifts:", "employee: { moves: { Friday: { location: Goa } } }\nshifts:",
            "x.yaml:2: 'Friday' is no date after the one before: write 2026-11-15"
        ),
        (
            "shifts:", "employee: { moves: { 2026-11-15: { place: Goa } } }\nshifts:",
            "x.yaml:2: 'place' is not known here: use one of department, location"
        ),
        (
            "shifts:", "employee: { moves: { 2026-11-15: { location: Goa }, 2026-11-14: { location: A } } }\nshifts:",
            "x.yaml:2: '2026-11-14' is no date after the one before"
        ),
        ("expect:", "punches:", "is not YAML: the key punches stands there twice"),
        ("title: A day", "title: [A day", "is not YAML"),
    ])
    func aMistakeNamesFileLineKeyAndWhatIsAllowed(written: String, instead: String, message: String) {
        let error = #expect(throws: ScenarioError.self) {
            try Scenario(yaml: Self.minimal.replacing(written, with: instead), file: "x.yaml")
        }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "nothing")")
    }

    @Test(arguments: ["", "title: A day", "- a\n- b", "expect: 1", "\u{0}"])
    func aFileThatIsNoScenarioIsRefused(yaml: String) {
        #expect(throws: ScenarioError.self) { try Scenario(yaml: yaml, file: "x.yaml") }
    }

    @Test(
        arguments: [
            ("90", 5400), ("0", 0), ("8:30", 30_600), ("0:15:01", 901), ("8 h 30 min", 30_600), ("15 min 1 s", 901),
            ("2 h", 7200), ("", nil), ("h", nil), ("-5", nil), ("8:60", nil), ("99999999999", nil),
        ] as [(String, Int32?)])
    func durations(text: String, seconds: Int32?) {
        #expect(ScenarioWords.duration(text) == seconds)
    }
}
