import Domain
package import Services

/// A day explained, cut into what a side panel shows one below the other.
package struct DayStory: Equatable {
    package struct PunchLine: Equatable {
        package var clock: String
        package var place: String
        package var sentence: String
        /// False: dropped, in quarantine, or counted on another day.
        package var counts: Bool
    }

    package struct Figure: Equatable {
        package var name: String
        package var value: String
    }

    package var title: String
    package var subtitle: String
    package var status: String
    /// Why the figures may still change; nil where they stand.
    package var provisional: String?
    package var figures: [Figure]
    package var punches: [PunchLine]
    /// Which shift, and why that one.
    package var shift: [String]
    package var rules: [String]
    package var hints: [String]
    /// How the day, once final, has changed since.
    package var history: [String]

    /// - Parameter whyProvisional: as the table says it; else the engine's own sentence.
    package init(_ explanation: DayExplanation, whyProvisional: String? = nil) {
        let trace = explanation.trace
        let result = trace.result
        let shift = result.shift.flatMap { explanation.shiftCodes[$0] }
        title = explanation.employee.name
        subtitle = [explanation.employee.code, explanation.employee.department(on: trace.date), Words.date(trace.date)]
            .filter { !$0.isEmpty }.joined(separator: " · ")
        let row = DayRow(
            employee: explanation.employee, shiftCode: shift ?? "", result: result, isLive: false,
            leaveCodes: explanation.leaveCodes)
        status = row.statusText
        provisional =
            row.isProvisional
            ? whyProvisional ?? trace.entries.last { $0.output == "provisional" }?.text
                ?? "Provisional: punches that may still come in can change this day." : nil
        figures = DayStory.figures(of: row, on: trace.date)
        punches = DayStory.punches(of: explanation)
        self.shift = trace.entries.filter { DayStory.shiftCodes.contains($0.code) }.map(\.text)
        rules = trace.entries.filter { DayStory.ruleCodes.contains($0.code) }.map(\.text)
        hints = explanation.hints
        history = explanation.history
    }

    private static let shiftCodes: Set<TraceEntry.Code> = [.dayType, .roster, .shiftCandidate, .shiftChosen]
    private static let ruleCodes: Set<TraceEntry.Code> = [.pair, .missingIn, .missingOut, .inside, .rule, .status]

    private static func figures(of row: DayRow, on date: CivilDate) -> [Figure] {
        [
            Figure(name: "Shift", value: row.shiftCode),
            Figure(name: "In", value: Words.clock(row.firstIn, on: date)),
            Figure(name: "Out", value: Words.clock(row.lastOut, on: date)),
            Figure(name: "Work", value: Words.duration(row.work)),
            Figure(name: "Break", value: Words.duration(row.result.breakTime)),
            Figure(name: "Late", value: Words.duration(row.late)),
            Figure(name: "Early", value: Words.duration(row.early)),
            Figure(name: "Overtime", value: Words.duration(row.overtime)),
        ].filter { !$0.value.isEmpty }
    }

    private static func punches(of explanation: DayExplanation) -> [PunchLine] {
        let byID = Dictionary(explanation.punches.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return explanation.trace.entries.compactMap { entry in
            guard let punch = entry.punch.flatMap({ byID[$0] }), punchCodes.contains(entry.code) else { return nil }
            let place = punch.source == .manual ? "added by hand" : explanation.deviceNames[punch.device] ?? ""
            return PunchLine(
                clock: Words.clock(punch.local, on: explanation.trace.date), place: place, sentence: entry.text,
                counts: entry.code == .punchKept)
        }
    }

    private static let punchCodes: Set<TraceEntry.Code> = [
        .punchKept, .punchDropped, .punchQuarantined, .punchElsewhere, .punchVoid,
    ]
}
