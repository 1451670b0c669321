package import Domain

extension LeaveType {
    /// Applies rules as people write them, the grant before what depends on it.
    ///
    /// - Parameters:
    ///   - texts: those that are given; the others stay.
    ///   - types: all there are.
    /// - Throws: ``ServiceError/invalid(_:)`` that names each rule that cannot be read and what may stand there.
    package mutating func apply(_ texts: [LeaveRule: String], among types: [LeaveType]) throws(ServiceError) {
        let codes = Dictionary(types.map { ($0.code, $0.id) }) { first, _ in first }
        var problems: [FieldProblem] = []
        for rule in LeaveRule.allCases {
            guard let text = texts[rule] else { continue }
            if !rule.apply(text, to: &self, codes: codes) {
                problems.append(
                    FieldProblem(
                        field: rule.rawValue, sentence: "“\(rule.rawValue)” is “\(text)”: write \(rule.form)."))
            }
        }
        if !problems.isEmpty { throw ServiceError.invalid(problems) }
    }
}
