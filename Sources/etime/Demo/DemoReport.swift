import Domain
import Services

/// What the demo shows where there is no display: the day, one day explained, and what to do next.
struct DemoReport {
    let services: Services
    let actor: Actor
    let database: String

    func show() async throws {
        let sheet = try await services.attendance.today(by: actor)
        let summary = DaySummary(sheet: sheet)
        say("\n" + Terminal.output.bold(summary.heading))
        say(summary.counts + "\n")
        try Listing.day(sheet).show(.table, whenEmpty: "Nobody is employed today.")
        say("\n" + summary.completeness)
        if let (employee, date) = try await interestingDay(before: sheet.date) {
            let explanation = try await services.attendance.explain(employee, on: date, by: actor)
            say("\n" + Terminal.output.bold("One day explained"))
            say(TraceText(explanation).rendered(for: .output), terminator: "")
            say(next(explanation.employee.code, Month(of: date)), terminator: "")
        }
    }

    /// The finished day of the last week with most to explain.
    private func interestingDay(before today: CivilDate) async throws -> (ID<Employee>, CivilDate)? {
        var best: (score: Int, employee: ID<Employee>, date: CivilDate)?
        for date in (today - 7)...(today - 1) {
            for row in try await services.attendance.today(date, by: actor).rows {
                let score = Self.score(row.result)
                if score >= best?.score ?? 1 { best = (score, row.employee.id, date) }
            }
        }
        return best.map { ($0.employee, $0.date) }
    }

    /// Somebody who came, was late and went on too long: a page of reasons, each easy to follow.
    private static func score(_ result: DayResult) -> Int {
        guard result.status == .present || result.status == .halfDay else { return 0 }
        var score = 0
        if !result.flags.isDisjoint(with: [.missingIn, .missingOut]) { score += 3 }
        if result.late > 0 { score += 3 }
        if result.overtime > 0 { score += 2 }
        if result.early > 0 { score += 1 }
        if result.punchCount >= 4 { score += 1 }
        return score
    }

    private func next(_ code: String, _ month: Month) -> String {
        let program = Self.programAsTyped
        let database = "--database \(database.shellQuoted)"
        return """

            What to do next
              \(program) attendance month \(code) \(month) \(database)
              \(program) inbox list \(database)
              \(program) ledger verify \(database)
              \(program) demo     again: only what is new is collected
              \(program) --help   then begin with your own people and terminals

            """
    }

    /// A program that was started by its path may not be on the PATH.
    private static var programAsTyped: String {
        guard let typed = CommandLine.arguments.first, typed.contains("/") else { return "etime" }
        return typed.shellQuoted
    }
}
