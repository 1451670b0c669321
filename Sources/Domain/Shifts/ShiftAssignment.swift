/// From when to when a person works a shift. Assignments that overlap in time mean several shifts a day.
package struct ShiftAssignment: Hashable, Sendable {
    package var employee: ID<Employee>
    package var shift: ID<Shift>
    package var from: CivilDate
    /// The last day; nil: until further notice.
    package var to: CivilDate?

    package init(employee: ID<Employee>, shift: ID<Shift>, from: CivilDate, to: CivilDate? = nil) {
        self.employee = employee
        self.shift = shift
        self.from = from
        self.to = to
    }

    package func holds(on date: CivilDate) -> Bool {
        date >= from && to.map { date <= $0 } ?? true
    }
}
