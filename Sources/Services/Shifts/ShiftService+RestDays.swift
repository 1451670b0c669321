package import Domain
import Storage

extension ShiftService {
    /// From Monday.
    ///
    /// - Parameter location: empty: the company's.
    package func weeklyOffs(at location: String = "") async throws -> [WeeklyOff] {
        try await context.database.read { try RestDayStore($0).weeklyOffs(at: location) }
    }

    /// By location; under an empty name the company's.
    package func allWeeklyOffs() async throws -> [String: [WeeklyOff]] {
        try await context.database.read { try RestDayStore($0).allWeeklyOffs() }
    }

    /// Replaces them all.
    ///
    /// - Parameter location: its own take the place of the company's, and none of its own let those hold; empty: the
    ///   company's.
    package func setWeeklyOffs(
        _ offs: [WeeklyOff], at location: String = "", acceptingChangedCases isAccepted: Bool = false, by actor: Actor
    ) async throws {
        try actor.requires(.changeShifts)
        guard Set(offs.map(\.weekday)).count == offs.count else {
            throw ServiceError.invalid([
                FieldProblem(field: "weeklyOffs", sentence: "A weekday stands twice among the weekly offs.")
            ])
        }
        try await change(acceptingChangedCases: isAccepted, by: actor) { db, stamp in
            let location = location.trimmed
            guard Set(try RestDayStore(db).weeklyOffs(at: location)) != Set(offs) else { return }
            try RestDayStore(db).setWeeklyOffs(offs, at: location, by: stamp)
            let marks = try DayMarks(db, now: stamp.at)
            try marks.mark(location.isEmpty ? .company : .location(location), from: .distantPast)
        }
    }

    /// By date.
    package func holidays() async throws -> [Holiday] {
        try await context.database.read { try RestDayStore($0).holidays() }
    }

    /// A second one on the same date at the same location takes the place of the first.
    package func addHoliday(_ holiday: Holiday, acceptingChangedCases isAccepted: Bool = false, by actor: Actor)
        async throws
    {
        try actor.requires(.changeShifts)
        guard !holiday.name.trimmed.isEmpty else {
            throw ServiceError.invalid([FieldProblem(field: "name", sentence: "Enter the holiday's name.")])
        }
        try await change(acceptingChangedCases: isAccepted, by: actor) { db, stamp in
            var new = holiday
            (new.name, new.location) = (holiday.name.trimmed, holiday.location.trimmed)
            let old = try RestDayStore(db).holiday(on: new.date, at: new.location)
            guard old != new else { return }
            try RestDayStore(db).setHoliday(new, by: stamp)
            for changed in [old, new].compactMap({ $0 }) { try Self.mark(changed, db, stamp) }
        }
    }

    /// - Parameter location: empty: the company's.
    package func removeHoliday(
        on date: CivilDate, at location: String = "", acceptingChangedCases isAccepted: Bool = false, by actor: Actor
    ) async throws {
        try actor.requires(.changeShifts)
        try await change(acceptingChangedCases: isAccepted, by: actor) { db, stamp in
            let location = location.trimmed
            guard let holiday = try RestDayStore(db).holiday(on: date, at: location) else {
                throw ServiceError.holidayNotFound(date)
            }
            try RestDayStore(db).removeHoliday(on: date, at: location, by: stamp)
            try Self.mark(holiday, db, stamp)
        }
    }

    /// Each day on which it is kept, of everybody who keeps it.
    private static func mark(_ holiday: Holiday, _ db: any SQLConnection, _ stamp: Stamp) throws {
        let marks = try DayMarks(db, now: stamp.at)
        guard let last = marks.days?.upperBound else { return }
        var year = holiday.date.year
        while let date = holiday.anniversary(in: year), date <= last {
            try marks.mark(
                holiday.location.isEmpty ? .company : .location(holiday.location), from: date, through: date)
            year += 1
        }
    }
}
