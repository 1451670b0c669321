extension Story {
    /// Which layer of the roster decided the date, and by which record.
    mutating func tellRoster(_ rules: RuleBook, _ person: EmployeeCase) {
        guard let answer = rules.answer(person.schedule, on: date, at: person.employee.location(on: date)),
            !answer.isCompanyOff
        else { return }
        let source = answer.source(rules, person.employee)
        let what = answer.what(rules)
        add(.roster, input: source, output: what, "\(what): \(source).")
    }
}

extension RosterAnswer {
    /// `Shift N`, `Shifts A and B`, `Off`.
    package func what(_ rules: RuleBook) -> String {
        if day.isOff { return "Off" }
        let codes = day.shifts.map { id in rules.index(of: id).map { rules.shifts[$0].code } ?? "?" }
        return (codes.count == 1 ? "Shift " : "Shifts ") + codes.joined(separator: " and ")
    }

    /// `from the department roster “Line A” (4-day cycle, day 3)`, `assigned to the employee`.
    package func source(_ rules: RuleBook, _ person: Employee) -> String {
        var texts: [String] = []
        let posting = person.postings.on(date)
        for text in entries.map({ $0.source(rules, posting, date) }) where !texts.contains(text) { texts.append(text) }
        return texts.joined(separator: "; ")
    }
}

extension ScheduleEntry {
    fileprivate func source(_ rules: RuleBook, _ posting: Posting, _ date: CivilDate) -> String {
        if layer == .override {
            let reason = note.isEmpty ? "" : ": \(note)"
            return (record == 0 ? "changed for this day alone" : "swapped on this day") + reason
        }
        guard case .pattern(let id) = duty, let pattern = rules.pattern(id) else { return fixedSource(posting) }
        let owner =
            switch layer {
            case .override, .employee: "employee's"
            case .department: "department"
            case .location: "location"
            case .company: "company"
            }
        let whose = layer == .employee ? "from the \(owner) own roster" : "from the \(owner) roster"
        return "\(whose) “\(pattern.name)” (\(pattern.position(on: date)))"
    }

    private func fixedSource(_ posting: Posting) -> String {
        switch layer {
        case .override, .employee: "assigned to the employee"
        case .department: "assigned to the department \(posting.department)"
        case .location: "assigned to the location \(posting.location)"
        case .company: "assigned to the whole company"
        }
    }
}
