/// Which days of a request are leave, before anybody looks at a balance.
struct LeaveDayCount {
    let type: LeaveType
    let day: (CivilDate) -> LeaveCalendarDay

    /// Of the request alone. Ascending; empty where all of it is rest. The request's last day is not before its first.
    func days(of request: LeaveRequest) -> [LeaveDay] {
        if let hours = request.hours { return hourly(request, hours) }
        let dates = Array(request.first...request.last)
        let isLeave = { (date: CivilDate) in !day(date).isRest && part(of: date, request) != nil }
        guard let first = dates.first(where: isLeave), let last = dates.last(where: isLeave) else { return [] }
        return dates.compactMap { date in
            let kind = day(date)
            guard !kind.isRest || counts(kind, date, first, last), let part = part(of: date, request) else {
                return nil
            }
            return LeaveDay(
                date: date, part: part, type: type.id, amount: part == .full ? .day : .half, isRestDay: kind.isRest)
        }
    }

    /// The rest days between two requests that are leave because they would be within one request. Empty where the
    /// two do not adjoin.
    func bridge(from earlier: LeaveRequest, to later: LeaveRequest) -> [LeaveDay] {
        guard type.restDays.countsWeeklyOffs || type.restDays.countsHolidays, earlier.adjoins(next: later, day) else {
            return []
        }
        let (before, after) = (days(of: earlier), days(of: later))
        guard let last = before.last(where: { !$0.isRestDay })?.date,
            let first = after.first(where: { !$0.isRestDay })?.date, last < first
        else { return [] }
        let own = Set((before + after).map(\.date))
        return (last + 1..<first).filter { day($0).isRest && !own.contains($0) && isCounted(day($0)) }.map {
            LeaveDay(date: $0, part: .full, type: type.id, amount: .day, isRestDay: true)
        }
    }

    private func counts(
        _ kind: LeaveCalendarDay, _ date: CivilDate, _ first: CivilDate, _ last: CivilDate
    ) -> Bool {
        if date < first { return type.restDays.countsBefore }
        return date > last ? type.restDays.countsAfter : isCounted(kind)
    }

    /// A rest day between two days of leave.
    private func isCounted(_ kind: LeaveCalendarDay) -> Bool {
        kind == .holiday ? type.restDays.countsHolidays : type.restDays.countsWeeklyOffs
    }

    /// Nil where that half is a holiday.
    private func part(of date: CivilDate, _ request: LeaveRequest) -> LeaveDay.Part? {
        let asked = asked(date, request)
        switch day(date) {
        case .firstHalfHoliday: return asked == .firstHalf ? nil : .secondHalf
        case .secondHalfHoliday: return asked == .secondHalf ? nil : .firstHalf
        default: return asked
        }
    }

    private func asked(_ date: CivilDate, _ request: LeaveRequest) -> LeaveDay.Part {
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

    /// Days of rest between two requests that still adjoin; more are a shutdown.
    package static let longestGap = 62

    /// Nothing but rest lies between its end and the beginning of the other.
    func adjoins(next other: LeaveRequest, _ day: (CivilDate) -> LeaveCalendarDay) -> Bool {
        guard hours == nil, other.hours == nil else { return false }
        if endsBeforeNoon(of: other) { return true }
        let isWorkedBetween =
            endsAtNoon && day(last) != .secondHalfHoliday || other.startsAtNoon && day(other.first) != .firstHalfHoliday
        guard last < other.first, !isWorkedBetween, other.first - last <= Self.longestGap else { return false }
        return (last + 1..<other.first).allSatisfy { day($0).isRest }
    }

    func adjoins(_ other: LeaveRequest, _ day: (CivilDate) -> LeaveCalendarDay) -> Bool {
        adjoins(next: other, day) || other.adjoins(next: self, day)
    }

    /// What is left of it without these days: nothing, one request, or one before and one after.
    func without(_ days: ClosedRange<CivilDate>) -> [LeaveRequest] {
        var (before, after) = (self, self)
        (before.last, before.endsAtNoon) = (days.lowerBound - 1, false)
        (after.first, after.startsAtNoon) = (days.upperBound + 1, false)
        return [before, after].filter { $0.first <= $0.last }
    }
}
