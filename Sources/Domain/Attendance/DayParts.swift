extension DayResult {
    /// Joins a later shift of the same date: durations add up, the day lasts from the first IN to the last OUT.
    mutating func add(_ part: DayResult) {
        if firstIn == nil { (firstIn, firstInOffset) = (part.firstIn, part.firstInOffset) }
        if part.lastOut != nil { (lastOut, lastOutOffset) = (part.lastOut, part.lastOutOffset) }
        if shift == nil { shift = part.shift }
        work += part.work
        breakTime += part.breakTime
        late += part.late
        early += part.early
        overtime += part.overtime
        overtimeBands = overtimeBands + part.overtimeBands
        weeklyOvertime += part.weeklyOvertime
        payableOvertime += part.payableOvertime
        hourlyLeave += part.hourlyLeave
        dutyTime += part.dutyTime
        compensatoryHalfDays = min(2, compensatoryHalfDays + part.compensatoryHalfDays)
        punchCount += part.punchCount
        firstHalfLeave = firstHalfLeave ?? part.firstHalfLeave
        secondHalfLeave = secondHalfLeave ?? part.secondHalfLeave
        flags.formUnion(part.flags)
    }
}

/// The status of a date from those of its shifts: all present is present, all absent is absent, a mixture is half a
/// day. A shift that has not begun waits for no verdict on the others.
struct PartTotal {
    private var first: DayStatus
    private var halfDays = 0
    private var judged = 0
    private var worked: DayStatus?
    /// Shifts that are leave altogether.
    private var leave = 0

    init(_ first: DayStatus) {
        self.first = first
        add(first)
    }

    mutating func add(_ status: DayStatus) {
        switch status {
        case .present, .onDuty, .workFromHome: (halfDays, judged) = (halfDays + 2, judged + 1)
        case .halfDay: (halfDays, judged) = (halfDays + 1, judged + 1)
        case .absent: judged += 1
        case .weeklyOffPresent, .holidayPresent: worked = status
        case .onLeave: leave += 1
        case .blank, .weeklyOff, .holiday, .noShift, .notInYet: break
        }
    }

    var status: DayStatus {
        if let worked { return worked }
        guard judged > 0 else { return first }
        if halfDays == 0 { return .absent }
        // Beside leave there is half a day to judge: there, or absent.
        if leave > 0 { return halfDays >= judged ? .halfDay : .absent }
        return halfDays == judged * 2 ? .present : .halfDay
    }
}
