import Foundation
import Testing

/// Rules and rosters that contradict themselves: each is refused with a sentence that names the field and the reason,
/// and nothing is written.
struct ContradictionTests {
    /// The database of a small company, made once: each command gets a copy.
    private static let company = Task {
        let shell = try Shell()
        for step in [
            ["shift", "add", "G", "General", "09:00", "18:00"],
            ["policy", "add", "Core", "--core-hours", "19:00-20:00"],
            ["policy", "add", "Day", "--core-hours", "10:00-15:00"],
            ["policy", "assign", "Day", "2026-01-01", "--shift", "G"],
            ["employee", "add", "42", "Asha", "--joined", "2026-01-01", "--department", "Press", "--shift", "G"],
            ["roster", "pattern", "add", "Line", "G", "off", "--first", "2026-01-05"],
            ["roster", "limits", "--gaps", "refuse"],
        ] {
            let outcome = try await shell.etime(step)
            try #require(outcome.status == 0, "\(step): \(outcome.errors)")
        }
        return try Data(contentsOf: shell.folder.appending(path: "data/timetracker.db"))
    }

    private func company() async throws -> Shell {
        let shell = try Shell()
        let data = shell.folder.appending(path: "data")
        try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
        try await Self.company.value.write(to: data.appending(path: "timetracker.db"))
        return shell
    }

