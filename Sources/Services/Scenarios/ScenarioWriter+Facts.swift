import Domain

// What the person did, and what excuses it.
extension ScenarioWriter {
    var coverLines: [String] {
        leaveLines + dutyLines("on duty", .onDuty) + dutyLines("work from home", .workFromHome) + chosenLines
            + approvalLines
    }

    private var leaveLines: [String] {
        let leaves = person.leaves.filter { days.contains($0.date) }
        guard !leaves.isEmpty else { return [] }
        // The order of the types decides between two leaves of one half.
        let types = Set(leaves.map(\.type)).sorted().map { type in
            code(type) + (book.unpaidLeave.contains(type) ? " unpaid" : "")
        }
        let texts = leaves.map { leave -> (CivilDate, String) in
            let rest = leave.countsRestDays ? " with rest days" : ""
            let portion = leave.portion == .full ? "" : " " + CoverReader.words(leave.portion, leave.date, book.zone)
            return (leave.date, code(leave.type) + portion + rest)
        }
        return [Self.line("leave types", types), "leave:"] + Self.lines(texts)
    }

    private func code(_ type: ID<LeaveType>) -> String { book.leaveCodes[type] ?? "no.\(type.rawValue)" }

    private func dutyLines(_ key: String, _ kind: OutsideWork.Kind) -> [String] {
        let works = person.outsideWork.filter { $0.kind == kind && days.contains($0.date) }
        guard !works.isEmpty else { return [] }
        return ["\(key):"] + Self.lines(works.map { ($0.date, CoverReader.words($0.portion, $0.date, book.zone)) })
    }

    private var chosenLines: [String] {
        let chosen = person.optionalHolidays.filter(days.contains).sorted()
        return chosen.isEmpty ? [] : ["optional holidays: [\(chosen.map(\.description).joined(separator: ", "))]"]
    }

    private var approvalLines: [String] {
        let approved = person.overtimeApprovals.filter { days.contains($0.key) }.sorted { $0.key < $1.key }
        return approved.isEmpty
            ? [] : ["overtime approved:"] + approved.map { "  \($0.key): \(Self.quoted($0.value.durationWords))" }
    }

    var punchLines: [String] {
        let punches = person.punches.filter { $0.touches(days, in: book.zone) }
        let directions: [DeviceDirection: String] = [.entry: "entry", .exit: "exit", .alternating: "alternating"]
        let used = Set(punches.map(\.direction)).compactMap { directions[$0] }.sorted()
        let devices = used.isEmpty ? [] : ["devices: { \(used.map { "\($0): \($0)" }.joined(separator: ", ")) }"]
        guard !punches.isEmpty else { return devices + ["punches: {}"] }
        var last: Instant?
        var texts: [(CivilDate, String)] = []
        for date in Set(punches.map(\.local.date)).sorted() {
            for punch in punches where punch.local.date == date {
                texts.append((date, text(punch, after: last, directions[punch.direction])))
                last = punch.instant
            }
        }
        return devices + ["punches:"] + Self.lines(texts)
    }

    /// - Parameter last: the punch that is written before it, from which a doubtful time is read.
    private func text(_ punch: Punch, after last: Instant?, _ device: String?) -> String {
        let local = punch.local
        var words = ["\(local.timeOfDay)"]
        let placement = book.zone.place(local, notBefore: last)
        if placement.instant != punch.instant || placement.offset != punch.offset {
            words.append(PunchReader.clock(punch.offset))
        }
        words += PunchReader.states.filter { $0.value == punch.state }.map(\.key)
        if let device { words += ["at", device] }
        if punch.source == .manual { words.append("manual") }
        words += PunchReader.quarantines.filter { $0.value == punch.quarantine }.map(\.key)
        return words.joined(separator: " ")
    }

    /// A line a date, its texts in a list.
    private static func lines(_ texts: [(date: CivilDate, text: String)]) -> [String] {
        var lines: [(date: CivilDate, texts: [String])] = []
        for (date, text) in texts {
            if lines.last?.date == date {
                lines[lines.count - 1].texts.append(text)
            } else {
                lines.append((date, [text]))
            }
        }
        return lines.map { "  " + line("\($0.date)", $0.texts) }
    }
}

extension Punch {
    /// It bears one of the dates, on its terminal's clock or on the company's.
    func touches(_ days: ClosedRange<CivilDate>, in zone: ZoneRules) -> Bool {
        days.contains(local.date) || days.contains(zone.local(at: instant).date)
    }
}
