/// A named working time: when a day starts and ends, its breaks, and the rules by which it is judged.
package struct Shift: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<Shift>
    /// Short, as it stands in a roster: `G`.
    package var code: String
    package var name: String
    package var start: TimeOfDay
    /// Not later than `start` means the next day: a night shift.
    package var end: TimeOfDay
    package var breaks: [ShiftBreak]
    /// Weekdays worked for other hours than the usual ones: the half Saturday.
    package var partialDays: [PartialDay]
    /// The rules that are the shift's own; nil: it is judged by its department's, location's or company's policy.
    package var policy: AttendancePolicy?

    package init(
        id: Domain.ID<Shift>, code: String, name: String, start: TimeOfDay, end: TimeOfDay, breaks: [ShiftBreak] = [],
        partialDays: [PartialDay] = [], policy: AttendancePolicy? = nil
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.start = start
        self.end = end
        self.breaks = breaks
        self.partialDays = partialDays
        self.policy = policy
    }
}

/// A break inside a shift. Only its overlap with presence is ever deducted.
package struct ShiftBreak: Hashable, Sendable {
    package var start: TimeOfDay
    package var end: TimeOfDay
    /// False: a paid break, shown but not deducted.
    package var isDeducted: Bool

    package init(start: TimeOfDay, end: TimeOfDay, isDeducted: Bool = true) {
        self.start = start
        self.end = end
        self.isDeducted = isDeducted
    }
}

/// Other hours on one weekday, judged by thresholds of their own.
package struct PartialDay: Hashable, Sendable {
    package var weekday: Weekday
    package var start: TimeOfDay
    package var end: TimeOfDay
    /// Seconds of work.
    package var halfDayBelow: Int32
    package var absentBelow: Int32

    package init(weekday: Weekday, start: TimeOfDay, end: TimeOfDay, halfDayBelow: Int32, absentBelow: Int32) {
        self.weekday = weekday
        self.start = start
        self.end = end
        self.halfDayBelow = halfDayBelow
        self.absentBelow = absentBelow
    }
}
