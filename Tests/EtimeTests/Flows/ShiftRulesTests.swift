import Domain
import Foundation
import Testing

/// Golden cases of `Scenarios/`, set up by nothing but commands.
struct ShiftRulesTests {
    private static let general = [
        "add", "G", "General", "09:00", "18:00", "--break", "13:00-14:00", "--late-grace", "15", "--early-grace", "15",
        "--half-day-below", "4:00", "--absent-below", "2:00", "--double-punch-within", "5",
        "--overtime-formula", "after-shift-end", "--overtime-minimum", "30",
    ]

    /// T20: a short Saturday has limits of its own.
    @Test func aShortSaturday() async throws {
        let saturday = SmallCompany.last(.saturday)
        let friday = saturday - 1
        let shift = Self.general + ["--short-day", "saturday=09:00-13:00,half-day-below=3:00,absent-below=1:00"]
        let punches = [
            "1": saturday.at("09:00", "13:00"), "2": saturday.at("09:00", "12:00"),
            "3": saturday.at("09:00", "11:59"), "4": friday.at("09:00", "12:00"),
        ]
        try await SmallCompany.with(shift: [shift], punches: punches) { company in
            expect(try await company.day(saturday, of: "1"), status: "P", work: 240)
            expect(try await company.day(saturday, of: "2"), status: "P", work: 180, early: 60)
            expect(try await company.day(saturday, of: "3"), status: "½P", work: 179, early: 61)
            expect(try await company.day(friday, of: "4"), status: "½P", work: 180, early: 360)
        }
    }

    /// T7: coming early earns overtime only where the shift says so; a change works the days out anew.
    @Test func earlyComing() async throws {
        let day = SmallCompany.last(.monday)
        let rules = ["--overtime-formula", "beyond-shift-hours", "--early-coming", "no"]
        try await SmallCompany.with(
            shift: [Self.general, ["change", "G"] + rules], punches: ["1": day.at("08:00", "18:00")]
        ) { company in
            expect(try await company.day(day, of: "1"), status: "P", work: 540)
            try await company.run(["shift", "change", "G", "--early-coming", "yes"])
            expect(try await company.day(day, of: "1"), status: "P", work: 540, overtime: 60)
            let again = try await company.shell.etime("shift", "change", "G", "--early-coming", "yes")
            #expect(again.status == 1)
            #expect(again.sentence.contains("Nothing was changed"))
        }
    }

    /// T32: overtime has a most amount.
    @Test func overtimeMaximum() async throws {
        let day = SmallCompany.last(.tuesday)
        let shift = Self.general + ["--overtime-maximum", "2 h"]
        try await SmallCompany.with(shift: [shift], punches: ["1": day.at("09:00", "21:00")]) { company in
            expect(try await company.day(day, of: "1"), status: "P", work: 660, overtime: 120)
        }
    }

    /// T16: work on the weekly off earns overtime or time off, never both.
    @Test func workOnTheWeeklyOff() async throws {
        let sunday = SmallCompany.last(.sunday)
        try await SmallCompany.with(
            shift: [Self.general, ["weekly-off", "sunday"]], punches: ["1": sunday.at("10:00", "14:00")]
        ) { company in
            expect(try await company.day(sunday, of: "1"), status: "WOP", work: 240, overtime: 240)
            try await company.run(["shift", "change", "G", "--rest-day-work", "comp-off"])
            let day = try await company.day(sunday, of: "1")
            expect(day, status: "WOP", work: 180)
            #expect((day["remark"] as? String)?.contains("½ day comp-off") == true)
        }
    }

