/// Collects the sentences of a trace; times are told as the clock of the company's zone shows them.
struct Story {
    let date: CivilDate
    let zone: ZoneRules
    let leaveCodes: [ID<LeaveType>: String]
    private(set) var entries: [TraceEntry] = []

    init(of date: CivilDate, in zone: ZoneRules, leaveCodes: [ID<LeaveType>: String] = [:]) {
        self.date = date
        self.zone = zone
        self.leaveCodes = leaveCodes
    }

    mutating func add(
        _ code: TraceEntry.Code, rule: String = "", input: String = "", output: String = "",
        punch: ID<Punch>? = nil, _ text: String
    ) {
        entries.append(
            TraceEntry(code: code, rule: rule, input: input, output: output, text: text, punch: punch))
    }

    mutating func addRule(_ rule: String, input: String, output: String, _ text: String) {
        add(.rule, rule: rule, input: input, output: output, text)
    }

    /// `09:00`, and with its date where that is not the day told about.
    func clock(_ instant: Int64) -> String {
        clock(zone.local(at: Instant(seconds: instant)))
    }

    func clock(_ local: LocalTime) -> String {
        local.date == date ? "\(local.timeOfDay)" : "\(local.timeOfDay) on \(Phrases.date(local.date))"
    }
}

extension Story {
    /// `it was added by hand by asha on Fri 20 Nov 2026 (request 12): forgot to punch`; nil where nothing was corrected.
    func told(_ correction: CorrectedPunch?) -> String? { correction.map { told($0.overlay) } }

    func told(_ overlay: PunchOverlay) -> String {
        let what =
            switch overlay.change {
            case .add: "it was added by hand by"
            case .void: "it was voided by"
            case .redirect: "its direction was corrected by"
            }
        let request = overlay.request.map { " (request \($0.rawValue))" } ?? ""
        return
            "\(what) \(overlay.madeBy) on \(Phrases.date(zone.local(at: overlay.madeAt).date))\(request): \(overlay.why)"
    }
}
