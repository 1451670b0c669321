/// Works out each day of a range for one person. Pure: the same arguments give the same days.
///
/// - Parameter each: called once a day, in the order of the days.
package func evaluate(
    _ person: EmployeeCase, days: ClosedRange<CivilDate>, rules: RuleBook, knowing: Knowledge,
    each: (DayResult) -> Void
) {
    var engine = DayEngine(rules: rules)
    engine.evaluate(person, days: days, knowing: knowing, each: each)
}

/// One day with the reasons for every figure, by the same rules as `evaluate`.
package func explain(_ person: EmployeeCase, date: CivilDate, rules: RuleBook, knowing: Knowledge) -> DayTrace {
    var engine = DayEngine(rules: rules)
    return engine.explain(person, date: date, knowing: knowing)
}
