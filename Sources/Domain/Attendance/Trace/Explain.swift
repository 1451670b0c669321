extension DayEngine {
    /// One day with the reasons for every figure, by the same steps as `evaluate`.
    package mutating func explain(_ person: EmployeeCase, date: CivilDate, knowing: Knowledge) -> DayTrace {
        let horizon = Horizon(knowing)
        prepare(person, days: date...date, horizon, tracing: FactRecorder.self)
        let day = RuleBook.contextDays
        let today = slots.indices.filter { Int(slots[$0].day) == day }
        var story = Story(of: date, in: rules.zone, leaveCodes: rules.leaveCodes)
        tellDay(day, today, of: person, in: &story)
        tellPunches(of: person, today, in: &story)
        let parts = tellSlots(today, of: person, horizon, in: &story)
        var result = parts[0]
        var total = PartTotal(parts[0].status)
        for part in parts.dropFirst() {
            result.add(part)
            total.add(part.status)
        }
        if parts.count > 1 { result.status = total.status }
        stamp(&result, day: day, of: person)
        if rules.reach.isOn {
            settle(person, date...date, horizon, telling: date)
            result = period.results[period.position(of: date)]
            for fact in period.facts { story.tell(fact) }
        }
        tellResult(result, parts, of: person, in: &story)
        return DayTrace(
            employee: person.employee.id, date: date, result: result, parts: parts, entries: story.entries)
    }

    private func tellDay(_ day: Int, _ today: [Int], of person: EmployeeCase, in story: inout Story) {
        tellKind(slots[today[0]], of: person, in: &story)
        if slots[today[0]].kind != .unemployed { story.tellRoster(rules, person) }
        if !rules.automaticShifts.isEmpty, slots[today[0]].isFound || slots[today[0]].kind == .unassigned {
            tellFound(today[0], of: person, in: &story)
        }
        for slot in today where slots[slot].hasHours {
            let name = shiftName(slot)
            let hours = "\(story.clock(slots[slot].start)) to \(story.clock(slots[slot].end))"
            story.add(
                .shiftCandidate, input: name, output: hours,
                "Shift \(name) is \(slots[slot].isFound ? "found" : "assigned"), \(hours). A punch that stands alone belongs to it from "
                    + "\(story.clock(slots[slot].border)) until \(story.clock(slots[slot].closes)).")
        }
        for slot in today where slots[slot].kind != .unemployed { tellPolicy(slot, of: person.employee, in: &story) }
    }

    func shiftName(_ slot: Int) -> String {
        guard slots[slot].hasHours else { return "" }
        return rules.shifts[Int(rules.plans[Int(slots[slot].plan)].shiftIndex)].code
    }

    private func tellSlots(_ today: [Int], of person: EmployeeCase, _ horizon: Horizon, in story: inout Story)
        -> [DayResult]
    {
        var position = 0
        var state = DayState()
        return today.map { slot in
            let range = range(of: slot, from: &position)
            for presence in range {
                tellPresence(presence, isOpen: isInside(presence, of: slot, now: horizon.now), in: &story)
            }
            var recorder = FactRecorder()
            let part = assess(slot, range, of: person, horizon, &state, tracer: &recorder)
            if today.count > 1 {
                story.add(
                    .shiftChosen, input: shiftName(slot), output: Phrases.count(range.count, "presence"),
                    "Now the day's shift \(shiftName(slot)) alone:")
            }
            for fact in recorder.facts { story.tell(fact) }
            return part
        }
    }

    private func tellResult(
        _ result: DayResult, _ parts: [DayResult], of person: EmployeeCase, in story: inout Story
    ) {
        if result.flags.contains(.quarantined) {
            story.add(
                .punchQuarantined, output: "flagged",
                "A punch with a time that cannot be believed bears this date; look at it before paying the day.")
        }
        if result.flags.contains(.clockChange) {
            story.add(
                .rule, rule: "clock-change", output: "flagged",
                "The clock changed that night: durations are real time, not the difference of clock times.")
        }
        if let approved = person.overtimeApprovals[result.date] ?? (result.payableOvertime < result.overtime ? 0 : nil)
        {
            tellApproval(approved, result, in: &story)
        }
        if result.flags.contains(.inside), !story.entries.contains(where: { $0.rule == "inside" }) {
            story.add(.inside, output: "inside", "The last punch is an IN without an OUT yet: the person is inside.")
        }
        let reason = parts.count > 1 ? ", from its \(parts.count) shifts together" : ""
        let code = result.code(rules.leaveCodes)
        story.add(
            .status, output: code,
            "The day is \(code.isEmpty ? "blank" : code): \(result.status.name)\(reason); "
                + "work \(Phrases.duration(result.work)), break \(Phrases.duration(result.breakTime)), late \(Phrases.duration(result.late)), early "
                + "\(Phrases.duration(result.early)), overtime \(Phrases.duration(result.overtime)).")
    }

    private func tellApproval(_ approved: Int32, _ result: DayResult, in story: inout Story) {
        let payable = Phrases.duration(result.payableOvertime)
        story.addRule(
            "approval", input: "\(Phrases.duration(approved)) approved", output: payable,
            approved == 0
                ? "Overtime needs approval and none was given: of \(Phrases.duration(result.overtime)) \(payable) are paid."
                : "\(Phrases.duration(approved)) of overtime were approved: of "
                    + "\(Phrases.duration(result.overtime)) \(payable) are paid.")
    }
}