    @Test func everyRuleIsTakenAndShown() async throws {
        let shell = try Shell()
        let options = [
            "--break", "13:00-14:00", "--paid-break", "16:00-16:15",
            "--short-day", "saturday=09:00-13:00,absent-below=60", "--late-grace", "5", "--early-grace", "6",
            "--half-day-below", "3:00", "--absent-below", "0", "--double-punch-within", "1", "--opens-before", "90",
            "--closes-after", "4:00", "--longest-presence", "14 h", "--counting", "first-to-last",
            "--missing-punch", "half-day", "--overtime-formula", "early-plus-late", "--overtime-minimum", "20",
            "--overtime-maximum", "3:30", "--early-coming", "yes", "--late-going", "no", "--rest-day-work", "comp-off",
            "--rule", "rounding in=15 min up", "--rule", "overtime tiers=2 h and 4 h", "--automatic", "yes",
            "--rule", "overtime holiday rates=200 and 250", "--rule", "core hours=10:00-15:00",
            "--rule", "automatic break=30 min after 6 h",
        ]
        #expect(try await shell.etime(["shift", "add", "G", "General", "09:00", "18:00"] + options).status == 0)
        let shown = try await shell.etime("shift", "show", "G", "--format", "json").rows()
        let rules = shown.map { "\($0["rule"] as? String ?? ""): \($0["value"] as? String ?? "")" }
        let expected = [
            "hours: 09:00–18:00", "breaks: 13:00–14:00 deducted, 16:00–16:15 paid",
            "short days: Saturday 09:00–13:00, half day below 3 h, absent below 1 h", "late grace: 5 min",
            "early grace: 6 min", "half day below: 3 h", "absent below: off", "double punch within: 1 min",
            "opens before: 1 h 30 min", "closes after: 4 h", "longest presence: 14 h", "counting: first to last",
            "missing in: half day", "missing out: half day", "overtime formula: early plus late",
            "overtime minimum: 20 min", "overtime maximum: 3 h 30 min", "early coming: yes", "late going: no",
            "rest day work: comp-off", "rounding in: 15 min up", "overtime tiers: 2 h and 4 h",
            "overtime holiday rates: 200 and 250 and 250", "core hours: 10:00-15:00", "automatic: yes",
            "automatic break: 30 min after 6 h", "longest day: 24 h",
        ]
        #expect(expected.filter { !rules.contains($0) } == [], "\(rules)")

        let changed = try await shell.etime(
            "shift", "change", "G", "--no-breaks", "--no-short-days", "--closes-after", "next-shift", "--name", "Day")
        #expect(changed.status == 0, "\(changed.errors)")
        let after = try await shell.etime("shift", "show", "G").output
        #expect(after.hasPrefix("Shift G, Day\n"))
        let lines = after.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        for line in ["breaks none", "short days none", "closes after when the next shift opens"] {
            #expect(lines.contains(line), "\(after)")
        }
    }

    @Test(arguments: [
        (["--break", "19:00-20:00"], 1, "not inside the shift"),
        (["--paid-break", "13:00"], 64, "from-to"),
        (["--short-day", "saturday"], 64, "day=from-to"),
        (["--short-day", "caturday=09:00-13:00"], 64, "day=from-to"),
        (["--short-day", "saturday=09:00-13:00,half=3"], 64, "day=from-to"),
        (["--short-day", "saturday=09:00-13:00", "--short-day", "saturday=10:00-13:00"], 64, "two sets"),
        (["--overtime-minimum", "60", "--overtime-maximum", "30"], 1, "“overtime maximum” must not be less"),
        (["--absent-below", "5:00"], 1, "“absent below” must not"), (["--late-grace", "1500"], 1, "24 hours"),
        (["--rule", "rounding in=15"], 64, "For “rounding in” write off, or a unit"),
        (["--rule", "rounding=15 min up"], 64, "none of: late grace"),
        (["--rule", "rounding in=10 min from 10 min"], 1, "less than the unit"),
        (["--rule", "overtime tiers=4 h and 2 h"], 1, "must ascend"),
        (["--rule", "core hours=08:00-12:00"], 1, "not inside the shift"),
        (["--break", "13:00-14:00 paid 2 h"], 1, "more paid time"),
        (["--late-grace", "-5"], 64, "--late-grace"), (["--counting", "both"], 64, "first-to-last"),
        (["--late-grace", "99999 h 99999 h 99999 h 99999 h 99999 h 99999 h"], 64, "duration"),
    ])
    func aRuleThatCannotBe(options: [String], status: Int32, words: String) async throws {
        let shell = try Shell()
        let outcome = try await shell.etime(["shift", "add", "G", "General", "09:00", "18:00"] + options)
        #expect(outcome.status == status)
        #expect(outcome.errors.hasPrefix("Error: "))
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
        #expect(try await shell.etime("shift", "show", "G").sentence.contains("There is no shift G"))
    }

    /// Minutes.
    private func expect(
        _ day: [String: Any], status: String, work: Int, early: Int = 0, overtime: Int = 0,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(day["status"] as? String == status, sourceLocation: sourceLocation)
        let figures = ["work_seconds", "late_seconds", "early_seconds", "overtime_seconds"].map { day[$0] as? Int }
        #expect(figures == [work * 60, 0, early * 60, overtime * 60], sourceLocation: sourceLocation)
    }
}
