/// Which days of a request are leave, before anybody looks at a balance.
struct LeaveDayCount {
    let type: LeaveType
    let day: (CivilDate) -> LeaveCalendarDay

    /// Ascending; empty where all of it is rest days. The request's last day is not before its first.
    func days(of request: LeaveRequest) -> [LeaveDay] {
        if let hours = request.hours { return hourly(request, hours) }
        let dates = Array(request.first...request.last)
        guard let first = dates.first(where: { !day($0).isRest }), let last = dates.last(where: { !day($0).isRest })
        else { return [] }
        return dates.compactMap { date in
            let kind = day(date)
            guard !kind.isRest || counts(kind, date, first, last) else { return nil }
            let part = part(of: date, request)
            let amount: LeaveAmount = part == .full && kind != .halfHoliday ? .day : .half
            return LeaveDay(date: date, part: part, type: type.id, amount: amount, isRestDay: kind.isRest)
        }
    }

    private func counts(
        _ kind: LeaveCalendarDay, _ date: CivilDate, _ first: CivilDate, _ last: CivilDate
    ) -> Bool {
        if date < first { return type.restDays.countsBefore }
        if date > last { return type.restDays.countsAfter }
        return kind == .holiday ? type.restDays.countsHolidays : type.restDays.countsWeeklyOffs
    }

    private func part(of date: CivilDate, _ request: LeaveRequest) -> LeaveDay.Part {
        if request.startsAtNoon, date == request.first { return .secondHalf }
        if request.endsAtNoon, date == request.last { return .firstHalf }
        return .full
    }

    private func hourly(_ request: LeaveRequest, _ hours: LeaveHours) -> [LeaveDay] {
        guard let length = type.request.hoursADay, length > 0, !day(request.first).isRest else { return [] }
        let amount = LeaveRounding.none.part(of: .day, Int(hours.seconds), Int(length))
        return [LeaveDay(date: request.first, part: .hours(hours), type: type.id, amount: amount)]
    }
}

extension LeaveRequest {
    /// Both take the same half, day or hour. A half and hours of the same date do too: which half the hours are in
    /// depends on the shift.
    func overlaps(_ other: LeaveRequest) -> Bool {
        guard first <= other.last, other.first <= last else { return false }
        if let hours, let otherHours = other.hours { return hours.overlaps(otherHours) }
        let isSeam = hours == nil && other.hours == nil && (endsBeforeNoon(of: other) || other.endsBeforeNoon(of: self))
        return !isSeam
    }

    /// Its last half is the one before the other's first, on one date.
    func endsBeforeNoon(of other: LeaveRequest) -> Bool {
        last == other.first && endsAtNoon && other.startsAtNoon
    }

    /// Nothing but rest lies between its end and the beginning of the other.
    func adjoins(next other: LeaveRequest, _ day: (CivilDate) -> LeaveCalendarDay) -> Bool {
        guard hours == nil, other.hours == nil else { return false }
        if endsBeforeNoon(of: other) { return true }
        guard last < other.first, !endsAtNoon, !other.startsAtNoon, other.first - last <= 62 else { return false }
        return (last + 1..<other.first).allSatisfy { day($0).isRest }
    }

    func adjoins(_ other: LeaveRequest, _ day: (CivilDate) -> LeaveCalendarDay) -> Bool {
        adjoins(next: other, day) || other.adjoins(next: self, day)
    }
}
