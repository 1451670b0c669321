import Testing

@testable import Domain

/// The rules of other systems, as far as they are known.
struct PolicyPresetTests {
    @Test(arguments: PolicyPreset.all.map(\.name)) func everyValueIsReadAndHoldsTogether(name: String) throws {
        let preset = try #require(PolicyPreset.named(name))
        #expect(preset.name == name)
        for (label, value) in preset.values {
            let parameter = try #require(PolicyParameter.named(label), "\(label)")
            #expect(parameter.words(in: preset.policy) == value, "\(label)")
        }
        #expect(preset.policy.problems().isEmpty)
    }

    /// This program's own rules are those of eTimeTrackLite.
    @Test func whatEachChanges() throws {
        let expected: [String: [String]] = [
            "etimetracklite": [],
            "biotime": [
                "half day below off", "absent below off", "absent if late beyond 1 h 40 min",
                "absent if early beyond 1 h 40 min", "double punch within 1 min", "longest day 12 h", "missing in late",
                "missing out early",
            ],
            "frappe": [
                "late grace 0 min", "early grace 0 min", "half day below off", "absent below off",
                "double punch within 0 min", "opens before 1 h", "closes after 1 h", "overtime minimum 0 min",
            ],
            "timetrex": ["half day below off", "absent below off", "double punch within 0 min", "longest day 16 h"],
        ]
        #expect(Set(PolicyPreset.all.map(\.name)) == Set(expected.keys))
        for preset in PolicyPreset.all {
            #expect(preset.differences.map { "\($0.label) \($0.value)" } == expected[preset.name], "\(preset.name)")
        }
    }

    @Test func everyParameterStandsInOneSection() {
        let listed = PolicyParameter.Section.allCases.flatMap(\.parameters).map(\.label)
        #expect(listed == PolicyParameter.all.map(\.label))
        #expect(Set(PolicyParameter.all.map(\.option)).count == PolicyParameter.all.count)
    }

    /// Words may have hyphens on a command line; a sign is none of them.
    @Test(arguments: [
        ("overtime formula", "after-shift-end", true), ("closes after", "next-shift", true),
        ("missing in", "half-day", true), ("automatic break", "-30 min after 6 h", false), ("late grace", "-5", false),
        ("core hours", "10:00-15:00", true), ("late grace", "by-moon", false),
    ])
    func hyphens(label: String, text: String, isRead: Bool) throws {
        var policy = AttendancePolicy()
        #expect(try #require(PolicyParameter.named(label)).read(argument: text, into: &policy) == isRead)
    }
}
