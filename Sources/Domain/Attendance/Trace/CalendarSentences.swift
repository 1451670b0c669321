extension DayEngine {
    /// Whether the day is a working day, and which holiday makes it none.
    func tellKind(_ slot: Slot, of person: EmployeeCase, in story: inout Story) {
        let date = Phrases.date(story.date)
        let holiday = rules.calendars.holiday(on: story.date, at: person.employee.location(on: story.date))
        let name = holiday.map { $0.location.isEmpty ? $0.name : "\($0.name), kept in \($0.location)" } ?? ""
        switch slot.kind {
        case .unemployed: story.add(.dayType, output: "not employed", "\(date) lies outside the employment.")
        case .holiday:
            let kind = holiday?.kind == .optional ? "an optional holiday that the person chose" : "a holiday"
            story.add(.dayType, input: name, output: "holiday", "\(date) is \(kind): \(name).")
        case .weeklyOff: story.add(.dayType, output: "weekly off", "\(date) is a weekly off.")
        case .working, .unassigned: tellWorkingDay(holiday, name, in: &story)
        }
    }

    private func tellWorkingDay(_ holiday: Holiday?, _ name: String, in story: inout Story) {
        let date = Phrases.date(story.date)
        switch holiday?.kind {
        case .firstHalf, .secondHalf:
            let (off, due) = holiday?.kind == .firstHalf ? ("first", "second") : ("second", "first")
            story.add(
                .dayType, input: name, output: "half holiday",
                "The \(off) half of \(date) is a holiday: \(name). Only the \(due) half is expected, and the limits of "
                    + "work are halved.")
        case .optional:
            story.add(
                .dayType, input: name, output: "working day",
                "\(date) is a working day: the person did not choose the optional holiday \(name).")
        default: story.add(.dayType, output: "working day", "\(date) is a working day.")
        }
    }
}
