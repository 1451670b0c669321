import Domain
import Services

/// The lines above and below a day's table.
struct DaySummary {
    var sheet: DaySheet

    var heading: String {
        let name = sheet.date.weekday.name
        return "\(name) \(sheet.date)" + (sheet.isLive ? ", as of \(sheet.asOf.timeOfDay.hoursAndMinutes)" : "")
    }

    var counts: String {
        sheet.counts.map { "\($0.group.title) \($0.count)" }.joined(separator: "   ")
    }

    /// Whether everything is in, which decides whether the figures can still change.
    var completeness: String {
        guard !sheet.completeness.isEmpty else {
            return sheet.completeThrough.map { "Every terminal is retired, the last one since \(Moment($0).text)." }
                ?? "There is no device yet; add one with “etime device add”."
        }
        let unreachable = sheet.completeness.filter { !$0.isReachable }.map(\.name)
        let silent = unreachable.isEmpty ? "" : " Not reached: \(unreachable.joined(separator: ", "))."
        guard let through = sheet.completeThrough else {
            let never = sheet.completeness.filter { $0.completeThrough == nil }.map(\.name)
            return "Not collected yet: \(never.joined(separator: ", ")); run “etime sync”." + silent
        }
        return "All punches up to \(Moment(through).text) are in." + silent
    }
}

extension DayGroup {
    var title: String {
        switch self {
        case .in: "In"
        case .late: "Late"
        case .notInYet: "Not in yet"
        case .absent: "Absent"
        case .off: "Off"
        case .toLookAt: "To look at"
        }
    }
}
