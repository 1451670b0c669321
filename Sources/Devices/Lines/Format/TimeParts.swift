import Domain

/// What a line tells of its time, before it is one.
struct TimeParts: Sendable {
    enum Field: Hashable, Sendable {
        case year, shortYear, month, day, hour
        /// Of twelve.
        case halfHour
        /// 0 in the morning, 1 after noon.
        case half
        case minute, second
    }

    private var values: [Field: Int] = [:]
    var instant: Instant?

    subscript(field: Field) -> Int? {
        get { values[field] }
        set { values[field] = newValue }
    }

    /// - Parameter arrival: When the line came, by the clock of the terminal's place; it tells a missing year.
    func time(arrived arrival: LocalTime, in zone: ZoneRules) throws(LineProblem) -> LocalTime {
        if let instant { return try Self.storable(zone.local(at: instant)) }
        let timeOfDay = try timeOfDay
        guard let month = values[.month], let day = values[.day] else { throw LineProblem("it has no date") }
        if let year = values[.year] ?? values[.shortYear].map({ 2000 + $0 }) {
            guard let date = CivilDate(year: year, month: month, day: day) else {
                throw LineProblem("there is no day \(day) in month \(month) of \(year)")
            }
            return try Self.storable(LocalTime(date, timeOfDay))
        }
        // A leap day may be up to eight years ago.
        let latest = arrival.seconds + 86_400
        for year in stride(from: arrival.date.year + 1, through: arrival.date.year - 8, by: -1) {
            guard let date = CivilDate(year: year, month: month, day: day) else { continue }
            let time = LocalTime(date, timeOfDay)
            if time.seconds <= latest { return try Self.storable(time) }
        }
        throw LineProblem("there is no day \(day) in month \(month)")
    }

    private var timeOfDay: TimeOfDay {
        get throws(LineProblem) {
            guard let hour = try hour, let minute = values[.minute] else { throw LineProblem("it has no time") }
            let second = values[.second] ?? 0
            guard hour < 24, minute < 60, second < 60 else {
                throw LineProblem("\(hour.padded(2)):\(minute.padded(2)):\(second.padded(2)) is no time of a day")
            }
            return TimeOfDay(hour, minute, second)
        }
    }

    private var hour: Int? {
        get throws(LineProblem) {
            if let hour = values[.hour] { return hour }
            guard let hour = values[.halfHour], let half = values[.half] else { return nil }
            guard (1...12).contains(hour) else { throw LineProblem("an hour with AM or PM is 1 to 12, not \(hour)") }
            return hour % 12 + half * 12
        }
    }

    /// Terminals hold these years and no others; a punch elsewhere in time is a wrong clock or a wrong format.
    static func storable(_ time: LocalTime) throws(LineProblem) -> LocalTime {
        guard PackedTime(time) != nil else {
            throw LineProblem("\(time.date) is not in the years 2000 to 2099")
        }
        return time
    }
}
