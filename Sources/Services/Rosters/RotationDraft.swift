package import Domain

package enum RotationField: String, Hashable, Sendable, CaseIterable {
    case name, turns, offs
}

/// A rotation as a form gives it: dates already read, the turns as people write them.
package struct RotationDraft: Hashable, Sendable {
    package var name: String
    package var unit: RotationPattern.Unit
    /// One list a turn, each with one text or seven from the first day of the week on: `G`, `A+B`, `off`, `G:company`.
    package var turns: [[String]]
    package var anchor: CivilDate
    package var weekStart: Weekday
    package var offs: [WeeklyOff]

    package init(
        name: String, unit: RotationPattern.Unit, turns: [[String]], anchor: CivilDate, weekStart: Weekday = .monday,
        offs: [WeeklyOff] = []
    ) {
        self.name = name
        self.unit = unit
        self.turns = turns
        self.anchor = anchor
        self.weekStart = weekStart
        self.offs = offs
    }

    /// - Parameter codes: of all shifts.
    package init(_ pattern: RotationPattern, codes: [ID<Shift>: String]) {
        let turns = pattern.turns.map { turn in
            turn.days.indices.map { place in
                let index = (place + Int(pattern.weekStart.rawValue)) % turn.days.count
                return turn.days[index].text(codes)
            }
        }
        self.init(
            name: pattern.name, unit: pattern.unit, turns: turns, anchor: pattern.anchor, weekStart: pattern.weekStart,
            offs: pattern.offs)
    }

    /// How one day is written, for help and errors.
    package static let dayForm =
        "write a shift (G), several (A+B), off, or G:company for a shift that rests on the company's weekly off"
}

extension RotationDraft {
    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field.
    func pattern(_ id: ID<RotationPattern>, shifts: [Shift]) throws(ServiceError) -> RotationPattern {
        let codes = Dictionary(uniqueKeysWithValues: shifts.map { ($0.code, $0.id) })
        let problems = problems(codes)
        guard problems.isEmpty else {
            throw .invalid(
                RotationField.allCases.compactMap { field in
                    problems[field].map { FieldProblem(field: field.rawValue, sentence: $0) }
                })
        }
        return RotationPattern(
            id: id, name: name.trimmed, unit: unit, turns: turns.map { turn($0, codes) }, anchor: anchor,
            weekStart: weekStart, offs: offs.sorted { $0.weekday.rawValue < $1.weekday.rawValue })
    }

    private func turn(_ texts: [String], _ codes: [String: ID<Shift>]) -> RotationTurn {
        let days = texts.compactMap { RosterDay($0.trimmed, codes: codes) }
        guard days.count == 7 else { return RotationTurn(days[0]) }
        return RotationTurn(
            byWeekday: Weekday.allCases.map { days[(Int($0.rawValue) - Int(weekStart.rawValue) + 7) % 7] })
    }

    package func problems(_ codes: [String: ID<Shift>]) -> [RotationField: String] {
        var found: [RotationField: String] = [:]
        if name.trimmed.isEmpty { found[.name] = "Enter the roster's name." }
        if name.trimmed.count > 100 { found[.name] = "A roster's name has at most 100 characters." }
        found[.turns] = turnsProblem(codes)
        if Set(offs.map(\.weekday)).count < offs.count { found[.offs] = "A weekday stands twice among the offs." }
        return found
    }

    private func turnsProblem(_ codes: [String: ID<Shift>]) -> String? {
        if turns.isEmpty { return "Enter what is worked on each \(unit) of the cycle." }
        if turns.count > 366 { return "A cycle has at most 366 turns." }
        for (position, turn) in turns.enumerated() {
            if unit == .day, turn.count != 1 { return "Day \(position + 1) of the cycle must be one day." }
            if unit != .day, turn.count != 1, turn.count != 7 {
                return
                    "\(String(describing: unit).capitalised) \(position + 1) of the cycle has \(turn.count) days: give "
                    + "one that holds on all its days, or seven from \(weekStart.name) on."
            }
            for text in turn where RosterDay(text.trimmed, codes: codes) == nil {
                return "“\(text)” is no day of a roster: \(Self.dayForm). The shifts are "
                    + "\(codes.keys.sorted().joined(separator: ", "))."
            }
        }
        return nil
    }
}

extension String {
    fileprivate var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
