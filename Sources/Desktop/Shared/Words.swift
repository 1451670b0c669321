package import Domain
import Foundation
package import Services

/// How figures are written on the screen.
package enum Words {
    /// `09:16`; a small `+1` or `-1` where the clock shows another date than the day's own.
    package nonisolated static func clock(_ time: LocalTime?, on day: CivilDate) -> String {
        guard let time else { return "" }
        let seconds = Int(time.timeOfDay.secondsSinceMidnight)
        let text = "\((seconds / 3600).padded(2)):\((seconds / 60 % 60).padded(2))"
        let days = time.date - day
        return days == 0 ? text : "\(text) \(days > 0 ? "+" : "−")\(abs(days))"
    }

    /// The same for a narrow column: `06:02⁺¹`.
    package static func shortClock(_ time: LocalTime?, on day: CivilDate) -> String {
        let raised: [Character: Character] = [
            "+": "⁺", "−": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷",
            "8": "⁸", "9": "⁹",
        ]
        let parts = clock(time, on: day).split(separator: " ")
        return parts.prefix(1).joined() + String(parts.dropFirst().joined().map { raised[$0] ?? $0 })
    }

    /// `Provisional until 20:00: a punch before then can still change the day.`; nil where the row's figures stand.
    package static func whyProvisional(_ row: DayRow, today: CivilDate) -> String? {
        switch row.provisional {
        case nil: return nil
        case .running(let until):
            return "Provisional until \(moment(until, today: today)): a punch before then can still change the day."
        case .uncollected(let terminals) where terminals.isEmpty:
            return "Provisional: there is no terminal whose punches could be complete."
        case .uncollected(let terminals):
            let named = terminals.prefix(3).map { terminal in
                "\(terminal.name) (\(terminal.completeThrough.map { "read up to \(moment($0, today: today))" } ?? "never read"))"
            }
            let rest = terminals.count > named.count ? " and \(terminals.count - named.count) more" : ""
            let verb = terminals.count == 1 ? "is" : "are"
            return "Provisional until \(named.joined(separator: ", "))\(rest) \(verb) collected past the day’s end."
        }
    }

    /// Hours and minutes, `8:05`; empty for nothing. Whole minutes that were reached.
    package static func duration(_ seconds: Int32) -> String {
        seconds < 60 ? "" : "\(seconds / 3600):\((Int(seconds) / 60 % 60).padded(2))"
    }

    /// `Sun 22 Nov 2026`
    package static func date(_ date: CivilDate) -> String {
        let (year, month, day) = date.components
        return "\(weekdays[Int(date.weekday.rawValue)]) \(day) \(months[month - 1]) \(year)"
    }

    /// `Sun 22`, with the numbers of one digit below those of two.
    package static func shortDay(_ date: CivilDate) -> String {
        let day = date.components.day
        return "\(weekdays[Int(date.weekday.rawValue)]) \(day < 10 ? "\u{2007}" : "")\(day)"
    }

    /// `November 2026`
    package static func month(_ month: Month) -> String { "\(longMonths[month.month - 1]) \(month.year)" }

    /// `10:58`; on another day `21 Nov, 10:58`, and with the year where that is another too.
    package nonisolated static func moment(_ time: LocalTime, today: CivilDate) -> String {
        let clock = clock(time, on: time.date)
        guard time.date != today else { return clock }
        let (year, month, day) = time.date.components
        return "\(day) \(months[month - 1])\(year == today.year ? "" : " \(year)"), \(clock)"
    }

    /// By this computer's clock.
    package static var today: CivilDate {
        let now = systemNow()
        let offset = TimeZone.current.secondsFromGMT(for: Date(timeIntervalSince1970: Double(now.seconds)))
        return LocalTime(seconds: now.seconds + Int64(offset)).date
    }

    /// On the wall clock of the place, which need not be this computer's.
    /// - Parameter place: IANA name of its zone.
    package static func moment(_ instant: Instant, in place: String) -> String {
        let zone = TimeZone(identifier: place) ?? .current
        func local(_ instant: Instant) -> LocalTime {
            let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.seconds)))
            return LocalTime(seconds: instant.seconds + Int64(offset))
        }
        return moment(local(instant), today: local(systemNow()).date)
    }

    /// `Sun 22 Nov 2026, 10:58:03`, on the wall clock of the place.
    /// - Parameter place: IANA name of its zone.
    package static func fullMoment(_ instant: Instant, in place: String) -> String {
        let zone = TimeZone(identifier: place) ?? .current
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.seconds)))
        let local = LocalTime(seconds: instant.seconds + Int64(offset))
        let seconds = Int(local.timeOfDay.secondsSinceMidnight) % 60
        return "\(date(local.date)), \(clock(local, on: local.date)):\(seconds.padded(2))"
    }

    /// `2 min fast`; `On time` within the seconds a terminal may be off.
    package static func drift(_ seconds: Int32?) -> String {
        guard let seconds else { return "" }
        guard abs(seconds) > DeviceSummary.tolerableDrift else { return "On time" }
        let minutes = (abs(seconds) + 30) / 60
        let amount = minutes < 120 ? "\(minutes) min" : minutes < 2880 ? "\(minutes / 60) h" : "\(minutes / 1440) days"
        return "\(amount) \(seconds > 0 ? "fast" : "slow")"
    }

    /// `1 punch`, `2 punches`, with thousands apart.
    package static func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(grouped(number)) \(number == 1 ? one : many)"
    }

    /// `Gate 1, Gate 2 and 5 more`
    package static func list(_ names: [String], atMost limit: Int = 3) -> String {
        let shown = names.prefix(names.count == limit + 1 ? limit + 1 : limit)
        if names.count > shown.count { return "\(shown.joined(separator: ", ")) and \(names.count - shown.count) more" }
        guard let last = shown.last, shown.count > 1 else { return shown.joined() }
        return "\(shown.dropLast().joined(separator: ", ")) and \(last)"
    }

    /// For a place without room for more: `Goods inwards and qua…`
    package static func short(_ text: String, atMost characters: Int) -> String {
        text.count <= characters ? text : text.prefix(characters - 1) + "…"
    }

    package static func grouped(_ number: Int) -> String {
        var digits = Array(String(number.magnitude))
        var index = digits.count - 3
        while index > 0 {
            digits.insert(",", at: index)
            index -= 3
        }
        return (number < 0 ? "−" : "") + String(digits)
    }

    /// Days counted in halves: `21½`
    package static func halves(_ count: Int) -> String {
        count == 1 ? "½" : "\(count / 2)" + (count.isMultiple(of: 2) ? "" : "½")
    }

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private nonisolated static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let longMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}

extension DayStatus {
    var word: String {
        switch self {
        case .blank: "Not employed"
        case .present: "Present"
        case .halfDay: "Half day"
        case .absent: "Absent"
        case .weeklyOff: "Weekly off"
        case .weeklyOffPresent: "Worked on weekly off"
        case .holiday: "Holiday"
        case .holidayPresent: "Worked on holiday"
        case .noShift: "No shift"
        case .notInYet: "Not in yet"
        case .onLeave: "On leave"
        case .onDuty: "On duty elsewhere"
        case .workFromHome: "Works from home"
        }
    }
}

extension DayRow {
    /// The code of the muster roll, its word, and what somebody should look at.
    package var statusText: String {
        var text = statusCode.isEmpty ? status.word : "\(statusCode)  \(status.word)"
        if flags.contains(.inside) {
            text += ", inside"
        } else if isInsideSinceYesterday {
            text += ", inside since yesterday"
        }
        if flags.contains(.missingIn) { text += ", no IN" }
        if flags.contains(.missingOut), !flags.contains(.inside) { text += ", no OUT" }
        if flags.contains(.quarantined) { text += ", odd date" }
        return text
    }
}

extension DayGroup {
    package var word: String {
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
