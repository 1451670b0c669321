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
    /// Who has no shift on a working day works this one if its start is nearest to the first punch.
    package var isAutomatic: Bool

    package init(
        id: Domain.ID<Shift>, code: String, name: String, start: TimeOfDay, end: TimeOfDay, breaks: [ShiftBreak] = [],
        partialDays: [PartialDay] = [], policy: AttendancePolicy? = nil, isAutomatic: Bool = false
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.start = start
        self.end = end
        self.breaks = breaks
        self.partialDays = partialDays
        self.policy = policy
        self.isAutomatic = isAutomatic
    }
}

/// A break inside a shift. Only its overlap with presence is ever deducted.
package struct ShiftBreak: Hashable, Sendable {
    package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        /// From its start to its end, whether punched or not.
        case fixed
        /// `length` of it, at any time between its start and its end.
        case flexible
        /// It has to be punched; who does not is deducted the whole of it.
        case punched
        /// The time between two stretches of a split shift: neither work nor break.
        case split
    }

    package var start: TimeOfDay
    package var end: TimeOfDay
    /// False: a paid break, shown but not deducted.
    package var isDeducted: Bool
    package var kind: Kind
    /// Seconds of a flexible break; else 0.
    package var length: Int32
    /// Seconds of a deducted break that are paid.
    package var paid: Int32

    package init(
        start: TimeOfDay, end: TimeOfDay, isDeducted: Bool = true, kind: Kind = .fixed, length: Int32 = 0,
        paid: Int32 = 0
    ) {
        self.start = start
        self.end = end
        self.isDeducted = isDeducted
        self.kind = kind
        self.length = length
        self.paid = paid
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
