import Configuration

/// One of the places where settings are said.
struct ConfigurationLayer: Sendable {
    private enum Place: Sendable {
        case option
        case environment
        case file(path: String, isOfVariables: Bool)
        case desktop
        case program
    }

    private let origin: Place
    private let provider: any ConfigProvider

    /// What the command line said.
    static func given(_ values: [ProgramSetting: String]) -> ConfigurationLayer {
        ConfigurationLayer(origin: .option, provider: inMemory(values))
    }

    static func environment(_ variables: [String: String]) -> ConfigurationLayer {
        ConfigurationLayer(
            origin: .environment,
            provider: EnvironmentVariablesProvider(environmentVariables: variables).mapKeys(byVariable))
    }

    /// A `.env` file.
    static func environmentFile(_ file: EnvironmentFile) -> ConfigurationLayer {
        ConfigurationLayer(
            origin: .file(path: file.path, isOfVariables: true),
            provider: EnvironmentVariablesProvider(environmentVariables: file.variables).mapKeys(byVariable))
    }

    static func file(_ path: String, _ provider: any ConfigProvider) -> ConfigurationLayer {
        ConfigurationLayer(origin: .file(path: path, isOfVariables: false), provider: provider)
    }

    /// The database that this user chose on the desktop.
    static func desktop(_ remembered: RememberedDatabase) -> ConfigurationLayer {
        ConfigurationLayer(
            origin: .desktop, provider: inMemory(remembered.read().map { [.database: $0] } ?? [:]))
    }

    static let standards = ConfigurationLayer(
        origin: .program,
        provider: inMemory(
            Dictionary(
                uniqueKeysWithValues: ProgramSetting.all.compactMap { setting in setting.standard.map { (setting, $0) }
                })))

    /// An empty text counts as none.
    /// - Throws: ``ConfigurationError/wrongValue(_:key:place:expected:)``
    func value(of setting: ProgramSetting) throws(ConfigurationError) -> String? {
        if setting.isOfEnvironmentAlone, !isEnvironment { return nil }
        guard let said = said(setting), !said.isEmpty else { return nil }
        guard let value = setting.normal(said) else {
            throw .wrongValue(
                setting.kind == .secret ? "…" : said, key: setting.key, place: place(of: setting),
                expected: setting.expectation)
        }
        return value
    }

    /// Where it is said, as people find it.
    func place(of setting: ProgramSetting) -> String {
        switch origin {
        case .option: "command line"
        case .environment: "environment, \(setting.variable)"
        case .file(let path, let isOfVariables): isOfVariables ? "\(path), \(setting.variable)" : path
        case .desktop: "chosen on the desktop"
        case .program: "standard"
        }
    }

    /// Gives way to what is chosen on the desktop.
    var isWeak: Bool {
        switch origin {
        case .desktop, .program: true
        case .option, .environment, .file: false
        }
    }

    private var isEnvironment: Bool {
        if case .environment = origin { true } else { false }
    }

    private func said(_ setting: ProgramSetting) -> String? {
        let key = AbsoluteConfigKey(setting.key.split(separator: ".").map(String.init))
        // A file may have a list as one, and variables have it with commas.
        if setting.kind == .list, let found = try? provider.value(forKey: key, type: .stringArray).value,
            case .stringArray(let words) = found.content
        {
            return words.joined(separator: ",")
        }
        guard let found = try? provider.value(forKey: key, type: .string).value,
            case .string(let text) = found.content
        else { return nil }
        return text
    }

    private static func inMemory(_ values: [ProgramSetting: String]) -> InMemoryProvider {
        InMemoryProvider(
            values: Dictionary(
                uniqueKeysWithValues: values.map { setting, value in
                    (
                        AbsoluteConfigKey(setting.key.split(separator: ".").map(String.init)),
                        ConfigValue(.string(value), isSecret: setting.kind == .secret)
                    )
                }))
    }

    /// Variables have names of their own, which were there before the keys.
    private static let byVariable: @Sendable (AbsoluteConfigKey) -> AbsoluteConfigKey = { key in
        let dotted = key.components.joined(separator: ".")
        guard let setting = ProgramSetting.all.first(where: { $0.key == dotted }) else { return key }
        return AbsoluteConfigKey([setting.variable])
    }
}

extension ProgramSetting {
    /// The value as the programs have it; nil where it is none.
    fileprivate func normal(_ said: String) -> String? {
        switch kind {
        case .text, .secret, .list: return said
        case .flag:
            switch said.lowercased() {
            case "true", "yes", "on", "1": return "true"
            case "false", "no", "off", "0": return "false"
            default: return nil
            }
        case .count(let range): return Int(said).flatMap { range.contains($0) ? String($0) : nil }
        case .number: return Double(said).flatMap { $0 >= 0 && $0.isFinite ? said : nil }
        case .choice(let words): return words.contains(said.lowercased()) ? said.lowercased() : nil
        }
    }
}
