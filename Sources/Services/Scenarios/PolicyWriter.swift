import Domain

/// Writes the rules by which a day is judged as a scenario file has them; what is as it comes with the program is left
/// out. The inverse of ``PolicyReader``.
enum PolicyWriter {
    static func lines(_ policy: AttendancePolicy) -> [String] {
        let usual = AttendancePolicy()
        let changed = PolicyParameter.all.filter { $0.words(in: policy) != $0.words(in: usual) }
        func entry(_ parameter: PolicyParameter) -> String {
            "\(parameter.name): \"\(parameter.words(in: policy))\""
        }
        var groups: [String] = []
        for parameter in changed where !parameter.group.isEmpty && !groups.contains(parameter.group) {
            groups.append(parameter.group)
        }
        return changed.filter(\.group.isEmpty).map(entry)
            + groups.map { group in
                "\(group): { \(changed.filter { $0.group == group }.map(entry).joined(separator: ", ")) }"
            }
    }
}
