/// Weekly offs and holidays of the company and of its locations.
///
/// A location keeps the company's holidays and its own; of two on one date its own holds. Weekly offs of its own take
/// the place of the company's.
package struct Calendars: Sendable {
    package let weeklyOffs: [WeeklyOff]
    package let locationWeeklyOffs: [String: [WeeklyOff]]
    package let holidays: [Holiday]
    /// Position 0 is the company; only locations that differ from it have one of their own.
    private let positions: [String: Int]
    private let calendars: [Calendar]

    package init(
        weeklyOffs: [WeeklyOff], locationWeeklyOffs: [String: [WeeklyOff]] = [:], holidays: [Holiday] = []
    ) {
        self.weeklyOffs = weeklyOffs
        self.locationWeeklyOffs = locationWeeklyOffs.filter { !$0.key.isEmpty && !$0.value.isEmpty }
        self.holidays = holidays
        let own = self.locationWeeklyOffs
        let names = Set(own.keys).union(holidays.map(\.location)).subtracting([""]).sorted()
        positions = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0 + 1) })
        calendars = ([""] + names).map { name in
            Calendar(
                weeklyOffs: own[name] ?? weeklyOffs,
                holidays: holidays.filter { $0.location.isEmpty || $0.location == name })
        }
    }

    func position(of location: String) -> Int {
        positions.isEmpty ? 0 : positions[location] ?? 0
    }

    var count: Int { calendars.count }

    /// The one that holds on a date; nil where it is no holiday. It may be half a day, or an optional one.
    package func holiday(on date: CivilDate, at location: String = "") -> Holiday? {
        calendars[position(of: location)].holiday(on: date)
    }

    package func isWeeklyOff(_ date: CivilDate, at location: String = "") -> Bool {
        calendars[position(of: location)].isWeeklyOff(date)
    }

    func holiday(on date: CivilDate, in position: Int) -> Holiday? { calendars[position].holiday(on: date) }

    func isWeeklyOff(_ date: CivilDate, in position: Int) -> Bool { calendars[position].isWeeklyOff(date) }
}

extension Calendars {
    private struct Calendar: Sendable {
        private let weeklyOffs: [WeeklyOff]
        private let single: [CivilDate: Holiday]
        private let yearly: [Holiday]

        init(weeklyOffs: [WeeklyOff], holidays: [Holiday]) {
            self.weeklyOffs = weeklyOffs
            single = Dictionary(holidays.filter { !$0.isYearly }.map { ($0.date, $0) }) { Self.stronger($0, $1) }
            yearly = holidays.filter(\.isYearly)
        }

        func holiday(on date: CivilDate) -> Holiday? {
            var found = single[date]
            for holiday in yearly where holiday.holds(on: date) {
                found = found.map { Self.stronger($0, holiday) } ?? holiday
            }
            return found
        }

        func isWeeklyOff(_ date: CivilDate) -> Bool { weeklyOffs.contains { $0.holds(on: date) } }

        /// A location's own before the company's, the one of that year alone before a yearly one, then a whole day
        /// before half of one before an optional one; so the order in which they were given makes no difference.
        private static func stronger(_ a: Holiday, _ b: Holiday) -> Holiday {
            func key(_ holiday: Holiday) -> (Int, Int, UInt8, String) {
                (holiday.location.isEmpty ? 1 : 0, holiday.isYearly ? 1 : 0, holiday.kind.rawValue, holiday.name)
            }
            return key(b) < key(a) ? b : a
        }
    }
}
