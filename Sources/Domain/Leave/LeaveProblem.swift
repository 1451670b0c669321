/// Why a request, a type or a change of a balance is refused: the field of the form, and a sentence.
package struct LeaveProblem: Hashable, Sendable {
    package enum Field: String, Hashable, Sendable, CaseIterable {
        // Of a request, in the order of its form.
        case employee, type, first, last, half, hours, days, document, unpaid, amount, reason
        // Of a type.
        case code, name, paid, halfDays, notice, longestRun, documentAfter, service, clubbing, restDays, negative,
            excess, grant, rounding, balanceAtMost, carry, encashment, leaving, compensatory
    }

    package var field: Field
    package var sentence: String

    init(_ field: Field, _ sentence: String) {
        self.field = field
        self.sentence = sentence
    }
}

/// All that speaks against it, at once.
package struct LeaveProblems: Error, Hashable, Sendable, CustomStringConvertible {
    package var problems: [LeaveProblem]

    init(_ problems: [LeaveProblem]) { self.problems = problems }

    init(_ field: LeaveProblem.Field, _ sentence: String) { problems = [LeaveProblem(field, sentence)] }

    package var description: String { problems.map(\.sentence).joined(separator: " ") }
}
