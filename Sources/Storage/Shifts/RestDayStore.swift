package import Domain

/// The days on which nobody is expected: weekly offs and holidays, of the company and of its locations.
package struct RestDayStore {
    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// From Monday.
    ///
    /// - Parameter location: empty: the company's.
    package func weeklyOffs(at location: String = "") throws -> [WeeklyOff] { try allWeeklyOffs()[location] ?? [] }

    /// By location; under an empty name the company's.
    package func allWeeklyOffs() throws -> [String: [WeeklyOff]] {
        let rows = try db.all("SELECT location, weekday, weeks_of_month FROM weekly_off ORDER BY location, weekday") {
            (
                $0.text(0),
                WeeklyOff(
                    weekday: try $0.code(1, "the weekday"), weeksOfMonth: UInt8(truncatingIfNeeded: $0.integer(2)))
            )
        }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }

    /// Puts these in the place of those there are; one a weekday.
    ///
    /// - Parameter location: empty: the company's.
    package func setWeeklyOffs(_ offs: [WeeklyOff], at location: String = "", by stamp: Stamp) throws {
        let before = try weeklyOffs(at: location)
        let after = offs.sorted { $0.weekday.rawValue < $1.weekday.rawValue }
        guard before != after else { return }
        try db.execute("DELETE FROM weekly_off WHERE location = ?", [.text(location)])
        for off in after {
            try db.execute(
                db.dialect.insert(into: "weekly_off", ["location", "weekday", "weeks_of_month"]),
                [.text(location), .integer(off.weekday.rawValue), .integer(off.weeksOfMonth)])
        }
        try JournalStore(db).append(
            .change, .weeklyOff, id: location.isEmpty ? "company" : location,
            before: before.map(WeeklyOffDocument.init), after: after.map(WeeklyOffDocument.init), by: stamp)
    }

    /// By date and location, yearly ones by their first date; all of them, or those that begin on some days.
    package func holidays(_ days: ClosedRange<CivilDate>? = nil) throws -> [Holiday] {
        let all = try db.all("SELECT day, name, kind, location, is_yearly FROM holiday ORDER BY day, location") {
            Holiday(
                date: $0.date(0), name: $0.text(1), kind: try $0.code(2, "the kind of holiday"), location: $0.text(3),
                isYearly: $0.flag(4))
        }
        return all.filter { days?.contains($0.date) ?? true }
    }

    /// The one that stands on a date for the company, or for one location.
    package func holiday(on date: CivilDate, at location: String) throws -> Holiday? {
        try holidays(date...date).first { $0.location == location }
    }

    /// Adds a holiday, or changes the one there is on that date at that location.
    package func setHoliday(_ holiday: Holiday, by stamp: Stamp) throws {
        let before = try self.holiday(on: holiday.date, at: holiday.location)
        guard before != holiday else { return }
        try db.execute(
            db.dialect.upsert(
                into: "holiday", ["location", "day", "name", "kind", "is_yearly"], key: ["location", "day"]),
            [
                .text(holiday.location), .integer(holiday.date.daysSinceEpoch), .text(holiday.name),
                .integer(holiday.kind.rawValue), .flag(holiday.isYearly),
            ])
        try JournalStore(db).append(
            before == nil ? .add : .change, .holiday, id: holiday.date.description,
            before: before.map(HolidayDocument.init), after: HolidayDocument(holiday), by: stamp)
    }

    package func removeHoliday(on date: CivilDate, at location: String = "", by stamp: Stamp) throws {
        guard let before = try holiday(on: date, at: location) else {
            throw StorageError.notFound("holiday on \(date)")
        }
        try db.execute(
            "DELETE FROM holiday WHERE location = ? AND day = ?", [.text(location), .integer(date.daysSinceEpoch)])
        try JournalStore(db).append(
            .remove, .holiday, id: date.description, before: HolidayDocument(before), after: nil, by: stamp)
    }
}

private struct WeeklyOffDocument: Encodable {
    var weekday: String
    var weeksOfMonth: UInt8

    init(_ off: WeeklyOff) {
        weekday = String(describing: off.weekday)
        weeksOfMonth = off.weeksOfMonth
    }
}

/// What is as usual stands not in it.
private struct HolidayDocument: Encodable {
    var name: String
    var kind: String?
    var location: String?
    var isYearly: Bool?

    init(_ holiday: Holiday) {
        name = holiday.name
        kind =
            switch holiday.kind {
            case .full: nil
            case .firstHalf: "first half"
            case .secondHalf: "second half"
            case .optional: "optional"
            }
        location = holiday.location.isEmpty ? nil : holiday.location
        isYearly = holiday.isYearly ? true : nil
    }
}
