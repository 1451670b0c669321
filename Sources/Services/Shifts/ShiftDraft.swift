package import Domain

package enum ShiftField: String, Hashable, Sendable, CaseIterable {
    case code, name, hours, breaks, partialDays, rules
}

/// A shift as a form gives it: times already read, rules not yet believed.
package struct ShiftDraft: Hashable, Sendable {
    package var code: String
    package var name: String
    package var start: TimeOfDay
    /// Not later than `start` means the next day.
    package var end: TimeOfDay
    package var breaks: [ShiftBreak]
    package var partialDays: [PartialDay]
    /// Nil: no rules of its own.
    package var policy: AttendancePolicy?
    package var isAutomatic: Bool

    package init(
        code: String, name: String, start: TimeOfDay, end: TimeOfDay, breaks: [ShiftBreak] = [],
        partialDays: [PartialDay] = [], policy: AttendancePolicy? = nil, isAutomatic: Bool = false
    ) {
        self.code = code
        self.name = name
        self.start = start
        self.end = end
        self.breaks = breaks
        self.partialDays = partialDays
        self.policy = policy
        self.isAutomatic = isAutomatic
    }

    package init(_ shift: Shift) {
        self.init(
            code: shift.code, name: shift.name, start: shift.start, end: shift.end, breaks: shift.breaks,
            partialDays: shift.partialDays, policy: shift.policy, isAutomatic: shift.isAutomatic)
    }

    func shift(_ id: ID<Shift>) -> Shift {
        Shift(
            id: id, code: code.trimmed, name: name.trimmed, start: start, end: end, breaks: breaks,
            partialDays: partialDays, policy: policy, isAutomatic: isAutomatic)
    }
}

extension ShiftDraft {
    /// A sentence for each field; the first one where several hold of the rules.
    package func problems() -> [ShiftField: String] {
        var found: [ShiftField: String] = [:]
        found[.code] = codeProblem
        found[.name] = name.trimmed.isEmpty ? "Enter the shift's name." : nil
        found[.breaks] = shift(ID(0)).breaksProblem
        found[.partialDays] = partialDaysProblem
        found[.rules] = ruleProblems.first?.sentence
        return found
    }

    /// - Throws: ``ServiceError/invalid(_:)`` with everything that is wrong; of the rules, each under its own name.
    func validated() throws(ServiceError) {
        let problems = problems()
        guard problems.isEmpty else {
            throw .invalid(
                ShiftField.allCases.compactMap { field in
                    guard field != .rules else { return nil }
                    return problems[field].map { FieldProblem(field: field.rawValue, sentence: $0) }
                } + ruleProblems.map { FieldProblem(field: $0.field, sentence: $0.sentence) })
        }
    }

    private var ruleProblems: [PolicyProblem] {
        guard let policy else { return [] }
        return policy.problems() + shift(ID(0)).problems(under: policy)
    }

    private var codeProblem: String? {
        let code = code.trimmed
        if code.isEmpty { return "Enter the shift's code, as it stands in a roster." }
        if code.count > 8 { return "A shift's code has at most 8 characters." }
        if code.contains(where: \.isWhitespace) { return "A shift's code has no blanks in it." }
        guard code.contains(where: { ":+,=".contains($0) }) || ["off", "company"].contains(code) else { return nil }
        return "A shift's code is not “off” or “company” and has no : + , or = in it: these mean something in a roster."
    }

    private var partialDaysProblem: String? {
        if Set(partialDays.map(\.weekday)).count < partialDays.count {
            return "One weekday has two sets of other hours."
        }
        let inverted = partialDays.contains { $0.absentBelow > $0.halfDayBelow && $0.halfDayBelow > 0 }
        return inverted ? "On a day of other hours, absent must not be above half day." : nil
    }
}
