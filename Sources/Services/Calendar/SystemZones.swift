package import Domain
import Foundation
import Synchronization

/// Zones of the system's time zone database. Each is read once: walking through its transitions takes a while.
package enum SystemZones {
    /// The years for which a zone's transitions are listed; outside them the nearest listed offset holds.
    static let listedYears = 1990...2060

    private static let known = Mutex<[String: ZoneRules]>([:])

    /// A zone by its IANA name; nil where there is no such zone.
    package static func rules(of name: String) -> ZoneRules? {
        if let rules = known.withLock({ $0[name] }) { return rules }
        // Foundation takes abbreviations as guesses and dots as paths. Its list of known names is no help: it
        // lacks Asia/Kolkata, having the older Asia/Calcutta.
        let isRegion = name.contains("/") && !name.hasPrefix("/") && !name.contains(".")
        guard isRegion || name == "UTC" || name == "GMT", let zone = TimeZone(identifier: name)
        else { return nil }
        let rules = ZoneRules(zone, named: name)
        known.withLock { $0[name] = rules }
        return rules
    }

    /// The computer's own zone; UTC where it has none of a known name.
    package static func systemName() -> String {
        let name = TimeZone.current.identifier
        return rules(of: name) == nil ? "UTC" : name
    }

    /// All names, for a chooser: those that Foundation knows, and those by which the system's own table calls zones today.
    package static func names() -> [String] {
        let table = (try? String(contentsOfFile: "/usr/share/zoneinfo/zone.tab", encoding: .utf8)) ?? ""
        return Set(TimeZone.knownTimeZoneIdentifiers + names(in: table)).sorted()
    }

    /// The third column of a `zone.tab`: country, place, name, remarks.
    static func names(in table: String) -> [String] {
        table.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }.compactMap { line in
            let columns = line.split(separator: "\t")
            return columns.count > 2 ? String(columns[2]) : nil
        }
    }
}

extension ZoneRules {
    /// A zone of the system's time zone database, by its IANA name; nil where there is no such zone.
    package static func system(named name: String) -> ZoneRules? { SystemZones.rules(of: name) }

    /// The name of the computer's own zone.
    package static func systemDefaultName() -> String { SystemZones.systemName() }

    fileprivate init(_ zone: TimeZone, named name: String) {
        let start = Self.beginning(ofYear: SystemZones.listedYears.lowerBound)
        let end = Self.beginning(ofYear: SystemZones.listedYears.upperBound + 1)
        var transitions: [Transition] = []
        var date = start
        var offset = Int32(zone.secondsFromGMT(for: start))
        let initial = offset
        while let next = zone.nextDaylightSavingTimeTransition(after: date), next < end, next > date {
            let following = Int32(zone.secondsFromGMT(for: next))
            if following != offset {
                let at = Instant(seconds: Int64(next.timeIntervalSince1970.rounded()))
                transitions.append(Transition(at: at, offset: following))
            }
            (date, offset) = (next, following)
        }
        self.init(name: name, initialOffset: initial, transitions: transitions)
    }

    private static func beginning(ofYear year: Int) -> Date {
        let days = CivilDate(year: year, month: 1, day: 1)?.daysSinceEpoch ?? 0
        return Date(timeIntervalSince1970: Double(days) * 86_400)
    }
}

/// The computer's clock, in whole seconds.
package func systemNow() -> Instant {
    Instant(seconds: Int64(Date().timeIntervalSince1970.rounded(.down)))
}
