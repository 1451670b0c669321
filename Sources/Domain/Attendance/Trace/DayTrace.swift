/// How a day came to its figures, in the order in which it was worked out.
package struct DayTrace: Hashable, Sendable {
    package var employee: ID<Employee>
    package var date: CivilDate
    package var result: DayResult
    /// The day by shift, each as if the day had no other: two where the person works two shifts on it.
    package var parts: [DayResult]
    package var entries: [TraceEntry]

    package init(
        employee: ID<Employee>, date: CivilDate, result: DayResult, parts: [DayResult], entries: [TraceEntry]
    ) {
        self.employee = employee
        self.date = date
        self.result = result
        self.parts = parts
        self.entries = entries
    }
}

/// One step of the working out.
package struct TraceEntry: Hashable, Sendable {
    /// Stable, for programs.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        case dayType = "day.type"
        /// Which layer of the roster said what is worked.
        case roster
        case shiftCandidate = "shift.candidate"
        case shiftChosen = "shift.chosen"
        case punchKept = "punch.kept"
        case punchDropped = "punch.dropped"
        case punchQuarantined = "punch.quarantined"
        /// A correction says that the punch does not count.
        case punchVoid = "punch.void"
        /// The punch stands near this day and was counted on another.
        case punchElsewhere = "punch.elsewhere"
        case pair
        case missingOut = "missing.out"
        case missingIn = "missing.in"
        case inside
        case rule
        case status
    }

    package var code: Code
    /// The rule's name where `code` is `rule`, such as `late`; else empty.
    package var rule: String
    package var input: String
    package var output: String
    /// One plain sentence.
    package var text: String
    package var punch: ID<Punch>?

    package init(
        code: Code, rule: String = "", input: String = "", output: String = "", text: String, punch: ID<Punch>? = nil
    ) {
        self.code = code
        self.rule = rule
        self.input = input
        self.output = output
        self.text = text
        self.punch = punch
    }
}
