import Testing

@testable import Services

struct EnvironmentFileTests {
    @Test func readsNamesAndValues() {
        let text = """
            # where the data is
            ETIME_DATABASE=sqlite:///data/a=b.db
            export ETIME_AS = 'Asha Verma'
            EMPTY=
            not a setting
            QUOTED="x y"
            """
        #expect(
            EnvironmentFile.parsed(text) == [
                "ETIME_DATABASE": "sqlite:///data/a=b.db", "ETIME_AS": "Asha Verma", "EMPTY": "", "QUOTED": "x y",
            ])
    }

    @Test func theEnvironmentWinsAndEmptyIsNone() {
        let settings = EnvironmentFile(process: ["A": "process", "B": ""], path: "/nonexistent/.env")
        #expect(settings["A"] == "process")
        #expect(settings["B"] == nil)
        #expect(settings["C"] == nil)
    }
}