    @Test(arguments: [
        // Thresholds and limits of a policy.
        ("policy add Odd --half-day-below 3:00 --absent-below 4:00", 1, "“absent below” must not be more"),
        (
            "policy add Odd --half-day-if-late-beyond 60 --absent-if-late-beyond 30", 1,
            "“absent if late beyond” must not be less"
        ),
        (
            "policy add Odd --overtime-minimum 60 --overtime-maximum 30", 1,
            "“overtime maximum” must not be less than “overtime minimum”"
        ),
        ("policy add Odd --overtime-tiers \"4 h and 2 h\"", 1, "“overtime tiers” must ascend"),
        ("policy add Odd --overtime-holiday-tiers \"2 h and 2 h\"", 1, "“overtime holiday tiers” must ascend"),
        ("policy add Odd --late-grace 25:00", 1, "“late grace” must be a duration that lies between 0 and 24 hours"),
        ("policy add Odd --period-overtime-week-above 169:00", 1, "lies between 0 and 168 hours"),
        ("policy add Odd --longest-presence 0", 1, "“longest presence” must be longer than 0"),
        ("policy add Odd --automatic-break \"60 min after 30 min\"", 1, "“automatic break” is longer than the work"),
        ("policy add Odd --second-automatic-break \"15 min after 4 h\"", 1, "“second automatic break” must come after"),
        ("policy add Odd --early-coming yes --rounding-not-before-start yes", 1, "“rounding not before start” lets no"),
        ("policy add Odd --rounding-in \"10 min from 10 min\"", 1, "“rounding in” must go up"),
        ("policy add Odd --period-overtime-weeks 4", 1, "needs both how many they are and the hours"),
        // Values that are none.
        ("policy add Odd --automatic-break \"-30 min after 360\"", 64, "'--automatic-break': write none, or how long"),
        ("policy add Odd --sandwich-longest-run 40", 64, "'--sandwich-longest-run': write a number from 1 to 31"),
        ("policy add Odd --overtime-rates 1200", 64, "'--overtime-rates': write the percent"),
        ("policy add Odd --overtime-formula sometimes", 64, "write one of none, after-shift-end"),
        ("policy add Odd --core-hours noon", 64, "'--core-hours': write none, or hours such as"),
        ("policy add Odd --late-penalty-takes 3", 64, "'--late-penalty-takes': write one of ½, 1"),
        ("policy add Odd --preset unix", 64, "etimetracklite"),
        // What does not fit a shift.
        ("shift add X X 09:00 18:00 --core-hours 08:00-12:00", 1, "“core hours” 08:00–12:00 are not inside the shift"),
        ("shift add X X 09:00 18:00 --required-work 10:00", 1, "“required work” is more than the shift has hours"),
        ("shift add X X 09:00 18:00 --start-window 9:00", 1, "“start window” is as long as the shift"),
        ("shift add X X 09:00 18:00 --longest-presence 4:00", 1, "“longest presence” is shorter than the shift"),
        ("shift add X X 09:00 18:00 --double-punch-within 9:00", 1, "“double punch within” is as long as the shift"),
        ("shift add X X 09:00 18:00 --break 13:00-14:00 --break 13:30-14:30", 1, "begins before the one before it"),
        ("shift add X X 09:00 18:00 --break \"12:00-15:00 flexible -5 min\"", 64, "'--break"),
        ("shift add off X 09:00 18:00", 1, "is not “off” or “company”"),
        ("shift add A+B X 09:00 18:00", 1, "has no : + , or ="),
        (
            "policy assign Core 2026-01-01 --shift G", 1,
            "For shift G by “Core”: “core hours” 19:00–20:00 are not inside"
        ),
        ("policy change Day --core-hours 05:00-06:00", 1, "For shift G by “Day”: “core hours” 05:00–06:00"),
        ("shift change G --start 11:00", 1, "By its policy “Day”: “core hours” 10:00–15:00 are not inside the shift"),
        // Policies and rosters over days.
        ("policy assign Day 2026-02-01 --shift G", 1, "holds for shift G from 2026-01-01 on already"),
        ("policy assign Day 2026-02-01 --through 2026-01-01 --whole-company", 1, "is before its first"),
        ("policy assign Day 2026-02-01 --department Moon", 1, "Nobody is in a department Moon"),
        ("roster pattern add Empty --first 2026-01-01", 64, "Missing expected argument '<day>"),
        ("roster pattern add Empty \"\" --first 2026-01-01", 1, "“” is no day of a roster"),
        ("roster pattern add Odd G,G --turn week --first 2026-01-01", 1, "Week 1 of the cycle has 2 days"),
        ("roster pattern add Odd G X --first 2026-01-01", 1, "“X” is no day of a roster"),
        ("roster pattern change Line G G --off sunday --off sunday:2", 1, "A weekday stands twice among the offs"),
        ("roster assign Line 2026-02-01 --department Press --through 2026-01-01", 1, "swap them"),
        ("roster unassign 2026-02-01 --employee 42", 1, "no roster says what is worked"),
        (
            "whatif 2026-01-05 2026-01-09 --new-policy Odd --absent-below 5:00 --assign-policy Odd=42", 1,
            "“absent below”"
        ),
        ("whatif 2026-01-05 2026-01-09 --late-grace 5", 64, "with --shift, --policy or --new-policy"),
        ("whatif 2026-01-05 2026-01-09 --shift G --policy Day --late-grace 5", 64, "the rules change one of them"),
        ("whatif 2026-01-05 2026-01-09 --assign-policy \"Day=everybody there\"", 64, "is nobody: write"),
        ("whatif 2026-01-05 2026-01-09 --turn G", 64, "with --rotation"),
        ("whatif 2026-01-05 2026-01-09 --rotation Line --turn Q", 1, "“Q” is no day of a roster"),
        ("whatif 2026-01-05 2026-01-09 --override 42=off", 64, "employee=day"),
        ("whatif 2026-01-05 2026-01-09 --assign \"G=department Moon\"", 1, "Nobody is in a department Moon"),
    ])
    func isRefusedByFieldAndReason(command: String, status: Int32, words: String) async throws {
        let shell = try await company()
        let before = try await shell.etime("audit", "list", "--limit", "1").output
        let outcome = try await shell.command("etime " + command)
        #expect(outcome.status == status, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
        if status == 1 { #expect(outcome.sentence.split(separator: "\n").count == 1, "\(outcome.errors)") }
        #expect(try await shell.etime("audit", "list", "--limit", "1").output == before)
    }
}
