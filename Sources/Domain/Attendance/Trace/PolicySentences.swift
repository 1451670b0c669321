extension DayEngine {
    /// Which policy judges a slot, from whom it comes, and which others stand behind it.
    func tellPolicy(_ index: Int, of person: Employee, in story: inout Story) {
        let slot = slots[index]
        let shift = slot.hasHours ? Int(rules.plans[Int(slot.plan)].shiftIndex) : nil
        var names: [String] = []
        layers.walk(rules, shift: shift, on: story.date.daysSinceEpoch) { level, policy in
            names.append(name(of: policy, level, person.postings.on(story.date), shift))
            return true
        }
        let others = names.dropFirst().joined(separator: ", then ")
        story.addRule(
            "policy", input: others.isEmpty ? "no other" : others, output: names[0],
            "\(slot.hasHours ? "Shift \(shiftName(index)) is" : "The day is") judged by \(names[0])"
                + (others.isEmpty ? "." : "; behind it stand \(others)."))
    }

    private func name(of policy: Int32, _ level: Scope.Level, _ posting: Posting, _ shift: Int?) -> String {
        let name = rules.namedPolicy(at: policy).map { "the policy “\($0.name)”" } ?? ""
        let code = shift.map { rules.shifts[$0].code } ?? ""
        return switch level {
        case .employee: "\(name) of the employee"
        case .shift: "\(name) of shift \(code)"
        case .shiftItself: "the own rules of shift \(code)"
        case .department: "\(name) of department \(posting.department)"
        case .location: "\(name) of location \(posting.location)"
        case .company: "\(name) of the company"
        case .builtIn: "the rules that come with the program"
        }
    }
}
