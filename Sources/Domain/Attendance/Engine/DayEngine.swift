/// Works out days. It keeps its working memory from one call to the next: use one for many people, one a task.
package struct DayEngine {
    let rules: RuleBook

    package init(rules: RuleBook) {
        self.rules = rules
    }

    /// - Parameter each: called once a day, in the order of the days.
    package mutating func evaluate(
        _ person: EmployeeCase, days: ClosedRange<CivilDate>, knowing: Knowledge, each: (DayResult) -> Void
    ) {
        for date in days {
            each(DayResult(employee: person.employee.id, date: date, status: unworkedStatus(of: person, on: date)))
        }
    }

    /// One day with the reasons for every figure.
    package mutating func explain(_ person: EmployeeCase, date: CivilDate, knowing: Knowledge) -> DayTrace {
        let result = DayResult(
            employee: person.employee.id, date: date, status: unworkedStatus(of: person, on: date))
        return DayTrace(employee: person.employee.id, date: date, result: result, parts: [], entries: [])
    }

    private func unworkedStatus(of person: EmployeeCase, on date: CivilDate) -> DayStatus {
        if !person.employee.isEmployed(on: date) { return .blank }
        if rules.holidayName(on: date) != nil { return .holiday }
        if rules.isWeeklyOff(date) { return .weeklyOff }
        return person.assignments.contains { $0.holds(on: date) } ? .absent : .noShift
    }
}
