/// The rules with which another system comes, for a company that changes from it and wants the figures it knows.
///
/// Only what is known of that system is in it; everything else is as it comes with this program.
package struct PolicyPreset: Hashable, Sendable {
    /// As it is typed: `biotime`.
    package let name: String
    /// The system as its makers call it.
    package let system: String
    /// Label of a parameter and what it holds.
    let values: [String: String]

    /// The labels and values in which it differs from this program's own, in the order of all parameters.
    package var differences: [(label: String, value: String)] {
        let usual = AttendancePolicy()
        return PolicyParameter.all.filter { $0.words(in: policy) != $0.words(in: usual) }
            .map { ($0.label, $0.words(in: policy)) }
    }

    package var policy: AttendancePolicy {
        var policy = AttendancePolicy()
        for parameter in PolicyParameter.all {
            guard let value = values[parameter.label] else { continue }
            _ = parameter.read(value, into: &policy)
        }
        return policy
    }

    package static func named(_ name: String) -> PolicyPreset? { all.first { $0.name == name.lowercased() } }

    package static let all = [
        PolicyPreset(
            name: "etimetracklite", system: "eTimeTrackLite",
            values: [
                "double punch within": "5 min", "opens before": "2 h", "closes after": "when the next shift opens",
                "late grace": "15 min", "early grace": "15 min", "half day below": "4 h", "absent below": "2 h",
                "missing in": "count pairs", "missing out": "count pairs", "overtime minimum": "30 min",
            ]),
        PolicyPreset(
            name: "biotime", system: "ZKBioTime",
            values: [
                "double punch within": "1 min", "half day below": "off", "absent below": "off",
                "absent if late beyond": "1 h 40 min", "absent if early beyond": "1 h 40 min", "missing in": "late",
                "missing in late by": "1 h", "missing out": "early", "missing out early by": "1 h",
                "longest day": "12 h",
            ]),
        PolicyPreset(
            name: "frappe", system: "Frappe HR",
            values: [
                "double punch within": "0 min", "opens before": "1 h", "closes after": "1 h", "late grace": "0 min",
                "early grace": "0 min", "half day below": "off", "absent below": "off", "missing in": "count pairs",
                "missing out": "count pairs", "overtime minimum": "0 min", "overtime maximum": "none",
            ]),
        PolicyPreset(
            name: "timetrex", system: "TimeTrex",
            values: [
                "double punch within": "0 min", "late grace": "15 min", "early grace": "15 min",
                "half day below": "off",
                "absent below": "off", "longest presence": "16 h", "longest day": "16 h",
            ]),
    ]
}
