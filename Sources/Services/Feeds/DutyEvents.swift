import Domain
import Storage

/// Shifts, days of rest and holidays of people, as the roster has them now.
struct DutyEvents {
    private let reading: FeedReading
    private let picture: RosterPicture
    private let shifts: [ID<Shift>: Shift]

    /// - Parameter picture: of those who are asked for.
    init(_ reading: FeedReading, _ picture: RosterPicture) {
        self.reading = reading
        self.picture = picture
        shifts = Dictionary(picture.rules.shifts.map { ($0.id, $0) }) { first, _ in first }
    }

    /// With days of rest and holidays.
    func all(of person: Employee) throws -> [CalendarEvent] {
        let chosen = Set(try OptionalHolidayStore(reading.db).choices(of: person.id))
        let calendars = picture.rules.calendars
        let schedule = picture.roster.schedule(of: person, days: reading.days)
        let away = try daysAway(person)
        return reading.days.filter { person.isEmployed(on: $0) }.flatMap { date -> [CalendarEvent] in
            let location = person.location(on: date)
            let holiday = calendars.holiday(on: date, at: location).flatMap { holiday in
                holiday.kind == .optional && !chosen.contains(date) ? nil : holiday
            }
            let named = holiday.map { [free(date, person, Self.words(for: $0), key: "holiday")] } ?? []
            if holiday?.kind == .full || holiday?.kind == .optional { return named }
            let answer = picture.rules.answer(schedule, on: date, at: location)
            if answer?.isOff ?? calendars.isWeeklyOff(date, at: location) {
                return named + [free(date, person, "Day off", key: "rest")]
            }
            return named + (away.contains(date) ? [] : worked(answer, person, date))
        }
    }

    /// Shifts alone.
    func shifts(of person: Employee) throws -> [CalendarEvent] {
        let schedule = picture.roster.schedule(of: person, days: reading.days)
        let away = try daysAway(person)
        return reading.days.filter { person.isEmployed(on: $0) && !away.contains($0) }.flatMap { date in
            picture.rules.isHoliday(date, of: person)
                ? [] : worked(picture.rules.answer(schedule, on: date, at: person.location(on: date)), person, date)
        }
    }

    /// Whole days of leave that is certain: nobody works then, whatever the roster says.
    private func daysAway(_ person: Employee) throws -> Set<CivilDate> {
        // Who may not see the leave must not learn of it by a shift that is missing.
        guard reading.leave?.contains(person.id) == true else { return [] }
        let days = try LeaveDayStore(reading.db).days(of: person.id, reading.days)
        return Set(days.filter { $0.leave.portion == .full }.map(\.leave.date))
    }

    private func worked(_ answer: RosterAnswer?, _ person: Employee, _ date: CivilDate) -> [CalendarEvent] {
        guard let answer, answer.isWorked else { return [] }
        return answer.day.shifts.compactMap { shifts[$0] }.flatMap { shift in
            shift.stretches(on: date).enumerated().map { index, hours in
                let part = index == 0 ? "" : "-\(index + 1)"
                return CalendarEvent(
                    key: "shift-\(person.id.rawValue)-\(date)-\(shift.id.rawValue)\(part)", time: placed(hours),
                    summary: "\(prefix(person))\(shift.name) (\(shift.code))", place: person.location(on: date),
                    isBusy: !reading.isOthers(person.id))
            }
        }
    }

    /// By the company's zone. In a night in which the clock is moved forward an end can come to lie before its start.
    private func placed(_ hours: ClosedRange<LocalTime>) -> CalendarEvent.Time {
        let zone = reading.zone
        let start = zone.place(hours.lowerBound).instant
        return .moments(from: start, until: max(start, zone.place(hours.upperBound, notBefore: start).instant))
    }

    private func free(_ date: CivilDate, _ person: Employee, _ summary: String, key: String) -> CalendarEvent {
        CalendarEvent(
            key: "\(key)-\(person.id.rawValue)-\(date)", time: .days(date...date),
            summary: prefix(person) + summary)
    }

    private func prefix(_ person: Employee) -> String { reading.isOthers(person.id) ? "\(person.name): " : "" }

    private static func words(for holiday: Holiday) -> String {
        switch holiday.kind {
        case .full, .optional: holiday.name
        case .firstHalf: "\(holiday.name) (first half of the day)"
        case .secondHalf: "\(holiday.name) (second half of the day)"
        }
    }
}

extension Shift {
    /// When it is worked: from its start to its end, which may lie on the next day; in several pieces where it is a split shift.
    func stretches(on date: CivilDate) -> [ClosedRange<LocalTime>] {
        let partial = partialDays.first { $0.weekday == date.weekday }
        let start = LocalTime(date, partial?.start ?? self.start)
        let end = start.next(partial?.end ?? self.end)
        var (found, from): ([ClosedRange<LocalTime>], LocalTime) = ([], start)
        let gaps = breaks.filter { $0.kind == .split }.map { pause in
            let first = pause.start == start.timeOfDay ? start : start.next(pause.start)
            return (from: first, until: first.next(pause.end))
        }
        for gap in gaps.sorted(by: { $0.from < $1.from }) where gap.from < end && gap.from >= from {
            if gap.from > from { found.append(from...gap.from) }
            from = min(end, gap.until)
        }
        if from < end { found.append(from...end) }
        return found
    }
}

extension LocalTime {
    /// When a clock that shows this time shows the other one next; a day later for the same.
    func next(_ time: TimeOfDay) -> LocalTime {
        LocalTime(time > timeOfDay ? date : date + 1, time)
    }
}
