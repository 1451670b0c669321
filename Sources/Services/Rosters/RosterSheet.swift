package import Domain
import Storage

/// What people work on some days: who down, days across.
package struct RosterSheet: Hashable, Sendable {
    package struct Row: Hashable, Sendable, Identifiable {
        package var employee: Employee
        /// One a day of the sheet.
        package var cells: [Cell]

        package var id: Domain.ID<Employee> { employee.id }
    }

    package struct Cell: Hashable, Sendable {
        package var date: CivilDate
        /// `G`, `A+B`, `WO`, `H`, `NS`; empty outside employment.
        package var text: String
        /// Nil where nothing is said, and on a holiday.
        package var layer: RosterLayer?
        /// `from the department roster “Line A” (4-day cycle, day 3)`; empty where nothing is said.
        package var source: String
    }

    package var days: [CivilDate]
    package var rows: [Row]
}

extension RosterService {
    /// Of everybody in reach who is employed on some of the days, by department and code.
    /// - Parameters:
    ///   - department: nil: all.
    ///   - employee: nil: everybody.
    package func sheet(
        _ days: ClosedRange<CivilDate>, department: String? = nil, employee: ID<Employee>? = nil, by actor: Actor
    ) async throws -> RosterSheet {
        let now = context.now()
        return try await context.reading(.readPeople, by: actor) { db, reach in
            if let employee { try reach.require(employee) }
            let picture = try RosterPicture(db, of: employee.map { [$0] }, now: now)
            let people = picture.people(on: days, department).filter { reach.contains($0.id) }
            return RosterSheet(days: Array(days), rows: people.map { picture.row($0, days) })
        }
    }

    /// All conflicts of the days, by person.
    package func check(
        _ days: ClosedRange<CivilDate>, department: String? = nil, employee: ID<Employee>? = nil, by actor: Actor
    ) async throws -> [RosterConflict] {
        let now = context.now()
        return try await context.reading(.readPeople, by: actor) { db, reach in
            if let employee { try reach.require(employee) }
            let picture = try RosterPicture(db, of: employee.map { [$0] }, now: now)
            let obstacles = RosterObstacles(db)
            return try picture.people(on: days, department).filter { reach.contains($0.id) }.flatMap { person in
                picture.check.conflicts(
                    of: person, picture.roster.schedule(of: person), days: days,
                    leaves: try obstacles.leaves(of: person, around: days))
            }
        }
    }
}

extension RosterPicture {
    func people(on days: ClosedRange<CivilDate>, _ department: String?) -> [Employee] {
        people.filter { $0.employedDays(days) > 0 && $0.isIn(department, days) }
            .sorted {
                ($0.department(on: days.lowerBound), $0.code) < ($1.department(on: days.lowerBound), $1.code)
            }
    }

    func row(_ person: Employee, _ days: ClosedRange<CivilDate>) -> RosterSheet.Row {
        let schedule = roster.schedule(of: person, days: days)
        return RosterSheet.Row(employee: person, cells: days.map { cell(person, schedule, $0) })
    }

    private func cell(_ person: Employee, _ schedule: Schedule, _ date: CivilDate) -> RosterSheet.Cell {
        let empty = { (text: String) in RosterSheet.Cell(date: date, text: text, layer: nil, source: "") }
        guard person.isEmployed(on: date) else { return empty("") }
        if rules.isHoliday(date, of: person) { return empty("H") }
        guard let answer = rules.answer(schedule, on: date, at: person.location(on: date)) else {
            return empty(
                rules.calendars.isWeeklyOff(date, at: person.location(on: date))
                    ? DayStatus.weeklyOff.code : DayStatus.noShift.code)
        }
        let codes = answer.day.shifts.compactMap { id in rules.shifts.first { $0.id == id }?.code }
        return RosterSheet.Cell(
            date: date, text: answer.isOff ? DayStatus.weeklyOff.code : codes.joined(separator: "+"),
            layer: answer.layer, source: answer.source(rules, person))
    }
}

extension Employee {
    /// On some of the days; nil: wherever.
    fileprivate func isIn(_ department: String?, _ days: ClosedRange<CivilDate>) -> Bool {
        guard let department else { return true }
        return postings.spans(in: days).contains { $0.posting.department == department }
    }
}
