package import Domain

/// The days on which nobody is expected: weekly offs and holidays.
package struct RestDayStore {
    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// From Monday.
    package func weeklyOffs() throws -> [WeeklyOff] {
        try db.all("SELECT weekday, weeks_of_month FROM weekly_off ORDER BY weekday") {
            WeeklyOff(
                weekday: try $0.code(0, "the weekday"), weeksOfMonth: UInt8(truncatingIfNeeded: $0.integer(1)))
        }
    }

    /// Puts these in the place of those there are; one a weekday.
    package func setWeeklyOffs(_ offs: [WeeklyOff], by stamp: Stamp) throws {
        let before = try weeklyOffs()
        let after = offs.sorted { $0.weekday.rawValue < $1.weekday.rawValue }
        guard before != after else { return }
        try db.execute("DELETE FROM weekly_off")
        for off in after {
            try db.execute(
                db.dialect.insert(into: "weekly_off", ["weekday", "weeks_of_month"]),
                [.integer(off.weekday.rawValue), .integer(off.weeksOfMonth)])
        }
        try JournalStore(db).append(
            .change, .weeklyOff, id: "company", before: before.map(WeeklyOffDocument.init),
            after: after.map(WeeklyOffDocument.init), by: stamp)
    }

    /// Ascending; all of them, or those of some days.
    package func holidays(_ days: ClosedRange<CivilDate>? = nil) throws -> [Holiday] {
        let all = try db.all("SELECT day, name FROM holiday ORDER BY day") {
            Holiday(date: $0.date(0), name: $0.text(1))
        }
        return all.filter { days?.contains($0.date) ?? true }
    }

    /// Adds a holiday, or renames the one there is on that date.
    package func setHoliday(_ holiday: Holiday, by stamp: Stamp) throws {
        let before = try holidays(holiday.date...holiday.date).first
        guard before != holiday else { return }
        try db.execute(
            db.dialect.upsert(into: "holiday", ["day", "name"], key: ["day"]),
            [.integer(holiday.date.daysSinceEpoch), .text(holiday.name)])
        try JournalStore(db).append(
            before == nil ? .add : .change, .holiday, id: holiday.date.description,
            before: before.map { ["name": $0.name] }, after: ["name": holiday.name], by: stamp)
    }

    package func removeHoliday(on date: CivilDate, by stamp: Stamp) throws {
        guard let before = try holidays(date...date).first else { throw StorageError.notFound("holiday on \(date)") }
        try db.execute("DELETE FROM holiday WHERE day = ?", [.integer(date.daysSinceEpoch)])
        try JournalStore(db).append(
            .remove, .holiday, id: date.description, before: ["name": before.name], after: nil, by: stamp)
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
