extension RosterDay {
    /// As people write it: `G`, `A+B`, `off`; `G:company` where the company's weekly off is one here too, `G:off` for a
    /// day off on which G judges what is worked, `company` where nothing but the company's weekly off is said.
    ///
    /// - Parameter codes: a shift that is not among them is written by its number.
    package func text(_ codes: [ID<Shift>: String]) -> String {
        let list = shifts.map { codes[$0] ?? "no. \($0.rawValue)" }.joined(separator: "+")
        return switch rest {
        case .never: list
        case .company: shifts.isEmpty ? "company" : list + ":company"
        case .always: shifts.isEmpty ? "off" : list + ":off"
        }
    }

    /// Reads what ``text(_:)`` writes; nil where it is none of these, or names a shift that there is not.
    package init?(_ text: some StringProtocol, codes: [String: ID<Shift>]) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let list = parts.first, parts.count <= 2 else { return nil }
        switch (list, parts.count == 2 ? parts[1] : nil) {
        case ("off", nil): self = .off
        case ("company", nil): self.init(shifts: [], rest: .company)
        case (_, nil): self.init(list: list, rest: .never, codes)
        case (_, "company"): self.init(list: list, rest: .company, codes)
        case (_, "off"): self.init(list: list, rest: .always, codes)
        default: return nil
        }
    }

    private init?(list: some StringProtocol, rest: Rest, _ codes: [String: ID<Shift>]) {
        var shifts: [ID<Shift>] = []
        for code in list.split(separator: "+", omittingEmptySubsequences: false) {
            guard let shift = codes[String(code)], !shifts.contains(shift) else { return nil }
            shifts.append(shift)
        }
        self.init(shifts: shifts, rest: rest)
    }
}
