import Domain
import Testing

/// Contradictory rules, at the edge and just beyond it.
struct PolicyProblemTests {
    static let cases: [(String, [String], [String])] = [
        (
            "absent below", ["half day below=4:00", "absent below=4:00"],
            ["half day below=4:00", "absent below=4:00:01"]
        ),
        ("late grace", ["late grace=24:00"], ["late grace=24:00:01"]),
        ("longest presence", ["longest presence=0:00:01"], ["longest presence=0"]),
        ("longest day", ["longest day=0:00:01"], ["longest day=0"]),
        ("day change", ["day change=12:00"], ["day change=12:00:01"]),
        (
            "absent if late beyond", ["half day if late beyond=60", "absent if late beyond=60"],
            ["half day if late beyond=60", "absent if late beyond=0:59:59"]
        ),
        (
            "absent if early beyond", ["half day if early beyond=60", "absent if early beyond=60"],
            ["half day if early beyond=60", "absent if early beyond=0:59:59"]
        ),
        ("automatic break", ["automatic break=60 min after 60 min"], ["automatic break=1:00:01 after 1:00"]),
        (
            "second automatic break",
            ["automatic break=30 min after 6 h", "second automatic break=15 min after 6:00:01"],
            ["automatic break=30 min after 6 h", "second automatic break=15 min after 6 h"]
        ),
        (
            "second automatic break", ["automatic break=30 min after 6 h"],
            ["second automatic break=15 min after 9 h"]
        ),
        ("rounding in", ["rounding in=10 min from 0:09:59"], ["rounding in=10 min from 10 min"]),
        ("rounding out", ["rounding out=10 min from 0:00:01"], ["rounding out=10 min from 0"]),
        ("rounding total", ["rounding total=24:00 up"], ["rounding total=24:00:01 up"]),
        ("overtime rounding", ["overtime rounding=15 min from 5 min"], ["overtime rounding=15 min from 20 min"]),
        (
            "rounding not before start", ["rounding not before start=yes", "early coming=no"],
            ["rounding not before start=yes", "early coming=yes"]
        ),
        (
            "overtime maximum", ["overtime minimum=30", "overtime maximum=30"],
            ["overtime minimum=30", "overtime maximum=0:29:59"]
        ),
        ("overtime tiers", ["overtime tiers=2 h and 2:00:01"], ["overtime tiers=2 h and 2 h"]),
        ("overtime weekly off tiers", ["overtime weekly off tiers=1 h"], ["overtime weekly off tiers=2 h and 1 h"]),
        ("overtime holiday tiers", ["overtime holiday tiers=24:00"], ["overtime holiday tiers=24:00:01"]),
    ]

    @Test(arguments: cases) func isRefusedByName(field: String, fits: [String], contradicts: [String]) throws {
        #expect(try problems(fits) == [])
        #expect(try problems(contradicts).map(\.field) == [field])
        #expect(try problems(contradicts).allSatisfy { $0.sentence.hasSuffix(".") })
    }

    @Test func allAreToldAtOnce() throws {
        let problems = try problems([
            "rounding in=10 min from 10 min", "overtime tiers=2 h and 1 h", "late grace=25:00",
        ])
        #expect(Set(problems.map(\.field)) == ["rounding in", "overtime tiers", "late grace"])
    }

    private func problems(_ settings: [String]) throws -> [PolicyProblem] {
        try Self.policy(settings).problems()
    }

    static func policy(_ settings: [String]) throws -> AttendancePolicy {
        var policy = AttendancePolicy()
        for setting in settings {
            let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
            let parameter = try #require(PolicyParameter.named(parts[0]))
            #expect(parameter.read(parts[1], into: &policy), "\(setting)")
        }
        return policy
    }

    /// What the hours of a shift cannot hold; the shift is a night from 22:00 to 06:00.
    @Test(arguments: [
        ("core hours", ["core hours=22:00-06:00"], ["core hours=21:59-06:00"]),
        ("core hours", ["core hours=05:00-06:00"], ["core hours=05:00-06:01"]),
        ("core hours", ["core hours=23:00-01:00"], ["core hours=01:00-23:00"]),
        ("core hours", ["core hours=23:00-01:00"], ["core hours=01:00-01:00"]),
        (
            "start window", ["core hours=23:00-01:00", "start window=60"],
            ["core hours=23:00-01:00", "start window=61"]
        ),
        ("start window", ["start window=7:59:59"], ["start window=8:00"]),
        ("required work", ["required work=8:00"], ["required work=8:00:01"]),
        ("longest presence", ["longest presence=8:00"], ["longest presence=7:59:59"]),
        ("longest day", ["longest day=8:00"], ["longest day=7:59:59"]),
        ("double punch within", ["double punch within=7:59:59"], ["double punch within=8:00"]),
    ])
    func theShiftMustHoldTheRules(field: String, fits: [String], contradicts: [String]) throws {
        #expect(Shift.night.problems(under: try Self.policy(fits)) == [])
        #expect(Shift.night.problems(under: try Self.policy(contradicts)).map(\.field) == [field])
    }

    @Test(arguments: [
        (["23:00-23:30 punched"], ["counting=every pair"], 0), (["23:00-23:30 punched"], ["counting=first to last"], 1),
        (["23:00-23:30"], ["counting=first to last"], 0),
    ])
    func whoCountsFirstToLastSeesNoBreak(breaks: [String], settings: [String], count: Int) throws {
        var shift = Shift.night
        shift.breaks = breaks.compactMap { ShiftBreak(words: $0) }
        #expect(shift.problems(under: try Self.policy(settings)).count == count)
    }

    @Test(
        arguments: [
            ("23:00-01:00 flexible 2 h", nil), ("23:00-01:00 flexible 2:00", nil),
            ("23:00-01:00 flexible 2 h 1 s", "fit between"), ("23:00-01:00 flexible 0 min", "fit between"),
            ("23:00-01:00 split", nil), ("23:00-01:00 split paid", "cannot be paid"),
            ("23:00-01:00 split paid 5 min", "cannot be paid"),
            ("23:00-01:00 paid 2 h", nil), ("23:00-01:00 paid 2 h 1 s", "more paid time"),
            ("23:00-01:00 flexible 30 min paid 30 min", nil),
            ("23:00-01:00 flexible 30 min paid 31 min", "more paid time"),
            ("22:00-06:00", nil), ("21:59-22:30", "not inside"), ("05:00-06:01", "not inside"),
            ("06:00-06:30", "not inside"),
            ("23:00-23:00", "no length"),
        ] as [(String, String?)])
    func aBreakMustFit(words: String, problem: String?) throws {
        var shift = Shift.night
        shift.breaks = [try #require(ShiftBreak(words: words))]
        #expect(shift.breaksProblem?.contains(problem ?? "?") == (problem == nil ? nil : true))
    }
}
