/// The types of leave from which penalties are taken, one after the other.
package struct PenaltyOrder: Hashable, Sendable {
    package let types: [LeaveType]

    package init(_ types: [LeaveType]) { self.types = types }

    /// `CL, PL, LWP`; empty where penalties are taken from no leave.
    package var codes: String { types.map(\.code).joined(separator: ", ") }

    /// What contradicts itself, one sentence each.
    package var problems: [String] {
        types.indices.flatMap { index -> [String] in
            let type = types[index]
            return [
                types[..<index].contains { $0.id == type.id } ? "\(type.code) is named twice." : nil,
                type.request.allowsHalfDays
                    ? nil
                    : "\(type.name) (\(type.code)) is not taken in half days, and a penalty takes half days.",
                index + 1 < types.count ? endProblem(type, before: types[index + 1]) : nil,
            ].compactMap { $0 }
        }
    }

    private func endProblem(_ type: LeaveType, before next: LeaveType) -> String? {
        if type.isUnpaid { return "\(type.name) (\(type.code)) is unpaid, so nothing can come after it: put it last." }
        guard type.overdraft == .unlimited else { return nil }
        return "\(type.name) (\(type.code)) never runs out, so \(next.code) after it would never be taken from."
    }
}
