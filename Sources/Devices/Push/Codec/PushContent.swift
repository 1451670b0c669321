/// What the body of one upload held.
package struct PushContent: Hashable, Sendable {
    package var attendance: [AttendanceRecord] = []
    package var operations: [PushOperation] = []
    package var profiles: [UserProfile] = []
    package var templates: [FingerTemplate] = []
    package var faults: [PushFault] = []
    package var options: [String: String] = [:]
    /// Rows that stand for a punch and could not be read, as sent; of very many, the first ones and how many more there are.
    package var unreadable: [String] = []
    /// Lines that came: the terminal is told how many.
    package var lines = 0
    /// Lines of kinds that are not known, and damaged ones that stand for no punch.
    package var skipped = 0

    package init() {}

    /// - Parameter algorithm: The version of fingerprints that the terminal has; `FP` lines do not say.
    package init(_ table: PushTable, _ body: [UInt8], algorithm: UInt8 = 10) {
        switch table {
        case .attendance: readPunches(body)
        case .operations, .biometrics: for line in PushLines(body) { readRecord(line, algorithm) }
        case .errors: for line in PushLines(body) { readFault(line) }
        case .options: options = Self.options(body)
        case .photos, .unknown: break
        }
    }

    /// No terminal has as many rows that nobody can read; whoever sends rubbish fills no database with it.
    private static let mostUnreadable = 1000
    private static let longestUnreadable = 4096

    /// How the line ends that stands for those that were not kept.
    static let moreLines = " more such lines in the same upload)"

    private mutating func readPunches(_ body: [UInt8]) {
        var more = 0
        for line in PushLines(body) { readPunch(line, unnamed: &more) }
        if more > 0 { unreadable.append("(\(more)\(Self.moreLines)") }
    }

    private mutating func readPunch(_ line: ArraySlice<UInt8>, unnamed: inout Int) {
        // A line of blanks is no punch.
        guard !line.allSatisfy({ $0 == PushText.tab || $0 == UInt8(ascii: " ") }) else { return }
        lines += 1
        if let record = AttendanceRecord(pushed: line) {
            attendance.append(record)
        } else if unreadable.count < Self.mostUnreadable {
            unreadable.append(RecordText.decode(bytes: line.prefix(Self.longestUnreadable)))
        } else {
            unnamed += 1
        }
    }

    /// The first word says what a line is.
    private mutating func readRecord(_ line: ArraySlice<UInt8>, _ algorithm: UInt8) {
        lines += 1
        if let operation = PushOperation(pushed: line) {
            operations.append(operation)
        } else if let profile = UserProfile(pushed: line) {
            profiles.append(profile)
        } else if let template = FingerTemplate(pushed: line, algorithm: algorithm) {
            templates.append(template)
        } else {
            skipped += 1
        }
    }

    private static let mostFaults = 256
    private static let mostOptions = 1024

    private mutating func readFault(_ line: ArraySlice<UInt8>) {
        lines += 1
        guard faults.count < Self.mostFaults else { return }
        faults.append(PushFault(pushed: line))
    }

    /// `~DeviceName=K20,MAC=…`, in one line or several; also the lines behind the result of `INFO`.
    package static func options(_ body: some Collection<UInt8>) -> [String: String] {
        var options: [String: String] = [:]
        for line in PushLines(body) {
            for pair in line.split(separator: UInt8(ascii: ","), maxSplits: 512) {
                guard options.count < mostOptions else { return options }
                guard let (name, value) = option(pair), options[name] == nil else { continue }
                options[name] = value
            }
        }
        return options
    }

    private static func option(_ pair: ArraySlice<UInt8>) -> (String, String)? {
        guard let equals = pair.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        // `~` marks an option that cannot be written.
        let name = PushText.text(pair[..<equals]).drop { $0 == "~" }
        let value = PushText.clean(PushText.text(pair[(equals + 1)...])).prefix(256)
        return PushCommand.isOptionName(String(name)) ? (String(name), String(value)) : nil
    }
}

/// The tables that a terminal uploads, by their name in the query.
package enum PushTable: String, Hashable, Sendable {
    case attendance
    case operations
    case biometrics
    case photos
    case options
    case errors
    case unknown

    package init(_ name: String) {
        switch name.uppercased() {
        case "ATTLOG": self = .attendance
        case "OPERLOG": self = .operations
        case "BIODATA": self = .biometrics
        case "ATTPHOTO": self = .photos
        case "OPTIONS": self = .options
        case "ERRORLOG": self = .errors
        default: self = .unknown
        }
    }

    /// Whether what it holds is looked at. The rest is let pass and forgotten.
    package var isRead: Bool { self != .photos && self != .unknown }
}

/// What a terminal complains of (ERRORLOG).
package struct PushFault: Hashable, Sendable {
    package var code: String
    package var message: String
    package var origin: String
    package var command: String

    init(pushed line: ArraySlice<UInt8>) {
        let pairs = PushPairs(line)
        func short(_ key: String) -> String { String(PushText.clean(pairs.text(key) ?? "").prefix(200)) }
        code = short("ErrCode")
        message = short("ErrMsg")
        origin = short("DataOrigin")
        command = short("CmdId")
    }
}
