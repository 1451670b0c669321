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

    @Test func aFileThatIsNotThereSaysNothing() {
        #expect(EnvironmentFile(path: "/nonexistent/.env").variables.isEmpty)
    }
}
