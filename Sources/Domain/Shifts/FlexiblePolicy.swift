/// Freedom of when to work. Seconds; 0 switches a rule off.
package struct FlexiblePolicy: Hashable, Sendable {
    /// Nobody is late before this long after the shift's start.
    package var startWindow: Int32 = 0
    /// The work of a day; leaving is then judged by what is missing of it, whenever that is.
    package var requiredWork: Int32 = 0
    /// Nil: there are no core hours.
    package var core: CoreHours?

    package init() {}
}

/// Hours in which everybody has to be there.
package struct CoreHours: Hashable, Sendable {
    package var start: TimeOfDay
    package var end: TimeOfDay

    package init(start: TimeOfDay, end: TimeOfDay) {
        self.start = start
        self.end = end
    }
}
