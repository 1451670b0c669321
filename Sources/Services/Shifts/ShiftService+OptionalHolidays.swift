package import Domain
import Storage

/// What is offered as optional holidays at one place, and how many of them a year may be chosen.
package struct OptionalHolidayOffer: Hashable, Sendable {
    package var holiday: Holiday
    package var date: CivilDate
    package var isChosen: Bool
}

extension ShiftService {
    /// The optional holidays of a year where the employee works, in order.
    package func optionalHolidays(
        of employee: ID<Employee>, in year: Int, by actor: Actor
    ) async throws -> [OptionalHolidayOffer] {
        try await context.reading(.readPeople, by: actor) { db, people in
            try people.require(employee)
            let person = try Self.person(employee, db)
            let chosen = Set(try OptionalHolidayStore(db).choices(of: employee))
            let calendars = try Calendars(stored: db)
            let dates = Set(calendars.holidays.compactMap { $0.anniversary(in: year) }).sorted()
            return dates.compactMap { date in
                guard let holiday = calendars.holiday(on: date, at: person.location(on: date)),
                    holiday.kind == .optional
                else { return nil }
                return OptionalHolidayOffer(holiday: holiday, date: date, isChosen: chosen.contains(date))
            }
        }
    }

    /// The employee takes an optional holiday as a day of rest.
    /// - Throws: ``ServiceError/invalid(_:)`` where there is none on that date, or the year's limit is reached.
    package func chooseOptionalHoliday(
        _ date: CivilDate, for employee: ID<Employee>, acceptingChangedCases isAccepted: Bool = false, by actor: Actor
    ) async throws {
        try actor.requiresSome(.submitRequests)
        try await change(acceptingChangedCases: isAccepted, by: actor) { db, stamp in
            try PeopleInReach(actor, .submitRequests, db, now: stamp.at).require(employee)
            try Self.check(date, for: Self.person(employee, db), db)
            try OptionalHolidayStore(db).choose(date, for: employee, by: stamp)
            try DayMarks(db, now: stamp.at).mark(employee, from: date, through: date)
        }
    }

    /// - Returns: false where it had not been chosen.
    @discardableResult
    package func dropOptionalHoliday(
        _ date: CivilDate, of employee: ID<Employee>, acceptingChangedCases isAccepted: Bool = false, by actor: Actor
    ) async throws -> Bool {
        try actor.requiresSome(.submitRequests)
        return try await change(acceptingChangedCases: isAccepted, by: actor) { db, stamp in
            try PeopleInReach(actor, .submitRequests, db, now: stamp.at).require(employee)
            let isDropped = try OptionalHolidayStore(db).drop(date, of: employee, by: stamp)
            if isDropped { try DayMarks(db, now: stamp.at).mark(employee, from: date, through: date) }
            return isDropped
        }
    }

    /// Days a year by location; under an empty name the company's. A location without one has the company's.
    package func optionalHolidayLimits() async throws -> [String: Int] {
        try await context.database.read { try OptionalHolidayStore($0).limits() }
    }

    /// - Parameters:
    ///   - days: nil: no limit, or for a location the company's.
    ///   - location: empty: the company.
    package func setOptionalHolidayLimit(_ days: Int?, at location: String = "", by actor: Actor) async throws {
        try actor.requires(.changeShifts)
        if let days, !(0...366).contains(days) {
            throw ServiceError.invalid([
                FieldProblem(
                    field: "limit", sentence: "The limit of optional holidays lies between 0 and 366 days a year.")
            ])
        }
        try await change(by: actor) { db, stamp in
            try OptionalHolidayStore(db).setLimit(days, at: location.trimmed, by: stamp)
        }
    }

    private static func person(_ id: ID<Employee>, _ db: any SQLConnection) throws -> Employee {
        guard let person = try EmployeeStore(db).find(id) else {
            throw ServiceError.unknownEmployee(code: "with the id \(id.rawValue)")
        }
        return person
    }

    private static func check(_ date: CivilDate, for person: Employee, _ db: any SQLConnection) throws {
        func refuse(_ sentence: String) -> ServiceError { .invalid([FieldProblem(field: "date", sentence: sentence)]) }
        let location = person.location(on: date)
        guard try Calendars(stored: db).holiday(on: date, at: location)?.kind == .optional else {
            let place = location.isEmpty ? "" : " in \(location)"
            throw refuse("\(date) is no optional holiday\(place); “etime holiday list” shows which days are.")
        }
        guard person.isEmployed(on: date) else { throw refuse("\(person.name) is not employed on \(date).") }
        let store = OptionalHolidayStore(db)
        let limits = try store.limits()
        guard let limit = limits[location] ?? limits[""] else { return }
        let chosen = try store.choices(of: person.id).filter { $0.year == date.year && $0 != date }
        guard chosen.count >= limit else { return }
        let whose = limits[location] == nil || location.isEmpty ? "the company" : location
        throw refuse(
            "\(person.name) has chosen \(chosen.count) optional holiday\(chosen.count == 1 ? "" : "s") in \(date.year) "
                + "already, and \(limit) is the limit of \(whose); give one back first.")
    }
}

extension Calendars {
    /// - Parameter db: all of the company's.
    init(stored db: any SQLConnection) throws {
        let store = RestDayStore(db)
        var offs = try store.allWeeklyOffs()
        let company = offs.removeValue(forKey: "") ?? []
        self.init(weeklyOffs: company, locationWeeklyOffs: offs, holidays: try store.holidays())
    }
}
