extension DayEngine {
    /// Which shifts the first punch could have found, and which it did.
    func tellFound(_ slot: Int, of person: EmployeeCase, in story: inout Story) {
        let day = Int(slots[slot].day)
        let candidates = candidates(on: day)
        guard let arrival = firstArrival(of: person.punches, on: day, candidates) else { return }
        for candidate in candidates {
            let name = code(of: candidate)
            let apart = Phrases.duration(abs(arrival - candidate.start))
            story.add(
                .shiftCandidate, input: name, output: apart,
                candidate.takes(arrival)
                    ? "Shift \(name) starts at \(story.clock(candidate.start)), \(apart) from the first arrival at "
                        + "\(story.clock(arrival))."
                    : "Shift \(name) is taken up from \(story.clock(candidate.opening)) to \(story.clock(candidate.end)), "
                        + "and the first arrival at \(story.clock(arrival)) is outside.")
        }
        let chosen = nearest(to: arrival, among: candidates)
        story.add(
            .shiftChosen, input: Phrases.count(candidates.count, "candidate"), output: chosen.map(code) ?? "none",
            chosen.map {
                "No shift is assigned; the first arrival finds shift \(code(of: $0)), whose start is the nearest."
            } ?? "No shift is assigned, and none can be found by the first arrival.")
    }

    private func code(of candidate: ShiftCandidate) -> String {
        rules.shifts[Int(rules.plans[Int(candidate.plan)].shiftIndex)].code
    }
}
