package import Domain
import Storage

extension ShiftService {
    /// From Monday.
    package func weeklyOffs() async throws -> [WeeklyOff] {
        try await context.database.read { try RestDayStore($0).weeklyOffs() }
    }

    /// Replaces them all.
    package func setWeeklyOffs(_ offs: [WeeklyOff], by actor: Actor) async throws {
        guard Set(offs.map(\.weekday)).count == offs.count else {
            throw ServiceError.invalid([
                FieldProblem(field: "weeklyOffs", sentence: "A weekday stands twice among the weekly offs.")
            ])
        }
        try await change(by: actor) { db, stamp in
            guard Set(try RestDayStore(db).weeklyOffs()) != Set(offs) else { return }
            try RestDayStore(db).setWeeklyOffs(offs, by: stamp)
            try DayMarks(db, now: stamp.at).markEverything()
        }
    }

    /// By date.
    package func holidays() async throws -> [Holiday] {
        try await context.database.read { try RestDayStore($0).holidays() }
    }

    /// A second one on the same date renames the first.
    package func addHoliday(_ holiday: Holiday, by actor: Actor) async throws {
        guard !holiday.name.trimmed.isEmpty else {
            throw ServiceError.invalid([FieldProblem(field: "name", sentence: "Enter the holiday's name.")])
        }
        try await change(by: actor) { db, stamp in
            try RestDayStore(db).setHoliday(Holiday(date: holiday.date, name: holiday.name.trimmed), by: stamp)
            try DayMarks(db, now: stamp.at).markAll(from: holiday.date, through: holiday.date)
        }
    }

    package func removeHoliday(on date: CivilDate, by actor: Actor) async throws {
        try await change(by: actor) { db, stamp in
            guard try !RestDayStore(db).holidays(date...date).isEmpty else { throw ServiceError.holidayNotFound(date) }
            try RestDayStore(db).removeHoliday(on: date, by: stamp)
            try DayMarks(db, now: stamp.at).markAll(from: date, through: date)
        }
    }
}
