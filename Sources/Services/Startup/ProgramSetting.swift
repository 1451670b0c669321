/// Something that whoever runs the programs can say in a file, in `.env`, in the environment or by an option.
package struct ProgramSetting: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case text
        /// Shown to nobody.
        case secret
        case flag
        case count(ClosedRange<Int>)
        case number
        case choice([String])
        /// In a variable with commas between.
        case list
    }

    /// As files have it: `log.level`.
    package let key: String
    /// As the environment and `.env` have it.
    package let variable: String
    package let kind: Kind
    /// Where nobody says anything; nil: nothing.
    package let standard: String?
    package let meaning: String
    /// A `.env` file is whoever's folder one is in, and files are copied with their folder.
    package let isOfEnvironmentAlone: Bool

    private init(
        _ key: String, _ variable: String, _ kind: Kind, standard: String? = nil, _ meaning: String,
        isOfEnvironmentAlone: Bool = false
    ) {
        self.key = key
        self.variable = variable
        self.kind = kind
        self.standard = standard
        self.meaning = meaning
        self.isOfEnvironmentAlone = isOfEnvironmentAlone
    }
}

extension ProgramSetting {
    package static let database = ProgramSetting(
        "database.url", "ETIME_DATABASE", .text, standard: DatabaseAddress.standard,
        "The database: a path, or an address such as postgresql://user@host/name.")
    package static let databasePassword = ProgramSetting(
        "database.password", "ETIME_DATABASE_PASSWORD", .secret, "The password that the address lacks.")
    package static let databasePasswordFile = ProgramSetting(
        "database.password-file", "ETIME_DATABASE_PASSWORD_FILE", .text, "A file that holds that password.")
    package static let actingPerson = ProgramSetting(
        "acting.name", "ETIME_AS", .text, "Who is acting, for the journal, while there are no accounts.")
    package static let token = ProgramSetting(
        "acting.token", "ETIME_TOKEN", .secret, "An access token that the command line acts with.",
        isOfEnvironmentAlone: true)
    package static let vaultKey = ProgramSetting(
        "vault.key", "ETIME_VAULT_KEY", .secret,
        "What fingerprints are sealed with: 64 hexadecimal digits. Without it, a file of yours.")
    package static let logLevel = ProgramSetting(
        "log.level", "ETIME_LOG_LEVEL",
        .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"]),
        standard: "error", "From which weight on something is logged.")
    package static let logFormat = ProgramSetting(
        "log.format", "ETIME_LOG_FORMAT", .choice(LogFormat.allCases.map(\.rawValue)),
        standard: LogFormat.text.rawValue,
        "A line of text or a JSON object for each thing that happened.")
    package static let logFile = ProgramSetting(
        "log.file", "ETIME_LOG_FILE", .text, "A file to log to. Without it, standard error.")
    package static let logMegabytes = ProgramSetting(
        "log.megabytes", "ETIME_LOG_MEGABYTES", .count(1...10_000), standard: "10",
        "At how many million bytes a new file is begun.")
    package static let logFiles = ProgramSetting(
        "log.files", "ETIME_LOG_FILES", .count(1...1_000), standard: "5",
        "How many full files are kept beside the present one.")
    package static let listen = ProgramSetting(
        "serve.listen", "ETIME_SERVE_LISTEN", .text, standard: "127.0.0.1:8080", "Where the REST API listens.")
    package static let certificate = ProgramSetting(
        "serve.certificate", "ETIME_SERVE_CERTIFICATE", .text,
        "The REST API’s certificate with those above it, a file in PEM form.")
    package static let certificateKey = ProgramSetting(
        "serve.key", "ETIME_SERVE_KEY", .text, "The certificate’s key, a file in PEM form.")
    package static let clear = ProgramSetting(
        "serve.clear", "ETIME_SERVE_CLEAR", .flag, standard: "false",
        "Listen to other computers without encryption, behind something that encrypts.")
    package static let rate = ProgramSetting(
        "serve.rate", "ETIME_SERVE_RATE", .number, standard: "100",
        "Requests a second of one account or address, on average; 0: any number.")
    package static let allowedOrigins = ProgramSetting(
        "serve.allowed-origins", "ETIME_SERVE_ALLOWED_ORIGINS", .list, "Origins whose pages may ask.")
    package static let push = ProgramSetting(
        "collect.push", "ETIME_COLLECT_PUSH", .text, "Where push terminals call. Without it, nobody listens.")
    package static let spool = ProgramSetting(
        "collect.spool", "ETIME_COLLECT_SPOOL", .text,
        "A folder in which punches wait while the database is away. Without it, one in your state folder.")

    /// In the order in which they are shown.
    package static let all = [
        database, databasePassword, databasePasswordFile, actingPerson, token, vaultKey,
        logLevel, logFormat, logFile, logMegabytes, logFiles,
        listen, certificate, certificateKey, clear, rate, allowedOrigins, push, spool,
    ]
}
