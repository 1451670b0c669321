import Domain

/// A figure of a day that a scenario can expect.
enum ScenarioField: String, CaseIterable, Sendable {
    case status, shift
    case entry = "in"
    case exit = "out"
    case work
    case breakTime = "break"
    case late, early, overtime
    case tiers, payable
    case weeklyOvertime = "weekly overtime"
    case penalty
    case compOff = "comp-off"
    case duty
    case hourlyLeave = "hourly leave"
    case policy
    case punches, flags

    static let statuses =
        "P, ½P, A, WO, WOP, H, HP, RH, OD, WFH, NS, a leave's code, halves such as ½CL ½P, 'not in yet' or 'blank' "
        + "(1/2P and HD also mean ½P)"

    /// The computed value in words.
    func text(of result: DayResult, under rules: RuleBook) -> String {
        switch self {
        case .status: Self.word(result, rules)
        case .shift: result.shift.flatMap { id in rules.shifts.first { $0.id == id }?.code } ?? "none"
        case .duty: Phrases.duration(result.dutyTime)
        case .hourlyLeave: Phrases.duration(result.hourlyLeave)
        case .policy: result.policy.flatMap { id in rules.namedPolicies.first { $0.id == id }?.name } ?? "none"
        case .entry: Self.moment(result.firstIn, result.firstInOffset, on: result.date)
        case .exit: Self.moment(result.lastOut, result.lastOutOffset, on: result.date)
        case .work: Phrases.duration(result.work)
        case .breakTime: Phrases.duration(result.breakTime)
        case .late: Phrases.duration(result.late)
        case .early: Phrases.duration(result.early)
        case .overtime: Phrases.duration(result.overtime)
        case .tiers:
            [result.overtimeBands.first, result.overtimeBands.second, result.overtimeBands.third]
                .map(\.durationWords).joined(separator: ", ")
        case .payable: Phrases.duration(result.payableOvertime)
        case .weeklyOvertime: Phrases.duration(result.weeklyOvertime)
        case .penalty: Self.halves(result.penaltyHalfDays)
        case .compOff: ["0", "½", "1"][min(2, Int(result.compensatoryHalfDays))]
        case .punches: "\(result.punchCount)"
        case .flags: Self.words(result.flags)
        }
    }

    /// What is written in the file, in the same words.
    ///
    /// - Parameter leaveCodes: those that the case has, which may stand for a status.
    func read(
        _ node: ScenarioNode, on date: CivilDate, _ leaveCodes: Set<String>
    ) throws(ScenarioError) -> String {
        switch self {
        case .status: try node.value(Self.statuses) { Self.status($0, leaveCodes) }
        case .shift, .policy: try node.text()
        case .entry, .exit:
            try node.value("09:00, 06:10 next day, 2026-11-03 06:10, or none") { text in
                text == "none" ? "none" : ScenarioWords.moment(text, on: date).map { Self.moment($0, on: date) }
            }
        case .tiers: try Self.readTiers(node)
        case .work, .breakTime, .late, .early, .overtime, .weeklyOvertime, .payable, .duty, .hourlyLeave:
            try node.value(ScenarioWords.duration) { ScenarioWords.duration($0).map { Phrases.duration($0) } }
        case .compOff:
            try node.value("0, ½ or 1") { ["0": "0", "½": "½", "1/2": "½", "0.5": "½", "1": "1"][$0] }
        case .penalty:
            try node.value("days such as 0, ½, 1 or 1½") { text in
                (UInt8(0)...8).map(Self.halves).first { $0 == text.replacing("1/2", with: "½") }
            }
        case .punches: try node.value("a number of punches") { UInt16($0).map { "\($0)" } }
        case .flags: try Self.readFlags(node)
        }
    }

    private static func readTiers(_ node: ScenarioNode) throws(ScenarioError) -> String {
        var tiers: [String] = []
        for item in try node.list() {
            tiers.append(
                try item.value(ScenarioWords.duration) { ScenarioWords.duration($0)?.durationWords })
        }
        guard tiers.count == 3 else { throw node.error("must be three durations, one for each tier.") }
        return tiers.joined(separator: ", ")
    }

    /// `0`, `½`, `1`, `1½`.
    private static func halves(_ count: UInt8) -> String {
        let whole = count / 2 == 0 && count % 2 == 1 ? "" : "\(count / 2)"
        return whole + (count % 2 == 1 ? "½" : "")
    }

    private static func readFlags(_ node: ScenarioNode) throws(ScenarioError) -> String {
        var flags: DayFlags = []
        for item in try node.list() {
            let names = DayFlags.names.map(\.name).joined(separator: ", ")
            flags.insert(
                try item.value("some of \(names); or [] for none") { text in
                    DayFlags.names.first { $0.name == text }?.flag
                })
        }
        return words(flags)
    }

    private static func words(_ flags: DayFlags) -> String {
        let words = DayFlags.names.filter { flags.contains($0.flag) }.map(\.name)
        return words.isEmpty ? "none" : words.joined(separator: ", ")
    }

    private static func word(_ result: DayResult, _ rules: RuleBook) -> String {
        switch result.status {
        case .blank: "blank"
        case .notInYet where result.leaveHalves == 0: "not in yet"
        default: result.code(rules.leaveCodes)
        }
    }

    /// A status, a leave's code in capitals, or two halves.
    private static func status(_ text: String, _ leaveCodes: Set<String>) -> String? {
        if text == "HD" { return DayStatus.halfDay.code }
        let text = text.replacing("1/2", with: "½")
        if ["blank", "not in yet"].contains(text) { return text }
        let halves = text.split(separator: " ")
        let codes = halves.map { $0.hasPrefix("½") ? $0.dropFirst() : $0 }
        guard (1...2).contains(halves.count),
            codes.allSatisfy({ $0 == "–" || isCode($0) || leaveCodes.contains(String($0)) })
        else { return nil }
        return text
    }

    private static func isCode(_ text: Substring) -> Bool {
        (1...8).contains(text.count) && text.allSatisfy { ("A"..."Z").contains($0) || $0.isASCIIDigit }
    }

    private static func moment(_ instant: Instant?, _ offset: Int32, on date: CivilDate) -> String {
        guard let instant else { return "none" }
        return moment(LocalTime(seconds: instant.seconds + Int64(offset)), on: date)
    }

    private static func moment(_ local: LocalTime, on date: CivilDate) -> String {
        switch local.date {
        case date: "\(local.timeOfDay)"
        case date + 1: "\(local.timeOfDay) next day"
        default: "\(local)"
        }
    }
}

extension DayFlags {
    /// The flags in words, in the order in which they are shown.
    static let names: [(name: String, flag: DayFlags)] = [
        ("missing in", .missingIn), ("missing out", .missingOut), ("inside", .inside), ("provisional", .provisional),
        ("manual punch", .manualPunch), ("clock change", .clockChange), ("quarantined", .quarantined),
        ("outside window", .outsideWindow), ("night", .night), ("rounded", .rounded),
        ("core hours missed", .coreHoursMissed), ("shift by punch", .autoShift),
        ("overtime not approved", .overtimeUnapproved),
        ("half holiday", .halfHoliday),
        ("optional holiday", .optionalHoliday), ("on duty", .onDuty), ("work from home", .workFromHome),
        ("leave conflict", .leaveConflict),
        ("sandwich", .sandwich),
    ]
}
