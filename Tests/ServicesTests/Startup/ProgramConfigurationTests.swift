import Foundation
import Services
import Testing

struct ProgramConfigurationTests {
    private let folder: SettingsFolder

    init() throws { folder = try SettingsFolder() }

    private func load(
        given: [ProgramSetting: String] = [:], file: String? = nil, _ process: [String: String] = [:]
    ) throws -> ProgramConfiguration {
        // A home of its own: what is set for whoever runs the tests is not looked at.
        var process = process
        process["XDG_CONFIG_HOME"] = "\(folder.path)/home"
        return try .load(given: given, file: file, process: process, directory: folder.path)
    }

    /// Each place in turn, from the weakest to the strongest.
    @Test func theFirstPlaceThatSaysSomethingHolds() throws {
        #expect(try load().text(.database) == DatabaseAddress.standard)
        try folder.write("home/etime/etime.yaml", "database:\n  url: from-file.db\n")
        #expect(try load().text(.database) == "from-file.db")
        try folder.write(".env", "ETIME_DATABASE=from-dotenv.db\n")
        #expect(try load().text(.database) == "from-dotenv.db")
        let process = ["ETIME_DATABASE": "from-environment.db"]
        #expect(try load(process).text(.database) == "from-environment.db")
        #expect(try load(given: [.database: "from-option.db"], process).text(.database) == "from-option.db")
    }

    @Test func tellsWhereEachWasSaid() throws {
        let file = try folder.write("home/etime/etime.yaml", "log:\n  level: info\n  files: 3\n")
        try folder.write(".env", "ETIME_LOG_FORMAT=json\n")
        let found = try load(["ETIME_SERVE_CLEAR": "yes"])
        #expect(try found.found(.logLevel)?.place == file)
        #expect(try found.found(.logFormat)?.place == "\(folder.path)/.env, ETIME_LOG_FORMAT")
        #expect(try found.found(.clear)?.place == "environment, ETIME_SERVE_CLEAR")
        #expect(try found.found(.logMegabytes)?.place == "standard")
        #expect(try found.found(.certificate) == nil)
        #expect(try found.count(.logFiles) == 3)
        #expect(try found.flag(.clear))
    }

    @Test func emptyIsNone() throws {
        try folder.write(".env", "ETIME_DATABASE=\n")
        #expect(try load(["ETIME_DATABASE": ""]).text(.database) == DatabaseAddress.standard)
    }

    @Test func aListIsOneInAFileAndHasCommasInAVariable() throws {
        let file = try folder.write("own.yaml", "serve:\n  allowed-origins: [https://a.example, https://b.example]\n")
        #expect(try load(file: file).list(.allowedOrigins) == ["https://a.example", "https://b.example"])
        let said = try load(["ETIME_SERVE_ALLOWED_ORIGINS": "https://c.example, https://d.example"])
        #expect(try said.list(.allowedOrigins) == ["https://c.example", "https://d.example"])
    }

    @Test func aNamedFileStandsInThePlaceOfTheOthers() throws {
        try folder.write("home/etime/etime.yaml", "log:\n  level: debug\n")
        let own = try folder.write("own.yaml", "database:\n  url: own.db\n")
        let named = try load(["ETIME_CONFIG": own])
        #expect(try named.text(.database) == "own.db")
        #expect(try named.text(.logLevel) == "error")
        #expect(throws: ConfigurationError.fileMissing(path: "/nonexistent/etime.yaml")) {
            try load(file: "/nonexistent/etime.yaml")
        }
    }

    @Test func aTokenComesFromTheEnvironmentAlone() throws {
        try folder.write(".env", "ETIME_TOKEN=et_somebody\n")
        #expect(try load().text(.token) == nil)
        #expect(try load(["ETIME_TOKEN": "et_own"]).text(.token) == "et_own")
        let file = try folder.write("own.yaml", "acting:\n  token: et_somebody\n")
        #expect(throws: ConfigurationError.environmentAlone(key: "acting.token", variable: "ETIME_TOKEN", path: file)) {
            try load(file: file)
        }
    }

    @Test func aMistypedKeyIsNamedWithItsLineAndTheNearest() throws {
        let file = try folder.write("own.yaml", "log:\n  level: info\n  fromat: json\n")
        let error = #expect(throws: ConfigurationError.self) { try load(file: file) }
        #expect(error == .unknownKey("log.fromat", path: file, line: 3))
        #expect(
            "\(try #require(error))".contains("line 3: there is no setting “log.fromat”; did you mean “log.format”?"))
    }

    @Test(arguments: [
        ("log:\n  level: loud\n", ProgramSetting.logLevel, "trace, debug, info, notice, warning, error or critical"),
        ("log:\n  files: 0\n", .logFiles, "a whole number from 1 to 1000"),
        ("serve:\n  clear: perhaps\n", .clear, "true or false"),
        ("serve:\n  rate: -1\n", .rate, "a number that is not negative"),
    ])
    func aWrongValueIsToldWithWhatItTakes(text: String, setting: ProgramSetting, expected: String) throws {
        let file = try folder.write("own.yaml", text)
        let loaded = try load(file: file)
        let error = #expect(throws: ConfigurationError.self) { try loaded.text(setting) }
        let sentence = "\(try #require(error))"
        #expect(sentence.hasPrefix(file))
        #expect(sentence.hasSuffix("it takes \(expected)."))
    }

    @Test func aSecretInAFileOfAllIsRefused() throws {
        let text = "database:\n  password: open sesame\n"
        let open = try folder.write("open.yaml", text, permissions: 0o644)
        #expect(throws: ConfigurationError.fileOpenToOthers(path: open, key: "database.password")) {
            try load(file: open)
        }
        let own = try folder.write("own.yaml", text)
        #expect(try load(file: own).text(.databasePassword) == "open sesame")
    }

    @Test(arguments: ["- a\n- b\n", "log: [", "just words", "log:\n  level: {a: 1}\n"])
    func aFileOfAnotherKindIsRefused(text: String) throws {
        let file = try folder.write("own.yaml", text)
        #expect(throws: ConfigurationError.self) { try load(file: file) }
    }

    @Test(arguments: ["", "# nothing yet\n", "log:\n"])
    func aFileThatSaysNothingSaysNothing(text: String) throws {
        let file = try folder.write("own.yaml", text)
        #expect(try load(file: file).text(.logLevel) == "error")
    }

    @Test func aFolderIsNoFile() throws {
        #expect(throws: ConfigurationError.fileUnreadable(path: folder.path, why: "it is not a file")) {
            try load(file: folder.path)
        }
    }

    @Test func noTwoSettingsAreSaidAlike() {
        #expect(Set(ProgramSetting.all.map(\.key)).count == ProgramSetting.all.count)
        #expect(Set(ProgramSetting.all.map(\.variable)).count == ProgramSetting.all.count)
    }
}
